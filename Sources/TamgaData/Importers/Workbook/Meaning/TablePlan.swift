internal import TamgaNumerics
internal import TamgaPresent

/// What a workbook and its user say beyond a single table.
struct BookContext: Sendable {
  /// What the user says.
  let options: ImportOptions
  /// The office recognised.
  let office: OfficeSignature?
  /// The country that titles elsewhere in the workbook name.
  let titleReporter: EntityCode?
  /// The file's name without its folder and ending.
  let stem: String
}

/// What every column of a table becomes, and for whom.
struct TablePlan: Sendable {
  /// A column of published values.
  struct Column: Sendable {
    /// The position among the table's columns of numbers.
    let index: Int
    /// The period.
    let period: Period
    /// The flow; empty for indicators.
    let flow: String
    /// The unit.
    let unit: MeasureUnit
    /// The indicator's id; empty for flows.
    let indicator: String
    /// `current` or `index_prev`.
    let priceBasis: String
    /// The header of the column is marked by a note that says the figures are preliminary.
    let isProvisional: Bool
  }

  /// What the rows are.
  let kind: TableKind
  /// The reporting country; nil for regional indicators, where each row reports for itself.
  let reporter: EntityCode?
  /// The columns of values.
  let columns: [Column]
  /// Positions of columns that are derived from others or are not understood.
  let derived: [Int]
  /// The id of the data set.
  let dataset: String
  /// Warnings met on the way.
  var warnings: [Diagnostic] = []

  /// Whether the rows are trade flows.
  var isFlow: Bool { columns.first.map { !$0.flow.isEmpty } ?? false }
}

/// Works out the plan of a table, or says what is not known.
struct TablePlanner {
  let table: Table
  let names: TableNames
  let context: BookContext
  let place: SheetPlace
  var warnings: [Diagnostic] = []

  /// Creates a planner of a table.
  init(_ table: Table, names: TableNames, context: BookContext, place: SheetPlace) {
    self.table = table
    self.names = names
    self.context = context
    self.place = place
  }

  /// Returns the plan.
  mutating func plan() throws -> TablePlan {
    let isFlow = isFlowTable
    var columns: [TablePlan.Column] = []
    var derived: [Int] = []
    for (index, column) in table.columns.enumerated() {
      if isValue(column, isFlow) {
        columns.append(try self.column(index, column, isFlow))
      } else {
        derived.append(index)
        noteDerived(column)
      }
    }
    guard !columns.isEmpty else {
      throw place.error("T146", ["table": tableName], at: table.address(0, 0))
    }
    noteUnits()
    notePeriods(columns)
    let reporter = try self.reporter(isFlow)
    return TablePlan(
      kind: names.kind, reporter: reporter, columns: columns, derived: derived,
      dataset: dataset(reporter, isFlow), warnings: warnings)
  }

  /// The title of the table, for messages.
  var tableName: String {
    table.caption.nodes.first { $0.text.count > 3 }?.text ?? place.sheet
  }

  private var isFlowTable: Bool {
    if names.kind == .lines { return false }
    if names.kind == .partners || names.kind == .products { return true }
    return context.options.flow != nil || table.caption.flow != nil
      || table.columns.contains { $0.flow != nil }
  }

  private func isValue(_ column: ColumnMeaning, _ isFlow: Bool) -> Bool {
    if column.role == .code || column.role == .balance { return false }
    guard isFlow else { return true }
    if column.isLimited || !column.rest.isEmpty { return false }
    if column.role == .share || column.role == .growth { return false }
    if let unit = column.unit, !unit.isMoney { return false }
    // Beside columns that name their flow, one that names none is something else.
    let flowsNamed = table.columns.contains { $0.flow != nil }
    if flowsNamed { return column.flow != nil }
    return true
  }

  private mutating func noteDerived(_ column: ColumnMeaning) {
    guard column.role != .share, column.role != .code else { return }
    warnings.append(
      place.warning(
        "T149", ["header": column.header, "count": "\(filled(column))"], at: column.cell))
  }

  private func filled(_ column: ColumnMeaning) -> Int {
    guard let index = table.columns.firstIndex(of: column) else { return 0 }
    return table.readings.count { !$0[index].raw.isEmpty }
  }

  private func column(
    _ index: Int, _ column: ColumnMeaning, _ isFlow: Bool
  ) throws -> TablePlan.Column {
    let time = table.caption.period.completed(by: column.period)
    guard let period = time.period else {
      throw place.error(
        "T141", ["column": column.header, "table": tableName],
        at: column.cell ?? table.address(0, index))
    }
    let flow = isFlow ? try self.flow(column) : ""
    let isIndex = column.role == .growth
    let unit = try self.unit(column)
    let isProvisional =
      column.isPreliminary || table.caption.isPreliminary
      || (column.marks + table.caption.marks).contains { table.footnotes.isPreliminary($0) }
    return TablePlan.Column(
      index: index, period: period, flow: flow, unit: unit,
      indicator: isFlow ? "" : indicator(column, unit),
      priceBasis: isIndex ? "index_prev" : "current",
      isProvisional: isProvisional)
  }

