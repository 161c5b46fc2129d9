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
    let query = try prepared(request)
    return try indicators(query.sql, query.values)
  }

  /// Reads values of indicators in every publication that printed them.
  ///
  /// - Parameter request: what to read; its date plays no part.
  /// - Returns: the values by key as in ``indicators(_:)``, each key's newest publication first,
  ///   undated ones last.
  /// - Throws: `T185`.
  public func indicatorHistory(_ request: IndicatorRequest) throws -> [StoredIndicator] {
    var request = request
    request.asOf = nil
    let query = try prepared(request)
    return try indicators(query.historySQL, query.values)
  }

  private func prepared(_ request: IndicatorRequest) throws -> FactQuery {
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
    return query
  }

  private func indicators(_ sql: String, _ values: [BoundValue]) throws -> [StoredIndicator] {
    var found: [StoredIndicator] = []
    try connection.query(sql, values).forEachRow { columns, row in
      found.append(try StoredIndicator(columns, row))
    }
    return found
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
