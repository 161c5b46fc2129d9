internal import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of flows: turnover, balance, shares, asymmetry.
enum FlowIndicators {
  static let all: [IndicatorDefinition] = levels + shares

  private static let concepts = "United Nations (2011), IMTS: Concepts and Definitions 2010"
  private static let twoShares = IndicatorInputs.named([
    "part-before", "whole-before", "part-after", "whole-after",
  ])
  /// Kuanshaliev (2025), Table 1: Kazakhstan with Kyrgyzstan and the world, million dollars.
  private static let table = """
    reporter,partner,flow,period,value
    KAZ,KGZ,X,2022,793
    KAZ,KGZ,M,2022,453.9
    KAZ,KGZ,X,2023,1147.2
    KAZ,KGZ,M,2023,541
    """
  private static let source = "Kuanshaliev (2025), Table 1, Kazakhstan with Kyrgyzstan, 2023"

  private static func ofPair(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, zero: ZeroRule,
    citation: String, expected: Double,
    _ compute: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<IndicatorValue>
  ) -> IndicatorDefinition {
    let form = ScalarForm(.named(["exports", "imports"]), compute)
    return IndicatorDefinition(
      id, .flows, formula: formula, tex: tex, tables: [.flowsByPartner], unit: unit,
      rules: (zero, .exact), citations: [citation], choices: [.duplicates, FlowLevel.choice],
      examples: [
        WorkedExample(source, [table], subject: "KAZ/KGZ", period: "2023", expected: expected)
      ], scalar: form
    ) { tables, context in
      let flows = try FlowBook(tables, .flowsByPartner)
      return flows.exportsAndImports(try flows.level(FlowLevel(context))).map { pair in
        .exact(
          [pair.exports, pair.imports], flows.subject(pair.key),
          period: flows.book.word("period", pair.key), context, form.formula)
      }
    }
  }

  private static let levels = [
    ofPair(
      "flow.turnover.sum", formula: "X + M", tex: "T = X + M", unit: .sameAsInput, zero: .plain,
      citation: concepts, expected: 1688.2
    ) { .value(.exact(try turnover(exports: $0[0], imports: $0[1]))) },
    ofPair(
      "flow.balance.net", formula: "X − M", tex: "B = X - M", unit: .sameAsInput, zero: .plain,
      citation: concepts, expected: 606.2
    ) { .value(.exact(try balance(exports: $0[0], imports: $0[1]))) },
    ofPair(
      "flow.coverage.ratio", formula: "X / M", tex: "X / M", unit: .fixed(.ratio),
      zero: .zeroDenominator, citation: concepts, expected: 1147.2 / 541
    ) { coverageRatio(exports: $0[0], imports: $0[1]).real },
    ofPair(
      "flow.asymmetry.relative", formula: "(X − M) / (X + M)", tex: "A = \\frac{X - M}{X + M}",
      unit: .fixed(.ratio), zero: .zeroDenominator,
      citation: "International Trade Centre (2007), Trade Performance Index",
      expected: 606.2 / 1688.2
    ) { try asymmetry(exports: $0[0], imports: $0[1]).real },
  ]

  private static let sharesTable = """
    reporter,partner,flow,period,value
    KAZ,KGZ,T,2022,1246.9
    KAZ,WLD,T,2022,135527.4
    KAZ,KGZ,T,2023,1688.1
    KAZ,WLD,T,2023,139551
    """

  private static func share(
    _ variant: String, formula: String, tex: String, unit: MeasureUnit, expected: Double,
    _ form: ScalarForm
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "flow.share.\(variant)", .flows, formula: formula, tex: tex, tables: [.flowsByPartner],
      unit: .fixed(unit), rules: (.zeroDenominator, .exact), citations: [concepts],
      choices: [.duplicates, FlowLevel.choice],
      examples: [
        WorkedExample(
          "Kuanshaliev (2025), Table 1, turnover with Kyrgyzstan in all", [sharesTable],
          subject: "KAZ/KGZ/T", period: "2023", expected: expected)
      ],
      note: "The change of a share in points and in percent are two numbers; print both.",
      scalar: form
    ) { tables, context in try shares(tables, context, form, isChange: variant != "level") }
  }

  private static func shares(
    _ tables: IndicatorTables, _ context: IndicatorContext, _ form: ScalarForm, isChange: Bool
  ) throws -> [Measurement] {
    let flows = try FlowBook(tables, .flowsByPartner)
    let book = flows.book
    let wholes = try flows.wholes()
    let cells = book.parts(
      book.parts(try flows.level(FlowLevel(context)), of: "partner", total: FlowBook.world),
      of: "product", total: FlowBook.total)
    let names = ["reporter", "partner", "product", "flow"]
    return book.groups(cells, by: names).flatMap { key, members -> [Measurement] in
      let points = members.sorted {
        periodPrecedes(book.word("period", $0.key), book.word("period", $1.key))
      }
      func pair(_ point: (key: CellBook.Key, cell: Cell)) -> [Cell?] {
        [point.cell, wholes[book.key(point.key, keeping: ["reporter", "flow", "period"])]]
      }
      let subject = flows.subject(key, flow: true)
      if !isChange {
        return points.map {
          .exact(pair($0), subject, period: book.word("period", $0.key), context, form.formula)
        }
      }
      return zip(points, points.dropFirst()).map { before, after in
        .exact(
          pair(before) + pair(after), subject, period: book.word("period", after.key), context,
          form.formula)
      }
    }
  }

  private static let shares = [
    share(
      "level", formula: "100 p / w", tex: "100\\,\\frac{X_{ij}}{X_i}", unit: .percent,
      expected: 168_810.0 / 139_551,
      ScalarForm(.named(["part", "whole"])) { PartOfWhole($0[0], of: $0[1]).share.real }),
    share(
      "change-pp", formula: "100 (p₁/w₁ − p₀/w₀)",
      tex: "100\\left(\\frac{p_1}{w_1} - \\frac{p_0}{w_0}\\right)", unit: .percentagePoint,
      expected: 168_810.0 / 139_551 - 124_690 / 135_527.4,
      ScalarForm(twoShares) {
        try shareChangeInPoints(
          from: PartOfWhole($0[0], of: $0[1]), to: PartOfWhole($0[2], of: $0[3])
        ).real
      }),
    share(
      "change-pct", formula: "100 ((p₁/w₁) / (p₀/w₀) − 1)",
      tex: "100\\left(\\frac{p_1/w_1}{p_0/w_0} - 1\\right)", unit: .percent,
      expected: 100 * (168_810.0 / 139_551 / (124_690 / 135_527.4) - 1),
      ScalarForm(twoShares) {
        try shareChangeInPercent(
          from: PartOfWhole($0[0], of: $0[1]), to: PartOfWhole($0[2], of: $0[3])
        ).real
      }),
  ]
}

extension Outcome<Double> {
  /// The outcome as the value of an indicator.
  var real: Outcome<IndicatorValue> {
    switch self {
    case .value(let value): .value(.real(value))
    case .missing(let reason): .missing(reason)
    }
  }
}
