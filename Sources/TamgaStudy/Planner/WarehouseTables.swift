internal import Foundation
public import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// Answers the requests of analyses from a warehouse.
public struct WarehouseTables {
  private let warehouse: Warehouse

  /// Creates the answers of a warehouse.
  public init(warehouse: Warehouse) { self.warehouse = warehouse }

  /// The tables of requests, each sorted by key.
  public func tables(for requests: [TableRequest]) throws -> Tables {
    var tables: [String: [DataPoint]] = [:]
    for request in requests { tables[request.name] = try points(request) }
    return Tables(tables)
  }

  private func points(_ request: TableRequest) throws -> [DataPoint] {
    switch request.fact {
    case .flow:
      var flows = FlowRequest(
        reporter: request.reporter, partners: request.partners.isEmpty ? nil : request.partners,
        flows: request.flows.isEmpty ? nil : request.flows)
      flows.products = request.totalsOnly ? ["TOTAL"] : nil
      flows.dataset = request.dataset
      flows.asOf = request.asOf
      let found = try request.allVintages ? warehouse.flowHistory(flows) : warehouse.flows(flows)
      return try marked(found, evidence: sums(flows, found))
    case .indicator:
      var values = IndicatorRequest(
        regions: request.reporter.map { [$0] },
        indicators: request.indicators.isEmpty ? nil : request.indicators)
      values.dataset = request.dataset
      values.asOf = request.asOf
      return try marked(
        request.allVintages ? warehouse.indicatorHistory(values) : warehouse.indicators(values))
    }
  }

  /// Rows in which sums of other rows are marked: turnover is always a sum, so where nothing else was
  /// asked for, exports and imports of the same data set tell which partners are sums.
  private func sums(_ request: FlowRequest, _ found: [StoredFlow]) throws -> [StoredFlow] {
    guard let flows = request.flows, !flows.contains("X"), !flows.contains("M") else {
      return found
    }
    var others = request
    others.flows = ["X", "M"]
    return try warehouse.flows(others)
  }

  /// Flows as points, told whether others of the same reporter and data set count them too.
  ///
  /// A group of countries does, by its name or because the book was found to add it up; so does a
  /// region whose country is a partner too. A reporter all of whose rows are sums is a sum itself,
  /// which says nothing of its partners.
  private func marked(_ flows: [StoredFlow], evidence: [StoredFlow]) throws -> [DataPoint] {
    let resolver = try NameResolver.bundled()
    let books = Dictionary(grouping: evidence.filter { $0.flow != "T" }, by: BookKey.init)
    let sums = books.mapValues { rows -> Set<EntityCode> in
      let single = rows.filter { $0.partner != "WLD" && !$0.isAggregate }
      return single.isEmpty ? [] : Set(rows.filter(\.isAggregate).map(\.partner))
    }
    let partners = Dictionary(grouping: flows, by: BookKey.init)
      .mapValues { Set($0.map(\.partner)) }
    return flows.map { flow in
      let book = BookKey(flow)
      var point = DataPoint(flow)
      point.isCountedElsewhere =
        flow.partner != "WLD"
        && (sums[book]?.contains(flow.partner) ?? false
          || resolver.kind(of: flow.partner) == .group
          || resolver.ancestors(of: flow.partner).contains { partners[book]?.contains($0) ?? false })
      return point
    }
  }

  /// A reporter in a data set.
  private struct BookKey: Hashable {
    let dataset: String
    let reporter: EntityCode

    init(_ flow: StoredFlow) {
      dataset = flow.vintage.dataset
      reporter = flow.reporter
    }
  }

  /// Values of regions as points; a country or region that holds another of the table is counted in
  /// its parts.
  private func marked(_ values: [StoredIndicator]) throws -> [DataPoint] {
    let resolver = try NameResolver.bundled()
    let holders = Set(Set(values.map(\.region)).flatMap(resolver.ancestors))
    return values.map { value in
      var point = DataPoint(value)
      point.isCountedElsewhere = holders.contains(value.region)
      return point
    }
  }

