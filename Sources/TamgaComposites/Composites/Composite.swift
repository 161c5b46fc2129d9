public import TamgaNumerics
public import TamgaStatistics

/// The choices of a composite.
public struct CompositeMethod: Hashable, Sendable {
  /// How indicators are made comparable.
  public var normalisation: Normalisation
  /// How they become one number, within pillars and between them.
  public var aggregation: Aggregation
  /// Whether skewed indicators are treated first.
  public var treatsOutliers: Bool
  /// The share of the weights that a unit must have values for, `0...1`.
  public var minimumCoverage: Double

  /// Creates choices; the default is the rule of the house: treated, min–max 1–100, geometric, 90 %.
  public init(
    normalisation: Normalisation = .minMax, aggregation: Aggregation = .geometric,
    treatsOutliers: Bool = true, minimumCoverage: Double = 0.9
  ) {
    self.normalisation = normalisation
    self.aggregation = aggregation
    self.treatsOutliers = treatsOutliers
    self.minimumCoverage = minimumCoverage
  }
}

/// A unit's place in a composite.
public struct CompositeScore: Hashable, Sendable {
  /// The unit's key.
  public let unit: String
  /// The score; `missing(coverage)` when too little is known, and the reason of a dropped indicator where
  /// the unit has enough values but the index has not enough indicators.
  public let score: Outcome<Double>
  /// The rank, 1 for the best, equal scores share the best place; nil without a score.
  public let rank: Int?
  /// The share of the weights with a value.
  public let coverage: Double
  /// The normalised indicators; nil where not known.
  public let normalised: [Double?]
  /// The score of each pillar in the order of ``Composite/pillars``; empty without pillars.
  public let pillars: [Outcome<Double>]
}

/// A composite index.
public struct Composite: Hashable, Sendable {
  /// The choices in force.
  public let method: CompositeMethod
  /// The units, sorted by key.
  public let scores: [CompositeScore]
  /// The pillars' keys, sorted; empty without.
  public let pillars: [String]
  /// The treatment of each indicator.
  public let treatments: [TreatmentRecord]
  /// Indicators that cannot be normalised and take no part, with the reason.
  public let dropped: [String: MissingReason]
  /// Units without a rank since too many of their own values are missing.
  public let leftOut: [String]
  /// Units without a rank.
  public let unranked: [String]
  /// Warnings, in a fixed order.
  public let warnings: [SampleWarning]
}

/// Returns a composite index of units.
///
/// Nothing is imputed: a unit is scored over what it has if that makes up the minimum coverage, and has
/// no rank otherwise. An indicator without variation takes no part and is named.
///
/// - Parameters:
///   - table: units by indicators.
///   - method: the choices.
///   - pillarWeights: the weight of each pillar; nil gives a pillar the sum of its indicators' weights.
/// - Returns: scores and ranks.
/// - Throws: ``CompositeError``.
/// - Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators.
public func composite(
  _ table: CompositeTable, method: CompositeMethod = CompositeMethod(),
  pillarWeights: [String: Double]? = nil
) throws(CompositeError) -> Composite {
  guard (0...1).contains(method.minimumCoverage) else { throw .outOfRange(what: "coverage") }
  for (key, weight) in (pillarWeights ?? [:]).sorted(by: { $0.key < $1.key })
  where !(weight >= 0 && weight.isFinite) { throw .badWeight(key) }
  let prepared = PreparedIndicators(table, method)
  let grouping = PillarGrouping(table, prepared.weights, pillarWeights)
  if !grouping.pillars.isEmpty, !grouping.pillarWeights.contains(where: { $0 > 0 }),
    prepared.weights.contains(where: { $0 > 0 })
  {
    throw .badWeight("pillars")
  }
  let coverage = prepared.rows.map { row in
    compensatedTotal(
      of: row.indices.lazy.filter { row[$0] != nil }.map { table.weights[$0] })
  }
  let isEnough = coverage.map { $0 >= method.minimumCoverage - 1e-12 }
  // Units that are not scored do not meet others in pairs either.
  let rows = prepared.rows.indices.map { unit in
    isEnough[unit] ? prepared.rows[unit] : prepared.rows[unit].map { _ in nil }
  }
  let result = grouping.scores(rows, method.aggregation)
  let hasGaps = table.values.map { row in
    // What a unit has itself, whether or not the indicator could be used.
    compensatedTotal(of: row.indices.lazy.filter { row[$0] != nil }.map { table.weights[$0] })
      < method.minimumCoverage - 1e-12
  }
  let short = table.indicators.lazy.compactMap { prepared.dropped[$0.id] }.first ?? .coverage
  let scores = result.scores.indices.map { unit -> Outcome<Double> in
    isEnough[unit] ? result.scores[unit] : .missing(hasGaps[unit] ? .coverage : short)
  }
  let places = ranks(scores)
  var found: Set<SampleWarning> = table.units.count < 10 ? [.smallSample] : []
  if hasGaps.contains(true) { found.insert(.rowsLeftOut) }
  return Composite(
    method: method,
    scores: table.units.indices.map { unit in
      CompositeScore(
        unit: table.units[unit], score: scores[unit], rank: places[unit],
        coverage: coverage[unit], normalised: prepared.rows[unit],
        pillars: isEnough[unit]
          ? result.pillars[unit] : result.pillars[unit].map { _ in .missing(.coverage) })
    }, pillars: grouping.pillars, treatments: prepared.treatments, dropped: prepared.dropped,
    leftOut: table.units.indices.filter { hasGaps[$0] }.map { table.units[$0] },
    unranked: table.units.indices.filter { places[$0] == nil }.map { table.units[$0] },
    warnings: SampleWarning.ordered(found))
}

