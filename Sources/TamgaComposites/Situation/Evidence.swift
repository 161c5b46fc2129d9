public import TamgaNumerics

/// A quadrant of a SWOT table.
public enum Quadrant: String, Sendable, Codable, CaseIterable {
  /// Inside and good.
  case strength
  /// Inside and bad.
  case weakness
  /// Outside and good.
  case opportunity
  /// Outside and bad.
  case threat
}

/// Where an indicator stands: with the region itself, or with its partners and the future.
public enum EvidenceScope: String, Sendable, Codable, CaseIterable {
  /// The region itself: strengths and weaknesses.
  case own
  /// Partners, projections: opportunities and threats.
  case partner
}

/// An indicator over a group of peers.
public struct Evidence: Hashable, Sendable {
  /// The indicator's id.
  public let indicator: String
  /// Which way is better.
  public let direction: PreferredDirection
  /// Where it stands.
  public let scope: EvidenceScope
  /// The name of the peer group, as in "border oblasts".
  public let peers: String
  /// The source, as it is printed.
  public let source: String
  /// The date of the values, ISO 8601.
  public let date: String
  /// The values by unit; nil where not known.
  public let values: [String: Double?]

  /// Creates evidence.
  public init(
    indicator: String, direction: PreferredDirection, scope: EvidenceScope = .own, peers: String,
    source: String, date: String, values: [String: Double?]
  ) {
    self.indicator = indicator
    self.direction = direction
    self.scope = scope
    self.peers = peers
    self.source = source
    self.date = date
    self.values = values
  }

  /// The unit's standing among those with a value.
  ///
  /// - Returns: `missing(missingInput)` when the unit or all others have no value,
  ///   `missing(tooFewObservations)` below three, `missing(noVariation)` when all are equal,
  ///   `missing(undefined)` for a number that is not finite.
  func standing(of unit: String) -> Outcome<Standing> {
    guard let known = values[unit], let own = known else { return .missing(.missingInput) }
    let all = values.values.compactMap(\.self)
    guard all.allSatisfy(\.isFinite) else { return .missing(.undefined) }
    guard all.count >= 3 else { return .missing(.tooFewObservations) }
    guard all.contains(where: { $0 != own }) else { return .missing(.noVariation) }
    let isHigher = direction == .higher
    let better = all.count { isHigher ? $0 > own : $0 < own }
    let equal = all.count { $0 == own }
    // The middle of the places that equal values share, over n + 1.
    let place = Double(better) + Double(equal + 1) / 2
    return .value(
      Standing(
        value: own, rank: better + 1, of: all.count,
        percentile: 1 - place / Double(all.count + 1)))
  }
}

/// A place among peers.
public struct Standing: Hashable, Sendable {
  /// The value.
  public let value: Double
  /// The rank, 1 for the best; equal values share the best place.
  public let rank: Int
  /// The peers with a value, the unit included.
  public let of: Int
  /// The share of places below, strictly between 0 and 1; more is better.
  public let percentile: Double
}

/// What stands behind a line.
public enum LineBasis: String, Sendable, Codable, CaseIterable {
  /// An indicator with a value, a rank, a source and a date.
  case evidence
  /// Nothing but the words.
  case assertion
}

/// A line of a SWOT table.
public struct SWOTLine: Hashable, Sendable {
  /// The quadrant.
  public let quadrant: Quadrant
  /// The words; for a line made from evidence the indicator's id.
  public let text: String
  /// The indicator's id; nil for an assertion.
  public let indicator: String?
  /// The standing; nil for an assertion.
  public let standing: Standing?
  /// The peer group; nil for an assertion.
  public let peers: String?
  /// Which way is better; nil for an assertion.
  public let direction: PreferredDirection?
  /// The source; for an assertion where it was printed.
  public let source: String
  /// The date; nil for an assertion without one.
  public let date: String?
  /// What stands behind it.
  public let basis: LineBasis
  /// Whether the evidence speaks against the quadrant: a strength below the middle of its peers, or a
  /// weakness above it.
  public let isContradicted: Bool
  /// Why evidence that was named gives no standing; nil when it does or none was named.
  public let gap: MissingReason?
}
