public import TamgaIndicators
public import TamgaPresent

/// A file `swot.yml`: the unit, evidence over peers, written lines, comparisons in pairs.
public struct SWOTFile: Sendable {
  /// Whom the table is about.
  public let unit: String
  /// Lines found for each quadrant besides the written ones.
  public let count: Int
  /// Indicators over peers.
  public let evidence: [Evidence]
  /// The written lines.
  public let lines: [Assertion]
  /// Comparisons of the quadrants that have lines; nil without priorities.
  public let quadrants: [[Double]]?
  /// Comparisons of the lines of each quadrant.
  public let comparisons: [Quadrant: [[Double]]]
  /// The line of each value of the evidence in the file, by indicator and unit.
  let places: [String: [String: Int]]
  /// Whose comparisons they are, in the file's own words; nil when it does not say.
  public let comparedBy: String?

  /// Reads a file.
  ///
  /// - Throws: diagnostics with line and column.
  public init(_ root: YAMLNode) throws {
    _ = try root.requireKey("tamga").choice(of: ["swot/1"])
    unit = try root.requireKey("unit").string()
    count = try root["count"].map { try $0.integer() } ?? 3
    evidence = try (root["evidence"].map { try $0.list() } ?? []).map(Self.evidence)
    lines = try (root["lines"].map { try $0.list() } ?? []).map(Self.line)
    let weights = root["weights"]
    quadrants = try weights?["quadrants"].map(Self.matrix)
    comparedBy = try weights?["by"]?.string()
    var comparisons: [Quadrant: [[Double]]] = [:]
    for quadrant in Quadrant.allCases {
      if let node = weights?[quadrant.rawValue] { comparisons[quadrant] = try Self.matrix(node) }
    }
    self.comparisons = comparisons
    var places: [String: [String: Int]] = [:]
    for item in try root["evidence"].map({ try $0.list() }) ?? [] {
      for member in try item.requireKey("values").mapping() {
        places[try item.requireKey("indicator").string(), default: [:]][member.key.text] =
          member.value.place.line
      }
    }
    self.places = places
  }

  /// The table and, where comparisons are given, its priorities.
  ///
  /// - Throws: ``JudgementError``; T863 when the comparisons are not those of the lines.
  public func result(_ path: String) throws -> (table: SWOT, weights: AWOT?) {
    let table = try swot(of: unit, evidence: evidence, assertions: lines, count: count)
    let weights = try quadrants.map { try awot(quadrants: $0, lines: comparisons) }
    guard let weights else { return (table, nil) }
    for (place, quadrant) in Quadrant.allCases.enumerated() {
      let lines = table.lines.count { $0.quadrant == quadrant }
      let compared = weights.lines[place]?.weights.count ?? 0
      guard lines == compared else {
        throw Diagnostic(
          "T863",
          ["quadrant": quadrant.rawValue, "lines": String(lines), "compared": String(compared)],
          place: Place(file: path))
      }
    }
    return (table, weights)
  }

  private static func evidence(_ node: YAMLNode) throws -> Evidence {
    var values: [String: Double?] = [:]
    for member in try node.requireKey("values").mapping() {
      values[member.key.text] = .some(member.value.isNull ? nil : try member.value.double())
    }
    let direction = try node.requireKey("direction").choice(
      of: PreferredDirection.allCases.map(\.rawValue))
    let scope = try node["scope"].map {
      try $0.choice(of: EvidenceScope.allCases.map(\.rawValue))
    }
    return Evidence(
      indicator: try indicator(node.requireKey("indicator")),
      direction: PreferredDirection(rawValue: direction) ?? .higher,
      scope: scope.flatMap(EvidenceScope.init(rawValue:)) ?? .own,
      peers: try node.requireKey("peers").string(), source: try node.requireKey("source").string(),
      date: try node.requireKey("date").string(), values: values)
  }

  private static func line(_ node: YAMLNode) throws -> Assertion {
    let quadrant = try node.requireKey("quadrant").choice(of: Quadrant.allCases.map(\.rawValue))
    return Assertion(
      quadrant: Quadrant(rawValue: quadrant) ?? .strength,
      text: try node.requireKey("text").string(),
      indicator: try node["indicator"].map(indicator),
      source: try node.requireKey("source").string(), date: try node["date"].map { try $0.string() }
    )
  }

  /// An id of the catalogue, or `published.…` for a number that the source prints and nothing computes:
  /// evidence that neither stands behind is none.
  private static func indicator(_ node: YAMLNode) throws -> String {
    let id = try node.string()
    if IndicatorCatalogue.indicator(id) != nil || id.hasPrefix("published.") { return id }
    do throws(Diagnostic) {
      _ = try IndicatorCatalogue.named(id, as: nil)
    } catch {
      throw node.diagnostic(error.code, error.arguments)
    }
    throw node.diagnostic("T801", ["indicator": id, "variants": id])
  }

  /// Rows of numbers; a fraction such as 1/3 is taken as it is written.
  private static func matrix(_ node: YAMLNode) throws -> [[Double]] {
    try node.list().map { row in
      try row.list().map { cell in
        let parts = try cell.string().split(separator: "/")
        if parts.count == 2, let upper = Double(parts[0]), let lower = Double(parts[1]), lower != 0
        {
          return upper / lower
        }
        return try cell.double()
      }
    }
  }
}
