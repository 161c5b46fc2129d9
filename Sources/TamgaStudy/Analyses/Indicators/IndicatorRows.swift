internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// The rows of a tidy table, each with the records of its numbers.
struct IndicatorRows {
  let words: [(name: String, values: [String])]
  let numbers: [(name: String, values: [ExactDecimal?])]
  /// The records of the numbers of each row.
  let records: [[ValueRecord]]
  /// The unit of the values.
  let unit: String
  /// What was left out of the warehouse's rows, for the reader.
  var leftOut = LeftOut()

  var count: Int { records.count }

  /// The data sets with their vintages, sorted.
  var sources: [String] { Set(records.joined().flatMap(\.sources)).sorted() }

  /// Whether any number was reported.
  var hasNumbers: Bool {
    records.joined().contains { record in
      if case .missing = record.value { false } else { true }
    }
  }

  /// The table, with the numbers of one row taken away.
  func tables(without row: Int? = nil) throws -> IndicatorTables {
    IndicatorTables([try table(without: row)])
  }

  /// The table, with the numbers of one row taken away.
  func table(without row: Int? = nil) throws -> TidyTable {
    let texts = words.map { ($0.name, TidyTable.Column.text(TextColumn($0.values))) }
    let columns = numbers.map { name, values -> (String, TidyTable.Column) in
      var values = values
      if let row { values[row] = nil }
      return (name, .number(values))
    }
    do {
      return try TidyTable(texts + columns)
    } catch {
      throw Diagnostic("T805", ["reason": "\(error)"])
    }
  }

  /// Flows of the warehouse in a unit of money.
  ///
  /// - Throws: T072 for flows in another currency.
  init(flows selected: SelectedPoints, unit: MeasureUnit, step: String) throws {
    let points = selected.points
    try points.requireCurrency(of: unit)
    leftOut = selected.leftOut
    self.unit = unit.id
    words = [
      ("reporter", points.map(\.reporter.text)), ("partner", points.map(\.partner.text)),
      ("product", points.map(\.product)), ("flow", points.map(\.flow)),
      ("period", points.map(\.period.description)),
    ]
    numbers = [("value", points.map { $0.value?.shown(in: unit) })]
    records = points.map { point in
      [
        ValueRecord(
          published: point,
          id: ValueID(
            "indicators.flow",
            [
              "step": step, "who": point.reporter.text, "partner": point.partner.text,
              "flow": point.flow, "product": slug(point.product), "t": point.period.description,
              "u": unit.id,
            ]), unit: unit)
      ]
    }
  }

  /// A value of regions, and a weight beside it.
  ///
  /// - Throws: T072 for values in several units.
  init(values selected: SelectedPoints, weights: SelectedPoints, step: String) throws {
    let points = selected.points
    leftOut = selected.leftOut
    let units = Set(points.map(\.publishedUnit)).sorted()
    guard units.count <= 1 else {
      throw Diagnostic(
        "T072",
        [
          "reporter": points.first?.indicator ?? "", "found": units.joined(separator: ", "),
          "wanted": units[0],
        ])
    }
    unit = units.first ?? "1"
    let own = MeasureUnit(id: unit) ?? .ratio
    words = [
      ("region", points.map(\.reporter.text)), ("period", points.map(\.period.description)),
    ]
    let pairs = points.map { point in
      weights.points.first { $0.reporter == point.reporter && $0.period == point.period }
    }
    var numbers: [(name: String, values: [ExactDecimal?])] = [
      ("value", points.map { $0.value?.shown(in: own) })
    ]
    if !weights.points.isEmpty { numbers.append(("weight", pairs.map { $0?.value })) }
    self.numbers = numbers
    records = zip(points, pairs).map { point, weight in
      [point, weight].compactMap(\.self).map { point in
        ValueRecord(
          asPublished: point,
          id: ValueID(
            "indicators.region",
            [
              "step": step, "who": point.reporter.text, "of": slug(point.indicator),
              "t": point.period.description,
            ]))
      }
    }
  }

  /// A tidy text.
  init(_ file: NumberFile, _ indicators: [IndicatorDefinition], step: String) {
    unit = "1"
    let columns = Set(indicators.flatMap(\.tables).flatMap { $0.required + $0.optional })
      .sorted().filter(file.has)
    let numeric = columns.filter(TidyTable.numberColumns.contains)
    words = columns.filter { !numeric.contains($0) }.map { name in
      (name, file.rows.map { file.word(name, $0) })
    }
    numbers = numeric.map { name in
      (name, file.rows.map { file.number(name, $0) == nil ? nil : file.exact(name, $0) })
    }
    records = file.rows.map { row in
      numeric.filter { file.number($0, row) != nil }.map { name in
        file.record(
          name, row,
          id: ValueID(
            "indicators.cell", ["step": step, "row": String(row + 1), "of": slug(name)]),
          unit: "1")
      }
    }
  }
}

/// Which rows each result rests on: those without which it is another number or none.
struct IndicatorDependence {
  private let rows: [String: [Int]]

  /// The most rows that are taken away one by one; above, every result rests on all rows.
  static let mostRows = 400

  init(
    _ table: IndicatorRows, _ indicators: [IndicatorDefinition], _ context: IndicatorContext
  ) throws {
    var context = context
    context.intervals = false
    var found: [String: [Int]] = [:]
    let whole = try indicators.compute(table.tables(), context)
    guard table.count <= Self.mostRows else {
      for result in whole { found[Self.key(result)] = Array(0..<table.count) }
      rows = found
      return
    }
    for row in 0..<table.count where !table.records[row].isEmpty {
      let without = try indicators.compute(table.tables(without: row), context)
      let values = Dictionary(without.map { (Self.key($0), $0.value) }) { one, _ in one }
      for result in whole where result.value != nil {
        let key = Self.key(result)
        if values[key] ?? nil != result.value { found[key, default: []].append(row) }
      }
    }
    rows = found
  }

  /// The rows of a result, in order.
  func rows(of result: IndicatorResult) -> [Int] { rows[Self.key(result)] ?? [] }

  private static func key(_ result: IndicatorResult) -> String {
    [result.id, result.subject, result.period].joined(separator: "\u{1f}")
  }
}
