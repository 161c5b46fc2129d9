internal import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of concentration: Herfindahl–Hirschman in its variants, largest shares, entropy.
enum ConcentrationIndicators {
  static let all: [IndicatorDefinition] = herfindahl + largest + entropies

  /// Three classes with shares of 60, 30 and 10 per cent.
  private static let table = """
    reporter,partner,flow,value
    KAZ,CHN,X,60
    KAZ,RUS,X,30
    KAZ,KGZ,X,10
    """

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit = .fixed(.ratio),
    citations: [String], profiles: Set<IndicatorProfile> = [], isStandard: Bool = false,
    expected: Double, hand: String, note: String = "", scalar: ScalarForm? = nil,
    _ compute: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .concentration, formula: formula, tex: tex, tables: ClassGroups.inputs, unit: unit,
      rules: (.zeroClasses, .exact), citations: citations, profiles: profiles,
      isStandard: isStandard, choices: ClassGroups.choices,
      examples: [
        WorkedExample(
          "shares 60/30/10 per cent; by hand: \(hand)", [table], subject: "KAZ/X",
          expected: expected)
      ], note: note, scalar: scalar
    ) { tables, context in try ClassGroups(tables, context).measurements(context, compute) }
  }

  private static let variants =
    "The four variants of one name give 0.460, 0.678, 0.239 or 0.190 for shares 60/30/10."

  private static let herfindahl = [
    definition(
      "concentration.hhi.sum-squares", formula: "H = Σ s²", tex: "H = \\sum_k s_k^2",
      citations: ["Hirschman (1964), The Paternity of an Index", "World Bank, WITS"],
      profiles: [.wits, .reat], isStandard: true, expected: 0.46, hand: "0.36 + 0.09 + 0.01",
      note: variants,
      scalar: ScalarForm(.flows) { try herfindahlIndex(of: $0).real }
    ) { Shares.of($0).map { $0.herfindahl } },
    definition(
      "concentration.hhi.root", formula: "√H", tex: "\\sqrt{H}",
      citations: ["Hirschman (1945), National Power and the Structure of Foreign Trade"],
      expected: 0.678232998312527, hand: "√0.46", note: variants
    ) { Shares.of($0).map { $0.herfindahl.squareRoot() } },
    definition(
      "concentration.hhi.root-normalised", formula: "(√H − √(1/n)) / (1 − √(1/n))",
      tex: "\\frac{\\sqrt{H} - \\sqrt{1/n}}{1 - \\sqrt{1/n}}",
      citations: ["UNCTADstat, concentration index (2024)"], profiles: [.unctad],
      expected: 0.23869109990788817, hand: "(√0.46 − √(1/3)) / (1 − √(1/3))",
      note: variants + " n is the number of classes in the table, zeros included."
    ) { values in
      Shares.of(values).flatMap { shares in
        let least = (1 / Double(values.count)).squareRoot()
        return quotient(shares.herfindahl.squareRoot() - least, 1 - least)
      }
    },
    definition(
      "concentration.hhi.normalised", formula: "(H − 1/n) / (1 − 1/n)",
      tex: "\\frac{H - 1/n}{1 - 1/n}",
      citations: ["Dörsam (2004), Wirtschaftsstatistik: normalised Herfindahl"],
      profiles: [.reat], expected: 0.19, hand: "(0.46 − 1/3) / (2/3)", note: variants
    ) { values in
      Shares.of(values).flatMap { shares in
        let least = 1 / Double(values.count)
        return quotient(shares.herfindahl - least, 1 - least)
      }
    },
    definition(
      "concentration.hhi.equivalent-number", formula: "1 / H", tex: "1 / H",
      unit: .fixed(.count), citations: ["Adelman (1969), Comment on the H Concentration Measure"],
      expected: 1 / 0.46, hand: "1 / 0.46"
    ) { Shares.of($0).map { 1 / $0.herfindahl } },
  ]

  private static let largest = [1, 3, 5].map { count in
    definition(
      "concentration.cr.\(count)", formula: "sum of the \(count) largest s",
      tex: "C_{\(count)} = \\sum_{k \\le \(count)} s_{(k)}",
      citations: ["Bain (1956), Barriers to New Competition"],
      expected: count == 1 ? 0.6 : 1, hand: "the \(count) largest of 0.6, 0.3, 0.1",
      scalar: ScalarForm(.flows) { try shareOfLargest(count, of: $0).real }
    ) { Shares.of($0).map { $0.largest(count) } }
  }

  private static let shannon = "Shannon (1948), A Mathematical Theory of Communication"

  private static let entropies = [
    definition(
      "concentration.entropy.nat", formula: "H′ = −Σ s ln s", tex: "-\\sum_k s_k \\ln s_k",
      citations: [shannon], isStandard: true, expected: 0.8979457248567797,
      hand: "−0.6 ln 0.6 − 0.3 ln 0.3 − 0.1 ln 0.1"
    ) { Shares.of($0).map { $0.entropy } },
    definition(
      "concentration.entropy.bits", formula: "−Σ s ln s / ln 2", tex: "-\\sum_k s_k \\log_2 s_k",
      citations: [shannon], expected: 1.295461844238322, hand: "0.89795 / ln 2"
    ) { Shares.of($0).map { $0.entropy / Shares.logarithm(2) } },
    definition(
      "concentration.entropy.relative", formula: "−Σ s ln s / ln n",
      tex: "-\\frac{\\sum_k s_k \\ln s_k}{\\ln n}", citations: [shannon],
      expected: 0.8173454221465103, hand: "0.89795 / ln 3",
      note: "n is the number of classes in the table, zeros included."
    ) { values in
      Shares.of(values).flatMap { quotient($0.entropy, Shares.logarithm(Double(values.count))) }
    },
  ]
}
