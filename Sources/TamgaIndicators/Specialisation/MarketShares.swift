internal import TamgaCatalogue
internal import TamgaNumerics

/// Constant market shares, technology classes, market penetration.
enum MarketShares {
  static let all: [IndicatorDefinition] = components + [technology, penetration]

  private static let leamer = "Leamer and Stern (1970), Quantitative International Economics, ch. 7"
  private static let table = """
    reporter,partner,product,flow,period,value
    KAZ,CHN,01,X,2020,10
    KAZ,RUS,01,X,2020,10
    KAZ,CHN,02,X,2020,20
    KAZ,CHN,01,X,2021,15
    KAZ,RUS,01,X,2021,11
    KAZ,CHN,02,X,2021,22
    WLD,CHN,01,X,2020,100
    WLD,RUS,01,X,2020,100
    WLD,CHN,02,X,2020,200
    WLD,CHN,01,X,2021,140
    WLD,RUS,01,X,2021,100
    WLD,CHN,02,X,2021,200
    """

  private static let answers = [
    ("world", "g X", "gX", 4.0, "g = 0.1; 0.1 · 40"),
    ("product", "Σ (g_k − g) X_k", "\\sum_k(g_k-g)X_k", 0.0, "(0.2 − 0.1) 20 + (0 − 0.1) 20"),
    (
      "market", "ΣΣ (g_kj − g_k) X_kj", "\\sum_k\\sum_j(g_{kj}-g_k)X_{kj}", 0.0,
      "(0.4 − 0.2) 10 + (0 − 0.2) 10"
    ),
    ("residual", "ΔX − the other three", "\\Delta X-\\dots", 4.0, "8 − 4 − 0 − 0"),
  ]

  private static let components = answers.map { name, formula, tex, expected, hand in
    IndicatorDefinition(
      "cms.\(name).leamer-stern", .specialisation, formula: formula, tex: tex,
      tables: [.bilateralFlows], unit: .sameAsInput, rules: (.zeroDenominator, .exact),
      citations: [leamer],
      examples: [
        WorkedExample(
          "by hand: \(hand)", [table], subject: "KAZ/X", period: "2020/2021", expected: expected)
      ],
      note: "Components add up to the change of exports. Growth of a market is the world's there."
    ) { tables, context in try changes(tables, context, component: name) }
  }

  /// First and last period of each reporter's flow, with the world's beside.
  private static func changes(
    _ tables: IndicatorTables, _ context: IndicatorContext, component: String
  ) throws -> [Measurement] {
    let flows = try FlowBook(tables, .bilateralFlows)
    let book = flows.book
    let world = try book.collapse(book.cells, over: "reporter", total: FlowBook.world)
    let isSummed = book.code("reporter", FlowBook.world) == nil
    let own = book.parts(
      book.parts(
        book.parts(book.cells, of: "reporter", total: FlowBook.world), of: "partner",
        total: FlowBook.world), of: "product", total: FlowBook.total)
    return book.groups(own, by: ["reporter", "flow"]).compactMap { key, members in
      let periods = Set(members.map { book.word("period", $0.key) }).sorted(by: periodPrecedes)
      guard let first = periods.first, let last = periods.last else { return nil }
      let subject = book.words(["reporter", "flow"], key)
      guard periods.count > 1 else {
        return .missing(.tooFewObservations, subject, period: first, n: members.count)
      }
      let flow = book.key(key, keeping: ["flow"])
      let lines = Set(
        world.keys.filter {
          book.key($0, keeping: ["flow"]) == flow
            && book.word("product", $0) != FlowBook.total
            && book.word("partner", $0) != FlowBook.world
        }.map { book.key($0, keeping: ["partner", "product", "flow"]) }
      ).sorted()
      func column(_ cells: CellMap, _ period: String, _ reporter: CellBook.Key)
        -> [Cell?]
      {
        lines.map { line in
          book.key(line, "period", period).map { cells[$0 | reporter] ?? Cell() } ?? Cell()
        }
      }
      let reporter = book.key(key, keeping: ["reporter"])
      let cells =
        column(own, first, reporter) + column(own, last, reporter) + column(world, first, 0)
        + column(world, last, 0)
      let products = lines.map { book.word("product", $0) }
      var measurement = Measurement.of(
        cells, subject, period: "\(first)/\(last)", n: lines.count, context
      ) { values in ConstantShares.component(component, values, products) }
      if isSummed { measurement.flags.insert(.worldFromTable) }
      return measurement
    }
  }

