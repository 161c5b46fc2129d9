internal import TamgaNumerics

/// The indicators of shift-share analysis, location and portfolios.
enum ShiftShareIndicators {
  static let all: [IndicatorDefinition] = dunn + esteban + gerfin + components + quotients

  private static let hand = """
    region,industry,period,employment
    a,farms,2020,60
    a,mills,2020,40
    b,farms,2020,40
    b,mills,2020,60
    a,farms,2023,57
    a,mills,2023,60
    b,farms,2023,33
    b,mills,2023,80
    """
  private static let source =
    "by hand: the nation grows from 200 to 230, farms from 100 to 90, mills from 100 to 140"

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit = .sameAsInput,
    citation: String, expected: Double, note: String = "",
    _ part: @escaping @Sendable (ShiftShare) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .regions, formula: formula, tex: tex, tables: [EmploymentBook.input], unit: unit,
      rules: (.zeroDenominator, .exact), citations: [citation],
      examples: [
        WorkedExample(
          source, [hand], subject: "a", period: "2020/2023", expected: expected, tolerance: 1e-10)
      ], note: note
    ) { tables, context in
      try EmploymentBook(tables, EmploymentBook.input, context).measured { start, end in
        try shiftShare(from: start, to: end).map { $0.map(part) }
      }
    }
  }

  private static let dunnSource = "Dunn (1960), A statistical and analytical technique"
  private static let dunn = [
    definition(
      "shift-share.national.dunn", formula: "e₀ g", tex: "e_0 g", citation: dunnSource,
      expected: 15, note: "The nation is the sum of the table's regions."
    ) { .value($0.total.national) },
    definition(
      "shift-share.mix.dunn", formula: "Σ e_k (g_k − g)", tex: "\\sum_k e_k (g_k - g)",
      citation: dunnSource, expected: -5
    ) { .value($0.total.mix) },
    definition(
      "shift-share.regional.dunn", formula: "Σ e_k (γ_k − g_k)",
      tex: "\\sum_k e_k (\\gamma_k - g_k)", citation: dunnSource, expected: 7
    ) { .value($0.total.regional) },
  ]

  private static let estebanSource =
    "Esteban-Marquillas (1972), A reinterpretation of shift-share analysis"
  private static let esteban = [
    definition(
      "shift-share.regional.esteban", formula: "Σ ê_k (γ_k − g_k), ê_k = e E_k/E",
      tex: "\\sum_k \\hat e_k (\\gamma_k - g_k)", citation: estebanSource, expected: 7.5
    ) { $0.homotheticRegional },
    definition(
      "shift-share.allocation.esteban", formula: "Σ (e_k − ê_k)(γ_k − g_k)",
      tex: "\\sum_k (e_k - \\hat e_k)(\\gamma_k - g_k)", citation: estebanSource, expected: -0.5
    ) { $0.allocation },
  ]

  private static let gerfinSource =
    "Gerfin (1964), Gesamtwirtschaftliches Wachstum und regionale Entwicklung"
  private static let gerfin = [
    definition(
      "shift-share.mix.gerfin", formula: "(Σ e_k (1 + g_k)/e) / (1 + g)",
      tex: "\\frac{\\sum_k e_k(1+g_k)/e}{1+g}", unit: .fixed(.ratio), citation: gerfinSource,
      expected: 110.0 / 115
    ) { $0.mixIndex },
    definition(
      "shift-share.regional.gerfin", formula: "Σ e_k (1 + γ_k) / Σ e_k (1 + g_k)",
      tex: "\\frac{\\sum_k e_k(1+\\gamma_k)}{\\sum_k e_k(1+g_k)}", unit: .fixed(.ratio),
      citation: gerfinSource, expected: 117.0 / 110
    ) { $0.regionalIndex },
    definition(
      "shift-share.net.gerfin", formula: "mix index · regional index",
      tex: "\\Pi_s \\Pi_r", unit: .fixed(.ratio), citation: gerfinSource, expected: 1.17 / 1.15
    ) { $0.netIndex },
  ]

  private static let years =
    hand + "\na,farms,2026,50\na,mills,2026,70\nb,farms,2026,30\nb,mills,2026,90"
  private static let links = "i,j,w\na,b,1\nb,a,1"

  private static let components = [
    IndicatorDefinition(
      "shift-share.components.dynamic", .regions,
      formula: "Σ_t Σ e_kt (γ_kt − g_kt), the regional part of each step added",
      tex: "\\sum_t \\sum_k e_{kt} (\\gamma_{kt} - g_{kt})", tables: [EmploymentBook.input],
      unit: .sameAsInput, rules: (.zeroDenominator, .exact),
      citations: ["Barff and Knight (1988), Dynamic shift-share analysis"],
      examples: [
        WorkedExample(
          source + "; then farms from 90 to 80, mills from 140 to 160", [years], subject: "a",
          period: "2020/2026",
          expected: 7 + (50 - 57 * 80.0 / 90) + (70 - 60 * 160.0 / 140), tolerance: 1e-10)
      ]
    ) { tables, context in
      let book = try EmploymentBook(tables, EmploymentBook.input, context)
      return try book.measured { _, _ in
        var known: [EmploymentTable] = []
        for period in book.periods {
          switch period.table {
          case .value(let table) where table.total > 0: known.append(table)
          case .value: return .missing(.zeroDenominator)
          case .missing(let reason): return .missing(reason)
          }
        }
        return try dynamicShiftShare(known).map { $0.map { .value($0.total.regional) } }
      }
    },
    IndicatorDefinition(
      "shift-share.components.spatial", .regions,
      formula: "Σ e_k (γ_k − ğ_k), ğ of the neighbours",
      tex: "\\sum_k e_k (\\gamma_k - \\breve g_k)",
      tables: [EmploymentBook.input, SpatialIndicators.neighbours], unit: .sameAsInput,
      rules: (.zeroDenominator, .exact),
      citations: ["Nazara and Hewings (2004), Spatial structure and taxonomy"],
      examples: [
        WorkedExample(
          source + "; b is a's neighbour: farms fall to 33/40, mills grow to 80/60", [hand, links],
          subject: "a", period: "2020/2023",
          expected: (57 - 60 * 33.0 / 40) + (60 - 40 * 80.0 / 60), tolerance: 1e-10)
      ], note: "A region without neighbours has no value."
    ) { tables, context in
      let book = try EmploymentBook(tables, EmploymentBook.input, context)
      let weights = try SpatialIndicators.weights(tables, regions: book.regions, context)
      return try book.measured { start, end in
        switch weights {
        case .missing(let reason): .missing(reason)
        case .value(let weights):
          .value(
            try spatialShiftShare(from: start, to: end, weights: weights).map {
              $0.total.map(\.regional)
            })
        }
      }
    },
  ]

  private static let shares = """
    region,industry,employment
    a,farms,60
    a,mills,40
    b,farms,40
    b,mills,60
    c,farms,20
    c,mills,80
    """

  private static func quotient(
    _ id: String, formula: String, tex: String, rules: (ZeroRule, VarianceRule), citation: String,
    expected: Double, hand: String, isStandard: Bool = false,
    _ part: @escaping @Sendable (LocationQuotient) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .specialisation, formula: formula, tex: tex, tables: [EmploymentBook.single],
      unit: .fixed(.ratio), rules: rules, citations: [citation], isStandard: isStandard,
      examples: [
        WorkedExample(
          "by hand: " + hand, [shares], subject: "a/farms", expected: expected, tolerance: 1e-10)
      ], note: "The reference is the sum of the table's regions."
    ) { tables, context in
      let draws = rules.1 == .bootstrap && context.intervals ? context.draws : 0
      return try EmploymentBook(tables, EmploymentBook.single, context).quotients(
        draws: draws, context, part)
    }
  }

  private static let quotients = [
    quotient(
      "lq.ratio.plain", formula: "(e_rk/e_r) / (E_k/E)", tex: "\\frac{e_{rk}/e_r}{E_k/E}",
      rules: (.zeroDenominator, .exact), citation: "Florence (1939), Report on the location",
      expected: 1.5, hand: "0.6 / (120/300)", isStandard: true
    ) { $0.ratio },
    quotient(
      "lq.symmetric.plain", formula: "(LQ − 1)/(LQ + 1)", tex: "\\frac{LQ - 1}{LQ + 1}",
      rules: (.zeroDenominator, .exact), citation: "Dalum, Laursen and Villumsen (1998)",
      expected: 0.2, hand: "0.5 / 2.5"
    ) { $0.symmetric },
    quotient(
      "lq.standardised.region", formula: "(LQ − mean)/sd over the regions of one industry",
      tex: "\\frac{LQ_{rk} - \\overline{LQ}_k}{s_k}", rules: (.zeroDenominator, .exact),
      citation: "O'Donoghue and Gleave (2004), A note on methods for measuring clusters",
      expected: 1, hand: "quotients 1.5, 1, 0.5: mean 1, deviation 0.5"
    ) { $0.standardised },
    quotient(
      "lq.band.region", formula: "LQ with the 95 % band of persons drawn again",
      tex: "LQ_{rk}", rules: (.zeroDenominator, .bootstrap),
      citation: "Tian (2013), Measuring agglomeration using the standardized location quotient",
      expected: 1.5, hand: "0.6 / (120/300)"
    ) { $0.ratio },
    IndicatorDefinition(
      "portfolio.quadrant.lq-growth", .regions,
      formula: "1 star, 2 mature, 3 emerging, 4 declining: LQ ≥ 1 against growth above the nation's",
      tex: "(LQ_{rk} \\ge 1,\\ \\gamma_{rk} > g_k)", tables: [EmploymentBook.input],
      unit: .named("class"), rules: (.zeroDenominator, .exact),
      citations: ["Howard (2007), A regional economic performance matrix"],
      examples: [
        WorkedExample(
          source, [hand], subject: "a/farms", period: "2020/2023", expected: 1)
      ], note: "The number names a class; it is not a measure."
    ) { tables, context in
      let book = try EmploymentBook(tables, EmploymentBook.input, context)
      var entries: [PortfolioEntry] = []
      let base = try book.measured { start, end in
        entries = try regionalPortfolio(from: start, to: end)
        return .value(start.regions.map { _ in .value(0) })
      }
      return base.flatMap { measurement -> [Measurement] in
        let own = entries.filter { $0.region == measurement.subject[0] }
        if own.isEmpty { return [measurement] }
        return own.map { entry in
          var result = measurement
          result.subject = [entry.region, entry.industry]
          result.formula = .known(
            entry.quadrant.map {
              Double((PortfolioQuadrant.allCases.firstIndex(of: $0) ?? 0) + 1)
            })
          return result
        }
      }
    },
  ]
}

extension EmploymentBook {
  /// A quotient of every region and industry of each period.
  fileprivate func quotients(
    draws: Int, _ context: IndicatorContext,
    _ part: (LocationQuotient) -> Outcome<Double>
  ) -> [Measurement] {
    periods.flatMap { period -> [Measurement] in
      switch period.table {
      case .missing(let reason):
        return regions.map {
          .missing(reason, [$0], period: period.name, n: period.rows, flags: flags)
        }
      case .value(let table):
        return locationQuotients(
          table, draws: draws, seed: context.seed, threads: context.threads
        ).map { quotient in
          let interval = quotient.band.value.flatMap {
            IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: "multinomial-95")
          }
          return Measurement(
            [quotient.region, quotient.industry], period: period.name, n: period.rows,
            flags: flags, .known(part(quotient), interval: interval))
        }
      }
    }
  }
}
