package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of places at a border: belts, permeability, the drift of a centre.
package enum PlaceIndicators {
  package static let all: [IndicatorDefinition] = beltIndicators + permeability + [drift]

  private static let places = InputTable(
    .other, ["place", "country", "border_distance", "value"], optional: ["border"])
  private static let belt = """
    place,country,border_distance,value
    a,KAZ,10,5
    b,KAZ,50,7
    c,RUS,30,11
    d,RUS,200,13
    """

  private static let settlements = InputTable(
    .other, ["place", "country", "border_distance"], optional: ["border"])
  private static let measures = ["population", "grp", "area", "settlements"]

  private static let beltIndicators: [IndicatorDefinition] =
    measures.flatMap { measure in
      [15.0, 30, 50, 100, 150].map { radius in
        let counts = measure == "settlements"
        let expected: [Double: Double] =
          counts
          ? [15: 1, 30: 2, 50: 3, 100: 3, 150: 3] : [15: 5, 30: 16, 50: 23, 100: 23, 150: 23]
        return IndicatorDefinition(
          "belt.\(measure).\(Int(radius))", .border,
          formula: counts
            ? "number of places where d ≤ \(Int(radius)) km"
            : "Σ \(measure) where d ≤ \(Int(radius)) km",
          tex: "\\sum_{d_i \\le \(Int(radius))} \(counts ? "1" : "x_i")",
          tables: [counts ? settlements : places], unit: counts ? .fixed(.count) : .sameAsInput,
          rules: (.coverage, .exact),
          citations: [
            "GATT (1994), article XXIV:3; Tapalova et al. (2024) for 100–150 km"
          ], choices: [],
          examples: [
            WorkedExample(
              "by hand: places within \(Int(radius)) km", [belt], subject: "all",
              expected: expected[radius] ?? 0)
          ],
          note: (counts
            ? "By side and of both; places without a distance must be fewer than a tenth of all. "
            : "By side and of both; places without a distance must hold under a tenth of all. ")
            + "With a column border, as in KAZ-RUS, a place near two borders has a row for each: it "
            + "counts in both, and once, at its least distance, in the values over all borders. Two rows "
            + "of one place and border give duplicate-key."
        ) { tables, _ in try beltValues(tables, radius, counts: counts) }
      }
    }

  private static func beltValues(
    _ tables: IndicatorTables, _ radius: Double, counts: Bool
  ) throws -> [Measurement] {
    let rows = try KeyedRows(
      tables.table(counts ? settlements : places), words: ["country", "place"],
      ifPresent: ["border"], numbers: ["border_distance"] + (counts ? [] : ["value"])
    )
    func of(_ rows: KeyedRows, _ subject: [String]) -> [Measurement] {
      (rows.grouped(by: 0).map { ($0.word.isEmpty ? "–" : $0.word, $0.rows.rows) }
        + [("all", rows.rows)]).map { beltValue($1, subject + [$0], radius) }
    }
    let borders = rows.grouped(by: 2)
    return borders.count == 1 && borders.first?.word.isEmpty == true || borders.isEmpty
      ? of(rows, [])
      : borders.flatMap { of($0.rows, [$0.word.isEmpty ? "–" : $0.word]) } + of(rows, [])
  }

  /// Each place once at its least known distance; nil where its rows contradict or repeat each other.
  private static func once(_ rows: [KeyedRow]) -> [KeyedRow]? {
    guard Set(rows.map(\.words)).count == rows.count else { return nil }
    var found: [KeyedRow] = []
    for row in rows {
      guard let last = found.last, last.words.prefix(2) == row.words.prefix(2) else {
        found.append(row)
        continue
      }
      guard last.numbers.dropFirst() == row.numbers.dropFirst() else { return nil }
      let near = [last.numbers[0], row.numbers[0]].compactMap(\.self).min()
      found[found.count - 1] = KeyedRow(
        words: last.words, numbers: [near] + last.numbers.dropFirst())
    }
    return found
  }

  /// The total of places within a radius; of places without a value, their number.
  private static func beltValue(_ rows: [KeyedRow], _ subject: [String], _ radius: Double)
    -> Measurement
  {
    let n = Set(rows.map { $0.words.prefix(2) }).count
    func missing(_ reason: MissingReason) -> Measurement {
      .missing(reason, subject, period: "", n: n)
    }
    guard !rows.isEmpty, rows.allSatisfy({ $0.numbers.dropFirst().allSatisfy { $0 != nil } })
    else { return missing(.missingInput) }
    let distances = rows.map { $0.numbers[0] ?? 0 }
    guard
      (rows.flatMap { $0.numbers.dropFirst().compactMap(\.self) } + distances)
        .allSatisfy({ $0 >= 0 })
    else { return missing(.negativeValue) }
    guard let own = once(rows) else { return missing(.duplicateKey) }
    let values = own.map { $0.numbers.count > 1 ? $0.numbers[1] ?? 0 : 1 }
    let total = compensatedTotal(of: values)
    let known = compensatedTotal(
      of: zip(own, values).filter { $0.0.numbers[0] != nil }.map(\.1))
    guard known >= 0.9 * total, own.contains(where: { $0.numbers[0] != nil }) else {
      return missing(.coverage)
    }
    let found = try? belts(
      distances: own.map { $0.numbers[0] }, values: values, sides: own.map { _ in "s" },
      radii: [radius])
    return Measurement(
      subject, period: "", n: n, flags: known < total ? [.lowCoverage] : [],
      .known(found?.belts.first.map { .value($0.total) } ?? .missing(.undefined)))
  }

  private static let crossings = InputTable(
    .other, ["border", "crossing", "border_km", "open_days"])

  private static let permeability = ["all", "season"].map { kind in
    IndicatorDefinition(
      "permeability.km-per-crossing.\(kind)", .border,
      formula: kind == "all" ? "km / crossings that open" : "km / Σ (open days / 365)",
      tex: kind == "all" ? "L / n" : "L / \\sum_c t_c / 365", tables: [crossings],
      unit: .named("km"), rules: (.zeroDenominator, .exact),
      citations: ["Tarkhov (2022), on the permeability of borders"], direction: .lowerIsBetter,
      choices: [],
      examples: [
        WorkedExample(
          "by hand: 300 km, one crossing all year, one for half of it",
          [
            """
            border,crossing,border_km,open_days
            KAZ-RUS,a,300,365
            KAZ-RUS,b,300,182.5
            """
          ], subject: "KAZ-RUS", expected: kind == "all" ? 150 : 200)
      ],
      note: "The length of a border depends on the scale of the map; no crossing is not zero km."
    ) { tables, _ in
      try KeyedRows(
        tables.table(crossings), words: ["border", "crossing"],
        numbers: ["border_km", "open_days"]
      ).grouped(by: 0).map { border, rows in
        let known = rows.complete
        guard known.gaps == 0, let first = known.rows.first else {
          return .missing(.missingInput, [border], period: "", n: rows.rows.count)
        }
        guard known.rows.allSatisfy({ $0.numbers[0] == first.numbers[0] }) else {
          return .missing(.duplicateKey, [border], period: "", n: rows.rows.count)
        }
        let days = known.rows.map { $0.numbers[1] }
        let found = try? kilometresPerCrossing(
          borderKilometres: first.numbers[0],
          openDays: kind == "all" ? days.map { $0 > 0 ? 365 : $0 } : days)
        let reason: MissingReason =
          (days + [first.numbers[0]]).contains { $0 < 0 }
          ? .negativeValue : .undefined
        return Measurement(
          [border], period: "", n: days.count, .known(found ?? .missing(reason)))
      }
    }
  }

  /// The radius of the sphere in km.
  private static let radius = IndicatorChoice.number(
    "radius", "6371.0088", profiles: [.reat: "6378"])

  private static let located = InputTable(.other, ["place", "period", "x", "y", "weight"])

  private static let drift = IndicatorDefinition(
    "centroid.drift.weighted", .border,
    formula: "distance between Σ m r / |Σ m r| of neighbouring periods",
    tex: "\\left\\| \\sum_i m_i \\mathbf{r}_i \\right\\|^{-1} \\sum_i m_i \\mathbf{r}_i",
    tables: [located], unit: .named("km"), rules: (.zeroDenominator, .exact),
    citations: ["Sviatlovsky and Eells (1937), The Centrographical Method"], choices: [radius],
    examples: [
      WorkedExample(
        "by hand: one degree of the equator, 6371.0088 π / 180",
        [
          """
          place,period,x,y,weight
          a,2020,60,0,1
          b,2020,61,0,0
          a,2021,60,0,0
          b,2021,61,0,1
          """
        ], subject: "all", period: "2021", expected: 6371.0088 * Double.pi / 180,
        tolerance: 1e-9)
    ],
    note:
      "x is longitude, y latitude, in degrees, on a sphere of the mean radius; REAT has 6,378 km."
  ) { tables, context in
    let periods = try KeyedRows(
      tables.table(located), words: ["place", "period"], numbers: ["x", "y", "weight"]
    ).grouped(by: 1)
    let centres = periods.map { period -> Outcome<EarthPoint> in
      let known = period.rows.complete
      guard known.gaps == 0 else { return .missing(.missingInput) }
      if known.rows.contains(where: { $0.numbers[2] < 0 }) { return .missing(.negativeValue) }
      let found = try? weightedCentre(
        known.rows.map { EarthPoint(longitude: $0.numbers[0], latitude: $0.numbers[1]) },
        masses: known.rows.map { $0.numbers[2] })
      return found ?? .missing(.undefined)
    }
    return zip(zip(centres, periods), centres.dropFirst()).enumerated().map { index, pair in
      let outcome: Outcome<Double>
      switch (pair.0.0, pair.1) {
      case (.value(let one), .value(let other)):
        outcome = .value(one.kilometres(to: other, radius: context.number(radius)))
      case (.missing(let reason), _), (_, .missing(let reason)): outcome = .missing(reason)
      }
      return Measurement(
        ["all"], period: periods[index + 1].word, n: periods[index + 1].rows.rows.count,
        .known(outcome))
    }
  }
}
