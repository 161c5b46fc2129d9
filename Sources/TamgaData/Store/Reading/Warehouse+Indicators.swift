public import TamgaNumerics
internal import TamgaPresent

/// What indicators to read; nil means all.
public struct IndicatorRequest: Sendable, Hashable {
  /// The regions or countries.
  public var regions: [EntityCode]?
  /// The indicators' ids.
  public var indicators: [String]?
  /// The periods.
  public var periods: [Period]?
  /// The data set.
  public var dataset: String?
  /// The date as of which publications count, ISO 8601; nil for the latest.
  public var asOf: String?

  /// Creates a request.
  public init(
    regions: [EntityCode]? = nil, indicators: [String]? = nil, periods: [Period]? = nil,
    asOf: String? = nil
  ) {
    self.regions = regions
    self.indicators = indicators
    self.periods = periods
    self.asOf = asOf
  }
}

extension Warehouse {
  /// Reads values of indicators with their publications and cells.
  ///
  /// - Parameter request: what to read.
  /// - Returns: the values ordered by data set, region, indicator, period.
  /// - Throws: `T199` when the date is none.
  public func indicators(_ request: IndicatorRequest) throws -> [StoredIndicator] {
    var query = try FactQuery(
      "indicator", key: WarehouseSchema.indicatorKey,
      columns: """
        f.region, f.indicator, f.period, f.state, f.reason, f.value, f.unit, f.price_basis,
        f.is_aggregate, f.status
        """, asOf: request.asOf)
    query.keep("region", request.regions.map { $0.map(\.text) })
    query.keep("indicator", request.indicators)
    query.keep("period", request.periods.map { $0.map(\.description) })
    query.keep("dataset", request.dataset.map { [$0] })
    var values: [StoredIndicator] = []
    try connection.query(query.sql, query.values).forEachRow { columns, row in
      values.append(try StoredIndicator(columns, row))
    }
    return values
  }
}

extension StoredIndicator {
  fileprivate init(_ columns: [Column], _ row: Int) throws {
    let fact = columns[FactQuery.offset...].map { $0 }
    let text = { (index: Int) in fact[index].text(row) ?? "" }
    let (vintage, cell) = FactQuery.source(columns, row)
    self.init(
      region: EntityCode(text(0)), indicator: text(1), period: try fact[2].period(row),
      state: fact[3].state(row), reason: fact[4].text(row), value: fact[5].decimal(row),
      unit: text(6), priceBasis: text(7), isAggregate: fact[8].boolean(row) ?? false,
      marks: fact[9].marks(row), vintage: vintage, cell: cell)
  }
}
