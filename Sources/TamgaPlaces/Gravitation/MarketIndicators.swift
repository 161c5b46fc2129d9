package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of market areas.
package enum MarketIndicators {
  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit, citations: [String],
    choices: [IndicatorChoice] = [], subject: String, expected: Double, hand: String,
    note: String = "",
    _ values:
      @escaping @Sendable (PairBook, IndicatorContext) throws(BorderError) -> [(
        [String], Measurement.Formula
      )]
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .border, formula: formula, tex: tex, tables: [GravitationIndicators.pairs], unit: unit,
      rules: (.unreachable, .exact), citations: citations,
      choices: choices,
      examples: [
        WorkedExample(
          "by hand: " + hand, [GravitationIndicators.table], subject: subject, expected: expected)
      ], note: note
    ) { tables, context in
      try PairBook(tables.table(GravitationIndicators.pairs), directed: true).measurements {
        book throws(BorderError) in
        try values(book, context)
      }
    }
  }

  private static let lambda = IndicatorChoice.number("lambda", "2")

  package static let all: [IndicatorDefinition] = [
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
