package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of economic complexity.
package enum ComplexityIndicators {
  package static let all: [IndicatorDefinition] = counts + indices + space + incomes

  /// Four countries and products whose advantages hang together.
  private static let table = """
    reporter,product,flow,value
    KAZ,p1,X,20
    KAZ,p2,X,30
    KAZ,p3,X,10
    KAZ,p4,X,20
    KGZ,p1,X,10
    KGZ,p2,X,10
    KGZ,p3,X,10
    KGZ,p4,X,30
    RUS,p2,X,10
    UZB,p1,X,20
    UZB,p3,X,30
    """
  private static let incomeTable = """
    region,income
    KAZ,30
    KGZ,12
    RUS,40
    UZB,18
    """
  private static let atlas =
    "Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity"
  private static let hidalgo =
    "Hidalgo and Hausmann (2009), The building blocks of economic complexity"
  private static let productSpacePaper =
    "Hidalgo, Klinger, Barabási and Hausmann (2007), The Product Space"
  private static let byMatrix =
    "M = (1 1 0 1; 0 0 0 1; 0 1 0 0; 1 0 1 0) by hand, the rest with numpy 2.4.6 from the formula"

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit = .fixed(.ratio),
    rules: (ZeroRule, VarianceRule) = (.zeroDenominator, .exact), citations: [String],
    profiles: Set<IndicatorProfile> = [], choices: [IndicatorChoice] = [], subject: String,
    expected: Double, note: String = "", withIncomes: Bool = false,
    _ values:
      @escaping @Sendable (ComplexityPeriod, IndicatorContext) throws -> [(
        [String], Outcome<Double>
      )]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .specialisation, formula: formula, tex: tex,
      tables: [.flowsByProduct] + (withIncomes ? [ComplexityPeriod.incomes] : []), unit: unit,
      rules: rules, citations: citations, profiles: profiles, choices: choices,
      examples: [
        WorkedExample(
          byMatrix, [table] + (withIncomes ? [incomeTable] : []), subject: subject,
          expected: expected, tolerance: 1e-9)
      ], note: note
    ) { tables, context in
      try ComplexityPeriod.all(tables, withIncomes: withIncomes).flatMap { period in
        try period.measurements(try values(period, context))
      }
    }
  }

  private static let counts = [
    definition(
      "complexity.diversity.rca1", formula: "Σ_k [R_ik ≥ 1]", tex: "\\sum_k M_{ik}",
      unit: .fixed(.count), rules: (.plain, .exact), citations: [hidalgo], subject: "KAZ",
      expected: 3
    ) { period, _ in period.countries(period.presence.diversity.map { .value(Double($0)) }) },
    definition(
      "complexity.ubiquity.rca1", formula: "Σ_i [R_ik ≥ 1]", tex: "\\sum_i M_{ik}",
      unit: .fixed(.count), rules: (.plain, .exact), citations: [hidalgo], subject: "p1",
      expected: 2
    ) { period, _ in period.products(period.presence.ubiquity.map { .value(Double($0)) }) },
  ]

  private static let profileChoice = IndicatorChoice.named(
    "scale", ["harvard", "economiccomplexity"])
  private static let partChoice = IndicatorChoice.named("component", ["all", "largest"])

  private static func scores(_ period: ComplexityPeriod, _ context: IndicatorContext)
    -> ComplexityScores
  {
    complexityScores(
      of: period.presence,
      profile: ComplexityProfile(rawValue: context.choice(profileChoice)) ?? .harvard,
      largestComponent: context.choice(partChoice) == "largest")
  }

  private static let indices = [
    definition(
      "complexity.eci.eigen", formula: "(k_c − mean k_c) / σ(k_c), k_c by the second eigenvector",
      tex: "\\frac{k_c - \\bar k_c}{\\sigma(k_c)}", unit: .named("index"),
      citations: [hidalgo, atlas], profiles: [.harvard], choices: [profileChoice, partChoice],
      subject: "UZB", expected: 1.6811876174208895,
      note: "A country's index is the mean of its products' under the scale harvard."
    ) { period, context in period.countries(scores(period, context).eci) },
    definition(
      "complexity.pci.eigen", formula: "(k_p − mean k_c) / σ(k_c)",
      tex: "\\frac{k_p - \\bar k_c}{\\sigma(k_c)}", unit: .named("index"),
      citations: [hidalgo, atlas], profiles: [.harvard], choices: [profileChoice, partChoice],
      subject: "p3", expected: 2.351435901407667
    ) { period, context in period.products(scores(period, context).pci) },
    definition(
      "complexity.fitness.tacchella", formula: "F = M Q / mean, iterated",
      tex: "F_c = \\sum_p M_{cp} Q_p",
      unit: .named("index"),
      citations: ["Tacchella et al. (2012), A New Metrics for Countries' Fitness"],
      subject: "UZB", expected: 3.9899151364966823,
      note: "Fitness that falls to zero without end is given as it stands after a thousand steps."
    ) { period, _ in period.countries(try fitnessQuality(of: period.presence).fitness) },
    definition(
      "complexity.quality.tacchella", formula: "Q = 1 / (Mᵀ(1/F)) / mean, iterated",
      tex: "Q_p = 1 / \\sum_c M_{cp} / F_c", unit: .named("index"),
      citations: ["Tacchella et al. (2012), A New Metrics for Countries' Fitness"],
      subject: "p1", expected: 0.010039832413470451
    ) { period, _ in period.products(try fitnessQuality(of: period.presence).quality) },
  ]

  private static let neighbours = IndicatorChoice.number("neighbours", "50")

  private static let space = [
    definition(
      "complexity.proximity.min-conditional", formula: "φ_kl = Σ_c M_ck M_cl / max(u_k, u_l)",
      tex: "\\phi_{kl} = \\frac{\\sum_c M_{ck} M_{cl}}{\\max(u_k, u_l)}",
      citations: [productSpacePaper], subject: "p1/p2", expected: 0.5
    ) { period, _ in
      let proximity = ProductProximity(period.presence)
      let names = period.table.products
      return names.indices.flatMap { one in
        names.indices.filter { $0 > one }.map {
          ([names[one], names[$0]], proximity.value(one, $0))
        }
      }
    },
    definition(
      "complexity.density.all", formula: "Σ_l φ_pl M_cl / Σ_l φ_pl",
      tex: "\\frac{\\sum_l \\phi_{pl} M_{cl}}{\\sum_l \\phi_{pl}}", citations: [productSpacePaper],
      profiles: [.harvard], subject: "KGZ/p1", expected: 0.2,
      note: "The product's own proximity of 1 is in both sums."
    ) { period, _ in
      let space = try productSpace(
        ProductProximity(period.presence), scores: complexityScores(of: period.presence))
      return period.cells { space.density($0, $1) }
    },
    definition(
      "complexity.density.knn", formula: "density over the k nearest other products, by proximity",
      tex: "\\frac{\\sum_{l \\in N(p)} \\phi_{pl} M_{cl}}{\\sum_{l \\in N(p)} \\phi_{pl}}",
      citations: [productSpacePaper], choices: [neighbours], subject: "KGZ/p1",
      expected: 1.0 / 3, note: "Neighbours keep their proximity as weight."
    ) { period, context in
      let count = Int(exactly: context.number(neighbours).rounded()) ?? 0
      let found = try nearestDensity(
        ProductProximity(period.presence), neighbours: max(1, count))
      return period.cells { found[$1][$0] }
    },
    definition(
      "complexity.coi.eigen-pci", formula: "Σ_p d_cp (1 − M_cp) PCI_p",
      tex: "\\sum_p d_{cp} (1 - M_{cp}) PCI_p", unit: .named("index"), citations: [atlas],
      profiles: [.harvard], subject: "KGZ", expected: 0.01298467338379808
    ) { period, _ in
      let space = try productSpace(
        ProductProximity(period.presence), scores: complexityScores(of: period.presence))
      return period.countries(space.outlookIndex)
    },
    definition(
      "complexity.cog.eigen-pci",
      formula: "(1 − M_cp) (Σ_l φ_pl / Σ_m φ_ml (1 − M_cl) PCI_l − d_cp PCI_p)",
      tex:
        "(1-M_{cp})\\left(\\sum_l \\frac{\\phi_{pl}}{\\sum_m \\phi_{ml}}(1-M_{cl})PCI_l - d_{cp}PCI_p\\right)",
      unit: .named("index"), citations: [atlas], profiles: [.harvard], subject: "KGZ/p1",
      expected: 0.7967966405196871
    ) { period, _ in
      let space = try productSpace(
        ProductProximity(period.presence), scores: complexityScores(of: period.presence))
      return period.cells { space.outlookGain($0, $1) }
    },
  ]

  private static let hwr =
    "Hausmann, Hwang and Rodrik (2007), What you export matters, eq. 6 and 7"

  private static let incomes = [
    definition(
      "complexity.prody.income", formula: "Σ_i (s_ik / Σ_j s_jk) y_i",
      tex: "\\sum_i \\frac{s_{ik}}{\\sum_j s_{jk}} y_i", unit: .sameAsInput, citations: [hwr],
      subject: "p3", expected: 18.5607476635514, withIncomes: true
    ) { period, _ in period.products(try period.incomeContent().prody) },
    definition(
      "complexity.expy.income", formula: "Σ_k s_ik PRODY_k", tex: "\\sum_k s_{ik} PRODY_k",
      unit: .sameAsInput, citations: [hwr], subject: "KAZ", expected: 24.88504105860581,
      withIncomes: true
    ) { period, _ in period.countries(try period.incomeContent().expy) },
  ]
}
