package import TamgaNumerics

/// Trade flows by reporter, partner, product, flow and period, with their printed totals.
package struct FlowBook: Sendable {
  /// The word of a total over partners or reporters.
  package static let world = "WLD"
  /// The word of a total over products.
  package static let total = "TOTAL"
  package static let dimensions = ["reporter", "partner", "product", "flow", "period"]

  package let book: CellBook

  /// Groups the flows table.
  package init(_ tables: IndicatorTables, _ input: InputTable, of number: String = "value") throws {
    book = try CellBook(tables.table(input), by: Self.dimensions, of: number)
  }

  /// Cells by partner: totals over products.
  package func byPartner() throws(DecimalError) -> CellMap {
    try book.collapse(book.cells, over: "product", total: Self.total)
  }

  /// Cells by product: totals over partners.
  package func byProduct() throws(DecimalError) -> CellMap {
    try book.collapse(book.cells, over: "partner", total: Self.world)
  }

  /// Totals of a reporter.
  package func wholes() throws(DecimalError) -> CellMap {
    try book.collapse(byPartner(), over: "partner", total: Self.world)
  }

  /// Cells at a level: by partner, by product, by both, or of the reporter.
  package func level(_ level: FlowLevel) throws(DecimalError) -> CellMap {
    switch level {
    case .partner: try byPartner()
    case .product: try byProduct()
    case .partnerProduct: book.cells
    case .reporter: try wholes()
    }
  }

  /// The words that name a subject at a level.
  package func subject(_ key: CellBook.Key, flow: Bool = false) -> [String] {
    book.words(["reporter", "partner", "product"] + (flow ? ["flow"] : []), key)
  }

  /// Exports and imports side by side, by everything else, in the order of keys.
  package func exportsAndImports(_ cells: CellMap) -> [FlowPair] {
    book.groups(cells, by: ["reporter", "partner", "product", "period"]).map { key, members in
      FlowPair(
        key: key, exports: members.first { book.word("flow", $0.key) == "X" }?.cell,
        imports: members.first { book.word("flow", $0.key) == "M" }?.cell)
    }
  }
}

/// Exports and imports of one subject and period.
package struct FlowPair: Sendable {
  package let key: CellBook.Key
  package let exports: Cell?
  package let imports: Cell?
}

/// The level of detail at which flows are taken.
package enum FlowLevel: String, Sendable, CaseIterable {
  case partner
  case product
  case partnerProduct = "partner-product"
  case reporter

  /// The choice of a level, by partner unless said otherwise.
  package static let choice = IndicatorChoice.named("level", allCases.map(\.rawValue))

  /// The choice of a level, by product unless said otherwise.
  package static let productChoice = IndicatorChoice.named(
    "level", ["product", "partner", "partner-product", "reporter"])

  package static func byProduct(_ context: IndicatorContext) -> FlowLevel {
    FlowLevel(rawValue: context.choice(productChoice)) ?? .product
  }

  package init(_ context: IndicatorContext) {
    self = FlowLevel(rawValue: context.choice(Self.choice)) ?? .partner
  }
}
