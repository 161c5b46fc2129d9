internal import TamgaCatalogue
internal import TamgaNumerics

/// Export potential, national and of border regions, and the gap to what is exported.
enum PotentialIndicators {
  static let all: [IndicatorDefinition] = [national, regional, gap]

  private static let elasticity = IndicatorChoice.number("elasticity", "1")
  private static let spies = "Decreux and Spies (2016), Export Potential Assessments"
  private static let warning = """
    Rebuilt from the published description: the definitive text of the International Trade Centre \
    may differ in the tariff terms. Flows are means of the exporter's records over the periods; the \
    fan is over income elasticities of 0.5, 1 and 1.5.
    """

  private static let flows = """
    reporter,partner,product,flow,value
    KAZ,CHN,01,X,60
    KAZ,KGZ,01,X,40
    UZB,CHN,01,X,140
    UZB,KGZ,01,X,60
    """
  private static let growth = """
    region,gdp_growth,population_growth,income_growth
    KAZ,1.1,1,1
    UZB,1.1,1,1
    CHN,1,1,1.2
    KGZ,1,1.1,1
    """
  private static let distances = """
    origin,destination,distance
    KAZ,CHN,1000
    UZB,CHN,1000
    KAZ,KGZ,500
    UZB,KGZ,500
    KZ-ZHM,KGZ,250
    """
  private static let shares = """
    region,country,product,employment
    KZ-ZHM,KAZ,01,30
    KZ-ALA,KAZ,01,70
    """
  private static let tables = [
    InputTable.bilateralFlows, ExportPotential.distances, ExportPotential.growthTable,
    ExportPotential.tariffTable,
  ]

  /// Every pair and product the exporter sells somewhere and the importer buys somewhere.
  private static func measurements(
    _ tables: IndicatorTables, _ context: IndicatorContext,
    _ figure: (Double, Double) -> Double
  ) throws -> [Measurement] {
    let model = try ExportPotential(tables, context)
    let chosen = context.number(elasticity)
    return model.exporters.flatMap { i in
      model.importers.filter { $0 != i }.flatMap { j in
        model.products.map { k -> Measurement in
          let actual = model.flow(i, j, k)
          return measurement(
            [i, j, k], n: model.exporters.count, flags: [.reconstruction], chosen
          ) { model.potential(i, j, k, elasticity: $0).map { figure($0, actual) } }
        }
      }
    }
  }

  private static func measurement(
    _ subject: [String], n: Int, flags: Set<IndicatorFlag>, _ elasticity: Double,
    _ potential: (Double) -> Outcome<Double>
  ) -> Measurement {
    let fan = [0.5, 1, 1.5, elasticity].compactMap { potential($0).value }
    let interval = fan.min().flatMap { low in
      fan.max().flatMap { IndicatorInterval(lower: low, upper: $0, kind: "fan") }
    }
    return Measurement(
      subject, period: "", n: n, flags: flags, .known(potential(elasticity), interval: interval))
  }

  private static let national = IndicatorDefinition(
    "potential.epi.itc-form", .bilateral, formula: "EPI = Supply · Demand · Ease",
    tex: "EPI_{ijk}=S_{ik}\\,D_{ijk}\\,E_{ij}", tables: tables, unit: .sameAsInput,
    rules: (.zeroDenominator, .fan), citations: [spies], direction: .higherIsBetter,
    isStandard: true, choices: [.duplicates, elasticity],
    examples: [
      WorkedExample(
        "by hand: supply 100/300, demand 200 · 1.2, ease 60/(100/300 · 200)",
        [flows, distances, growth], subject: "KAZ/CHN/01",
        expected: 100.0 / 300 * 240 * (60 / (100.0 / 300 * 200)), tolerance: 1e-9)
    ], note: warning
  ) { tables, context in try measurements(tables, context) { potential, _ in potential } }

  private static let gap = IndicatorDefinition(
    "potential.gap.positive", .bilateral, formula: "max(0, EPI − v_ijk)",
    tex: "\\max(0,EPI_{ijk}-v_{ijk})", tables: tables, unit: .sameAsInput,
    rules: (.zeroDenominator, .fan), citations: [spies], choices: [.duplicates, elasticity],
    examples: [
      WorkedExample(
        "by hand: 72 − 60", [flows, distances, growth], subject: "KAZ/CHN/01", expected: 12,
        tolerance: 1e-9)
    ], note: warning
  ) { tables, context in try measurements(tables, context) { max(0, $0 - $1) } }

  private static let employment = InputTable(
    .other, ["region", "country", "product", "employment"])

  private static let regional = IndicatorDefinition(
    "potential.epi.regional", .bilateral,
    formula: "EPI of a region: v_rk = v_nk e_r/e_n, distance of the region",
    tex: "EPI_{rjk},\\ v_{rk}=v_{nk}\\frac{e_{rk}}{e_{nk}}", tables: tables + [employment],
    unit: .sameAsInput, rules: (.zeroDenominator, .fan), citations: [spies],
    direction: .higherIsBetter, choices: [.duplicates, elasticity],
    examples: [
      WorkedExample(
        "by hand: share 0.3; supply 1/3, demand 100 · 1.1 · (250/500), ease 40/(100/300 · 100)",
        [flows, distances, growth, shares], subject: "KZ-ZHM/KGZ/01",
        expected: 0.3 * (100.0 / 300) * 100 * 1.1 * 0.5 * (40 / (100.0 / 300 * 100)),
        tolerance: 1e-9)
    ],
    note: warning
      + " Balance and tariffs stay national, so that supplies of regions add up to the nation's."
  ) { tables, context in
    let model = try ExportPotential(tables, context)
    let book = try CellBook(
      tables.table(employment), by: ["country", "product", "region"], of: "employment")
    let chosen = context.number(elasticity)
    return book.groups(book.cells, by: ["country", "product"]).flatMap { key, members in
      let (country, product) = (book.word("country", key), book.word("product", key))
      let amounts = Measurement.known(members.map(\.cell), context)
      return members.indices.flatMap { place in
        model.importers.filter { $0 != country }.map { importer -> Measurement in
          let region = book.word("region", members[place].key)
          return measurement(
            [region, importer, product], n: model.exporters.count,
            flags: [.reconstruction, .estimate], chosen
          ) { elasticity in
            amounts.flatMap { amounts in
              let all = compensatedTotal(of: amounts.map(\.double))
              return quotient(amounts[place].double, all).flatMap { share in
                model.potential(
                  country, importer, product, origin: region, share: share, elasticity: elasticity)
              }
            }
          }
        }
      }
    }
  }
}
