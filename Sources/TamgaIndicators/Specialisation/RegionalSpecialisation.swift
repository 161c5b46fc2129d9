internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaRegions

/// Specialisation of regions and localisation of industries.
enum RegionalSpecialisation {
  static let all: [IndicatorDefinition] = ofRegions + [locational]

  private static func definition(
    _ id: String, formula: String, tex: String, zero: ZeroRule, citations: [String],
    profiles: Set<IndicatorProfile> = [], isStandard: Bool = false, expected: Double,
    hand: String, note: String = "",
    _ compute: @escaping @Sendable (EmploymentTable, Int) -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .specialisation, formula: formula, tex: tex, tables: [.employment],
      unit: .fixed(.ratio), rules: (zero, .exact), citations: citations, profiles: profiles,
      isStandard: isStandard,
      examples: [
        WorkedExample(
          "by hand: \(hand)", [LocationQuotients.table], subject: "A", expected: expected)
      ], note: note
    ) { tables, context in
      try EmploymentBook(tables).panels.flatMap { panel in
        let industries = panel.industries.count
        let totals = try panel.totals(context)
        return try panel.regions.indices.map { region -> Measurement in
          switch totals {
          case .missing(let reason):
            return .missing(
              reason, [panel.regions[region]], period: panel.period, n: industries,
              flags: panel.flags)
          case .value(let totals):
            return Measurement(
              [panel.regions[region]], period: panel.period, n: industries, flags: panel.flags,
              .real(try totals.region(region)) {
                compute(EmploymentTable(values: $0, regions: 2, industries: industries), 0)
              })
          }
        }
      }
    }
  }

  /// Σ |s − s*| of a region against the whole.
  static func krugman(_ table: EmploymentTable, _ region: Int) -> Outcome<Double> {
    StructureDistance.distance(
      (0..<table.industries).map { table.value(region, $0) },
      (0..<table.industries).map { table.industry($0) })
  }

  private static let whole = "The structure beside is that of all regions together, this one too."

  private static let ofRegions = [
    definition(
      "special.krugman.sum", formula: "Σ |s − s*|", tex: "\\sum_i|s_i-s_i^*|", zero: .zeroClasses,
      citations: ["Krugman (1991), Geography and Trade"], profiles: [.reat], isStandard: true,
      expected: 0.5, hand: "|0.75 − 0.5| + |0.25 − 0.5|", note: whole + " Range 0 to 2."
    ) { krugman($0, $1) },
    definition(
      "special.krugman.half", formula: "½ Σ |s − s*|", tex: "\\tfrac12\\sum_i|s_i-s_i^*|",
      zero: .zeroClasses, citations: ["Krugman (1991), Geography and Trade"], expected: 0.25,
      hand: "half of 0.5", note: whole + " Range 0 to 1."
    ) { krugman($0, $1).map { $0 / 2 } },
    definition(
      "special.duranton-puga.inverse", formula: "1 / Σ |s − s*|",
      tex: "\\frac{1}{\\sum_i|s_i-s_i^*|}", zero: .zeroDenominator,
      citations: ["Duranton and Puga (2000), Diversity and Specialisation in Cities"],
      expected: 2, hand: "1 / 0.5",
      note: whole + " A structure equal to the whole's has no value."
    ) { table, region in krugman(table, region).flatMap { quotient(1, $0) } },
    definition(
      "special.hachman.inverse", formula: "1 / Σ s·LQ", tex: "\\frac{1}{\\sum_i s_iLQ_i}",
      zero: .zeroDenominator, citations: ["Hachman (1995), Economic Report to the Governor"],
      expected: 0.8, hand: "1 / (0.75 · 1.5 + 0.25 · 0.5)", note: "1 when equal to the whole."
    ) { table, region in
      let total = table.region(region)
      guard total > 0 else { return .missing(.zeroDenominator) }
      var sum = CompensatedSum()
      for industry in 0..<table.industries {
        guard case .value(let lq) = table.locationQuotient(region, industry) else { continue }
        sum.add(table.value(region, industry) / total * lq)
      }
      return quotient(1, sum.total)
    },
    definition(
      "special.gini.lq", formula: "Gini coefficient of LQ over industries",
      tex: "G(LQ_{1j},\\dots,LQ_{mj})", zero: .zeroDenominator,
      citations: ["Wieland (2019), REAT: A Regional Economic Analysis Toolbox for R"],
      profiles: [.reat], expected: 0.25, hand: "Gini of 1.5 and 0.5",
      note: "Industries nobody works in are left out."
    ) { table, region in
      table.locationQuotients(ofRegion: region).flatMap {
        giniCoefficient(of: $0, weights: $0.map { _ in 1 })
      }
    },
    definition(
      "special.gini.hoover", formula: "1 − Σ (S_k + S_{k−1})(A_k − A_{k−1}), sorted by LQ",
      tex: "1-\\sum_k(S_k+S_{k-1})(A_k-A_{k-1})", zero: .zeroDenominator,
      citations: ["Hoover (1936), The Measurement of Industrial Localization"], expected: 0.25,
      hand: "shares 0.25, 0.75 over 0.5, 0.5: 1 − 0.125 − 0.625",
      note: "The area of the Lorenz curve of a region's structure over the whole's."
    ) { table, region in lorenzGini(table, region) },
  ]

  /// The Gini coefficient of a region's shares over the whole's, sorted by their quotient.
  private static func lorenzGini(_ table: EmploymentTable, _ region: Int) -> Outcome<Double> {
    let industries = (0..<table.industries).filter { table.industry($0) > 0 }
    let own = industries.map { table.value(region, $0) }
    let all = industries.map { table.industry($0) }
    return Shares.of(own).flatMap { own in
      Shares.of(all).flatMap { all in
        // Quotients as values, the whole's shares as weights: the same area.
        giniCoefficient(
          of: zip(own.values, all.values).map { $0 / $1 }, weights: all.values)
      }
    }
  }

  private static let locational = IndicatorDefinition(
    "concentration.gini.locational", .specialisation,
    formula: "Δ / (4 ū), Δ = ΣΣ |LQ_i − LQ_j| / (n(n − 1))",
    tex: "\\frac{\\Delta}{4\\bar u},\\ \\Delta=\\frac{\\sum\\sum|LQ_i-LQ_j|}{n(n-1)}",
    tables: [.employment], unit: .fixed(.ratio), rules: (.zeroDenominator, .exact),
    citations: ["Krugman (1991), Geography and Trade", "Balland (2017), EconGeo"],
    examples: [
      WorkedExample(
        "by hand: LQ 1.5, 2/3, 1: Δ = 2 (5/6 + 1/2 + 1/3) / 6, ū = 19/18",
        [LocationQuotients.table], subject: "farm", expected: (10.0 / 18) / (4 * 19.0 / 18))
    ], note: "Half-scale: 0 to ½."
  ) { tables, context in
    try EmploymentBook(tables).panels.flatMap { panel in
      let count = panel.regions.count
      let totals = try panel.totals(context)
      return try panel.industries.indices.map { industry -> Measurement in
        let subject = [panel.industries[industry]]
        switch totals {
        case .missing(let reason):
          return .missing(reason, subject, period: panel.period, n: count, flags: panel.flags)
        case .value(let totals):
          return Measurement(
            subject, period: panel.period, n: count, flags: panel.flags,
            .real(try totals.industry(industry)) { values in
              guard count >= 2 else { return .missing(.tooFewObservations) }
              return EmploymentTable(values: values, regions: count, industries: 2)
                .locationQuotients(ofIndustry: 0).flatMap { quotients in
                  giniCoefficient(of: quotients, weights: quotients.map { _ in 1 }).map {
                    $0 * Double(count) / Double(count - 1) / 2
                  }
                }
            })
        }
      }
    }
  }
}
