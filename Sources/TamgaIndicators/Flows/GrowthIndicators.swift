internal import TamgaNumerics

/// The indicators of growth.
enum GrowthIndicators {
  private static let twoTimes = IndicatorInputs.named(["before", "after"])
  private static let handbook = "UNCTAD (2024), Handbook of Statistics, annex on growth rates"

  static let all: [IndicatorDefinition] = rates + averages + comparisons

  private static let rates = ["chain", "base"].map { variant in
    IndicatorDefinition(
      "growth.rate.\(variant)", formula: variant == "chain" ? "x_t/x_{t−1} − 1" : "x_t/x_0 − 1",
      inputs: twoTimes, unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citation: handbook
    ) { try growthRate(from: $0[0], to: $0[1]).real }
  }

  private static let averages = [
    IndicatorDefinition(
      "growth.average.cagr", formula: "(x_T/x_0)^(1/T) − 1", inputs: .series(minimum: 2),
      unit: .fixed(.percent), rules: (.positiveLogarithm, .exact), citation: handbook
    ) { try compoundGrowth(from: $0[0], to: $0[$0.count - 1], intervals: $0.count - 1).real },
    IndicatorDefinition(
      "growth.average.mean-chain", formula: "Σ(x_t/x_{t−1} − 1) / T", inputs: .series(minimum: 2),
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact), citation: handbook
    ) { try meanChainGrowth(of: $0).real },
    IndicatorDefinition(
      "growth.average.least-squares", formula: "e^b − 1, ln x_t = a + b t",
      inputs: .series(minimum: 2), unit: .fixed(.percent),
      rules: (.positiveLogarithm, .regression), citation: handbook
    ) { trend(of: $0, \.growth) },
    IndicatorDefinition(
      "growth.average.log-slope", formula: "100 b, ln x_t = a + b t", inputs: .series(minimum: 2),
      unit: .fixed(.percent), rules: (.positiveLogarithm, .regression),
      citation: "UNCTAD (2010), Handbook of Statistics, explanatory notes"
    ) { trend(of: $0) { 100 * $0.slope } },
  ]

  private static let comparisons = [
    IndicatorDefinition(
      "growth.contribution.additive", formula: "100 (x_k1 − x_k0) / X_0",
      inputs: .named(["part-before", "part-after", "whole-before"]),
      unit: .fixed(.percentagePoint), rules: (.zeroDenominator, .exact),
      citation: "United Nations et al. (2009), System of National Accounts 2008"
    ) { try contribution(from: $0[0], to: $0[1], ofWhole: $0[2]).real },
    IndicatorDefinition(
      "growth.advance.index-ratio", formula: "100 (M₁/M₀) / (X₁/X₀)",
      inputs: .named(["exports-before", "exports-after", "imports-before", "imports-after"]),
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citation: "Kuanshaliev (2025), rate of import expansion compared to export"
    ) {
      try advanceIndex(
        exports: FlowChange(from: $0[0], to: $0[1]), imports: FlowChange(from: $0[2], to: $0[3]),
        direction: .importsOverExports
      ).index.real
    },
  ]

  /// A figure of the trend through values at equal steps of time.
  private static func trend(
    of values: [ExactDecimal], _ figure: (LogLinearTrend) -> Double
  ) -> Outcome<IndicatorValue> {
    let years = values.enumerated().map { AnnualValue(year: $0.offset, value: $0.element) }
    switch logLinearTrend(of: years) {
    case .value(let trend): return .value(.real(figure(trend)))
    case .missing(let reason): return .missing(reason)
    }
  }
}
