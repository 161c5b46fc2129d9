internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The tables of a step; an indicator takes for each of its inputs the first that has its columns.
struct IndicatorInput {
  let tables: [IndicatorRows]

  init(_ tables: [IndicatorRows]) { self.tables = tables }

  /// The rows of all tables, one after another.
  var rows: [(table: Int, row: Int)] {
    tables.indices.flatMap { table in (0..<tables[table].count).map { (table, $0) } }
  }

  /// Whether each table that is to hold numbers holds one that is known.
  var isKnown: Bool {
    tables.contains { !$0.numbers.isEmpty }
      && tables.allSatisfy { $0.numbers.isEmpty || $0.hasNumbers }
  }

  /// The tables, with the numbers of one row of one of them taken away.
  func tables(without gone: (table: Int, row: Int)? = nil) throws -> IndicatorTables {
    IndicatorTables(
      try tables.indices.map { place in
        try tables[place].table(without: gone?.table == place ? gone?.row : nil)
      })
  }

  /// The table an indicator takes its values from.
  private func first(_ definition: IndicatorDefinition) -> Int? {
    guard let input = definition.tables.first else { return nil }
    return tables.firstIndex { $0.has(input.required) }
  }

  /// The unit of an indicator that has that of its input.
  func unit(_ definition: IndicatorDefinition?) -> String {
    definition.flatMap(first).map { tables[$0].unit } ?? "1"
  }

  /// What was left out of the tables, for the reader.
  var notes: [Message] { tables.flatMap(\.leftOut.messages) }

  /// The records of a row.
  func records(_ place: (table: Int, row: Int)) -> [ValueRecord] {
    tables[place.table].records[place.row]
  }
}

/// Which rows each result rests on: those without which it is another number or none.
struct IndicatorDependence {
  private let rows: [String: [(table: Int, row: Int)]]

  /// The most rows that are taken away one by one; above, every result rests on all rows.
  static let mostRows = 400

  init(
    _ input: IndicatorInput, _ indicators: [IndicatorDefinition], _ context: IndicatorContext
  ) throws {
    var context = context
    context.intervals = false
    let all = input.rows
    var found: [String: [(table: Int, row: Int)]] = [:]
    let whole = try indicators.compute(input.tables(), context)
    guard all.count <= Self.mostRows else {
      for result in whole { found[Self.key(result)] = all }
      rows = found
      return
    }
    for place in all where !input.records(place).isEmpty {
      let without = try indicators.compute(input.tables(without: place), context)
      let values = Dictionary(without.map { (Self.key($0), $0.value) }) { one, _ in one }
      for result in whole where result.value != nil {
        let key = Self.key(result)
        if values[key] ?? nil != result.value { found[key, default: []].append(place) }
      }
    }
    rows = found
  }

  /// The rows of a result, in order.
  func rows(of result: IndicatorResult) -> [(table: Int, row: Int)] {
    rows[Self.key(result)] ?? []
  }

  private static func key(_ result: IndicatorResult) -> String {
    [result.id, result.subject, result.period].joined(separator: "\u{1f}")
  }
}
