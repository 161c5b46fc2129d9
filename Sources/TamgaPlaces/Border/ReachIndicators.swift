package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of what a border lets through: contact, barrier, the position of a region.
package enum ReachIndicators {
  package static let all: [IndicatorDefinition] = contact + barriers + [position]

  private static let legs = InputTable(.other, ["place", "crossing", "distance", "population"])
  private static let legsAbroad = InputTable(
    .other, ["crossing", "destination", "distance", "mass_j"])
  private static let delays = InputTable(.other, ["crossing", "delay"])

  private static let homeTable = """
    place,crossing,distance,population
    a,one,0.5,30
    a,two,3,30
    b,one,1.5,50
    c,two,5,20
    """
  private static let abroadTable = """
    crossing,destination,distance,mass_j
    one,x,1,100
    two,x,1,100
    """
  private static let delayTable = """
    crossing,delay
    one,2
    two,0
    """

  private static let contact = [1.0, 2, 4].map { hours in
    let name = String(Int(hours))
    return IndicatorDefinition(
      "contact.crossing.\(name)h", .border,
      formula: "100 Σ P where min_c t_ic ≤ \(name) h / Σ P",
      tex: "100\\,\\frac{\\sum_{i: \\min_c t_{ic} \\le \(name)} P_i}{\\sum_i P_i}", tables: [legs],
      unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citations: ["Sebentsov et al. (2024), on the contact function of borders"],
      direction: .higherIsBetter, choices: [],
      examples: [
        WorkedExample(
          "by hand: hours to the nearest crossing 0.5, 1.5, 5; people 30, 50, 20", [homeTable],
          expected: hours == 1 ? 30 : 80)
      ],
      note: "distance is hours from a place to an open crossing; an empty one is no way there."
    ) { tables, _ in
      let rows = try KeyedRows(
        tables.table(legs), words: ["place", "crossing"], numbers: ["distance", "population"])
      guard !rows.rows.isEmpty else { return [] }
      let home = PlacesInReach(rows, place: 0)
      return [
        Measurement(["all"], period: "", n: home.names.count, .known(shareWithin(hours, home)))
      ]
    }
  }

  /// The part of all people who reach a crossing within some hours, in percent.
  private static func shareWithin(_ hours: Double, _ home: PlacesInReach) -> Outcome<Double> {
    if let fault = home.fault { return .missing(fault) }
    var near: [Double] = []
    var all: [Double] = []
    for name in home.names {
      let people = home.sizes[name] ?? 0
      all.append(people)
      if home.nearest(name) <= hours { near.append(people) }
    }
    return quotient(100 * compensatedTotal(of: near), compensatedTotal(of: all))
  }

  private static let span = IndicatorChoice.number("span", "2")
  private static let beta = IndicatorChoice.number("beta", "2")

  private static func barrier(
    _ name: String, formula: String, tex: String, direction: IndicatorDirection, expected: Double,
    hand: String, note: String, _ value: @escaping @Sendable (BarrierFunction) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "barrier.\(name).net", .border, formula: formula, tex: tex,
      tables: [legs, legsAbroad, delays], unit: .fixed(.percent),
      rules: (.unreachable, .exact),
      citations: [
        "Rich (1980), Potential Models in Human Geography",
        "Tarkhov (2022), on borders as barriers",
      ], direction: direction, choices: [span, beta],
      examples: [
        WorkedExample(
          "by hand: " + hand, [homeTable, abroadTable, delayTable], expected: expected,
          tolerance: 1e-9)
      ], note: note
    ) { tables, context in
      let home = PlacesInReach(
        try KeyedRows(
          tables.table(legs), words: ["place", "crossing"], numbers: ["distance", "population"]),
        place: 0)
      let abroad = PlacesInReach(
        try KeyedRows(
          tables.table(legsAbroad), words: ["crossing", "destination"],
          numbers: ["distance", "mass_j"]), place: 1)
      let waits = try KeyedRows(tables.table(delays), words: ["crossing"], numbers: ["delay"])
      guard !home.names.isEmpty else { return [] }
      let outcome: Outcome<Double>
      if let fault = home.fault ?? abroad.fault ?? faultOf(waits) {
        outcome = .missing(fault)
      } else {
        let decay = DistanceDecay.pareto(span: context.number(span), beta: context.number(beta))
        outcome =
          stretch(home, abroad, waits).map { stretch in
            (try? stretch.barrier(decay, threads: context.threads)).map(value)
              ?? .missing(.undefined)
          } ?? .missing(.undefined)
      }
      return [Measurement(["all"], period: "", n: home.names.count, .known(outcome))]
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

  /// Why rows of one number cannot be used.
  private static func faultOf(_ rows: KeyedRows) -> MissingReason? {
    if Set(rows.rows.map { $0.words[0] }).count < rows.rows.count { return .duplicateKey }
    for row in rows.rows {
      guard let value = row.numbers[0] else { return .missingInput }
      if value < 0 { return .negativeValue }
    }
    return rows.rows.isEmpty ? .missingInput : nil
  }

  private static func stretch(_ home: PlacesInReach, _ abroad: PlacesInReach, _ waits: KeyedRows)
    -> BorderStretch?
  {
    let crossings = waits.rows.map { $0.words[0] }
    let times = try? CrossingTimes(
      crossings: crossings.count,
      toCrossing: home.names.flatMap { place in crossings.map { home.hours[[place, $0]] ?? nil } },
      fromCrossing: crossings.flatMap { crossing in
        abroad.names.map { abroad.hours[[crossing, $0]] ?? nil }
      })
    return times.flatMap { times in
      try? BorderStretch(
        homeMasses: home.names.map { home.sizes[$0] ?? 0 },
        homePotentials: home.names.map { _ in 0 },
        massesAbroad: abroad.names.map { abroad.sizes[$0] ?? 0 },
        crossings: waits.rows.map {
          BorderCrossing(name: $0.words[0], delayHours: $0.numbers[0] ?? 0, isOpen: true)
        }, times: times)
    }
  }

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

/// Places on one side with their people or masses, and the hours between them and crossings.
private struct PlacesInReach {
  let names: [String]
  private(set) var sizes: [String: Double] = [:]
  /// By the words of a row, place and crossing in the table's order.
  private(set) var hours: [[String]: Double?] = [:]
  private(set) var fault: MissingReason?
  private let place: Int

  /// Reads rows of two words, one of them the place at `place`, with hours and size.
  init(_ rows: KeyedRows, place: Int) {
    self.place = place
    names = rows.names([place])
    for row in rows.rows {
      let (name, known) = (row.words[place], row.numbers[1])
      if hours[row.words] != nil { fault = fault ?? .duplicateKey }
      hours[row.words] = .some(row.numbers[0])
      guard let known else {
        fault = fault ?? .missingInput
        continue
      }
      if known < 0 || (row.numbers[0] ?? 0) < 0 { fault = fault ?? .negativeValue }
      if sizes[name].map({ $0 != known }) ?? false { fault = fault ?? .duplicateKey }
      sizes[name] = known
    }
    if rows.rows.isEmpty { fault = .missingInput }
    if rows.rows.allSatisfy({ $0.numbers[0] == nil }) { fault = fault ?? .unreachable }
  }

  /// The hours to the nearest crossing.
  func nearest(_ name: String) -> Double {
    hours.reduce(.infinity) { best, leg in
      leg.key[place] == name ? min(best, leg.value ?? .infinity) : best
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