/// Indicators after treatment and normalisation.
struct PreparedIndicators: Sendable {
  /// Values by unit and indicator.
  let rows: [[Double?]]
  /// The weights of indicators that take part, 0 for the others.
  let weights: [Double]
  let treatments: [TreatmentRecord]
  let dropped: [String: MissingReason]

  init(_ table: CompositeTable, _ method: CompositeMethod) {
    var columns: [[Double?]] = []
    var weights = table.weights
    var treatments: [TreatmentRecord] = []
    var dropped: [String: MissingReason] = [:]
    for (place, indicator) in table.indicators.enumerated() {
      var column = table.values.map { $0[place] }
      if method.treatsOutliers, method.normalisation != .bounds {
        let result = treated(column, id: indicator.id, units: table.units)
        column = result.values
        treatments.append(result.record)
      }
      switch normalised(column, indicator, method.normalisation) {
      case .value(let values): columns.append(values)
      case .missing(let reason):
        dropped[indicator.id] = reason
        weights[place] = 0
        columns.append(column.map { _ in nil })
      }
    }
    rows = table.units.indices.map { unit in columns.map { $0[unit] } }
    self.weights = weights
    self.treatments = treatments
    self.dropped = dropped
  }
}

/// Which indicators belong to which pillar.
struct PillarGrouping: Sendable {
  let pillars: [String]
  let pillarWeights: [Double]
  private let weights: [Double]
  private let members: [[Int]]

  init(_ table: CompositeTable, _ weights: [Double], _ given: [String: Double]?) {
    self.weights = weights
    let isGrouped = table.indicators.contains { $0.pillar != nil }
    pillars = isGrouped ? Set(table.indicators.map { $0.pillar ?? "" }).sorted() : []
    members = pillars.map { pillar in
      table.indicators.indices.filter { (table.indicators[$0].pillar ?? "") == pillar }
    }
    pillarWeights = zip(pillars, members).map { pillar, places in
      let sum = compensatedTotal(of: places.map { weights[$0] })
      // A pillar whose indicators all fell out has no weight whatever was given.
      return sum > 0 ? given.map { $0[pillar] ?? 0 } ?? sum : 0
    }
  }

  /// Scores of rows, by pillars where there are any.
  func scores(_ rows: [[Double?]], _ method: Aggregation, weights other: [Double]? = nil)
    -> (scores: [Outcome<Double>], pillars: [[Outcome<Double>]])
  {
    let used = other ?? weights
    guard !pillars.isEmpty else {
      return (aggregated(rows, weights: used, method), rows.map { _ in [] })
    }
    let parts = members.map { places in
      aggregated(
        rows.map { row in places.map { row[$0] } }, weights: places.map { used[$0] }, method)
    }
    let byUnit = rows.indices.map { unit in parts.map { $0[unit] } }
    return (
      aggregated(byUnit.map { $0.map(\.value) }, weights: pillarWeights, method), byUnit
    )
  }
}
