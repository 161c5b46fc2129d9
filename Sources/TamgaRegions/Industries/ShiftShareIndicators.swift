package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of shift-share analysis and portfolios.
package enum ShiftShareIndicators {
  package static let all: [IndicatorDefinition] = dunn + esteban + gerfin + components + portfolio

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
      id, .regions, formula: formula, tex: tex, tables: [IndustryBook.input], unit: unit,
      rules: (.zeroDenominator, .exact), citations: [citation],
      examples: [
        WorkedExample(
          source, [hand], subject: "a", period: "2020/2023", expected: expected, tolerance: 1e-10)
      ], note: note
    ) { tables, context in
      try IndustryBook(tables, IndustryBook.input, context).measured(flagging: startedAnew) {
        start, end in .value(try shiftShare(from: start, to: end).map(part))
      }
    }
  }

  /// Whether industries stand apart because the nation starts them from nothing.
  private static func startedAnew(_ start: IndustryTable, _ end: IndustryTable) throws
    -> Set<IndicatorFlag>
  {
    try newIndustries(from: start, to: end).isEmpty ? [] : [.newIndustries]
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
      tex: "\\sum_t \\sum_k e_{kt} (\\gamma_{kt} - g_{kt})", tables: [IndustryBook.input],
      unit: .sameAsInput, rules: (.zeroDenominator, .exact),
      citations: ["Barff and Knight (1988), Dynamic shift-share analysis"],
      examples: [
        WorkedExample(
          source + "; then farms from 90 to 80, mills from 140 to 160", [years], subject: "a",
          period: "2020/2026",
          expected: 7 + (50 - 57 * 80.0 / 90) + (70 - 60 * 160.0 / 140), tolerance: 1e-10)
      ]
    ) { tables, context in
      let book = try IndustryBook(tables, IndustryBook.input, context)
      return try book.measured(flagging: startedAnew) { _, _ in
        var known: [IndustryTable] = []
        for period in book.periods {
          switch period.table {
          case .value(let table) where table.total > 0: known.append(table)
          case .value: return .missing(.zeroDenominator)
          case .missing(let reason): return .missing(reason)
          }
        }
        return .value(try dynamicShiftShare(known).map { .value($0.total.regional) })
      }
    },
    IndicatorDefinition(
      "shift-share.components.spatial", .regions,
      formula: "Σ e_k (γ_k − ğ_k), ğ of the neighbours",
      tex: "\\sum_k e_k (\\gamma_k - \\breve g_k)",
      tables: [IndustryBook.input, SpatialIndicators.neighbours], unit: .sameAsInput,
      rules: (.zeroDenominator, .exact),
      citations: ["Nazara and Hewings (2004), Spatial structure and taxonomy"],
      examples: [
        WorkedExample(
          source + "; b is a's neighbour: farms fall to 33/40, mills grow to 80/60", [hand, links],
          subject: "a", period: "2020/2023",
          expected: (57 - 60 * 33.0 / 40) + (60 - 40 * 80.0 / 60), tolerance: 1e-10)
      ], note: "A region without neighbours has no value."
    ) { tables, context in
      let book = try IndustryBook(tables, IndustryBook.input, context)
      let weights = try SpatialIndicators.weights(tables, regions: book.regions, context)
      return try book.measured(flagging: startedAnew) { start, end in
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

  private static let portfolio = [
    IndicatorDefinition(
      "portfolio.quadrant.lq-growth", .regions,
      formula:
        "1 star, 2 mature, 3 emerging, 4 declining: LQ ≥ 1 against growth above the nation's",
      tex: "(LQ_{rk} \\ge 1,\\ \\gamma_{rk} > g_k)", tables: [IndustryBook.input],
      unit: .named("class"), rules: (.zeroDenominator, .exact),
      citations: ["Howard (2007), A regional economic performance matrix"],
      examples: [
        WorkedExample(
          source, [hand], subject: "a/farms", period: "2020/2023", expected: 1)
      ], note: "The number names a class; it is not a measure."
    ) { tables, context in
      let book = try IndustryBook(tables, IndustryBook.input, context)
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
    }
  ]
}
