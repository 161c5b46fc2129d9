package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of what a border takes away by its delays, and the position of a region at it.
package enum ReachIndicators {
  package static let all: [IndicatorDefinition] = barriers + [position]

  private static func barrier(
    _ name: String, formula: String, tex: String, direction: IndicatorDirection, expected: Double,
    hand: String, note: String, _ value: @escaping @Sendable (BarrierFunction) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "barrier.\(name).net", .border, formula: formula, tex: tex,
      tables: ReachBook.tables, unit: .fixed(.percent),
      rules: (.unreachable, .exact),
      citations: [
        "Rich (1980), Potential Models in Human Geography",
        "Tarkhov (2022), on borders as barriers",
      ], direction: direction, choices: [FieldIndicators.span, FieldIndicators.beta],
      examples: [
        WorkedExample(
          "by hand: " + hand, ReachBook.sample, expected: expected,
          tolerance: 1e-9)
      ], note: note
    ) { tables, context in
      let book = try ReachBook(tables)
      guard !book.home.names.isEmpty else { return [] }
      let decay = DistanceDecay.pareto(
        span: context.number(FieldIndicators.span), beta: context.number(FieldIndicators.beta))
      let outcome = book.stretch.flatMap { stretch in
        (try? stretch.barrier(decay, threads: context.threads)).map(value) ?? .missing(.undefined)
      }
      return [Measurement(["all"], period: "", n: book.home.names.count, .known(outcome))]
    }
  }

  /// α of the span of 2 hours and β = 2 is (√2 − 1) / 2.
  private static func worked(_ hours: [Double]) -> Double {
    let alpha = (2.0.squareRoot() - 1) / 2
    return zip([30.0, 50, 20], hours).reduce(0) { sum, place in
      let root = 1 + alpha * place.1
      return sum + place.0 * 100 / (root * root)
    }
  }

  private static let barriers = [
    barrier(
      "potential-loss", formula: "100 (1 − Σ P V^b / Σ P V⁰), over potentials from abroad",
      tex: "100\\left(1-\\frac{\\sum_i P_iV_i^b}{\\sum_i P_iV_i^0}\\right)",
      direction: .lowerIsBetter,
      expected: 100 * (1 - worked([3.5, 4.5, 6]) / worked([1.5, 2.5, 6])),
      hand: "hours 1.5, 2.5, 6 without delay and 3.5, 4.5, 6 with it",
      note:
        "What people at home can reach abroad, less with delays; potentials at home are left out."
    ) { $0.belt.map { 100 * $0 } },
    barrier(
      "hour-elasticity", formula: "fall of the loss when every delay drops by min(1 h, delay)",
      tex: "\\Delta B\\,(\\text{delay}-\\min(1,\\text{delay}))", direction: .neutral,
      expected: 100 * (worked([2.5, 3.5, 6]) - worked([3.5, 4.5, 6])) / worked([1.5, 2.5, 6]),
      hand: "hours 2.5, 3.5, 6 after an hour less at the first crossing",
      note: "In points of the loss of potential: what an hour less at every crossing gives back."
    ) { $0.hourElasticity.map { 100 * $0 } },
  ]

  private static let borders = InputTable(
    .other, ["region", "border_km", "perimeter_km", "open_crossings"])

  private static let position = IndicatorDefinition(
    "border.position.mean", .border,
    formula:
      "100 · mean of the rescaled share of border in perimeter and crossings per km of border",
    tex:
      "50\\left(\\frac{s_i-\\min s}{\\max s-\\min s}+\\frac{q_i-\\min q}{\\max q-\\min q}\\right)",
    tables: [borders], unit: .named("index"), rules: (.zeroDenominator, .fan),
    citations: ["Epifanova (2022), on the border position of regions"], choices: [],
    examples: [
      WorkedExample(
        "by hand: shares 0.5, 0.2, 0.3 and crossings per km 0.01, 0.03, 0.02: (1/3 + 1/2) / 2",
        [
          """
          region,border_km,perimeter_km,open_crossings
          a,500,1000,5
          b,200,1000,6
          c,300,1000,6
          """
        ], subject: "c", expected: 100 * (1.0 / 3 + 0.5) / 2, tolerance: 1e-9)
    ],
    note:
      "Rescaled over the regions of the table, 0 the least, 100 the most; the interval is the two parts."
  ) { tables, _ in
    let rows = try KeyedRows(
      tables.table(borders), words: ["region"],
      numbers: ["border_km", "perimeter_km", "open_crossings"])
    let parts = PositionParts(rows)
    return rows.rows.enumerated().map { place, row in
      Measurement(
        [row.words[0].isEmpty ? "–" : row.words[0]], period: "", n: rows.rows.count,
        parts.formula(place))
    }
  }
}

/// The two parts of the position of regions, rescaled to `0...100`.
private struct PositionParts {
  private var shares: [Double] = []
  private var densities: [Double] = []
  private var fault: MissingReason?

  init(_ rows: KeyedRows) {
    if Set(rows.rows.map { $0.words[0] }).count < rows.rows.count { fault = .duplicateKey }
    for row in rows.rows {
      guard let border = row.numbers[0], let perimeter = row.numbers[1],
        let crossings = row.numbers[2]
      else {
        fault = fault ?? .missingInput
        continue
      }
      if min(border, perimeter, crossings) < 0 { fault = fault ?? .negativeValue }
      if border == 0 || perimeter == 0 { fault = fault ?? .zeroDenominator }
      shares.append(border / perimeter)
      densities.append(crossings / border)
    }
    if fault == nil, (shares + densities).contains(where: { !$0.isFinite }) { fault = .undefined }
  }

  func formula(_ place: Int) -> Measurement.Formula {
    if let fault { return .known(.missing(fault)) }
    var parts: [Double] = []
    for values in [shares, densities] {
      guard let low = values.min(), let high = values.max(), low < high else {
        return .known(.missing(.noVariation))
      }
      parts.append(100 * (values[place] - low) / (high - low))
    }
    return .known(
      .value((parts[0] + parts[1]) / 2),
      interval: IndicatorInterval(
        lower: min(parts[0], parts[1]), upper: max(parts[0], parts[1]), kind: "fan"))
  }
}
