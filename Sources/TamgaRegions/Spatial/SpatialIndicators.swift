package import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The indicators of spatial association.
package enum SpatialIndicators {
  static let neighbours = InputTable(.neighbours, ["i", "j", "w"])

  package static let all: [IndicatorDefinition] =
    [
      global(
        "moran", .moran, formula: "(n/S₀) Σ_i z_i Σ_j w_ij z_j / Σ z²",
        tex: "\\frac{n}{S_0}\\frac{\\sum_i z_i\\sum_j w_{ij}z_j}{\\sum_i z_i^2}",
        citation: "Moran (1950), Notes on continuous stochastic phenomena", expected: 0.2),
      global(
        "geary", .geary, formula: "((n − 1)/2S₀) ΣΣ w_ij (x_i − x_j)² / Σ z²",
        tex: "\\frac{n-1}{2S_0}\\frac{\\sum\\sum w_{ij}(x_i-x_j)^2}{\\sum_i z_i^2}",
        citation: "Geary (1954), The contiguity ratio and statistical mapping", expected: 41.0 / 63),
      global(
        "g", .generalG, formula: "ΣΣ w_ij x_i x_j / ΣΣ_{i≠j} x_i x_j",
        tex: "\\frac{\\sum\\sum w_{ij}x_ix_j}{\\sum\\sum_{i\\ne j} x_ix_j}",
        citation: "Getis and Ord (1992), The analysis of spatial association",
        expected: 0.22),
      local(
        "lisa", .moran, formula: "z_i Σ_j w_ij z_j / m₂", tex: "\\frac{z_i}{m_2}\\sum_j w_{ij}z_j",
        citation: "Anselin (1995), Local indicators of spatial association", expected: 3.0 / 7),
      local(
        "g-star", .gStar, formula: "(Σ_j w_ij x_j − W x̄)/(s √((nS₁ − W²)/(n − 1)))",
        tex: "\\frac{\\sum_j w_{ij}x_j - W\\bar x}{s\\sqrt{(nS_1 - W^2)/(n-1)}}",
        citation: "Ord and Getis (1995), Local spatial autocorrelation statistics",
        expected: -(7.0 / 3).squareRoot()),
    ] + joins

  private static let ramp: String = {
    let cells = (0..<6).map { "c\($0 + 1),\($0 + 1)" }
    return "region,value\n" + cells.joined(separator: "\n")
  }()

  private static let lattice: String = {
    var rows = ["i,j,w"]
    for row in 0..<2 {
      for column in 0..<3 {
        for (down, right) in [(-1, 0), (0, -1), (0, 1), (1, 0)]
        where (0..<2).contains(row + down) && (0..<3).contains(column + right) {
          rows.append("c\(row * 3 + column + 1),c\((row + down) * 3 + column + right + 1),1")
        }
      }
    }
    return rows.joined(separator: "\n")
  }()

  private static let source = "by hand: 1…6 in two rows of three, neighbours share an edge"
  private static let note =
    "Regions without neighbours take no part and set the flag islands. p counts arrangements as far from the expectation: all up to nine regions, else drawn."

  private static func global(
    _ name: String, _ statistic: SpatialStatistic, formula: String, tex: String, citation: String,
    expected: Double
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "spatial.\(name).row-standardised", .regions, formula: formula, tex: tex,
      tables: [InputTable.regions, neighbours], unit: .named("statistic"),
      rules: (.zeroDenominator, .permutation), citations: [citation],
      examples: [
        WorkedExample(source, [ramp, lattice], expected: expected, tolerance: 1e-10)
      ], note: note
    ) { tables, context in
      try samples(tables, context).map { sample in
        switch sample.data {
        case .missing(let reason):
          return .missing(reason, ["all"], period: sample.period, n: sample.n, flags: sample.flags)
        case .value(let (values, weights)):
          let result = try spatialAssociation(
            statistic, of: values, weights: weights, draws: draws(context), seed: context.seed,
            threads: context.threads)
          return Measurement(
            ["all"], period: sample.period, n: result.regions,
            flags: sample.flags(islands: result.islands),
            .known(result.value, probability: result.probability.value))
        }
      }
    }
  }

  private static func local(
    _ name: String, _ statistic: LocalStatistic, formula: String, tex: String, citation: String,
    expected: Double
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      "spatial.\(name).row-standardised", .regions, formula: formula, tex: tex,
      tables: [InputTable.regions, neighbours], unit: .named("statistic"),
      rules: (.zeroDenominator, .permutation), citations: [citation],
      examples: [
        WorkedExample(
          source, [ramp, lattice], subject: "c1", expected: expected, tolerance: 1e-10)
      ],
      note: name == "g-star" ? note + " Weights are taken as they stand in the table." : note
    ) { tables, context in
      try samples(tables, context).flatMap { sample -> [Measurement] in
        switch sample.data {
        case .missing(let reason):
          return [
            .missing(reason, ["all"], period: sample.period, n: sample.n, flags: sample.flags)
          ]
        case .value(let (values, weights)):
          let result = try localAssociations(
            statistic, of: values, weights: weights, draws: min(9999, draws(context)),
            seed: context.seed, threads: context.threads)
          let present = values.count - result.islands.count - result.leftOut.count
          return result.regions.map { region in
            Measurement(
              [region.region], period: sample.period, n: present,
              flags: sample.flags(islands: result.islands),
              .known(region.value, probability: region.probability.value))
          }
        }
      }
    }
  }

  private static let joins = [
    ("both", "½ ΣΣ w_ij b_i b_j", "\\tfrac12\\sum\\sum w_{ij}b_ib_j", 2.0),
    ("neither", "½ ΣΣ w_ij (1 − b_i)(1 − b_j)", "\\tfrac12\\sum\\sum w_{ij}(1-b_i)(1-b_j)", 2.0),
    ("mixed", "½ ΣΣ w_ij (b_i − b_j)²", "\\tfrac12\\sum\\sum w_{ij}(b_i-b_j)^2", 3.0),
  ].map { name, formula, tex, expected in
    IndicatorDefinition(
      "spatial.join-count.\(name)", .regions, formula: formula + ", b = [x above the mean]",
      tex: tex, tables: [InputTable.regions, neighbours], unit: .fixed(.count),
      rules: (.zeroDenominator, .permutation),
      citations: ["Cliff and Ord (1981), Spatial Processes, section 1.4"],
      examples: [WorkedExample(source, [ramp, lattice], expected: expected)],
      note: note + " A value of 0 and 1 is its own mark; every positive weight is one join."
    ) { tables, context in
      try samples(tables, context).map { sample in
        switch sample.data {
        case .missing(let reason):
          return .missing(reason, ["all"], period: sample.period, n: sample.n, flags: sample.flags)
        case .value(let (values, weights)):
          let known = values.compactMap(\.value)
          guard known.count == values.count else {
            return .missing(.missingInput, ["all"], period: sample.period, n: sample.n)
          }
          let mean = compensatedTotal(of: known) / Double(known.count)
          let counts = try joinCounts(
            values.map { ($0.region, ($0.value ?? 0) > mean) }, weights: weights,
            draws: draws(context), seed: context.seed, threads: context.threads)
          let found = name == "both" ? counts.both : name == "mixed" ? counts.mixed : counts.neither
          return Measurement(
            ["all"], period: sample.period, n: counts.regions,
            flags: sample.flags(islands: counts.islands),
            .known(found.map(\.count), probability: found.value?.probability))
        }
      }
    }
  }

  /// 99,999 by the rule of the house; fewer where fewer bootstrap draws are asked for.
  private static func draws(_ context: IndicatorContext) -> Int {
    context.draws >= 1999 ? permutationDraws : max(1, context.draws)
  }

  /// The values of a period with the neighbours of their regions.
  struct Sample {
    let period: String
    let n: Int
    let flags: Set<IndicatorFlag>
    let data: Outcome<([RegionValue], SpatialWeights)>

    /// The flags, with one for regions without neighbours if there are any.
    func flags(islands: [String]) -> Set<IndicatorFlag> {
      islands.isEmpty ? flags : flags.union([.islands])
    }
  }

  static func samples(_ tables: IndicatorTables, _ context: IndicatorContext) throws -> [Sample] {
    let book = try CellBook(tables.table(.regions), by: ["region", "period"], of: "value")
    return try book.groups(book.cells, by: ["period"]).map { key, members in
      var reason: MissingReason?
      let values = members.map { member -> RegionValue in
        var cell = member.cell
        // A measure of a region may be below zero.
        cell.isNegative = false
        let outcome = cell.known(context)
        if outcome.reason == .duplicateKey { reason = .duplicateKey }
        return RegionValue(
          region: book.word("region", member.key), value: outcome.value?.double)
      }
      if values.allSatisfy({ $0.value == nil }) { reason = reason ?? .missingInput }
      let weights = try weights(tables, regions: values.map(\.region), context)
      var flags = Measurement.flags(members.map(\.cell))
      if values.contains(where: { $0.value == nil }) { flags.insert(.gaps) }
      return Sample(
        period: book.word("period", key), n: members.count, flags: flags,
        data: reason.map { .missing($0) } ?? weights.map { (values, $0) })
    }
  }

  /// The neighbours among regions; links to others are left out.
  static func weights(
    _ tables: IndicatorTables, regions: [String], _ context: IndicatorContext
  ) throws -> Outcome<SpatialWeights> {
    let book = try CellBook(tables.table(neighbours), by: ["i", "j"], of: "w")
    let known = Set(regions)
    var links: [SpatialLink] = []
    for key in book.cells.keys.sorted() {
      let (from, to) = (book.word("i", key), book.word("j", key))
      guard known.contains(from), known.contains(to), from != to else { continue }
      switch book.cells[key].known(context) {
      case .value(let amount): links.append(SpatialLink(from: from, to: to, weight: amount.double))
      case .missing(let reason): return .missing(reason)
      }
    }
    do throws(SpatialError) {
      return .value(try SpatialWeights(regions: regions, links: links))
    } catch {
      return .missing(.undefined)
    }
  }
}