  private static let classified = InputTable(
    .flows, ["reporter", "flow", "value", "technology"], optional: ["product", "period"])

  private static let technology = IndicatorDefinition(
    "technology.share.lall", .specialisation, formula: "100 Σ_{k in class} X_k / X",
    tex: "100\\,\\frac{\\sum_{k\\in c}X_k}{X}", tables: [classified], unit: .fixed(.percent),
    rules: (.zeroDenominator, .exact),
    citations: ["Lall (2000), The Technological Structure and Performance of Exports"],
    choices: [.duplicates, ClassGroups.coverage],
    examples: [
      WorkedExample(
        "by hand: 30 of 100",
        [
          """
          reporter,product,technology,flow,value
          KAZ,333,PP,X,70
          KAZ,674,MT,X,30
          """
        ], subject: "KAZ/X/MT", expected: 30)
    ],
    note: """
      The column `technology` holds the class of each product: PP, RB, LT, MT or HT. Products \
      without a class count in the whole; when they exceed a tenth of it there is no value.
      """
  ) { tables, context in
    let book = try CellBook(
      tables.table(classified), by: ["reporter", "flow", "technology", "period"], of: "value")
    let classes = ["PP", "RB", "LT", "MT", "HT"]
    return book.groups(book.cells, by: ["reporter", "flow", "period"]).flatMap { key, members in
      let cells = classes.map { name in
        book.key(key, "technology", name).flatMap { book.cells[$0] } ?? Cell()
      }
      let others = members.filter { !classes.contains(book.word("technology", $0.key)) }.map(\.cell)
      let least = context.number(ClassGroups.coverage)
      return classes.indices.map { place -> Measurement in
        .of(
          cells + others, book.words(["reporter", "flow"], key) + [classes[place]],
          period: book.word("period", key), n: members.count, context
        ) { values in
          let whole = compensatedTotal(of: values)
          guard whole > 0 else { return .missing(.zeroDenominator) }
          guard compensatedTotal(of: values.prefix(classes.count)) >= least * whole else {
            return .missing(.coverage)
          }
          return .value(100 * values[place] / whole)
        }
      }
    }
  }

  private static let penetration = IndicatorDefinition(
    "penetration.market.count", .specialisation,
    formula: "destinations served / destinations importing k", tex: "\\frac{n_{ik}}{n_{wk}}",
    tables: [.bilateralFlows], unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["World Bank, WITS (2024), index of export market penetration"],
    direction: .higherIsBetter,
    examples: [
      WorkedExample(
        "by hand: the only market of 02 is served", [table], subject: "KAZ/02/X", period: "2020",
        expected: 1),
      WorkedExample(
        "by hand: China and Russia import 01 from the world",
        [
          """
          reporter,partner,product,flow,value
          KAZ,CHN,01,X,5
          WLD,CHN,01,X,9
          WLD,RUS,01,X,8
          """
        ], subject: "KAZ/01/X", expected: 0.5),
    ], note: "A destination imports k when any reporter of the table, or the world, sells it there."
  ) { tables, context in
    let flows = try FlowBook(tables, .bilateralFlows)
    let book = flows.book
    let parts = book.parts(
      book.parts(book.cells, of: "partner", total: FlowBook.world), of: "product",
      total: FlowBook.total)
    let exports = parts.filter { book.word("flow", $0.key) == "X" }
    func served(_ members: [(key: CellBook.Key, cell: Cell)]) -> Set<String> {
      Set(
        members.filter { $0.cell.known(context).value.map { $0.value > 0 } ?? false }
          .map { book.word("partner", $0.key) })
    }
    let everyone = Dictionary(
      uniqueKeysWithValues: book.groups(exports, by: ["product", "period"]).map {
        ($0.key, served($0.members))
      })
    return book.groups(
      book.parts(exports, of: "reporter", total: FlowBook.world),
      by: ["reporter", "product", "flow", "period"]
    ).map { key, members in
      let subject = book.words(["reporter", "product", "flow"], key)
      let period = book.word("period", key)
      if case .missing(let reason) = Measurement.known(members.map(\.cell), context) {
        return .missing(reason, subject, period: period, n: members.count)
      }
      let all = everyone[book.key(key, keeping: ["product", "period"])] ?? []
      return Measurement(
        subject, period: period, n: all.count,
        .known(quotient(Double(served(members).count), Double(all.count))))
    }
  }
}
