package import TamgaCatalogue
internal import TamgaNumerics

/// The indicators of migration and labour.
package enum LabourIndicators {
  package static let all: [IndicatorDefinition] = migration + labour

  /// The numbers of one region and period by column.
  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit = .fixed(.percent),
    columns: [String], citation: String, values: [String], expected: Double,
    direction: IndicatorDirection = .neutral,
    _ part: @escaping @Sendable ([Double]) -> Outcome<Double>
  ) -> IndicatorDefinition {
    let input = InputTable(.other, ["region"] + columns, optional: ["period"])
    return IndicatorDefinition(
      id, .regions, formula: formula, tex: tex, tables: [input], unit: unit,
      rules: (.zeroDenominator, .exact), citations: [citation], direction: direction,
      examples: [
        WorkedExample(
          "by hand: " + zip(columns, values).map { "\($0) \($1)" }.joined(separator: ", "),
          [
            "region," + columns.joined(separator: ",") + "\na,"
              + values.joined(separator: ",")
          ], subject: "a", expected: expected, tolerance: 1e-9)
      ]
    ) { tables, context in
      let table = try tables.table(input)
      let books = try columns.map { try CellBook(table, by: ["region", "period"], of: $0) }
      guard let first = books.first else { return [] }
      return first.cells.keys.sorted().map { key in
        .of(
          books.map { $0.cells[key] }, [first.word("region", key)],
          period: first.word("period", key), context, part)
      }
    }
  }

  private static let manual =
    "United Nations (1970), Manual VI: Methods of Measuring Internal Migration"
  private static let resolution = "ILO (2013), Resolution I of the 19th ICLS"

  private static let migration = [
    definition(
      "migration.net-rate.per-thousand", formula: "1000 (I − O)/P", tex: "1000\\frac{I-O}{P}",
      unit: .named("per-thousand"), columns: ["arrivals", "departures", "population"],
      citation: manual, values: ["30", "50", "10000"], expected: -2
    ) { MigrationBalance(arrivals: $0[0], departures: $0[1], population: $0[2]).netRate },
    definition(
      "migration.turnover-rate.per-thousand", formula: "1000 (I + O)/P",
      tex: "1000\\frac{I+O}{P}", unit: .named("per-thousand"),
      columns: ["arrivals", "departures", "population"], citation: manual,
      values: ["30", "50", "10000"], expected: 8
    ) { MigrationBalance(arrivals: $0[0], departures: $0[1], population: $0[2]).turnoverRate },
    definition(
      "migration.effectiveness.ratio", formula: "(I − O)/(I + O)", tex: "\\frac{I-O}{I+O}",
      unit: .fixed(.ratio), columns: ["arrivals", "departures"],
      citation: "Shryock and Siegel (1976), The Methods and Materials of Demography",
      values: ["30", "50"], expected: -0.25
    ) { MigrationBalance(arrivals: $0[0], departures: $0[1], population: 1).effectiveness },
    definition(
      "migration.tertiary-loss.share", formula: "100 O_tertiary/O",
      tex: "100\\frac{O_{t}}{O}", columns: ["tertiary_departures", "departures"],
      citation: "Docquier and Marfouk (2006), International migration by educational attainment",
      values: ["10", "40"], expected: 25, direction: .lowerIsBetter
    ) { tertiaryLossShare(tertiary: $0[0], departures: $0[1]) },
    definition(
      "migration.remittances.gdp-share", formula: "100 R/Y", tex: "100\\frac{R}{Y}",
      columns: ["remittances", "output"],
      citation: "World Bank (2024), World Development Indicators, BX.TRF.PWKR.DT.GD.ZS",
      values: ["33", "110"], expected: 30
    ) { remittanceShare(remittances: $0[0], output: $0[1]) },
  ]

  private static let labour = [
    definition(
      "labour.unemployment.ilo", formula: "100 U/(E + U)", tex: "100\\frac{U}{E+U}",
      columns: ["employed", "unemployed"], citation: resolution, values: ["90", "10"],
      expected: 10, direction: .lowerIsBetter
    ) { LabourMarket(employed: $0[0], unemployed: $0[1], workingAge: 0).unemploymentRate },
    definition(
      "labour.participation.ilo", formula: "100 (E + U)/W", tex: "100\\frac{E+U}{W}",
      columns: ["employed", "unemployed", "working_age"], citation: resolution,
      values: ["90", "10", "125"], expected: 80
    ) { LabourMarket(employed: $0[0], unemployed: $0[1], workingAge: $0[2]).participationRate },
    definition(
      "labour.employment.ilo", formula: "100 E/W", tex: "100\\frac{E}{W}",
      columns: ["employed", "working_age"], citation: resolution, values: ["90", "125"],
      expected: 72, direction: .higherIsBetter
    ) { LabourMarket(employed: $0[0], unemployed: 0, workingAge: $0[1]).employmentRate },
    definition(
      "labour.tightness.ratio", formula: "V/U", tex: "V/U", unit: .fixed(.ratio),
      columns: ["vacancies", "unemployed"],
      citation: "Pissarides (2000), Equilibrium Unemployment Theory", values: ["5", "10"],
      expected: 0.5
    ) {
      LabourMarket(employed: 0, unemployed: $0[1], workingAge: 0).tightness(vacancies: $0[0])
    },
    definition(
      "labour.dependency.total", formula: "100 (young + old)/W",
      tex: "100\\frac{Y+O}{W}", columns: ["young", "old", "working_age"],
      citation: "United Nations (2019), World Population Ageing", values: ["30", "20", "100"],
      expected: 50
    ) { dependencyRatio(young: $0[0], old: $0[1], workingAge: $0[2]) },
    definition(
      "labour.wage-pull.ratio", formula: "w_abroad/w_home", tex: "w_a/w_h", unit: .fixed(.ratio),
      columns: ["wage_abroad", "wage_home"],
      citation: "Harris and Todaro (1970), Migration, unemployment and development",
      values: ["300", "200"], expected: 1.5
    ) { wagePull(abroad: $0[0], home: $0[1]) },
  ]
}
