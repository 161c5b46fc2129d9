internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The indicators of statistics.
enum StatisticsIndicators {
  static let all: [IndicatorDefinition] = correlations + models

  private static let five = """
    period,x,y
    2020,1,2
    2021,2,1
    2022,3,4
    2023,4,3
    2024,5,5
    """
  private static let small = "by hand: 1…5 against 2, 1, 4, 3, 5"

  private static func correlation(
    _ name: String, formula: String, tex: String, citation: String, expected: Double,
    _ part:
      @escaping @Sendable (CorrelationReport) -> (Outcome<Double>, Interval?, Double?)
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "corr.\(name).pairs", .statistics, formula: formula, tex: tex, tables: [MeasurePairs.input],
      unit: .fixed(.ratio), rules: (.zeroDenominator, .permutation), citations: [citation],
      choices: [],
      examples: [
        WorkedExample(small, [five], period: "2020/2024", expected: expected, tolerance: 1e-12)
      ], note: "Rows with a missing number are left out and counted; below four there is no p."
    ) { tables, context in
      let book = try MeasurePairs(tables, context)
      return try book.measured {
        let (value, interval, probability) = part(try correlationReport(of: book.pairs))
        return [(value, interval, probability)]
      }
    }
  }

  private static let correlations = [
    correlation(
      "pearson", formula: "Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)² Σ(y − ȳ)²)",
      tex: "\\frac{\\sum(x-\\bar x)(y-\\bar y)}{\\sqrt{\\sum(x-\\bar x)^2\\sum(y-\\bar y)^2}}",
      citation: "Pearson (1896); Fisher (1921) for the interval", expected: 0.8
    ) {
      (
        $0.pearson.coefficient, $0.pearson.interval.value,
        $0.pearson.permutationProbability.value ?? $0.pearson.probability.value
      )
    },
    correlation(
      "spearman", formula: "r of average ranks", tex: "\\rho = r(R_x, R_y)",
      citation: "Spearman (1904), The proof and measurement of association", expected: 0.8
    ) { ($0.spearman.coefficient, nil, $0.spearman.probability.value) },
    correlation(
      "kendall-b", formula: "S/√((n₀ − n₁)(n₀ − n₂))",
      tex: "\\tau_b = \\frac{S}{\\sqrt{(n_0-n_1)(n_0-n_2)}}",
      citation: "Kendall (1970), Rank Correlation Methods", expected: 0.6
    ) { ($0.kendall.coefficient, nil, $0.kendall.probability.value) },
  ]

  private static let lags = IndicatorChoice.number("lags", "1")

  private static func model(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit = .named("statistic"),
    variance: VarianceRule = .regression, citation: String, table: String, source: String,
    subject: String = "all", period: String, expected: Double, tolerance: Double,
    choices: [IndicatorChoice] = [], note: String = "", subjects: [[String]] = [["all"]],
    _ formulas:
      @escaping @Sendable (MeasurePairs, IndicatorContext) throws -> [(
        value: Outcome<Double>, interval: Interval?, probability: Double?
      )]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .statistics, formula: formula, tex: tex, tables: [MeasurePairs.input], unit: unit,
      rules: (.zeroDenominator, variance), citations: [citation], choices: choices,
      examples: [
        WorkedExample(
          source, [table], subject: subject, period: period, expected: expected,
          tolerance: tolerance)
      ], note: note
    ) { tables, context in
      let book = try MeasurePairs(tables, context)
      return try book.measured(subjects) { try formulas(book, context) }
    }
  }

  private static let eggs = "Thurman and Fisher (1988), eggs (x) and chickens (y) 1930–1959"
  private static let both = [["x/y"], ["y/x"]]

  private static func precedence(_ book: MeasurePairs, _ context: IndicatorContext, extra: Int)
    -> [(
      value: Outcome<Double>, interval: Interval?, probability: Double?
    )]
  {
    let number = context.number(lags)
    let x = book.complete.map(\.x)
    let y = book.complete.map(\.y)
    guard book.flags.isEmpty else {
      return both.map { _ in (.missing(.missingInput), nil, nil) }
    }
    return [(x, y), (y, x)].map { first, second in
      guard number >= 1, number < Double(max(2, first.count)),
        let test = try? precedenceTest(
          of: first, for: second, lags: .fixed(Int(number)), extraLags: extra)
      else { return (.missing(.tooFewObservations), nil, nil) }
      return (
        extra > 0 ? test.wald : test.statistic, nil,
        extra > 0 ? test.waldProbability.value : test.probability.value
      )
    }
  }

  private static let models = [
    model(
      "corr.cross.lead-lag", formula: "corr(x_t, y_{t+k}), k from −2 to 2",
      tex: "r(x_t, y_{t+k})", unit: .fixed(.ratio), variance: .bootstrap,
      citation: "Box and Jenkins (1976), Time Series Analysis, chapter 11", table: ahead,
      source: "by construction: y is x one step later", subject: "k=1", period: "1/8",
      expected: 1, tolerance: 1e-12,
      note: "Above zero x leads. The interval draws blocks; p counts effective pairs.",
      subjects: (-2...2).map { ["k=\($0)"] }
    ) { book, context in
      guard book.pairs.count > 2 else {
        return (-2...2).map { _ in (.missing(.tooFewObservations), nil, nil) }
      }
      return try leadLagReport(
        x: book.pairs.map(\.x), y: book.pairs.map(\.y), reach: 2, seed: context.seed,
        draws: context.intervals ? max(1, context.draws) : 1, threads: context.threads
      ).lags.map { ($0.coefficient, $0.interval.value, $0.probability.value) }
    },
    model(
      "ols.coefficient.hc3", formula: "b in y = a + b x, errors HC3", tex: "y = a + bx",
      citation: "MacKinnon and White (1985); Long and Ervin (2000)", table: five, source: small,
      period: "2020/2024", expected: 0.8, tolerance: 1e-12
    ) { book, _ in
      let fit = try? linearRegression(
        of: book.pairs.map(\.y), on: [Regressor(name: "x", values: book.pairs.map(\.x))])
      guard let slope = fit?.coefficient("x") else {
        return [(.missing(book.complete.count < 3 ? .tooFewObservations : .noVariation), nil, nil)]
      }
      return [(.value(slope.estimate), slope.interval.value, slope.probability.value)]
    },
    model(
      "granger.f.lags", formula: "((RSS₀ − RSS₁)/p)/(RSS₁/df₂)",
      tex: "F = \\frac{(RSS_0-RSS_1)/p}{RSS_1/df_2}",
      citation: "Granger (1969), Investigating causal relations", table: chickens, source: eggs,
      subject: "x/y", period: "1930/1959", expected: 0.2437480872342492, tolerance: 1e-9,
      choices: [lags],
      note: "Precedes, never causes. For stationary series; refused below five degrees of freedom.",
      subjects: both
    ) { book, context in precedence(book, context, extra: 0) },
    model(
      "granger.wald.toda-yamamoto", formula: "b′V⁻¹b on p lags of p + 1",
      tex: "W = b'V^{-1}b", citation: "Toda and Yamamoto (1995)", table: chickens, source: eggs,
      subject: "x/y", period: "1930/1959", expected: 16.61678752569801, tolerance: 1e-9,
      choices: [lags],
      note: "One untested lag more, for series integrated of order one.", subjects: both
    ) { book, context in precedence(book, context, extra: 1) },
    model(
      "unit-root.adf.auto", formula: "τ of y_{t−1} with lags by BIC",
      tex: "\\tau = \\hat\\gamma/s.e.(\\hat\\gamma)",
      citation: "Dickey and Fuller (1979); MacKinnon (1994, 2010)", table: chickens, source: eggs,
      subject: "x", period: "1930/1959", expected: -0.9964488163123801, tolerance: 1e-9,
      choices: [],
      note: "The null hypothesis is a unit root. Up to three lags.", subjects: [["x"], ["y"]]
    ) { book, _ in
      [book.complete.map(\.x), book.complete.map(\.y)].map { series in
        guard book.flags.isEmpty else { return (.missing(.missingInput), nil, nil) }
        let test = try? dickeyFullerTest(series, lags: .bic(upTo: 3))
        return (
          test?.statistic ?? .missing(.undefined), nil, test?.probability.value
        )
      }
    },
    model(
      "unit-root.kpss.auto", formula: "n⁻² Σ S_t²/σ̂²",
      tex: "\\eta = n^{-2}\\sum_t S_t^2/\\hat\\sigma^2",
      citation: "Kwiatkowski, Phillips, Schmidt and Shin (1992); Hobijn, Franses and Ooms (1998)",
      table: chickens, source: eggs, subject: "x", period: "1930/1959",
      expected: 0.7428828540003812,
      tolerance: 1e-9,
      choices: [], note: "The null hypothesis is stationarity.", subjects: [["x"], ["y"]]
    ) { book, _ in
      [book.complete.map(\.x), book.complete.map(\.y)].map { series in
        guard book.flags.isEmpty else { return (.missing(.missingInput), nil, nil) }
        let test = try? stationarityTest(series)
        return (test?.statistic ?? .missing(.undefined), nil, test?.probability.value)
      }
    },
  ]

  private static let ahead: String = {
    let x = [3, 1, 4, 1, 5, 9, 2, 6]
    let rows = x.indices.map { "\($0 + 1),\(x[$0]),\($0 > 0 ? x[$0 - 1] : 7)" }
    return "period,x,y\n" + rows.joined(separator: "\n")
  }()

  private static let chickens: String = {
    let eggs = [
      3581, 3532, 3327, 3255, 3156, 3081, 3166, 3443, 3424, 3561, 3640, 3840, 4456, 5000, 5366,
      5154, 5130, 5077, 5032, 5148, 5404, 5322, 5323, 5307, 5402, 5407, 5500, 5442, 5442, 5542,
    ]
    let birds = [
      468491, 449743, 436815, 444523, 433937, 389958, 403446, 423921, 389624, 418591, 438288,
      422841, 476935, 542047, 582197, 516497, 523227, 467217, 499644, 430876, 456549, 430988,
      426555, 398156, 396776, 390708, 383690, 391363, 374281, 387002,
    ]
    let rows = eggs.indices.map { "\(1930 + $0),\(eggs[$0]),\(birds[$0])" }
    return "period,x,y\n" + rows.joined(separator: "\n")
  }()
}
