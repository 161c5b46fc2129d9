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
      return try marked(
        request.allVintages ? warehouse.flowHistory(flows) : warehouse.flows(flows))
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

  /// Flows as points; a partner is a group when the names say so, or when a column of the book was
  /// found to be a sum of others.
  private func marked(_ flows: [StoredFlow]) throws -> [DataPoint] {
    let resolver = try NameResolver.bundled()
    let sums = flows.filter { $0.isAggregate && $0.flow != "T" && $0.product == "TOTAL" }
    var groups = Set(sums.map(\.partner))
    for partner in Set(flows.map(\.partner)) where resolver.kind(of: partner) == .group {
      groups.insert(partner)
    }
    groups.remove("WLD")
    return flows.map { flow in
      var point = DataPoint(flow)
      point.isGroup = groups.contains(flow.partner)
      return point
    }
  }

  /// Values of regions as points; a country or region that holds another of the table is a group.
  private func marked(_ values: [StoredIndicator]) throws -> [DataPoint] {
    let resolver = try NameResolver.bundled()
    let parents = Set(Set(values.map(\.region)).compactMap(resolver.parent))
    return values.map { value in
      var point = DataPoint(value)
      point.isGroup = parents.contains(value.region)
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
      marks: indicator.marks, cell: indicator.cell.reference)
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
