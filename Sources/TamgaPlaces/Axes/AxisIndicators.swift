package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of axes: cities in the order in which a trunk passes them.
package enum AxisIndicators {
  package static let all: [IndicatorDefinition] = [
    definition(
      "length", formula: "Σ km of the links", tex: "\\sum_l d_l", unit: .named("km"),
      expected: 600, hand: "100 + 200 + 300"
    ) { $0.kilometres },
    definition(
      "gap", formula: "the longest way between neighbouring cities of 50,000, or to an end",
      tex: "\\max_s \\sum_{l\\in s} d_l", unit: .named("km"), direction: .lowerIsBetter,
      expected: 300, hand: "the small city b closes no gap: 100 + 200 beside 300"
    ) { $0.gapKilometres },
    definition(
      "continuity", formula: "1 − gap / length", tex: "1 - g / L", unit: .fixed(.ratio),
      direction: .higherIsBetter, expected: 0.5, hand: "1 − 300 / 600"
    ) { $0.continuity },
    definition(
      "density", formula: "people of the trunk's cities per 100 km",
      tex: "100\\,\\sum_c P_c / L", unit: .named("per 100 km"), direction: .higherIsBetter,
      expected: 370_000.0 / 6, hand: "(100,000 + 10,000 + 60,000 + 200,000) / 6"
    ) { $0.populationDensity },
  ]

  private static let stops = InputTable(
    .other, ["axis", "stop", "city", "kilometres", "population"])

  private static let table = """
    axis,stop,city,kilometres,population
    north,1,a,0,100000
    north,2,b,100,10000
    north,3,c,200,60000
    north,4,d,300,200000
    """

  private static func definition(
    _ name: String, formula: String, tex: String, unit: IndicatorUnit,
    direction: IndicatorDirection = .neutral, expected: Double, hand: String,
    _ value: @escaping @Sendable (AxisDiagnostics) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "axis.\(name).network", .poles, formula: formula, tex: tex, tables: [stops], unit: unit,
      rules: (.unreachable, .exact),
      citations: ["Tapalova, Raimbekov, Zhunussova et al. (2024), section 3"],
      direction: direction, choices: [],
      examples: [
        WorkedExample("by hand: " + hand, [table], subject: "north", expected: expected)
      ],
      note:
        "kilometres is the way from the stop before; that of the first stop is not used, an empty one is no way."
    ) { tables, _ in
      try KeyedRows(
        tables.table(stops), words: ["axis", "city"], numbers: ["stop", "kilometres", "population"]
      ).grouped(by: 0).map { axis, rows in
        Measurement(
          [axis.isEmpty ? "–" : axis], period: "", n: rows.rows.count,
          .known(diagnose(axis, rows).flatMap(value)))
      }
    }
  }

  private static func diagnose(_ axis: String, _ rows: KeyedRows) -> Outcome<AxisDiagnostics> {
    let numbers = rows.rows.map(\.numbers)
    guard numbers.allSatisfy({ $0[0] != nil && $0[2] != nil }) else {
      return .missing(.missingInput)
    }
    let order = rows.rows.sorted { ($0.numbers[0] ?? 0) < ($1.numbers[0] ?? 0) }
    if numbers.contains(where: { $0.contains { ($0 ?? 0) < 0 } }) {
      return .missing(.negativeValue)
    }
    guard order.count >= 2 else { return .missing(.tooFewObservations) }
    guard Set(order.map { $0.numbers[0] ?? 0 }).count == order.count,
      Set(order.map { $0.words[1] }).count == order.count
    else { return .missing(.duplicateKey) }
    let cities = order.map {
      AxisCity(name: $0.words[1], point: nil, population: $0.numbers[2] ?? 0, product: 0)
    }
    let links = zip(order, order.dropFirst()).compactMap { before, after in
      after.numbers[1].map {
        AxisLink(from: before.words[1], to: after.words[1], kilometres: $0, freeHours: 0)
      }
    }
    guard links.count == order.count - 1, links.allSatisfy({ $0.kilometres > 0 }) else {
      return .missing(.unreachable)
    }
    let found = try? AxisNetwork(cities: cities, links: links).diagnose(
      DevelopmentAxis(name: axis, trunk: cities.map(\.name)))
    return found.map { .value($0) } ?? .missing(.undefined)
  }
}
