package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of zones of influence, and of what lies beyond them.
package enum ZoneIndicators {
  package static let all: [IndicatorDefinition] = assignments + uncovered

  private static let pulls = InputTable(
    .interactions, ["origin", "destination", "distance", "mass_j"])
  private static let lambda = IndicatorChoice.number("lambda", "2")
  private static let hours = IndicatorChoice.number("hours", "2")

  private static let table = """
    origin,destination,distance,mass_j
    a,P,1,10
    a,Q,2,40
    b,P,1,10
    b,Q,4,40
    c,P,,10
    c,Q,3,40
    """

  private static func assignment(
    _ name: String, formula: String, tex: String, unit: IndicatorUnit, citation: String,
    choices: [IndicatorChoice], expected: Double, hand: String, note: String,
    _ value:
      @escaping @Sendable ([Pull], IndicatorContext) -> (pole: String, value: Outcome<Double>)?
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "zone.\(name).assignment", .poles, formula: formula, tex: tex, tables: [pulls], unit: unit,
      rules: (.unreachable, .fan), citations: [citation], choices: choices,
      examples: [
        WorkedExample("by hand: " + hand, [table], subject: "b/P", expected: expected)
      ], note: note
    ) { tables, context in
      try KeyedRows(
        tables.table(pulls), words: ["origin", "destination"], numbers: ["distance", "mass_j"]
      ).grouped(by: 0).map { place, rows in
        let name = place.isEmpty ? "–" : place
        if let fault = Pull.fault(rows) {
          return .missing(fault, [name], period: "", n: rows.rows.count)
        }
        let reached = rows.rows.compactMap { row in
          row.numbers[0].map { Pull(pole: row.words[1], distance: $0, mass: row.numbers[1] ?? 0) }
        }
        guard let found = value(reached, context) else {
          return .missing(.unreachable, [name], period: "", n: rows.rows.count)
        }
        return Measurement(
          [name, found.pole], period: "", n: rows.rows.count, .known(found.value))
      }
    }
  }

  private static let assignments = [
    assignment(
      "huff", formula: "argmax_j A_j d^−λ; value: its chance A_j d^−λ / Σ A d^−λ",
      tex: "\\max_j \\frac{A_jd_{ij}^{-\\lambda}}{\\sum_j A_jd_{ij}^{-\\lambda}}",
      unit: .fixed(.ratio), citation: "Huff (1964), Defining and Estimating a Trading Area",
      choices: [lambda], expected: 10 / 12.5, hand: "10/1² against 40/4²",
      note:
        "The subject names the pole; mass_j is its attraction. Of equal poles the first by name."
    ) { strongest($0, $1.number(lambda)) },
    assignment(
      "reilly", formula: "argmax_j P_j / d²; value: its share of Σ P / d²",
      tex: "\\max_j \\frac{P_jd_{ij}^{-2}}{\\sum_j P_jd_{ij}^{-2}}",
      unit: .fixed(.ratio), citation: "Reilly (1931), The Law of Retail Gravitation", choices: [],
      expected: 10 / 12.5, hand: "10/1² against 40/4²",
      note: "Huff's zones with mass_j as population and λ = 2."
    ) { pulls, _ in strongest(pulls, 2) },
    assignment(
      "isochrone", formula: "the nearest pole within hours; value: its hours",
      tex: "\\min_j t_{ij} \\le T", unit: .named("h"),
      citation: "Church and ReVelle (1974), The Maximal Covering Location Problem",
      choices: [hours], expected: 1, hand: "P at 1 h, Q at 4 h",
      note: "distance is hours; a place without a pole within the time is unreachable."
    ) { pulls, context in
      pulls.filter { $0.distance <= context.number(hours) && $0.mass > 0 }
        .min { ($0.distance, $0.pole) < ($1.distance, $1.pole) }
        .map { ($0.pole, .value($0.distance)) }
    },
    assignment(
      "nearest", formula: "the nearest pole; value: its distance in km",
      tex: "\\min_j d_{ij}", unit: .named("km"),
      citation: "Church and ReVelle (1974), The Maximal Covering Location Problem",
      choices: [], expected: 1, hand: "P at 1 km, Q at 4 km",
      note: "distance is km, by a straight line or by road; of poles as near the first by name."
    ) { pulls, _ in
      pulls.filter { $0.mass > 0 }
        .min { ($0.distance, $0.pole) < ($1.distance, $1.pole) }
        .map { ($0.pole, .value($0.distance)) }
    },
  ]

  private static func strongest(_ pulls: [Pull], _ lambda: Double) -> (
    pole: String, value: Outcome<Double>
  )? {
    guard lambda > 0 else { return pulls.first.map { ($0.pole, .missing(.undefined)) } }
    if let here = pulls.first(where: { $0.distance == 0 && $0.mass > 0 }) {
      return (here.pole, .value(1))
    }
    let decay = DistanceDecay.power(lambda: lambda)
    let terms = pulls.map { $0.distance > 0 ? $0.mass * decay.value(at: $0.distance) : 0 }
    let total = compensatedTotal(of: terms)
    guard let best = terms.indices.max(by: { terms[$0] < terms[$1] }), terms[best] > 0 else {
      return nil
    }
    let share = terms[best] / total
    return (pulls[best].pole, share.isFinite ? .value(share) : .missing(.undefined))
  }

  private static func reach(_ measure: String) -> InputTable {
    InputTable(.other, ["place", "pole", "distance", measure])
  }

  private static let uncovered = [("area", "area"), ("population", "population"), ("grp", "value")]
    .map { name, column in
      IndicatorDefinition(
        "zone.uncovered.\(name)", .poles,
        formula: "100 Σ \(name) beyond every pole's hours / Σ \(name)",
        tex: "100\\,\\frac{\\sum_{i: \\min_j t_{ij} > T} x_i}{\\sum_i x_i}",
        tables: [reach(column)], unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
        citations: ["Church and ReVelle (1974), The Maximal Covering Location Problem"],
        direction: .lowerIsBetter, choices: [hours],
        examples: [
          WorkedExample(
            "by hand: c of 30 in 100 lies beyond two hours",
            [
              """
              place,pole,distance,\(column)
              a,P,1,50
              a,Q,3,50
              b,P,2,20
              c,P,2.5,30
              """
            ], expected: 30)
        ], note: "distance is hours; a place that no pole reaches is beyond all."
      ) { tables, context in
        let rows = try KeyedRows(
          tables.table(reach(column)), words: ["place", "pole"], numbers: ["distance", column])
        guard !rows.rows.isEmpty else { return [] }
        let places = rows.grouped(by: 0)
        var (beyond, all) = ([Double](), [Double]())
        var fault = Pull.fault(rows)
        for place in places {
          let weights = Set(place.rows.rows.compactMap { $0.numbers[1] })
          if weights.count != 1 {
            fault = fault ?? (weights.isEmpty ? .missingInput : .duplicateKey)
          }
          let weight = weights.first ?? 0
          all.append(weight)
          let isNear = place.rows.rows.contains {
            ($0.numbers[0] ?? .infinity) <= context.number(hours)
          }
          if !isNear { beyond.append(weight) }
        }
        let outcome: Outcome<Double> =
          fault.map { .missing($0) }
          ?? quotient(100 * compensatedTotal(of: beyond), compensatedTotal(of: all))
        return [Measurement(["all"], period: "", n: places.count, .known(outcome))]
      }
    }
}

/// A pole within reach of a place.
private struct Pull {
  let pole: String
  let distance: Double
  let mass: Double

  /// Why rows of pairs with a distance and a mass cannot be used.
  static func fault(_ rows: KeyedRows) -> MissingReason? {
    if Set(rows.rows.map(\.words)).count < rows.rows.count { return .duplicateKey }
    for row in rows.rows {
      guard let mass = row.numbers[1] else { return .missingInput }
      if mass < 0 || (row.numbers[0] ?? 0) < 0 { return .negativeValue }
    }
    return nil
  }
}
