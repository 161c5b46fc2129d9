internal import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of growth.
enum GrowthIndicators {
  static let all: [IndicatorDefinition] = rates + averages + comparisons

  private static let handbook = "UNCTAD (2024), Handbook of Statistics, annex on growth rates"
  private static let source = "Kuanshaliev (2025), Table 1, Kyrgyzstan"
  private static let exports = """
    region,period,value
    KAZ,2020,581.0
    KAZ,2021,625.2
    KAZ,2022,793
    KAZ,2023,1147.2
    """
  private static let turnover = """
    region,period,value
    KAZ,2020,848.6
    KAZ,2021,970.8
    KAZ,2022,1246.9
    KAZ,2023,1688.1
    """

  private static let rates = ["chain", "base"].map { variant in
    let form = ScalarForm(.named(["before", "after"])) {
      try growthRate(from: $0[0], to: $0[1]).real
    }
    return IndicatorDefinition(
      "growth.rate.\(variant)", .flows,
      formula: variant == "chain" ? "100 (x_t/x_{t−1} − 1)" : "100 (x_t/x_0 − 1)",
      tex: variant == "chain"
        ? "100\\left(\\frac{x_t}{x_{t-1}} - 1\\right)" : "100\\left(\\frac{x_t}{x_0} - 1\\right)",
      tables: SeriesBook.inputs, unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citations: [handbook],
      examples: [
        WorkedExample(
          source, [exports], subject: "KAZ", period: "2023",
          expected: 100 * (1147.2 / (variant == "chain" ? 793 : 581) - 1), tolerance: 1e-10)
      ],
      note:
        "A year that is absent breaks the chain: the rate over a gap is missing, not two years'.",
      scalar: form
    ) { tables, context in
      try SeriesBook(tables).series.flatMap { series in
        series.points.indices.dropFirst().map { place in
          let base = series.points[variant == "chain" ? place - 1 : 0]
          let point = series.points[place]
          if variant == "chain", intervals(from: base, to: point, steps: 1) != 1 {
            return .missing(.missingInput, series.subject, period: point.period, n: 2)
          }
          return .signed(
            [base.cell, point.cell], series.subject, period: point.period, context, form.formula)
        }
      }
    }
  }

  /// An average over the whole series of a subject.
  private static func average(
    _ variant: String, formula: String, tex: String, rules: (ZeroRule, VarianceRule),
    citation: String, profiles: Set<IndicatorProfile> = [], expected: Double,
    _ form: ScalarForm,
    _ measure: @escaping @Sendable (SeriesBook.Series, [Amount]) -> Measurement.Formula
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "growth.average.\(variant)", .flows, formula: formula, tex: tex, tables: SeriesBook.inputs,
      unit: .fixed(.percent), rules: rules, citations: [citation], profiles: profiles,
      isStandard: variant == "cagr",
      examples: [
        WorkedExample(
          source + ", turnover 2020–2023", [turnover], subject: "KAZ", period: "2020/2023",
          expected: expected, tolerance: 1e-10)
      ],
      note: "T is the number of intervals, not of years listed.", scalar: form
    ) { tables, context in
      try SeriesBook(tables).series.map { series in
        guard let first = series.points.first, let last = series.points.last,
          series.points.count >= 2
        else {
          return .missing(
            .tooFewObservations, series.subject, period: series.points.first?.period ?? "",
            n: series.points.count)
        }
        let period = "\(first.period)/\(last.period)"
        let n = series.points.count
        switch Measurement.knownSigned(series.points.map(\.cell), context) {
        case .missing(let reason):
          return .missing(reason, series.subject, period: period, n: n)
        case .value(let amounts):
          return Measurement(series.subject, period: period, n: n, measure(series, amounts))
        }
      }
    }
  }

  private static let averages = [
    average(
      "cagr", formula: "100 ((x_T/x_0)^(1/T) − 1)", tex: "100\\left((x_T/x_0)^{1/T} - 1\\right)",
      rules: (.positiveLogarithm, .exact), citation: handbook, profiles: [.wits],
      expected: 25.766521003668875,
      ScalarForm(.series(minimum: 2)) {
        try compoundGrowth(from: $0[0], to: $0[$0.count - 1], intervals: $0.count - 1).real
      }
    ) { series, amounts in
      let steps = intervals(
        from: series.points[0], to: series.points[amounts.count - 1], steps: amounts.count - 1)
      return .exact([amounts[0], amounts[amounts.count - 1]]) {
        try compoundGrowth(from: $0[0], to: $0[1], intervals: steps)
      }
    },
    average(
      "mean-chain", formula: "100 Σ(x_t/x_{t−1} − 1) / T",
      tex: "\\frac{100}{T}\\sum_t\\left(\\frac{x_t}{x_{t-1}} - 1\\right)",
      rules: (.zeroDenominator, .exact), citation: handbook, profiles: [.reat],
      expected: 26.074800575046265,
      ScalarForm(.series(minimum: 2)) { try meanChainGrowth(of: $0).real }
    ) { series, amounts in
      for (before, after) in zip(series.points, series.points.dropFirst())
      where intervals(from: before, to: after, steps: 1) != 1 {
        return .known(.missing(.missingInput))
      }
      return .exact(amounts) { try meanChainGrowth(of: $0) }
    },
    average(
      "least-squares", formula: "100 (e^b − 1), ln x_t = a + b t",
      tex: "100(e^b - 1),\\ \\ln x_t = a + bt", rules: (.positiveLogarithm, .regression),
      citation: handbook, profiles: [.unctad], expected: 26.031390680091278,
      ScalarForm(.series(minimum: 2)) { trendFigure(of: $0) { $0.growth } }
    ) { TrendInterval.formula($0, $1, isCompound: true) },
    average(
      "log-slope", formula: "100 b, ln x_t = a + b t", tex: "100\\,b,\\ \\ln x_t = a + bt",
      rules: (.positiveLogarithm, .regression),
      citation: "UNCTAD (2010), Handbook of Statistics, explanatory notes",
      expected: 23.136082231674497,
      ScalarForm(.series(minimum: 2)) { trendFigure(of: $0) { 100 * $0.slope } }
    ) { TrendInterval.formula($0, $1, isCompound: false) },
  ]

  /// A figure of the trend through values at equal steps of time.
  private static func trendFigure(
    of values: [ExactDecimal], _ figure: (LogLinearTrend) -> Double
  ) -> Outcome<IndicatorValue> {
    let years = values.enumerated().map { AnnualValue(year: $0.offset, value: $0.element) }
    switch logLinearTrend(of: years) {
    case .value(let trend): return .value(.real(figure(trend)))
    case .missing(let reason): return .missing(reason)
    }
  }
}
