internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// The rows of a border question, from a file or from flows of the warehouse.
struct BorderRows {
  struct Row {
    let exporter: String
    let importer: String
    let year: Int
    /// The number's record in the warehouse; nil for rows of a file.
    let point: DataPoint?
  }

  let rows: [Row]
  /// Columns by name, NaN where missing: trade, indicator, controls.
  let numbers: [String: [Double]]
  let names: BorderSpecification.Columns
  /// Rows without exporter, importer or year, and numbers that are not reported.
  let leftOut: Int

  var countries: [String] { Set(rows.flatMap { [$0.exporter, $0.importer] }).sorted() }
  var years: [Int] { Set(rows.map(\.year)).sorted() }
  var internalRows: Int { rows.count { $0.exporter == $0.importer } }
  var pairs: Int { Set(rows.map { "\($0.exporter)\t\($0.importer)" }).count }

  /// Rows of a file.
  init(_ panel: BorderPanelFile) {
    names = panel.columns
    let placed = panel.exporters.indices.filter {
      !panel.exporters[$0].isEmpty && !panel.importers[$0].isEmpty && panel.years[$0] != nil
    }
    rows = placed.map {
      Row(
        exporter: panel.exporters[$0], importer: panel.importers[$0], year: panel.years[$0] ?? 0,
        point: nil)
    }
    numbers = panel.numbers.mapValues { column in placed.map { column[$0] ?? .nan } }
    leftOut = panel.exporters.count - placed.count
  }

  /// Rows of the warehouse: exports as the exporter reports them, else imports as the importer does.
  init(_ parameters: BorderParameters, _ tables: Tables) {
    names = parameters.columns
    let known = Set(parameters.countries)
    var found: [String: DataPoint] = [:]
    var missing = 0
    for point in parameters.countries.flatMap({ tables["flows-\($0.text)"] })
    where known.contains(point.partner) && point.period.isWholeYear {
      guard point.value != nil else {
        missing += 1
        continue
      }
      let isExport = point.flow == "X"
      let ends = isExport ? [point.reporter, point.partner] : [point.partner, point.reporter]
      let key = (ends.map(\.text) + ["\(point.period.year)"]).joined(separator: "\t")
      if found[key] == nil || (isExport && found[key]?.flow != "X") { found[key] = point }
    }
    rows = found.keys.sorted().map { key in
      let parts = key.split(separator: "\t").map(String.init)
      return Row(
        exporter: parts[0], importer: parts[1], year: Int(parts[2]) ?? 0, point: found[key])
    }
    leftOut = missing
    let border = rows.map { $0.exporter == $0.importer ? 0.0 : 1 }
    let union = rows.map { row -> Double in
      guard row.exporter != row.importer, let first = parameters.members[row.exporter],
        let second = parameters.members[row.importer]
      else { return 0 }
      return row.year >= max(first, second) ? 1 : 0
    }
    numbers = [
      "trade": rows.map { $0.point?.value?.double ?? .nan }, "border": border, "union": union,
    ]
  }

  // MARK: For the engine

  /// The panel that identification looks at.
  var panel: BorderPanel? {
    let countries = countries
    let years = years
    func code<Value: Equatable>(_ value: Value, _ list: [Value]) -> Int32 {
      Int32(truncatingIfNeeded: list.firstIndex(of: value) ?? -1)
    }
    return BorderPanel(
      exporter: rows.map { code($0.exporter, countries) },
      importer: rows.map { code($0.importer, countries) },
      period: rows.map { code($0.year, years) }, countries: countries.count,
      periods: years.count)
  }

  /// The columns of the model.
  func frame() throws(FormulaError) -> ModelFrame {
    var columns: [ModelFrame.Column] = [
      .categorical(CategoricalColumn(names.exporter, rows.map(\.exporter))),
      .categorical(CategoricalColumn(names.importer, rows.map(\.importer))),
      .numeric(NumberColumn(names.period, rows.map { Double($0.year) })),
    ]
    for name in numbers.keys.sorted() {
      columns.append(
        .numeric(
          NumberColumn(name, optional: (numbers[name] ?? []).map { $0.isNaN ? nil : $0 })))
    }
    return try ModelFrame(columns)
  }
}
