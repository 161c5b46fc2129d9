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
    definition(
      "time", formula: "Σ hours of the links with waiting at borders",
      tex: "\\sum_l (t_l + \\delta_l)", unit: .named("h"), reads: ["hours"],
      readsIfPresent: ["border_hours"], direction: .lowerIsBetter, expected: 13.5,
      hand: "2 + 4 + 6 of driving, 1.5 at a border"
    ) { $0.hoursWithBorders },
    definition(
      "weak-link", formula: "max over links of hours in the worst season / free hours",
      tex: "\\max_l t_l^{\\text{worst}} / t_l", unit: .fixed(.ratio), reads: ["slowdown"],
      direction: .lowerIsBetter, expected: 2.5, hand: "the largest of 1, 2.5, 1.25"
    ) { $0.slowdown },
  ]

  private static let stops = ["axis", "stop", "city", "kilometres", "population"]

  private static let table = """
    axis,stop,city,kilometres,population,hours,border_hours,slowdown
    north,1,a,,100000,,,
    north,2,b,100,10000,2,0,1
    north,3,c,200,60000,4,1.5,2.5
    north,4,d,300,200000,6,0,1.25
    """

  private static func definition(
    _ name: String, formula: String, tex: String, unit: IndicatorUnit, reads: [String] = [],
    readsIfPresent: [String] = [], direction: IndicatorDirection = .neutral, expected: Double,
    hand: String, _ value: @escaping @Sendable (AxisDiagnostics) -> Outcome<Double>
  ) -> IndicatorDefinition {
    let input = InputTable(.other, stops + reads, optional: readsIfPresent)
    return IndicatorDefinition(
      "axis.\(name).network", .poles, formula: formula, tex: tex, tables: [input], unit: unit,
      rules: (.unreachable, .exact),
      citations: ["Tapalova, Raimbekov, Zhunussova et al. (2024), section 3"],
      direction: direction, choices: [],
      examples: [
        WorkedExample("by hand: " + hand, [table], subject: "north", expected: expected)
      ],
      note:
        "The numbers of a stop are of the way from the stop before, those of the first are not used; "
        + "empty kilometres are no way, any other empty cell is a missing input. Columns: "
        + (stops + reads + readsIfPresent.map { "\($0) where there" }).joined(separator: ", ") + "."
    ) { tables, _ in
      let table = try tables.table(input)
      let further = reads + readsIfPresent.filter(table.has)
      return try KeyedRows(
        table, words: ["axis", "city"], numbers: ["stop", "kilometres", "population"] + further
      ).grouped(by: 0).map { axis, rows in
        Measurement(
          [axis.isEmpty ? "–" : axis], period: "", n: rows.rows.count,
          .known(AxisStops(rows, further: further).diagnose(axis).flatMap(value)))
      }
    }
  }
}

/// The stops of an axis in their order, with the ways between them.
private struct AxisStops {
  private let rows: [KeyedRow]
  private let further: [String]

  /// Reads rows whose numbers are stop, kilometres, population and further columns.
  init(_ rows: KeyedRows, further: [String]) {
    self.rows = rows.rows.sorted { ($0.numbers[0] ?? 0) < ($1.numbers[0] ?? 0) }
    self.further = further
  }

  /// The axis measured over its own ways, or why it cannot be.
  func diagnose(_ axis: String) -> Outcome<AxisDiagnostics> {
    if let fault { return .missing(fault) }
    let cities = rows.map {
      AxisCity(name: $0.words[1], point: nil, population: $0.numbers[2] ?? 0, product: 0)
    }
    let links = zip(rows, rows.dropFirst()).compactMap { before, after in
      after.numbers[1].map {
        AxisLink(
          from: before.words[1], to: after.words[1], kilometres: $0,
          freeHours: number("hours", after) ?? 0,
          borderHours: number("border_hours", after) ?? 0,
          seasonalSlowdown: number("slowdown", after) ?? 1)
      }
    }
    guard links.count == rows.count - 1, links.allSatisfy({ $0.kilometres > 0 }) else {
      return .missing(.unreachable)
    }
    let found = try? AxisNetwork(cities: cities, links: links).diagnose(
      DevelopmentAxis(name: axis, trunk: cities.map(\.name)))
    return found.map { .value($0) } ?? .missing(.undefined)
  }

  private var fault: MissingReason? {
    guard
      rows.allSatisfy({ $0.numbers[0] != nil && $0.numbers[2] != nil }),
      rows.dropFirst().allSatisfy({ row in further.allSatisfy { number($0, row) != nil } })
    else { return .missingInput }
    if rows.contains(where: { $0.numbers.contains { ($0 ?? 0) < 0 } }) { return .negativeValue }
    guard rows.count >= 2 else { return .tooFewObservations }
    guard Set(rows.map { $0.numbers[0] ?? 0 }).count == rows.count,
      Set(rows.map { $0.words[1] }).count == rows.count
    else { return .duplicateKey }
    return nil
  }

  private func number(_ name: String, _ row: KeyedRow) -> Double? {
    further.firstIndex(of: name).flatMap { row.numbers[3 + $0] }
  }
}