  /// The names of the entities a result speaks of, by code and language.
  ///
  /// - Throws: when the tables of names are missing.
  public func names(for results: [AnalysisResult]) throws -> [String: [String: String]] {
    let resolver = try NameResolver.bundled()
    var names: [String: [String: String]] = [:]
    for code in results.flatMap(\.entities) where names[code.text] == nil {
      let known = resolver.names(of: code)
      names[code.text] = Dictionary(
        uniqueKeysWithValues: known.map { ($0.key.rawValue, $0.value) })
    }
    return names
  }
}

extension DataPoint {
  init(_ flow: StoredFlow) {
    self.init(
      reporter: flow.reporter, partner: flow.partner, flow: flow.flow, product: flow.product,
      indicator: "", period: flow.period, value: flow.value, state: flow.state.rawValue,
      publishedUnit: flow.unit, dataset: flow.vintage.dataset,
      vintage: flow.vintage.publishedOn ?? DataPoint.undated, marks: flow.marks,
      cell: flow.cell.reference)
    if let printed = flow.sourceValue, let unit = MeasureUnit(id: flow.unit),
      let exact = try? printed.multiplied(byPowerOfTen: unit.powerOfTen)
    {
      value = exact
    }
  }

  init(_ indicator: StoredIndicator) {
    let unit = MeasureUnit(id: indicator.unit) ?? .ratio
    self.init(
      reporter: indicator.region, partner: "WLD", flow: "", product: "TOTAL",
      indicator: indicator.indicator, period: indicator.period,
      value: indicator.value.flatMap { try? $0.multiplied(byPowerOfTen: unit.powerOfTen) },
      state: indicator.state.rawValue, publishedUnit: indicator.unit,
      dataset: indicator.vintage.dataset,
      vintage: indicator.vintage.publishedOn ?? DataPoint.undated,
      marks: indicator.marks, cell: indicator.cell.reference, priceBasis: indicator.priceBasis)
  }
}

extension AnalysisResult {
  /// The entities named in its tables and sentences.
  var entities: [EntityCode] {
    var messages = [title] + (introduction.map { [$0] } ?? []) + findings.map(\.message)
    messages += cards.flatMap(\.messages)
    for table in tables + figures.map(\.table) {
      messages += [table.title] + table.notes + table.columns.map(\.header)
    }
    messages += figures.flatMap { [$0.finding, $0.subtitle, $0.summary, $0.xTitle, $0.yTitle] }
    let cells = (tables + figures.map(\.table)).flatMap { $0.rows.flatMap { $0 } }
    let named = cells.flatMap { cell -> [EntityCode] in
      switch cell {
      case .entity(let code): [code]
      case .label(let message): message.entities
      default: []
      }
    }
    return named + messages.flatMap(\.entities)
  }
}

extension Message {
  /// The entities among the arguments, at any depth.
  var entities: [EntityCode] {
    arguments.values.flatMap { argument -> [EntityCode] in
      switch argument {
      case .entity(let code): [code]
      case .message(let message): message.entities
      default: []
      }
    }
  }
}

extension Warehouse {
  /// Keeps the numbers of a run, so that `tamga explain` finds them.
  func storeValueRecords(_ records: [ValueRecord], run: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try storeValueRecords(
      try records.map { record in
        StoredValue(
          id: record.id.text, run: run,
          json: String(decoding: try encoder.encode(record), as: UTF8.self))
      })
  }

  /// The number of an id, if a run left it here.
  func valueRecord(_ id: ValueID) throws -> ValueRecord? {
    let json: String
    do {
      json = try valueRecordJSON(id.text)
    } catch let diagnostic as Diagnostic where diagnostic.code == "T198" {
      return nil
    }
    return try JSONDecoder().decode(ValueRecord.self, from: Data(json.utf8))
  }
}
