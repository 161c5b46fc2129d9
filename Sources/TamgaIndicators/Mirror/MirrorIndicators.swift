internal import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Mirror statistics: the exporter's record V_i against the importer's V_j.
enum MirrorIndicators {
  static let all: [IndicatorDefinition] = raw + [discrepancy, fixed, weighted] + bands

  static let gaulier = "Gaulier and Zignago (2010), BACI: International Trade Database"
  static let table = """
    reporter,partner,flow,period,value
    CHN,KGZ,X,2022,15000
    KGZ,CHN,M,2022,4000
    KAZ,KGZ,X,2022,793
    """

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, citations: [String],
    profiles: Set<IndicatorProfile> = [], expected: Double, hand: String, note: String = "",
    _ compute: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .mirror, formula: formula, tex: tex, tables: [MirrorBook.input], unit: unit,
      rules: (.oneSided, .exact), citations: citations, profiles: profiles,
      choices: [.duplicates, MirrorBook.level],
      examples: [
        WorkedExample(
          "by hand: \(hand)", [table], subject: "CHN/KGZ", period: "2022", expected: expected)
      ], note: note + "The subject is exporter/importer; a pair with one record is `one-sided`."
    ) { tables, context in
      try MirrorBook(tables, context).pairs.map { $0.measurement(context, compute) }
    }
  }

  private static let raw = [
    definition(
      "mirror.ratio.raw", formula: "V_j / V_i", tex: "V_j/V_i", unit: .fixed(.ratio),
      citations: [gaulier], expected: 4000.0 / 15000, hand: "4000 / 15000"
    ) { quotient($0[1], $0[0]) },
    definition(
      "mirror.gap.raw", formula: "V_j − V_i", tex: "V_j-V_i", unit: .sameAsInput,
      citations: [gaulier], expected: -11000, hand: "4000 − 15000"
    ) { .value($0[1] - $0[0]) },
    definition(
      "mirror.distance.raw", formula: "|ln(V_j / V_i)|", tex: "\\left|\\ln\\frac{V_j}{V_i}\\right|",
      unit: .fixed(.ratio), citations: [gaulier], expected: 1.3217558399823195,
      hand: "|ln(4/15)|"
    ) { values in
      guard values[0] > 0, values[1] > 0 else { return .missing(.nonpositiveInLog) }
      return .value(abs(log(values[1] / values[0])))
    },
  ]

  private static let discrepancy = definition(
    "mirror.discrepancy.symmetric", formula: "|V_i − V_j| / (V_i + V_j)",
    tex: "\\frac{|V_i-V_j|}{V_i+V_j}", unit: .fixed(.ratio),
    citations: ["Javorsek (2016), Asymmetries in International Merchandise Trade Statistics"],
    expected: 11.0 / 19, hand: "11 / 19"
  ) { quotient(abs($0[0] - $0[1]), $0[0] + $0[1]) }

  private static let fixed = definition(
    "cif-fob.fixed.106", formula: "V_j / 1.06", tex: "V_j/1.06", unit: .sameAsInput,
    citations: ["IMF (2017), Direction of Trade Statistics, revised methodology"],
    expected: 4000 / 1.06, hand: "4000 / 1.06"
  ) { .value($0[1] / 1.06) }

  private static let weighted: IndicatorDefinition = {
    let ratio = IndicatorChoice.number("cif-fob", "1.06")
    let input = InputTable(
      .flows, ["reporter", "partner", "flow", "value", "quantity"], optional: ["product", "period"])
    return IndicatorDefinition(
      "gap.value.quantity-weighted", .mirror, formula: "(V_j/r − V_i) min(q)/max(q)",
      tex: "\\left(\\frac{V_j}{r}-V_i\\right)\\frac{\\min q}{\\max q}", tables: [input],
      unit: .sameAsInput, rules: (.oneSided, .bounds),
      citations: ["Global Financial Integrity (2019), Illicit Financial Flows, methodology"],
      choices: [.duplicates, MirrorBook.level, ratio],
      examples: [
        WorkedExample(
          "by hand: (106/1.06 − 80) · 8/10",
          [
            """
            reporter,partner,flow,value,quantity
            CHN,KGZ,X,80,10
            KGZ,CHN,M,106,8
            """
          ], subject: "CHN/KGZ", expected: 16)
      ],
      note: "The bounds run from no freight to the ratio: a gap is not illicit trade by itself."
    ) { tables, context in
      let values = try MirrorBook(tables, context)
      let quantities = try MirrorBook(tables, context, of: "quantity").pairs
      let r = context.number(ratio)
      return zip(values.pairs, quantities).map { pair, quantity in
        if pair.isOrphan {
          return .missing(.oneSided, pair.subject, period: pair.period, flags: [.orphans])
        }
        let cells = [pair.exports, pair.imports, quantity.exports, quantity.imports]
        guard case .value(let amounts) = Measurement.known(cells, context) else {
          return pair.known(
            .missing(Measurement.known(cells, context).reason ?? .missingInput), n: 2)
        }
        let v = amounts.map(\.double)
        guard max(v[2], v[3]) > 0, r > 0 else {
          return pair.known(.missing(.zeroDenominator), n: 2)
        }
        let weight = min(v[2], v[3]) / max(v[2], v[3])
        let net = (v[1] / r - v[0]) * weight
        let gross = (v[1] - v[0]) * weight
        return pair.known(.value(net), n: 2, interval: (min(net, gross), max(net, gross), "bounds"))
      }
    }
  }()

  private static let low = IndicatorChoice.number("phi-low", "0.20")
  private static let high = IndicatorChoice.number("phi-high", "0.30")

  private static let bands = ["of-total", "of-recorded"].map { variant in
    let isOfTotal = variant == "of-total"
    return IndicatorDefinition(
      "informal.band.\(variant)", .mirror, formula: isOfTotal ? "T / (1 − φ)" : "T (1 + φ)",
      tex: isOfTotal ? "\\frac{T}{1-\\varphi}" : "T(1+\\varphi)", tables: [.flowsByPartner],
      unit: .sameAsInput, rules: (.coverage, .bounds),
      citations: ["Study of the Talas region (2025), informal trade of 20 to 30 per cent"],
      choices: [.duplicates, FlowLevel.choice, low, high],
      examples: [
        WorkedExample(
          "by hand: 100 / 0.75, or 100 · 1.25",
          ["reporter,partner,flow,value\nKGZ,KAZ,X,60\nKGZ,KAZ,M,40"], subject: "KGZ/KAZ",
          expected: isOfTotal ? 100 / 0.75 : 125)
      ],
      note: """
        φ is a share of \(isOfTotal ? "the total" : "what is recorded"); the value is at the middle \
        of its band and the interval at its ends. It is a band, not an estimate of shadow trade.
        """
    ) { tables, context in
      let flows = try FlowBook(tables, .flowsByPartner)
      let (least, most) = (context.number(low), context.number(high))
      let scale = { (share: Double) -> Double in isOfTotal ? 1 / (1 - share) : 1 + share }
      return flows.exportsAndImports(try flows.level(FlowLevel(context))).map { pair in
        let subject = flows.subject(pair.key)
        let period = flows.book.word("period", pair.key)
        guard least >= 0, most < 1, least <= most else {
          return .missing(.undefined, subject, period: period, n: 2)
        }
        switch Measurement.known([pair.exports, pair.imports], context) {
        case .missing(let reason): return .missing(reason, subject, period: period, n: 2)
        case .value(let amounts):
          let turnover = amounts[0].double + amounts[1].double
          return Measurement(
            subject, period: period, n: 2, flags: [.estimate],
            .known(
              .value(turnover * scale((least + most) / 2)),
              interval: IndicatorInterval(
                lower: turnover * scale(least), upper: turnover * scale(most), kind: "bounds")))
        }
      }
    }
  }
}
