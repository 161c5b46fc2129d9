internal import TamgaCatalogue
internal import TamgaNumerics

/// Revealed comparative advantage and its relatives.
enum ComparativeAdvantage {
  static let all: [IndicatorDefinition] = ratios + [lafay, michaely]

  private static let table = """
    reporter,product,flow,value
    KAZ,01,X,80
    KAZ,02,X,20
    WLD,01,X,400
    WLD,02,X,600
    """

  private static func definition(
    _ id: String, formula: String, tex: String, citations: [String],
    profiles: Set<IndicatorProfile> = [], expected: Double, hand: String, note: String = "",
    _ compute: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .specialisation, formula: formula, tex: tex, tables: [.flowsByProduct],
      unit: .fixed(.ratio), rules: (.zeroDenominator, .exact), citations: citations,
      profiles: profiles,
      examples: [
        WorkedExample("by hand: \(hand)", [table], subject: "KAZ/01/X", expected: expected)
      ],
      note: note
        + "Without rows of the world (WLD) it is the sum of the table's reporters, and says so."
    ) { tables, context in
      let structure = try ProductStructure(tables)
      let book = structure.flows.book
      return structure.cells.keys.sorted().map { key in
        var measurement = Measurement.of(
          [
            structure.cells[key], structure.whole(key), structure.worldCell(key),
            structure.worldWhole(key),
          ], book.words(["reporter", "product", "flow"], key), period: book.word("period", key),
          context, compute)
        measurement.flags.formUnion(structure.flags)
        return measurement
      }
    }
  }

  /// (x/X) / (w/W).
  static func balassa(_ values: [Double]) -> Outcome<Double> {
    guard values[1] != 0, values[3] != 0 else { return .missing(.zeroDenominator) }
    return quotient(values[0] / values[1], values[2] / values[3])
  }

  private static let ratios = [
    definition(
      "rca.balassa.ratio", formula: "R = (X_ik/X_i) / (X_wk/X_w)",
      tex: "R=\\frac{X_{ik}/X_i}{X_{wk}/X_w}",
      citations: ["Balassa (1965), Trade Liberalisation and Revealed Comparative Advantage"],
      expected: 2, hand: "0.8 / 0.4", note: "Never rounded before it is compared with 1. ",
      balassa),
    definition(
      "rca.symmetric.ratio", formula: "(R − 1) / (R + 1)", tex: "\\frac{R-1}{R+1}",
      citations: ["Dalum, Laursen and Villumsen (1998), Structural Change in OECD Export"],
      expected: 1.0 / 3, hand: "1 / 3"
    ) { balassa($0).map { ($0 - 1) / ($0 + 1) } },
    definition(
      "rca.additive.normalised", formula: "X_ik/X − X_i X_k/X²",
      tex: "\\frac{X_{ik}}{X}-\\frac{X_iX_k}{X^2}",
      citations: ["Yu, Cai and Leung (2009), The Normalized Revealed Comparative Advantage Index"],
      expected: 0.04, hand: "0.08 − 0.1 · 0.4",
      note: "Adds up to zero over products and over reporters of a whole world. "
    ) { values in
      guard values[3] != 0 else { return .missing(.zeroDenominator) }
      return .value(values[0] / values[3] - values[1] / values[3] * (values[2] / values[3]))
    },
  ]

  private static let bothFlows = """
    reporter,product,flow,value
    KAZ,01,X,60
    KAZ,02,X,40
    KAZ,01,M,10
    KAZ,02,M,40
    """

  /// Exports and imports of each product beside those of the whole.
  private static func pairs(
    _ tables: IndicatorTables, _ context: IndicatorContext,
    _ more: (String, String) -> [Cell?] = { _, _ in [] },
    _ formula: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) throws -> [Measurement] {
    let flows = try FlowBook(tables, .flowsByProduct)
    let book = flows.book
    let wholes = flows.exportsAndImports(try flows.wholes())
    let cells = book.parts(try flows.byProduct(), of: "product", total: FlowBook.total)
    return flows.exportsAndImports(cells).map { pair in
      let reporter = book.word("reporter", pair.key)
      let period = book.word("period", pair.key)
      let key = book.key(pair.key, keeping: ["reporter", "period"])
      let whole = wholes.first { $0.key == key }
      return .of(
        [pair.exports ?? Cell(), pair.imports ?? Cell(), whole?.exports, whole?.imports]
          + more(reporter, period), flows.subject(pair.key), period: period, context, formula)
    }
  }

  private static let lafay: IndicatorDefinition = {
    let product = InputTable(.regions, ["region", "value"], optional: ["period"])
    return IndicatorDefinition(
      "rca.lafay.gdp", .specialisation,
      formula: "(1000/Y) [(X_k − M_k) − (X − M)(X_k + M_k)/(X + M)]",
      tex: "\\frac{1000}{Y}\\left[(X_k-M_k)-(X-M)\\frac{X_k+M_k}{X+M}\\right]",
      tables: [.flowsByProduct, product], unit: .named("per-mille"),
      rules: (.zeroDenominator, .exact),
      citations: ["Lafay (1992), The Measurement of Revealed Comparative Advantages"],
      examples: [
        WorkedExample(
          "by hand: (1000/1000) · (50 − 50 · 70/150)",
          [bothFlows, "region,value\nKAZ,1000"], subject: "KAZ/01",
          expected: 50 - 50 * 70.0 / 150)
      ], note: "Adds up to zero over products. The second table's value is the gross product."
    ) { tables, context in
      let gross = try CellBook(tables.table(product), by: ["region", "period"], of: "value")
      return try pairs(tables, context) { reporter, period in
        let key = gross.key(0, "region", reporter).flatMap { gross.key($0, "period", period) }
        return [key.flatMap { gross.cells[$0] }]
      } _: { v in
        guard v[4] != 0, v[2] + v[3] != 0 else { return .missing(.zeroDenominator) }
        let expected = (v[2] - v[3]) * ((v[0] + v[1]) / (v[2] + v[3]))
        return .value(1000 * ((v[0] - v[1]) - expected) / v[4])
      }
    }
  }()

  private static let michaely = IndicatorDefinition(
    "rca.michaely.difference", .specialisation, formula: "X_k/X − M_k/M",
    tex: "\\frac{X_k}{X}-\\frac{M_k}{M}", tables: [.flowsByProduct], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact),
    citations: ["Michaely (1962), Concentration in International Trade"],
    examples: [
      WorkedExample(
        "by hand: 0.6 − 0.2", [bothFlows], subject: "KAZ/01", expected: 0.4)
    ]
  ) { tables, context in
    try pairs(tables, context) { v in
      guard v[2] != 0, v[3] != 0 else { return .missing(.zeroDenominator) }
      return .value(v[0] / v[2] - v[1] / v[3])
    }
  }
}
