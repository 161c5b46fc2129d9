package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of mobility between classes.
package enum MobilityIndicators {
  private static let quah = "Quah (1993), Empirical cross-section dynamics in economic growth"
  private static let rey = "Rey (2001), Spatial empirics for economic growth and convergence"
  private static let kemeny = "Kemeny and Snell (1976), Finite Markov Chains, chapter 4"
  private static let shorrocksSource = "Shorrocks (1978), The measurement of mobility"
  static let classes = IndicatorChoice.number("classes", "2")

  /// Two classes: a and b stay, c and d change places.
  private static let table = """
    region,period,value
    a,1,1
    b,1,8
    c,1,2
    d,1,9
    a,2,1
    b,2,8
    c,2,9
    d,2,2
    """
  private static let links = "i,j,w\na,b,1\nb,a,1\nc,d,1\nd,c,1"
  private static let source = "by hand: one of the two low regions rises, one of the two high falls"

  package static let all: [IndicatorDefinition] = [
    definition(
      "mobility.markov.quantile", formula: "p_ij = n_ij/n_i.",
      tex: "p_{ij} = n_{ij}/n_{i\\cdot}", unit: .fixed(.ratio), citation: quah, subject: "1/2",
      expected: 0.5
    ) { cells($0.chain) },
    definition(
      "mobility.spatial-markov.quantile",
      formula: "p_ij|m = n_ij(m)/n_i.(m), m the neighbours' class",
      tex: "p_{ij|m} = n_{ij}(m)/n_{i\\cdot}(m)", unit: .fixed(.ratio), citation: rey,
      subject: "2/1/2", expected: 0.5, spatial: true
    ) { mobility in
      mobility.byNeighbours.enumerated().flatMap { place, chain in
        cells(chain).map { (["\(place + 1)"] + $0.subject, $0.value) }
      }
    },
    definition(
      "mobility.shorrocks.quantile", formula: "(k − tr P)/(k − 1)",
      tex: "\\frac{k - \\mathrm{tr} P}{k - 1}", unit: .fixed(.ratio), citation: shorrocksSource,
      subject: "all", expected: 1
    ) { [(["all"], $0.chain.shorrocks)] },
    definition(
      "mobility.first-passage.quantile", formula: "m_ij = 1 + Σ_{k≠j} p_ik m_kj",
      tex: "m_{ij} = 1 + \\sum_{k \\ne j} p_{ik} m_{kj}", unit: .named("steps"), citation: kemeny,
      subject: "1/2", expected: 2
    ) { mobility in
      let size = mobility.chain.counts.count
      return (0..<size).flatMap { i in
        (0..<size).map { j in
          (["\(i + 1)", "\(j + 1)"], mobility.chain.firstPassage.map { $0[i][j] })
        }
      }
    },
  ]

  private typealias Part = (subject: [String], value: Outcome<Double>)

  private static func cells(_ chain: MarkovChain) -> [Part] {
    chain.probabilities.indices.flatMap { i in
      chain.probabilities.indices.map { j in
        (["\(i + 1)", "\(j + 1)"], chain.probabilities[i].map { $0[j] })
      }
    }
  }

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, citation: String,
    subject: String, expected: Double, spatial: Bool = false,
    _ parts: @escaping @Sendable (RegionalMobility) -> [Part]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .regions, formula: formula, tex: tex,
      tables: [ConvergenceIndicators.input] + (spatial ? [SpatialIndicators.neighbours] : []),
      unit: unit, rules: (.zeroDenominator, .regression), citations: [citation],
      choices: [.duplicates, classes],
      examples: [
        WorkedExample(
          source, spatial ? [table, links] : [table], subject: subject, period: "1/2",
          expected: expected)
      ],
      note:
        "Classes are quantiles of values over the mean of their period, of all periods together."
    ) { tables, context in
      let book = try PanelBook(tables, context)
      guard case .value(let panel) = book.panel else {
        return book.refused(book.panel.reason ?? .missingInput, whole: true)
      }
      let weights =
        spatial
        ? try SpatialIndicators.weights(tables, regions: panel.regions, context) : nil
      if let reason = weights?.reason { return book.refused(reason, whole: true) }
      let number = context.number(classes)
      guard number >= 2, number <= 50 else { return book.refused(.undefined, whole: true) }
      let result = try regionalMobility(
        panel, bounds: .pooledQuantiles(classes: Int(number)), weights: weights?.value)
      switch result {
      case .missing(let reason): return book.refused(reason, whole: true)
      case .value(let mobility):
        return parts(mobility).map { part in
          Measurement(
            part.subject, period: book.wholePeriod, n: mobility.chain.observations,
            flags: book.flags, .known(part.value))
        }
      }
    }
  }
}
