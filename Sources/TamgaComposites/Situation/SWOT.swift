public import TamgaNumerics

/// A line as an author wrote it.
public struct Assertion: Hashable, Sendable {
  /// The quadrant.
  public let quadrant: Quadrant
  /// The words.
  public let text: String
  /// The indicator that is said to stand behind it; nil for none.
  public let indicator: String?
  /// Where it was printed.
  public let source: String
  /// When; nil when not said.
  public let date: String?

  /// Creates a line.
  public init(
    quadrant: Quadrant, text: String, indicator: String? = nil, source: String, date: String? = nil
  ) {
    self.quadrant = quadrant
    self.text = text
    self.indicator = indicator
    self.source = source
    self.date = date
  }
}

/// A SWOT table whose lines open their evidence.
public struct SWOT: Hashable, Sendable {
  /// The unit it is about.
  public let unit: String
  /// The lines by quadrant in the order of ``Quadrant``; found ones first, by percentile.
  public let lines: [SWOTLine]
  /// Indicators that give no line because the unit has no standing, with the reason.
  public let gaps: [String: MissingReason]
  /// Lines that are assertions.
  public var assertions: Int { lines.count { $0.basis == .assertion } }
  /// Lines that evidence speaks against.
  public var contradicted: Int { lines.count(where: \.isContradicted) }
}

/// Returns a SWOT table from evidence and from lines as written.
///
/// Of own indicators the `count` best above the middle are strengths, the `count` worst below it
/// weaknesses; of partners' indicators opportunities and threats alike. No indicator is both. A written
/// line without an indicator stays and prints as an assertion; one with an indicator takes its value,
/// rank, source and date, and is marked when they speak against it.
///
/// - Parameters:
///   - unit: the unit the table is about.
///   - evidence: indicators over its peers, each id once.
///   - assertions: lines as written.
///   - count: lines found for each quadrant, 3 by the rule of the house.
/// - Returns: the table.
/// - Throws: ``JudgementError/key(_:)`` for a repeated indicator, or one that a line names and nobody
///   has; ``JudgementError/wrongSize(_:)`` for a negative count.
/// - Source: after Weihrich (1982), The TOWS matrix; the link to evidence is of the house.
public func swot(
  of unit: String, evidence: [Evidence], assertions: [Assertion] = [], count: Int = 3
) throws(JudgementError) -> SWOT {
  guard count >= 0 else { throw .wrongSize(count) }
  var byID: [String: Evidence] = [:]
  for item in evidence {
    guard byID.updateValue(item, forKey: item.indicator) == nil else { throw .key(item.indicator) }
  }
  var gaps: [String: MissingReason] = [:]
  var standings: [(item: Evidence, standing: Standing)] = []
  for item in evidence.sorted(by: { $0.indicator < $1.indicator }) {
    switch item.standing(of: unit) {
    case .value(let standing): standings.append((item, standing))
    case .missing(let reason): gaps[item.indicator] = reason
    }
  }
  let written = try assertions.map { (line) throws(JudgementError) -> SWOTLine in
    try SWOTLine(line, unit: unit, evidence: byID)
  }
  let taken = Set(written.compactMap(\.indicator))
  var found: [SWOTLine] = []
  for scope in EvidenceScope.allCases {
    let open = standings.filter { $0.item.scope == scope && !taken.contains($0.item.indicator) }
    let good = open.filter { $0.standing.percentile > 0.5 }.sorted {
      ($1.standing.percentile, $0.item.indicator) < ($0.standing.percentile, $1.item.indicator)
    }
    let bad = open.filter { $0.standing.percentile < 0.5 }.sorted {
      ($0.standing.percentile, $0.item.indicator) < ($1.standing.percentile, $1.item.indicator)
    }
    found += good.prefix(count).map {
      SWOTLine($0.item, $0.standing, scope == .own ? .strength : .opportunity)
    }
    found += bad.prefix(count).map {
      SWOTLine($0.item, $0.standing, scope == .own ? .weakness : .threat)
    }
  }
  let lines = Quadrant.allCases.flatMap { quadrant in
    found.filter { $0.quadrant == quadrant } + written.filter { $0.quadrant == quadrant }
  }
  return SWOT(unit: unit, lines: lines, gaps: gaps)
}

extension SWOTLine {
  init(_ item: Evidence, _ standing: Standing, _ quadrant: Quadrant) {
    self.quadrant = quadrant
    text = item.indicator
    indicator = item.indicator
    self.standing = standing
    peers = item.peers
    direction = item.direction
    source = item.source
    date = item.date
    basis = .evidence
    isContradicted = false
    gap = nil
  }

  fileprivate init(_ line: Assertion, unit: String, evidence: [String: Evidence])
    throws(JudgementError)
  {
    quadrant = line.quadrant
    text = line.text
    indicator = line.indicator
    guard let id = line.indicator else {
      standing = nil
      peers = nil
      direction = nil
      source = line.source
      date = line.date
      basis = .assertion
      isContradicted = false
      gap = nil
      return
    }
    guard let item = evidence[id] else { throw .key(id) }
    peers = item.peers
    direction = item.direction
    let outcome = item.standing(of: unit)
    standing = outcome.value
    gap = outcome.reason
    // Evidence that gives no standing leaves the words without support.
    basis = outcome.value == nil ? .assertion : .evidence
    source = outcome.value == nil ? line.source : item.source
    date = outcome.value == nil ? line.date : item.date
    let isGood = line.quadrant == .strength || line.quadrant == .opportunity
    isContradicted =
      outcome.value.map { isGood ? $0.percentile < 0.5 : $0.percentile > 0.5 } ?? false
  }
}
