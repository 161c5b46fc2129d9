internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// A file `swot.yml`: the unit, evidence over peers, written lines, comparisons in pairs.
struct SWOTFile {
  let unit: String
  let count: Int
  let evidence: [Evidence]
  let lines: [Assertion]
  /// Comparisons of the quadrants that have lines; nil without priorities.
  let quadrants: [[Double]]?
  let comparisons: [Quadrant: [[Double]]]

  init(_ root: YAMLNode) throws {
    _ = try root.requireKey("tamga").choice(of: ["swot/1"])
    unit = try root.requireKey("unit").string()
    count = try root["count"].map { try $0.integer() } ?? 3
    evidence = try (root["evidence"].map { try $0.list() } ?? []).map(Self.evidence)
    lines = try (root["lines"].map { try $0.list() } ?? []).map(Self.line)
    let weights = root["weights"]
    quadrants = try weights?["quadrants"].map(Self.matrix)
    var comparisons: [Quadrant: [[Double]]] = [:]
    for quadrant in Quadrant.allCases {
      if let node = weights?[quadrant.rawValue] { comparisons[quadrant] = try Self.matrix(node) }
    }
    self.comparisons = comparisons
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

  /// An id of the catalogue: evidence that no indicator stands behind is none.
  private static func indicator(_ node: YAMLNode) throws -> String {
    let id = try node.string()
    if IndicatorCatalogue.indicator(id) != nil { return id }
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
