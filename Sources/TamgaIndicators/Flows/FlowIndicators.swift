internal import TamgaNumerics

/// The indicators of flows: turnover, balance, shares, asymmetry.
enum FlowIndicators {
  private static let twoFlows = IndicatorInputs.named(["exports", "imports"])
  private static let twoShares = IndicatorInputs.named([
    "part-before", "whole-before", "part-after", "whole-after",
  ])
  private static let concepts = "United Nations (2011), IMTS: Concepts and Definitions 2010"

  static let all: [IndicatorDefinition] = levels + shares

  private static let levels = [
    IndicatorDefinition(
      "flow.turnover.sum", formula: "X + M", inputs: twoFlows, unit: .sameAsInput,
      rules: (.plain, .exact), citation: concepts
    ) { .value(.exact(try turnover(exports: $0[0], imports: $0[1]))) },
    IndicatorDefinition(
      "flow.balance.net", formula: "X − M", inputs: twoFlows, unit: .sameAsInput,
      rules: (.plain, .exact), citation: concepts
    ) { .value(.exact(try balance(exports: $0[0], imports: $0[1]))) },
    IndicatorDefinition(
      "flow.coverage.ratio", formula: "X / M", inputs: twoFlows, unit: .fixed(.ratio),
      rules: (.zeroDenominator, .exact), citation: concepts
    ) { coverageRatio(exports: $0[0], imports: $0[1]).real },
    IndicatorDefinition(
      "flow.asymmetry.relative", formula: "(X − M) / (X + M)", inputs: twoFlows,
      unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
      citation: "International Trade Centre, Trade Performance Index"
    ) { try asymmetry(exports: $0[0], imports: $0[1]).real },
  ]

  private static let shares = [
    IndicatorDefinition(
      "flow.share.level", formula: "100 · p / w", inputs: .named(["part", "whole"]),
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact), citation: concepts
    ) { PartOfWhole($0[0], of: $0[1]).share.real },
    IndicatorDefinition(
      "flow.share.change-pp", formula: "100 (p₁/w₁ − p₀/w₀)", inputs: twoShares,
      unit: .fixed(.percentagePoint), rules: (.zeroDenominator, .exact), citation: concepts
    ) {
      try shareChangeInPoints(
        from: PartOfWhole($0[0], of: $0[1]), to: PartOfWhole($0[2], of: $0[3])
      ).real
    },
    IndicatorDefinition(
      "flow.share.change-pct", formula: "100 ((p₁/w₁) / (p₀/w₀) − 1)", inputs: twoShares,
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact), citation: concepts
    ) {
      try shareChangeInPercent(
        from: PartOfWhole($0[0], of: $0[1]), to: PartOfWhole($0[2], of: $0[3])
      ).real
    },
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
