internal import TamgaCatalogue
internal import TamgaNumerics

/// How far structures of two reporters fit or overlap.
enum StructureOverlap {
  static let all: [IndicatorDefinition] = [complementarity, similarity]

  /// The least number of products at which an index of structures has a meaning.
  static let leastProducts = IndicatorChoice.number("min-products", "5")

  private static let table = """
    reporter,product,flow,value
    KAZ,01,X,50
    KAZ,02,X,30
    KAZ,03,X,20
    KAZ,04,X,0
    KAZ,05,X,0
    UZB,01,X,20
    UZB,02,X,30
    UZB,03,X,0
    UZB,04,X,0
    UZB,05,X,50
    UZB,01,M,20
    UZB,02,M,30
    UZB,03,M,0
    UZB,04,M,0
    UZB,05,M,50
    """

  private static let complementarity = IndicatorDefinition(
    "bilateral.tci.michaely", .bilateral, formula: "100 (1 − ½ Σ |m_jk − x_ik|)",
    tex: "100\\left(1-\\tfrac12\\sum_k|m_{jk}-x_{ik}|\\right)", tables: [.flowsByProduct],
    unit: .named("index"), rules: (.zeroClasses, .exact),
    citations: ["Michaely (1996), Trade Preferential Agreements in Latin America"],
    profiles: [.wits], isStandard: true, choices: [.duplicates, leastProducts],
    examples: [
      WorkedExample(
        "by hand: 100 (1 − ½ (0.3 + 0 + 0.2 + 0 + 0.5))", [table], subject: "KAZ/UZB",
        expected: 50)
    ], note: "100 when the importer buys what the exporter sells; rises with aggregation."
  ) { tables, context in
    try pairs(tables, context, left: "X", right: "M", isOrdered: true) { own, other in
      StructureDistance.distance(own, other).map { 100 * (1 - $0 / 2) }
    }
  }

  private static let similarity = IndicatorDefinition(
    "bilateral.esi.finger-kreinin", .bilateral, formula: "100 Σ min(s_ak, s_bk)",
    tex: "100\\sum_k\\min(s_{ak},s_{bk})", tables: [.flowsByProduct], unit: .named("index"),
    rules: (.zeroClasses, .exact),
    citations: ["Finger and Kreinin (1979), A Measure of Export Similarity"],
    choices: [.duplicates, leastProducts],
    examples: [
      WorkedExample(
        "by hand: 100 (0.2 + 0.3 + 0 + 0 + 0)", [table], subject: "KAZ/UZB", expected: 50)
    ], note: "Symmetric, so each pair is printed once; rises with aggregation."
  ) { tables, context in
    try pairs(tables, context, left: "X", right: "X", isOrdered: false, exportSimilarity)
  }

  /// 100 Σ min of two structures.
  static func exportSimilarity(_ left: [Double], _ right: [Double]) -> Outcome<Double> {
    Shares.of(left).flatMap { own in
      Shares.of(right).map { other in
        var sum = CompensatedSum()
        for (a, b) in zip(own.values, other.values) { sum.add(min(a, b)) }
        return 100 * sum.total
      }
    }
  }

  /// Structures of two reporters over all products of the table.
  private static func pairs(
    _ tables: IndicatorTables, _ context: IndicatorContext, left: String, right: String,
    isOrdered: Bool,
    _ formula: @escaping @Sendable ([Double], [Double]) -> Outcome<Double>
  ) throws -> [Measurement] {
    let structure = try ProductStructure(tables)
    let book = structure.flows.book
    let products = book.allWords("product").filter { $0 != FlowBook.total }
    let least = context.number(leastProducts)
    let groups = structure.groups()
    func column(_ key: CellBook.Key) -> [Cell?] {
      products.map { book.key(key, "product", $0).flatMap { structure.cells[$0] } ?? Cell() }
    }
    var found: [Measurement] = []
    for (first, _) in groups where book.word("flow", first) == left {
      for (second, _) in groups where book.word("flow", second) == right {
        let names = (book.word("reporter", first), book.word("reporter", second))
        let period = book.word("period", first)
        guard names.0 != names.1, book.word("period", second) == period,
          isOrdered || names.0 < names.1
        else { continue }
        let count = products.count
        found.append(
          .of(
            column(first) + column(second), [names.0, names.1], period: period, n: count, context
          ) {
            guard Double(count) >= least else { return .missing(.tooFewObservations) }
            return formula(Array($0[..<count]), Array($0[count...]))
          })
      }
    }
    return found
  }
}
