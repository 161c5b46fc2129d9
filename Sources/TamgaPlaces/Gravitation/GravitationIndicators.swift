package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of gravitation, potential and market areas.
package enum GravitationIndicators {
  package static let all: [IndicatorDefinition] =
    gravitation + potentials

  static let pairs = InputTable(
    .interactions, ["origin", "destination", "distance", "mass_i", "mass_j"])

  static let table = """
    origin,destination,distance,mass_i,mass_j
    a,b,2,2,3
    a,c,4,2,4
    b,c,3,3,4
    """

  static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, rule: VarianceRule = .exact,
    citations: [String], choices: [IndicatorChoice] = [], isStandard: Bool = false,
    subject: String, expected: Double, hand: String, note: String = "",
    _ values:
      @escaping @Sendable (PairBook, IndicatorContext) throws(BorderError) -> [(
        [String], Measurement.Formula
      )]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .border, formula: formula, tex: tex, tables: [pairs], unit: unit,
      rules: (.unreachable, rule), citations: citations, isStandard: isStandard,
      choices: choices,
      examples: [
        WorkedExample("by hand: " + hand, [table], subject: subject, expected: expected)
      ], note: note
    ) { tables, context in
      try PairBook(tables.table(pairs)).measurements { book throws(BorderError) in
        try values(book, context)
      }
    }
  }

  private static let gravitation = [1, 2, 3].map { exponent in
    definition(
      "gravitation.index.mass-distance-\(exponent)",
      formula: "100 G / Σ G, G = M_i M_j / d_ij^\(exponent)",
      tex: "100 \\frac{M_i M_j d_{ij}^{-\(exponent)}}{\\sum M M d^{-\(exponent)}}",
      unit: .fixed(.percent), rule: .fan,
      citations: [
        "Stewart (1948), Demographic Gravitation", "Isard (1960), Methods of Regional Analysis",
      ], isStandard: exponent == 2, subject: "a/b",
      expected: [300.0 / 9, 45, 100 * 0.75 / (0.75 + 0.125 + 12.0 / 27)][exponent - 1],
      hand: "6/2ᵇ, 8/4ᵇ, 12/3ᵇ over their sum",
      note: "The interval is the fan over exponents from 1 to 3. Mass and distance are the table's."
    ) { book, _ throws(BorderError) in
      let all = try book.pairs()
      let own = try all.gravitation(exponent: Double(exponent))
      let runs = try all.fan().runs
      return own.pairs.indices.map { place in
        let shares = runs.compactMap { $0.pairs[place].share.value }
        return (
          [own.pairs[place].origin, own.pairs[place].destination],
          .known(
            own.pairs[place].share,
            interval: shares.isEmpty
              ? nil
              : IndicatorInterval(
                lower: shares.min() ?? 0, upper: shares.max() ?? 0, kind: "fan"))
        )
      }
    }
  }

  private static let span = IndicatorChoice.number("span", "2")
  private static let beta = IndicatorChoice.number("beta", "2")
  private static let lambda = IndicatorChoice.number("lambda", "2")

  private static func potential(
    _ name: String, formula: String, tex: String, citation: String, choices: [IndicatorChoice],
    expected: Double, hand: String,
    _ decay: @escaping @Sendable (IndicatorContext) -> DistanceDecay
  ) -> IndicatorDefinition {
    definition(
      "potential.field.\(name)", formula: formula, tex: tex, unit: .named("index"),
      citations: [citation], choices: choices, subject: "a", expected: expected, hand: hand,
      note: "Each pair counts for both its places; a place does not count itself."
    ) { book, context throws(BorderError) in try book.potentials(decay(context)) }
  }

  private static let potentials = [
    potential(
      "stewart", formula: "Σ_j M_j / d_ij", tex: "\\sum_j M_j / d_{ij}",
      citation: "Stewart (1941), An Inverse Distance Variation", choices: [], expected: 2.5,
      hand: "3/2 + 4/4"
    ) { _ in .stewart },
    potential(
      "pareto", formula: "Σ_j M_j (1 + α d)^−β, ½ at the span",
      tex: "\\sum_j M_j (1 + \\alpha d_{ij})^{-\\beta}",
      citation: "Rich (1980), Potential Models in Human Geography", choices: [span, beta],
      expected: 1.5 + 4 / ((1 + 2 * (2.0.squareRoot() - 1)) * (1 + 2 * (2.0.squareRoot() - 1))),
      hand: "3/2 + 4 / (1 + 4α)², α = (√2 − 1) / 2"
    ) { .pareto(span: $0.number(span), beta: $0.number(beta)) },
    potential(
      "exponential", formula: "Σ_j M_j exp(−α d^β), ½ at the span",
      tex: "\\sum_j M_j e^{-\\alpha d_{ij}^{\\beta}}",
      citation: "Rich (1980), Potential Models in Human Geography", choices: [span, beta],
      expected: 1.75, hand: "3/2 + 4/2⁴"
    ) { .exponential(span: $0.number(span), beta: $0.number(beta)) },
    definition(
      "market.huff.probability", formula: "A_j d^−λ / Σ A d^−λ",
      tex: "\\frac{A_j d_{ij}^{-\\lambda}}{\\sum_j A_j d_{ij}^{-\\lambda}}", unit: .fixed(.ratio),
      citations: ["Huff (1964), Defining and Estimating a Trading Area"], choices: [lambda],
      subject: "a/b", expected: 0.75, hand: "(3/4) / (3/4 + 4/16)",
      note: "The origin chooses among its destinations; A is mass_j."
    ) { book, context throws(BorderError) in
      try book.markets { attractions, distances throws(BorderError) in
        try huffProbabilities(
          attractions: attractions, distances: distances, lambda: context.number(lambda))
      }
    },
    definition(
      "market.hansen.sum", formula: "Σ A_j d^−λ", tex: "\\sum_j A_j d_{ij}^{-\\lambda}",
      unit: .named("index"), citations: ["Hansen (1959), How Accessibility Shapes Land Use"],
      choices: [lambda], subject: "a", expected: 1, hand: "3/4 + 4/16"
    ) { book, context throws(BorderError) in
      try book.byOrigin { attractions, distances throws(BorderError) in
        try hansenAccess(
          attractions: attractions, distances: distances, lambda: context.number(lambda))
      }
    },
    definition(
      "market.reilly.ratio", formula: "(P_a / P_b) (D_b / D_a)² of neighbouring towns by name",
      tex: "\\frac{P_a}{P_b}\\left(\\frac{D_b}{D_a}\\right)^2", unit: .fixed(.ratio),
      citations: ["Reilly (1931), The Law of Retail Gravitation"], subject: "a/b/c",
      expected: 3, hand: "(3/4) (4/2)²",
      note:
        "The origin is drawn to two of its destinations, mass_j their people; above 1 the first."
    ) { book, _ throws(BorderError) in
      try book.townPairs { one, other throws(BorderError) in
        guard let first = one.distance, let second = other.distance else {
          return .missing(.unreachable)
        }
        return try reillyRatio(
          populationA: one.other, populationB: other.other, distanceA: first, distanceB: second)
      }
    },
    definition(
      "market.converse.breakpoint", formula: "D / (1 + √(P_b / P_a)) from a",
      tex: "\\frac{D}{1 + \\sqrt{P_b / P_a}}", unit: .sameAsInput,
      citations: ["Converse (1949), New Laws of Retail Gravitation"], subject: "b/c",
      expected: 3 / (1 + (4.0 / 3).squareRoot()), hand: "3 / (1 + √(4/3))"
    ) { book, _ throws(BorderError) in
      try book.rows.map { row throws(BorderError) in
        guard let distance = row.distance else {
          return ([row.origin, row.destination], .known(.missing(.unreachable)))
        }
        return (
          [row.origin, row.destination],
          .known(
            try converseBreakpoint(
              populationA: row.one, populationB: row.other, distance: distance))
        )
      }
    },
  ]
}
