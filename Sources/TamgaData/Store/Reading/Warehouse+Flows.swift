public import TamgaNumerics
internal import TamgaPresent

/// What flows to read; nil means all.
public struct FlowRequest: Sendable, Hashable {
  /// The reporting country or region.
  public var reporter: EntityCode?
  /// The partners: countries, groups such as `EAEU`, or `WLD`.
  public var partners: [EntityCode]?
  /// The flows, as in `X` and `M`.
  public var flows: [String]?
  /// The product codes; `TOTAL` alone by default.
  public var products: [String]? = ["TOTAL"]
  /// The periods.
  public var periods: [Period]?
  /// The data set.
  public var dataset: String?
  /// The date as of which publications count, ISO 8601; nil for the latest.
  public var asOf: String?

  /// Creates a request for totals; `products` is set afterwards.
  public init(
    reporter: EntityCode? = nil, partners: [EntityCode]? = nil, flows: [String]? = nil,
    periods: [Period]? = nil, asOf: String? = nil
  ) {
    self.reporter = reporter
    self.partners = partners
    self.flows = flows
    self.periods = periods
    self.asOf = asOf
  }
}

extension Warehouse {
  /// Reads flows with their publications and cells.
  ///
  /// Of each slice (data set, reporter, flow, period) the latest publication on or before the date
  /// counts; undated ones are older than every dated one. Sums of other rows are returned when
  /// their partner is asked for; they are marked.
  ///
  /// - Parameter request: what to read.
  /// - Returns: the flows ordered by data set, reporter, partner, flow, product, period.
  /// - Throws: `T199` when the date is none.
  public func flows(_ request: FlowRequest) throws -> [StoredFlow] {
    let query = try prepared(request)
    return try flows(query.sql, query.values)
  }

  /// Reads flows in every publication that printed them.
  ///
  /// A number printed again after a revision stands once for each date. Files that were imported
  /// anew do not count.
  ///
  /// - Parameter request: what to read; its date plays no part.
  /// - Returns: the flows by key as in ``flows(_:)``, each key's newest publication first, undated
  ///   ones last.
  /// - Throws: `T185`.
  public func flowHistory(_ request: FlowRequest) throws -> [StoredFlow] {
    var request = request
    request.asOf = nil
    let query = try prepared(request)
    return try flows(query.historySQL, query.values)
  }

  private func prepared(_ request: FlowRequest) throws -> FactQuery {
    var query = try FactQuery(
      "flow", key: WarehouseSchema.flowKey,
      columns: """
        f.reporter, f.partner, f.partner_kind, f.flow, f.product, f.nomenclature, f.period,
        f.state, f.reason, f.value, f.currency, f.valuation, f.source_unit, f.source_value,
        f.qty, f.qty_unit, f.net_kg, f.is_aggregate, f.status
        """, asOf: request.asOf)
    query.keep("reporter", request.reporter.map { [$0.text] })
    query.keep("partner", request.partners.map { $0.map(\.text) })
    query.keep("flow", request.flows)
    query.keep("product", request.products)
    query.keep("period", request.periods.map { $0.map(\.description) })
    query.keep("dataset", request.dataset.map { [$0] })
    return query
  }

  private func flows(_ sql: String, _ values: [BoundValue]) throws -> [StoredFlow] {
    var flows: [StoredFlow] = []
    try connection.query(sql, values).forEachRow { columns, row in
      flows.append(try StoredFlow(columns, row))
    }
    return flows
  }
}

extension StoredFlow {
  fileprivate init(_ columns: [Column], _ row: Int) throws {
    let fact = columns[FactQuery.offset...].map { $0 }
    let text = { (index: Int) in fact[index].text(row) ?? "" }
    let (vintage, cell) = FactQuery.source(columns, row)
    self.init(
      reporter: EntityCode(text(0)), partner: EntityCode(text(1)), partnerKind: text(2),
      flow: text(3), product: text(4), nomenclature: text(5), period: try fact[6].period(row),
      state: fact[7].state(row), reason: fact[8].text(row), value: fact[9].decimal(row),
      currency: text(10), valuation: text(11), unit: text(12),
      sourceValue: fact[13].decimal(row), quantity: fact[14].decimal(row),
      quantityUnit: fact[15].text(row), netKilograms: fact[16].decimal(row),
      isAggregate: fact[17].boolean(row) ?? false, marks: fact[18].marks(row), vintage: vintage,
      cell: cell)
  }
}
