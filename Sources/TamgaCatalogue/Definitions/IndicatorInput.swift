/// The kinds of tidy tables indicators take.
public enum TableKind: String, Sendable, Codable, CaseIterable {
  /// Trade flows: `reporter, partner, product, flow, period, value, quantity`, also `technology`.
  ///
  /// Flow is `X` or `M`; reporter or partner `WLD` and product `TOTAL` are printed totals.
  case flows
  /// Employment: `region, industry, employment`, also `period`, `establishments`, `herfindahl`.
  case employment
  /// Values of regions: `region, period, value, weight`, also `group, area, population, factor`.
  case regions
  /// Places: `region, x, y`.
  case points
  /// Spatial weights: `i, j, w`.
  case neighbours
  /// Pairs of places: `origin, destination, distance, mass_i, mass_j`, also `country_i, country_j`,
  /// `contiguous` and `landlocked_i, landlocked_j`, 1 or 0; kinds of mass and distance by name are
  /// `grp_i, grp_j, population_i, population_j`, `line` and `road` in km, `hours`.
  case interactions
  /// A table of another shape, named by its columns.
  case other

  /// The columns by name; a table of the kind has the required ones of the indicator.
  public var columns: [String] {
    switch self {
    case .flows:
      ["reporter", "partner", "product", "flow", "period", "value", "quantity", "technology"]
    case .employment:
      ["region", "industry", "period", "employment", "establishments", "herfindahl", "group"]
    case .regions:
      ["region", "period", "value", "weight", "group", "area", "population", "factor"]
    case .points: ["region", "x", "y"]
    case .neighbours: ["i", "j", "w"]
    case .interactions:
      [
        "origin", "destination", "distance", "mass_i", "mass_j", "contiguous", "landlocked_i",
        "landlocked_j", "country_i", "country_j", "grp_i", "grp_j", "population_i", "population_j",
        "line", "road", "hours",
      ]
    case .other: []
    }
  }
}

/// A table an indicator takes.
public struct InputTable: Hashable, Sendable {
  /// The kind.
  public let kind: TableKind
  /// The columns it cannot do without.
  public let required: [String]
  /// The columns it uses where they are.
  public let optional: [String]
  /// Whether the table may be absent.
  public let mayBeAbsent: Bool

  /// Creates a description of a table.
  package init(
    _ kind: TableKind, _ required: [String], optional: [String] = [], mayBeAbsent: Bool = false
  ) {
    self.kind = kind
    self.required = required
    self.optional = optional
    self.mayBeAbsent = mayBeAbsent
  }

  /// Flows of a reporter with partners.
  package static let flowsByPartner = InputTable(
    .flows, ["reporter", "partner", "flow", "value"], optional: ["product", "period"])
  /// Flows of a reporter by product.
  package static let flowsByProduct = InputTable(
    .flows, ["reporter", "product", "flow", "value"], optional: ["partner", "period"])
  /// Flows of a reporter by partner or by product.
  package static let flowsByClass = InputTable(
    .flows, ["reporter", "flow", "value"], optional: ["partner", "product", "period"])
  /// Flows by partner and product.
  package static let bilateralFlows = InputTable(
    .flows, ["reporter", "partner", "product", "flow", "value"], optional: ["period"])
  /// Employment of regions by industry.
  package static let employment = InputTable(
    .employment, ["region", "industry", "employment"], optional: ["period"])
  /// Values of regions.
  package static let regions = InputTable(.regions, ["region", "value"], optional: ["period"])
  /// Values of regions with weights, as population.
  package static let weightedRegions = InputTable(
    .regions, ["region", "value", "weight"], optional: ["period"])
}

/// A worked value of an indicator: the table, the answer, where it stands.
public struct WorkedExample: Hashable, Sendable {
  /// The paper and table, or the computation by hand.
  public let source: String
  /// The tables as delimited text with a header.
  public let tables: [String]
  /// The choices in force.
  public let choices: [String: String]
  /// The subject of the checked value.
  public let subject: String
  /// The period of the checked value; empty when the table has none.
  public let period: String
  /// The expected value.
  public let expected: Double
  /// The largest difference, absolute: half a unit of the last printed place, or rounding.
  public let tolerance: Double

  package init(
    _ source: String, _ tables: [String], choices: [String: String] = [:], subject: String = "all",
    period: String = "", expected: Double, tolerance: Double = 1e-12
  ) {
    self.source = source
    self.tables = tables
    self.choices = choices
    self.subject = subject
    self.period = period
    self.expected = expected
    self.tolerance = tolerance
  }
}
