internal import TamgaNumerics

/// Trade flows by reporter, partner, product, flow and period, with their printed totals.
struct FlowBook: Sendable {
  /// The word of a total over partners or reporters.
  static let world = "WLD"
  /// The word of a total over products.
  static let total = "TOTAL"
  static let dimensions = ["reporter", "partner", "product", "flow", "period"]

  let book: CellBook

  /// Groups the flows table.
  init(_ tables: IndicatorTables, _ input: InputTable, of number: String = "value") throws {
    book = try CellBook(tables.table(input), by: Self.dimensions, of: number)
  }

  /// Cells by partner: totals over products.
  func byPartner() throws(DecimalError) -> [CellBook.Key: Cell] {
    try book.collapse(book.cells, over: "product", total: Self.total)
  }

  /// Cells by product: totals over partners.
  func byProduct() throws(DecimalError) -> [CellBook.Key: Cell] {
    try book.collapse(book.cells, over: "partner", total: Self.world)
  }

  /// Totals of a reporter.
  func wholes() throws(DecimalError) -> [CellBook.Key: Cell] {
    try book.collapse(byPartner(), over: "partner", total: Self.world)
  }

  /// Cells at a level: by partner, by product, by both, or of the reporter.
  func level(_ level: FlowLevel) throws(DecimalError) -> [CellBook.Key: Cell] {
    switch level {
    case .partner: try byPartner()
    case .product: try byProduct()
    case .partnerProduct: book.cells
    case .reporter: try wholes()
    }
  }

  /// The words that name a subject at a level.
  func subject(_ key: CellBook.Key, flow: Bool = false) -> [String] {
    book.words(["reporter", "partner", "product"] + (flow ? ["flow"] : []), key)
  }

  /// Exports and imports side by side, by everything else, in the order of keys.
  func exportsAndImports(_ cells: [CellBook.Key: Cell]) -> [FlowPair] {
    book.groups(cells, by: ["reporter", "partner", "product", "period"]).map { key, members in
      FlowPair(
        key: key, exports: members.first { book.word("flow", $0.key) == "X" }?.cell,
        imports: members.first { book.word("flow", $0.key) == "M" }?.cell)
    }
  }
}

/// Exports and imports of one subject and period.
struct FlowPair: Sendable {
  let key: CellBook.Key
  let exports: Cell?
  let imports: Cell?
}

/// The level of detail at which flows are taken.
enum FlowLevel: String, Sendable, CaseIterable {
  case partner
  case product
  case partnerProduct = "partner-product"
  case reporter

  /// The choice of a level, by partner unless said otherwise.
  static let choice = IndicatorChoice.named("level", allCases.map(\.rawValue))

  /// The choice of a level, by product unless said otherwise.
  static let productChoice = IndicatorChoice.named(
    "level", ["product", "partner", "partner-product", "reporter"])

  static func byProduct(_ context: IndicatorContext) -> FlowLevel {
    FlowLevel(rawValue: context.choice(productChoice)) ?? .product
  }

  init(_ context: IndicatorContext) {
    self = FlowLevel(rawValue: context.choice(Self.choice)) ?? .partner
  }
}