  private func flow(_ column: ColumnMeaning) throws -> String {
    if let flow = column.flow ?? context.options.flow ?? table.caption.flow { return flow }
    throw place.error(
      "T145", ["table": tableName, "column": column.header], at: column.cell)
  }

  private func unit(_ column: ColumnMeaning) throws -> MeasureUnit {
    if let unit = column.unit { return unit }
    if column.role == .growth || column.role == .share { return .percent }
    if let id = context.options.unit {
      guard let unit = MeasureUnit(id: id) else { throw place.error("T158", ["unit": id]) }
      return unit
    }
    if !table.caption.unitConflict.isEmpty {
      throw place.error(
        "T143", ["units": table.caption.unitConflict.joined(separator: " | ")],
        at: table.caption.nodes.first { table.caption.unitConflict.contains($0.text) }?.cell)
    }
    guard let unit = table.caption.unit else {
      throw place.error(
        "T142", ["table": tableName, "column": column.header],
        at: column.cell ?? table.address(0, 0))
    }
    return unit
  }

  private func reporter(_ isFlow: Bool) throws -> EntityCode? {
    if let code = context.options.reporter { return EntityCode(code) }
    if !isFlow, names.kind == .regions { return nil }
    let titles = table.caption.nodes.compactMap { TitleCountry.reporter(in: $0.text) }
    if let first = titles.first, titles.allSatisfy({ $0 == first }) { return first }
    if names.kind == .regions, let code = totalCountry { return code }
    if let code = context.titleReporter ?? context.office?.reporter { return code }
    if names.kind == .regions { return nil }
    throw place.error("T144", ["table": tableName], at: table.address(0, 0))
  }

  /// The country of a table of regions, from its row of totals.
  private var totalCountry: EntityCode? {
    let countries = names.answers.compactMap { answer -> EntityCode? in
      guard case .resolved(let name) = answer, name.kind == .country else { return nil }
      return name.entity
    }
    return countries.count == 1 ? countries.first : nil
  }

  private func dataset(_ reporter: EntityCode?, _ isFlow: Bool) -> String {
    if let id = context.options.dataset { return id }
    let publisher = context.office?.id ?? (reporter ?? totalCountry)?.text.lowercased() ?? "unknown"
    guard isFlow else { return publisher + ".indicator" }
    return switch names.kind {
    case .partners: publisher + ".trade.partner"
    case .regions: publisher + ".trade.region"
    default: publisher + ".trade.product"
    }
  }

  /// The id of an indicator: the title, or the file's name, as published.
  private func indicator(_ column: ColumnMeaning, _ unit: MeasureUnit) -> String {
    let title = table.caption.nodes.first { node in
      node.text.count > 12 && CaptionPeriod(node.text).isEmpty
        && UnitText.unit(in: node.text) == nil
    }?.text
    var parts = ["as-published", Slug.make(title ?? context.stem)]
    if let rest = column.rest.last { parts.append(Slug.make(rest)) }
    if unit == .percent { parts.append(column.role == .growth ? "growth" : "pct") }
    return parts.filter { !$0.isEmpty }.joined(separator: ".")
  }

  private mutating func noteUnits() {
    if let (cell, text) = table.caption.unitMinority, let unit = table.caption.unit {
      warnings.append(
        place.warning("T153", ["text": text, "unit": unit.id], at: cell, excerpt: text))
    }
    for column in table.columns where column.unitIsInferred {
      warnings.append(
        place.warning(
          "T154", ["column": column.header, "unit": column.unit?.id ?? ""], at: column.cell))
    }
  }

  private mutating func notePeriods(_ columns: [TablePlan.Column]) {
    if let (near, far) = table.caption.periodConflict,
      table.columns.contains(where: { $0.period.year == nil })
    {
      warnings.append(place.warning("T152", ["near": near, "far": far]))
    }
    let kinds = Set(columns.map { $0.period.description.dropFirst(4).prefix(2) })
    if kinds.count > 1 {
      let periods = columns.map(\.period.description)
      warnings.append(
        place.warning("T206", ["first": periods.first ?? "", "last": periods.last ?? ""]))
    }
  }
}

extension MeasureUnit {
  /// Whether the unit is of money.
  var isMoney: Bool {
    if case .money = dimension { return true }
    return false
  }
}
