internal import TamgaCatalogue
internal import TamgaNumerics

/// Extensive and intensive margins of bilateral exports.
enum TradeMargins {
  private static let table = """
    reporter,partner,product,flow,value
    KAZ,KGZ,01,X,20
    KAZ,KGZ,02,X,10
    WLD,KGZ,01,X,100
    WLD,KGZ,02,X,50
    WLD,KGZ,03,X,50
    """

  static let all = ["extensive", "intensive"].map { variant in
    IndicatorDefinition(
      "margin.\(variant).hummels-klenow", .bilateral,
      formula: variant == "extensive" ? "Σ_K X_wjk / Σ X_wjk" : "Σ_K X_ijk / Σ_K X_wjk",
      tex: variant == "extensive"
        ? "\\frac{\\sum_{k\\in K}X_{wjk}}{\\sum_kX_{wjk}}"
        : "\\frac{\\sum_{k\\in K}X_{ijk}}{\\sum_{k\\in K}X_{wjk}}",
      tables: [.bilateralFlows], unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
      citations: ["Hummels and Klenow (2005), The Variety and Quality of a Nation's Exports"],
      examples: [
        WorkedExample(
          variant == "extensive" ? "by hand: 150 / 200" : "by hand: 30 / 150", [table],
          subject: "KAZ/KGZ", expected: variant == "extensive" ? 0.75 : 0.2)
      ],
      note: "K are the products i sells to j; the product of both is i's share of j's market.",
      compute: { tables, context in try margins(tables, context, variant == "extensive") })
  }

  private static func margins(
    _ tables: IndicatorTables, _ context: IndicatorContext, _ isExtensive: Bool
  ) throws -> [Measurement] {
    let flows = try FlowBook(tables, .bilateralFlows)
    let book = flows.book
    let parts = book.parts(
      book.parts(book.cells, of: "product", total: FlowBook.total), of: "partner",
      total: FlowBook.world
    ).filter { book.word("flow", $0.key) == "X" }
    let world = try book.collapse(parts, over: "reporter", total: FlowBook.world)
    let isSummed = book.code("reporter", FlowBook.world) == nil
    let markets = Dictionary(
      uniqueKeysWithValues: book.groups(world, by: ["partner", "flow", "period"]).map {
        ($0.key, $0.members)
      })
    let own = book.parts(parts, of: "reporter", total: FlowBook.world)
    return book.groups(own, by: ["reporter", "partner", "flow", "period"]).map { key, _ in
      let reporter = book.key(key, keeping: ["reporter"])
      let market = markets[book.key(key, keeping: ["partner", "flow", "period"])] ?? []
      let count = market.count
      let cells: [Cell?] =
        market.map { own[$0.key | reporter] ?? Cell() } + market.map(\.cell)
      var measurement = Measurement.of(
        cells, book.words(["reporter", "partner"], key), period: book.word("period", key),
        n: count, context
      ) { values in
        var sold = CompensatedSum()
        var open = CompensatedSum()
        var whole = CompensatedSum()
        for place in 0..<count {
          whole.add(values[count + place])
          guard values[place] > 0 else { continue }
          sold.add(values[place])
          open.add(values[count + place])
        }
        return isExtensive
          ? quotient(open.total, whole.total) : quotient(sold.total, open.total)
      }
      if isSummed { measurement.flags.insert(.worldFromTable) }
      return measurement
    }
  }
}
