internal import TamgaCatalogue
internal import TamgaNumerics

/// Clusters: Ellison–Glaeser, Litzenberger–Sternberg.
enum ClusterIndicators {
  static let all: [IndicatorDefinition] = [ellisonGlaeser, litzenbergerSternberg]

  private static let plants = InputTable(
    .employment, ["region", "industry", "employment", "herfindahl"], optional: ["period"])

  private static let ellisonGlaeser = IndicatorDefinition(
    "cluster.ellison-glaeser.plant", .specialisation,
    formula: "(G − (1 − Σx²) H) / ((1 − Σx²)(1 − H)), G = Σ (s − x)²",
    tex: "\\frac{G-(1-\\sum x^2)H}{(1-\\sum x^2)(1-H)}", tables: [plants], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .exact),
    citations: ["Ellison and Glaeser (1997), Geographic Concentration, equation 5"],
    examples: [
      WorkedExample(
        "by hand: s = 0.9, 0.1; x = 0.5, 0.5; G = 0.32, H = 0.2: (0.32 − 0.1) / (0.5 · 0.8)",
        [
          """
          region,industry,employment,herfindahl
          A,mine,90,0.2
          B,mine,10,0.2
          A,farm,10,0.1
          B,farm,90,0.1
          """
        ], subject: "mine", expected: 0.55)
    ], note: "H, the Herfindahl index of plants, stands in every row of its industry."
  ) { tables, context in
    let table = try tables.table(plants)
    let indices = try CellBook(table, by: ["industry", "region", "period"], of: "herfindahl")
    return try EmploymentBook(tables).panels.flatMap { panel in
      let count = panel.regions.count
      let totals = try panel.totals(context)
      return try panel.industries.indices.map { industry -> Measurement in
        let subject = [panel.industries[industry]]
        let cells = indices.cells.filter {
          indices.word("industry", $0.key) == panel.industries[industry]
            && indices.word("period", $0.key) == panel.period
        }.sorted { $0.key < $1.key }.map(\.value)
        let plantIndex = Measurement.known(cells, context)
        switch (plantIndex, totals) {
        case (.value(let index), .value(let totals)):
          guard let first = index.first, index.allSatisfy({ $0.value == first.value }) else {
            return .missing(.duplicateKey, subject, period: panel.period, n: count)
          }
          return Measurement(
            subject, period: panel.period, n: count, flags: panel.flags,
            .real(try totals.industry(industry) + [first]) { values in
              plantConcentration(
                EmploymentTable(
                  values: Array(values.dropLast()), regions: count, industries: 2),
                0, values[values.count - 1])
            })
        case (.missing(let reason), _), (_, .missing(let reason)):
          return .missing(reason, subject, period: panel.period, n: count)
        }
      }
    }
  }

  private static func plantConcentration(
    _ table: EmploymentTable, _ industry: Int, _ plants: Double
  ) -> Outcome<Double> {
    Shares.of((0..<table.regions).map { table.value($0, industry) }).flatMap { own in
      Shares.of((0..<table.regions).map { table.region($0) }).flatMap { all in
        var raw = CompensatedSum()
        for (s, x) in zip(own.values, all.values) { raw.add((s - x) * (s - x)) }
        let room = 1 - all.herfindahl
        return quotient(raw.total - room * plants, room * (1 - plants))
      }
    }
  }

  private static let stocks = InputTable(
    .employment, ["region", "industry", "employment", "establishments"], optional: ["period"])
  private static let land = InputTable(.regions, ["region", "area", "population"])

  private static let litzenbergerSternberg = IndicatorDefinition(
    "cluster.litzenberger-sternberg.ratio", .specialisation,
    formula: "[(e/a)/(E/A)] [(e/p)/(E/P)] / [(e/b)/(E/B)]",
    tex: "\\frac{e/a}{E/A}\\cdot\\frac{e/p}{E/P}\\Big/\\frac{e/b}{E/B}", tables: [stocks, land],
    unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["Litzenberger and Sternberg (2006), Der Clusterindex"],
    examples: [
      WorkedExample(
        "by hand: density 1.8, stock 1.35, plant size 1.0125: 1.8 · 1.35 / 1.0125",
        [
          """
          region,industry,employment,establishments
          A,mine,90,8
          B,mine,10,1
          """, "region,area,population\nA,50,60\nB,50,30",
        ], subject: "A/mine", expected: 1.8 * 1.35 / 1.0125)
    ], note: "Density over area, stock over population, divided by the size of plants."
  ) { tables, context in
    let places = try tables.table(land)
    let areas = try CellBook(places, by: ["region"], of: "area")
    let people = try CellBook(places, by: ["region"], of: "population")
    let plants = try EmploymentBook(tables, of: "establishments").panels
    return try EmploymentBook(tables).panels.enumerated().flatMap { place, panel in
      let regions = panel.regions
      func column(_ book: CellBook) -> [Cell?] {
        regions.map { name in book.key(0, "region", name).flatMap { book.cells[$0] } }
      }
      return panel.industries.indices.flatMap { industry in
        let cells =
          regions.indices.map { panel.cells[$0][industry] as Cell? }
          + column(areas) + column(people)
          + regions.indices.map { plants[place].cells[$0][industry] as Cell? }
        return regions.indices.map { region -> Measurement in
          .of(
            cells, [regions[region], panel.industries[industry]], period: panel.period,
            n: regions.count, context
          ) { clusterIndex($0, regions.count, region) }
        }
      }
    }
  }

  /// Employment, area, population, plants of regions, one after another.
  private static func clusterIndex(_ values: [Double], _ count: Int, _ region: Int)
    -> Outcome<Double>
  {
    let columns = (0..<4).map { Array(values[$0 * count..<($0 + 1) * count]) }
    let own = columns.map { $0[region] }
    let all = columns.map { compensatedTotal(of: $0) }
    guard (own + all).allSatisfy({ $0 > 0 }) else {
      return own[0] == 0 && all.allSatisfy({ $0 > 0 }) && own[1] > 0 && own[2] > 0
        ? .value(0) : .missing(.zeroDenominator)
    }
    func ratio(_ place: Int) -> Double { (own[0] / own[place]) / (all[0] / all[place]) }
    return .value(ratio(1) * ratio(2) / ratio(3))
  }
}
