internal import TamgaCatalogue
internal import TamgaNumerics

/// Intensity of bilateral trade, its complementarity and bias.
enum TradeIntensity {
  static let all: [IndicatorDefinition] = [gross, net, complementarity, bias]

  /// Two exporters, two importers, two products; the table is the world.
  private static let table = """
    reporter,partner,product,flow,value
    KAZ,CHN,01,X,30
    KAZ,CHN,02,X,10
    KAZ,KGZ,01,X,20
    UZB,CHN,01,X,10
    UZB,CHN,02,X,50
    UZB,KGZ,02,X,30
    CHN,KAZ,01,M,30
    CHN,KAZ,02,M,10
    CHN,UZB,01,M,10
    CHN,UZB,02,M,50
    KGZ,KAZ,01,M,20
    KGZ,UZB,02,M,30
    KAZ,UZB,01,M,5
    KAZ,UZB,02,M,5
    """
  private static let drysdale = "Drysdale and Garnaut (1982), Trade Intensities"

  private static let gross = IndicatorDefinition(
    "bilateral.tii.gross", .bilateral, formula: "(X_ij/X_i) / (X_wj/X_w)",
    tex: "\\frac{X_{ij}/X_i}{X_{wj}/X_w}", tables: [.flowsByPartner], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact),
    citations: ["Kojima (1964), The Pattern of International Trade", "World Bank, WITS (2024)"],
    profiles: [.wits], isStandard: true,
    examples: [
      WorkedExample(
        "by hand: (40/60) / (100/150)", [table], subject: "KAZ/CHN", expected: 1)
    ], note: "Without rows of the world (WLD) it is the sum of the table's reporters."
  ) { tables, context in
    let flows = try FlowBook(tables, .flowsByPartner)
    let book = flows.book
    let partners = try flows.byPartner().filter { book.word("flow", $0.key) == "X" }
    let wholes = try flows.wholes()
    let world = try book.collapse(partners, over: "reporter", total: FlowBook.world)
    let worldWholes = try book.collapse(wholes, over: "reporter", total: FlowBook.world)
    let pairs = book.parts(
      book.parts(partners, of: "partner", total: FlowBook.world), of: "reporter",
      total: FlowBook.world)
    let isSummed = !book.allWords("reporter").contains(FlowBook.world)
    return pairs.keys.sorted().map { key in
      var measurement = Measurement.of(
        [
          pairs[key], wholes[book.key(key, keeping: ["reporter", "flow", "period"])],
          world[book.key(key, keeping: ["partner", "flow", "period"])],
          worldWholes[book.key(key, keeping: ["flow", "period"])],
        ], book.words(["reporter", "partner"], key), period: book.word("period", key), context,
        ComparativeAdvantage.balassa)
      if isSummed { measurement.flags.insert(.worldFromTable) }
      return measurement
    }
  }

  private static func drysdaleDefinition(
    _ id: String, formula: String, tex: String, input: InputTable, expected: Double, hand: String,
    _ formulaOf: @escaping @Sendable (DrysdaleTerms) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .bilateral, formula: formula, tex: tex, tables: [input], unit: .fixed(.ratio),
      rules: (.zeroDenominator, .exact), citations: [drysdale],
      examples: [
        WorkedExample(
          "by hand: \(hand)", [table], subject: "KAZ/KGZ", expected: expected, tolerance: 1e-12)
      ],
      note:
        "Imports of the partner and the world are its own records (flow M), the reporter's left out."
    ) { tables, context in
      try BilateralStructure(tables, input).pairs().map { pair in
        .of(
          pair.cells, pair.subject, period: pair.period, n: max(1, pair.products), context
        ) { formulaOf(DrysdaleTerms($0, products: pair.products)) }
      }
    }
  }

  private static let net = drysdaleDefinition(
    "bilateral.tii.net-of-reporter", formula: "I = (X_ij/X_i) / (M_j/(M_w − M_i))",
    tex: "\\frac{X_{ij}/X_i}{M_j/(M_w-M_i)}", input: .bilateralFlows, expected: 1,
    hand: "(20/60) / (50/150)"
  ) { $0.intensity }

  private static let complementarity = drysdaleDefinition(
    "bilateral.complementarity.drysdale",
    formula: "C = Σ (X_ik/X_i) ((M_w − M_i)/(M_wk − M_ik)) (M_jk/M_j)",
    tex: "\\sum_k\\frac{X_{ik}}{X_i}\\frac{M_w-M_i}{M_{wk}-M_{ik}}\\frac{M_{jk}}{M_j}",
    input: .bilateralFlows, expected: 50.0 / 60 * 150 / 60 * 0.4 + 10.0 / 60 * 150 / 90 * 0.6,
    hand: "(50/60)(150/60)(20/50) + (10/60)(150/90)(30/50) = 1"
  ) { $0.complementarity }

  private static let bias = drysdaleDefinition(
    "bilateral.bias.drysdale", formula: "I / C", tex: "I/C", input: .bilateralFlows,
    expected: 1 / (50.0 / 60 * 150 / 60 * 0.4 + 10.0 / 60 * 150 / 90 * 0.6), hand: "1 / 1"
  ) { terms in
    terms.intensity.flatMap { intensity in
      terms.complementarity.flatMap { quotient(intensity, $0) }
    }
  }
}
