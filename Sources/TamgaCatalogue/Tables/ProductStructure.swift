internal import TamgaNumerics

/// Exports, or imports, of reporters by product, beside those of the world.
package struct ProductStructure: Sendable {
  package let flows: FlowBook
  /// Reporter × product × flow × period, without printed totals over products.
  package let cells: CellMap
  /// Reporter × flow × period.
  package let wholes: CellMap
  /// Product × flow × period of the world: its printed rows, else the sum of reporters.
  package let world: CellMap
  /// Flow × period of the world.
  package let worldWholes: CellMap
  /// Whether the world is the sum of reporters.
  let isWorldSummed: Bool

  package init(_ tables: IndicatorTables, _ input: InputTable = .flowsByProduct) throws {
    flows = try FlowBook(tables, input)
    let book = flows.book
    let byProduct = try flows.byProduct()
    let totals = try flows.wholes()
    world = try book.parts(
      book.collapse(byProduct, over: "reporter", total: FlowBook.world), of: "product",
      total: FlowBook.total)
    worldWholes = try book.collapse(totals, over: "reporter", total: FlowBook.world)
    cells = book.parts(
      book.parts(byProduct, of: "product", total: FlowBook.total), of: "reporter",
      total: FlowBook.world)
    wholes = book.parts(totals, of: "reporter", total: FlowBook.world)
    isWorldSummed = book.code("reporter", FlowBook.world) == nil
  }

  /// The flags a result rests on.
  package var flags: Set<IndicatorFlag> { isWorldSummed ? [.worldFromTable] : [] }

  /// The products of a reporter's flow and period in the order of their words.
  package func groups() -> [(key: CellBook.Key, members: [(key: CellBook.Key, cell: Cell)])] {
    flows.book.groups(cells, by: ["reporter", "flow", "period"])
  }

  /// The world's cell of the same product, flow and period.
  package func worldCell(_ key: CellBook.Key) -> Cell? {
    world[flows.book.key(key, keeping: ["product", "flow", "period"])]
  }

  /// The world's whole of the same flow and period.
  package func worldWhole(_ key: CellBook.Key) -> Cell? {
    worldWholes[flows.book.key(key, keeping: ["flow", "period"])]
  }

  /// The reporter's whole of the same flow and period.
  package func whole(_ key: CellBook.Key) -> Cell? {
    wholes[flows.book.key(key, keeping: ["reporter", "flow", "period"])]
  }

  /// The cells of all products the world trades in a flow and period, the reporter's beside the
  /// world's; a product the reporter does not trade is zero.
  package func aligned(_ key: CellBook.Key) -> (own: [Cell], world: [Cell], products: [String]) {
    let book = flows.book
    let period = book.key(key, keeping: ["flow", "period"])
    let reporter = book.key(key, keeping: ["reporter"])
    let mask = book.mask(["flow", "period"])
    let keys = world.keys.filter { $0 & mask == period }.sorted()
    return (
      keys.map { cells[$0 | reporter] ?? Cell() }, keys.map { world[$0] ?? Cell() },
      keys.map { book.word("product", $0) }
    )
  }
}
