internal import TamgaCatalogue
internal import TamgaNumerics

/// Flows with values and quantities, by subject over time.
struct PricedFlows: Sendable {
  struct Point: Sendable {
    let period: String
    let value: Cell
    let quantity: Cell?
  }

  struct Series: Sendable {
    let subject: [String]
    let points: [Point]
  }

  struct Pair: Sendable {
    let subject: [String]
    let period: String
    let exports: Point?
    let imports: Point?
  }

  let series: [Series]
  let pairs: [Pair]

  init(_ tables: IndicatorTables, _ input: InputTable) throws {
    let values = try FlowBook(tables, input)
    let quantities = try FlowBook(tables, input, of: "quantity").book.cells
    let book = values.book
    func point(_ key: CellBook.Key, _ cell: Cell) -> Point {
      Point(period: book.word("period", key), value: cell, quantity: quantities[key])
    }
    series = book.groups(book.cells, by: ["reporter", "partner", "product", "flow"]).map {
      key, members in
      Series(
        subject: values.subject(key, flow: true),
        points: members.map { point($0.key, $0.cell) }
          .sorted { periodPrecedes($0.period, $1.period) })
    }
    pairs = book.groups(book.cells, by: ["reporter", "partner", "product", "period"]).map {
      key, members in
      func side(_ flow: String) -> Point? {
        members.first { book.word("flow", $0.key) == flow }.map { point($0.key, $0.cell) }
      }
      return Pair(
        subject: values.subject(key), period: book.word("period", key), exports: side("X"),
        imports: side("M"))
    }
  }
}
