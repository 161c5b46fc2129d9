package import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The indicators of inequality between regions.
package enum InequalityIndicators {
  package static let all: [IndicatorDefinition] = theil + groups + gini + dispersion

  /// Two regions of one and three; weights of three and one.
  private static let two = "region,value,weight\nA,1,3\nB,3,1"
  private static let theilSource = "Theil (1967), Economics and Information Theory"
  private static let perHead = "Values are per head or per unit; weights are population."

  private static func definition(
    _ id: String, formula: String, tex: String, input: InputTable, zero: ZeroRule,
    citations: [String], profiles: Set<IndicatorProfile> = [], isStandard: Bool = false,
    table: String = two, expected: Double, hand: String, note: String = "",
    columns: @escaping @Sendable (RegionBook.Panel) -> [[Double]] = weighted,
    _ compute: @escaping @Sendable ([[Double]]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .concentration, formula: formula, tex: tex, tables: [input], unit: .fixed(.ratio),
      rules: (zero, .bootstrap), citations: citations, direction: .lowerIsBetter,
      profiles: profiles, isStandard: isStandard,
      examples: [WorkedExample("by hand: \(hand)", [table], expected: expected)], note: note
    ) { tables, context in
      try RegionBook(tables, input, context).panels.map { panel in
        // One region is not more or less unequal than anything.
        panel.sample(columns(panel)) {
          $0[0].count < 2 ? .missing(.tooFewObservations) : compute($0)
        }
      }
    }
  }

  /// Values with weights, and values with groups, as columns of a sample.
  @Sendable private static func weighted(_ panel: RegionBook.Panel) -> [[Double]] {
    [panel.values, panel.weights]
  }
  @Sendable private static func grouping(_ panel: RegionBook.Panel) -> [[Double]] {
    [panel.values, panel.groupCodes]
  }

  private static let theil = [
    definition(
      "inequality.theil.t", formula: "mean((x/μ) ln(x/μ))",
      tex: "\\frac1n\\sum\\frac{x}{\\mu}\\ln\\frac{x}{\\mu}", input: .regions, zero: .zeroClasses,
      citations: [theilSource], isStandard: true, expected: 0.13081203594113697,
      hand: "(0.5 ln 0.5 + 1.5 ln 1.5) / 2"
    ) { theilT(of: $0[0], weights: $0[1]) },
    definition(
      "inequality.theil.l", formula: "mean(ln(μ/x))", tex: "\\frac1n\\sum\\ln\\frac{\\mu}{x}",
      input: .regions, zero: .positiveLogarithm, citations: [theilSource], profiles: [.reat],
      expected: 0.14384103622589045, hand: "(ln 2 + ln(2/3)) / 2"
    ) { theilL(of: $0[0]) },
    definition(
      "inequality.theil.t-weighted", formula: "Σ w (x/μ) ln(x/μ), μ = Σ w x",
      tex: "\\sum w\\frac{x}{\\mu}\\ln\\frac{x}{\\mu},\\ \\mu=\\sum wx", input: .weightedRegions,
      zero: .zeroClasses, citations: [theilSource], expected: 0.14384103622589042,
      hand: "μ = 1.5; 0.75 · (2/3) ln(2/3) + 0.25 · 2 ln 2",
      note: perHead + " The mean is weighted and weights are applied once."
    ) { theilT(of: $0[0], weights: $0[1]) },
  ]

  private static let grouped = """
    region,group,value
    A,border,1
    B,border,3
    C,interior,4
    D,interior,8
    """
  private static let groupInput = InputTable(
    .regions, ["region", "value", "group"], optional: ["period"])

  private static let groups = [
    definition(
      "inequality.theil.between", formula: "Σ s_g ln(μ_g/μ)",
      tex: "\\sum_g s_g\\ln\\frac{\\mu_g}{\\mu}", input: groupInput, zero: .zeroClasses,
      citations: ["Shorrocks (1980), Additively Decomposable Inequality Measures"],
      table: grouped, expected: 0.13081203594113697, hand: "0.25 ln 0.5 + 0.75 ln 1.5",
      columns: grouping
    ) { theilDecomposition(of: $0[0], groups: $0[1]).map(\.between) },
    definition(
      "inequality.theil.within", formula: "Σ s_g T_g", tex: "\\sum_g s_g T_g", input: groupInput,
      zero: .zeroClasses,
      citations: ["Shorrocks (1980), Additively Decomposable Inequality Measures"],
      table: grouped, expected: 0.07517776818413356, hand: "0.25 T(1,3) + 0.75 T(4,8)",
      columns: grouping
    ) { theilDecomposition(of: $0[0], groups: $0[1]).map(\.within) },
  ]

  private static let giniSource = "Gini (1921), Measurement of Inequality of Incomes"

  private static let gini = [
    definition(
      "inequality.gini.n", formula: "ΣΣ |x_i − x_j| / (2 n² μ)",
      tex: "\\frac{\\sum\\sum|x_i-x_j|}{2n^2\\mu}", input: .regions, zero: .zeroDenominator,
      citations: [giniSource], profiles: [.reat], isStandard: true, expected: 0.25,
      hand: "2 · 2 / (2 · 4 · 2)"
    ) { giniCoefficient(of: $0[0], weights: $0[1]) },
    definition(
      "inequality.gini.n1", formula: "G n / (n − 1)", tex: "\\frac{n}{n-1}G", input: .regions,
      zero: .zeroDenominator, citations: [giniSource], profiles: [.reat], expected: 0.5,
      hand: "0.25 · 2 / 1"
    ) { columns in
      let n = Double(columns[0].count)
      guard n > 1 else { return .missing(.tooFewObservations) }
      return giniCoefficient(of: columns[0], weights: columns[1]).map { $0 * n / (n - 1) }
    },
    definition(
      "inequality.gini.weighted", formula: "ΣΣ w_i w_j |x_i − x_j| / (2 μ)",
      tex: "\\frac{\\sum\\sum w_iw_j|x_i-x_j|}{2\\mu}", input: .weightedRegions,
      zero: .zeroDenominator, citations: [giniSource], expected: 0.25,
      hand: "2 · 0.75 · 0.25 · 2 / (2 · 1.5)", note: perHead
    ) { giniCoefficient(of: $0[0], weights: $0[1]) },
  ]

  private static let dispersion = [
    definition(
      "inequality.hoover.half", formula: "½ Σ |s − a|", tex: "\\tfrac12\\sum|s-a|",
      input: .weightedRegions, zero: .zeroDenominator,
      citations: ["Hoover (1936), The Measurement of Industrial Localization"], expected: 0.25,
      hand: "s = 0.5, 0.5; a = 0.75, 0.25", note: perHead
    ) { hooverIndex(of: $0[0], weights: $0[1]) },
    definition(
      "inequality.cv.population", formula: "√(Σ (x − μ)² / n) / μ", tex: "\\sigma_n/\\mu",
      input: .regions, zero: .zeroDenominator,
      citations: ["Barro and Sala-i-Martin (1995), Economic Growth"], isStandard: true,
      expected: 0.5, hand: "√1 / 2", note: "Divisor n: a complete set of regions."
    ) { coefficientOfVariation(of: $0[0], weights: $0[1], isSample: false) },
    definition(
      "inequality.cv.sample", formula: "√(Σ (x − μ)² / (n − 1)) / μ", tex: "\\sigma_{n-1}/\\mu",
      input: .regions, zero: .zeroDenominator,
      citations: ["Barro and Sala-i-Martin (1995), Economic Growth"], profiles: [.reat],
      expected: 0.7071067811865476, hand: "√2 / 2", note: "Divisor n − 1: a declared sample."
    ) { coefficientOfVariation(of: $0[0], weights: $0[1], isSample: true) },
    definition(
      "inequality.williamson.population", formula: "√(Σ (P_i/P)(y − ȳ)²) / ȳ",
      tex: "\\frac{\\sqrt{\\sum\\frac{P_i}{P}(y_i-\\bar y)^2}}{\\bar y}", input: .weightedRegions,
      zero: .zeroDenominator,
      citations: ["Williamson (1965), Regional Inequality and National Development"],
      expected: 0.5773502691896257, hand: "ȳ = 1.5; √(0.75 · 0.25 + 0.25 · 2.25) / 1.5",
      note: perHead + " ȳ is the weighted mean."
    ) { coefficientOfVariation(of: $0[0], weights: $0[1], isSample: false) },
  ]
}
