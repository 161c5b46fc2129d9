internal import TamgaCatalogue
internal import TamgaNumerics

/// Flows by partner or product, or employment by industry, gathered under what they are parts of.
struct ClassGroups: Sendable {
  /// The classes of one subject and period.
  struct Group: Sendable {
    let subject: [String]
    let period: String
    /// The words of the classes, sorted.
    let classes: [String]
    let cells: [Cell]
    /// A printed total of the classes, where the table has one.
    let whole: Cell?
  }

  static let inputs = [
    InputTable(
      .flows, ["reporter", "flow", "value"], optional: ["partner", "product", "period"],
      mayBeAbsent: true),
    InputTable(
      .employment, ["region", "industry", "employment"], optional: ["period"], mayBeAbsent: true),
  ]
  /// Over which classes flows are taken; products where the table tells them apart.
  static let over = IndicatorChoice.named("over", ["auto", "product", "partner"])
  /// The least share of a printed total that known classes must cover.
  static let coverage = IndicatorChoice.number("min-coverage", "0.9")
  static let choices = [IndicatorChoice.duplicates, over, coverage]

  let groups: [Group]

  init(_ tables: IndicatorTables, _ context: IndicatorContext) throws {
    if let flows = tables.optional(Self.inputs[0]) {
      groups = try Self.ofFlows(flows, tables, context)
    } else if let table = tables.optional(Self.inputs[1]) {
      let book = try CellBook(table, by: ["region", "industry", "period"], of: "employment")
      groups = book.groups(book.cells, by: ["region", "period"]).map { key, members in
        Group(
          subject: book.words(["region"], key), period: book.word("period", key),
          classes: members.map { book.word("industry", $0.key) }, cells: members.map(\.cell),
          whole: nil)
      }
    } else {
      throw IndicatorError.missingTable(kind: .flows, columns: Self.inputs[0].required)
    }
  }

  private static func ofFlows(
    _ table: TidyTable, _ tables: IndicatorTables, _ context: IndicatorContext
  ) throws -> [Group] {
    let flows = try FlowBook(tables, inputs[0])
    let book = flows.book
    let chosen = context.choice(over)
    let isByProduct = chosen == "auto" ? try table.hasProducts : chosen == "product"
    let dimension = isByProduct ? "product" : "partner"
    let total = isByProduct ? FlowBook.total : FlowBook.world
    let all = isByProduct ? try flows.byProduct() : try flows.byPartner()
    let by = ["reporter", "flow", "period"]
    return book.groups(book.parts(all, of: dimension, total: total), by: by).map { key, members in
      Group(
        subject: book.words(["reporter", "flow"], key), period: book.word("period", key),
        classes: members.map { book.word(dimension, $0.key) }, cells: members.map(\.cell),
        whole: book.key(key, dimension, total).flatMap { all[$0] })
    }
  }

  /// A measurement of each group by a formula of its known classes.
  func measurements(
    _ context: IndicatorContext,
    _ formula: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> [Measurement] {
    groups.map { $0.measurement(context, formula) }
  }
}

extension TidyTable {
  /// Whether flows are told apart by product: a column of nothing but totals does not.
  fileprivate var hasProducts: Bool {
    get throws(TableError) {
      guard has("product") else { return false }
      return try text("product").words.contains { $0 != FlowBook.total && !$0.isEmpty }
    }
  }
}

extension ClassGroups.Group {
  /// The share of a printed total above which what is known is all of it, but for rounding.
  private static let whole = 0.9999

  /// Why the classes cannot be used, or which can: all, or those known if they cover enough of a
  /// printed total.
  func usable(_ context: IndicatorContext) -> (
    amounts: Outcome<[Amount]>, flags: Set<IndicatorFlag>
  ) {
    var flags = Measurement.flags(cells)
    let gaps = cells.count { $0.missing > 0 }
    let known = gaps == 0 ? cells : cells.filter { $0.missing == 0 }
    guard case .value(let amounts) = Measurement.known(known, context) else {
      return (.missing(Measurement.known(known, context).reason ?? .undefined), flags)
    }
    guard let whole, case .value(let total) = whole.known(context), !total.value.isZero else {
      return (gaps == 0 ? .value(amounts) : .missing(.missingInput), flags)
    }
    let share = amounts.reduce(0) { $0 + $1.double } / total.double
    if share < context.number(ClassGroups.coverage) {
      flags.insert(.lowCoverage)
      return (.missing(.coverage), flags)
    }
    if gaps > 0 { flags.insert(.gaps) }
    if gaps > 0, share < Self.whole { flags.insert(.lowCoverage) }
    return (.value(amounts), flags)
  }

  /// A measurement by a formula of the known classes.
  func measurement(
    _ context: IndicatorContext, _ formula: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> Measurement {
    let (amounts, flags) = usable(context)
    switch amounts {
    case .missing(let reason):
      return .missing(reason, subject, period: period, n: cells.count, flags: flags)
    case .value(let amounts):
      return Measurement(
        subject, period: period, n: amounts.count, flags: flags, .real(amounts, formula))
    }
  }
}
