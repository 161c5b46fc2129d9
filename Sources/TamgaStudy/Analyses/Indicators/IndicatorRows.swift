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

  /// The data sets with their vintages, sorted.
  var sources: [String] { Set(records.joined().flatMap(\.sources)).sorted() }

  /// Whether any number was reported.
  var hasNumbers: Bool {
    records.joined().contains { record in
      if case .missing = record.value { false } else { true }
    }
  }

  var count: Int { records.count }

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

  /// Whether the table has all of some columns.
  func has(_ columns: [String]) -> Bool {
    let own = words.map(\.name) + numbers.map(\.name)
    return columns.allSatisfy(own.contains)
  }

  /// Flows of the warehouse in a unit of money.
  ///
  /// - Throws: T072 for flows in another currency, T076 for a flow that stands twice.
  init(flows selected: SelectedPoints, unit: MeasureUnit, step: String) throws {
    let points = selected.points
    try points.requireCurrency(of: unit)
    try points.requireOneNumberEach()
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
              "flow": point.flow, "product": point.product.idWord, "t": point.period.description,
              "u": unit.id,
            ]), unit: unit)
      ]
    }
  }

  /// A value of regions, and a weight and a group beside it.
  ///
  /// - Throws: T072 for values in several currencies or dimensions, T869 for several price bases,
  ///   T843 for a region with two values in one period, T052 for a weight that is not there.
  init(
    _ selection: RegionSelection, values selected: SelectedPoints, weights: SelectedPoints,
    step: String
  ) throws {
    let points = selected.points
    leftOut = selected.leftOut
    unit = try points.commonUnit()
    _ = try weights.points.commonUnit()
    if let weight = selection.weight, weights.points.isEmpty {
      throw Diagnostic("T052", ["reporter": weight, "partner": "–", "what": selection.value])
    }
    let own = MeasureUnit(id: unit) ?? .ratio
    let regions = points.map(selection.region(of:))
    var words = [("region", regions), ("period", points.map(\.period.description))]
    if !selection.groups.isEmpty {
      words.append(("group", regions.map { selection.groups[$0] ?? "" }))
    }
    self.words = words
    let pairs = points.map { point in
      weights.points.first { $0.reporter == point.reporter && $0.period == point.period }
    }
    var numbers: [(name: String, values: [ExactDecimal?])] = [
      ("value", points.map { $0.value?.shown(in: own) })
    ]
    if !weights.points.isEmpty { numbers.append(("weight", pairs.map { $0?.value })) }
    self.numbers = numbers
    records = zip(points, pairs).map { point, weight in
      [point, weight].compactMap(\.self).map { ValueRecord(region: $0, step: step) }
    }
  }

  /// A pair of numbers for each region; the region stands in the column `period`, which labels pairs.
  ///
  /// - Throws: T072, T843, T869 as ``RegionNumbers``.
  init(_ selection: RegionPairSelection, _ x: [DataPoint], _ y: [DataPoint], step: String) throws {
    unit = "1"
    let regions = selection.regions.isEmpty ? RegionColumn.regions([x, y]) : selection.regions
    let left = regions.map(try RegionNumbers(selection.x, in: x).number)
    let right = regions.map(try RegionNumbers(selection.y, in: y).number)
    words = [("period", regions)]
    numbers = [("x", left.map(\.value)), ("y", right.map(\.value))]
    records = zip(left, right).map { one, other in
      (one.points + other.points).map { ValueRecord(region: $0, step: step) }
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
            "indicators.cell",
            ["step": step, "file": file.path.idWord, "row": String(row + 1), "of": name]),
          unit: "1")
      }
    }
  }
}

extension ValueRecord {
  /// A number of a region as it was published, or in another unit of its dimension.
  init(region point: DataPoint, step: String, unit: MeasureUnit? = nil) {
    var keys = [
      "step": step, "who": point.reporter.text, "of": point.indicator.idWord,
      "t": point.period.description, "src": point.dataset,
    ]
    if point.priceBasis != PriceBasis.current.rawValue { keys["prices"] = point.priceBasis }
    guard let unit, unit.id != point.publishedUnit, point.value != nil else {
      self.init(asPublished: point, id: ValueID("indicators.region", keys))
      return
    }
    keys["u"] = unit.id
    self.init(published: point, id: ValueID("indicators.region", keys), unit: unit)
  }
}
