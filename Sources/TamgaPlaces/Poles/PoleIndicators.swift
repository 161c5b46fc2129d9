package import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// The indicators of poles.
package enum PoleIndicators {
  package static let all: [IndicatorDefinition] = [
    score, propulsive, interLinkage, ringSlope,
  ]

  private static let dimensions = InputTable(.other, ["place", "dimension", "value"])

  private static let score = IndicatorDefinition(
    "pole.score.geometric", .poles,
    formula: "geometric mean of rank / (n + 1) over dimensions",
    tex: "\\prod_d \\left(\\frac{r_d}{n+1}\\right)^{1/D}", tables: [dimensions],
    unit: .named("index"), rules: (.coverage, .fan),
    citations: ["OECD and JRC (2008), Handbook on Constructing Composite Indicators"],
    direction: .higherIsBetter, choices: [],
    examples: [
      WorkedExample(
        "by hand: ranks 3 and 1 of three: √(3/4 · 1/4)",
        [
          """
          place,dimension,value
          a,size,3
          a,growth,1
          b,size,2
          b,growth,2
          c,size,1
          c,growth,3
          """
        ], subject: "a", expected: (3.0 / 16).squareRoot())
    ], note: "A place with a gap has no score. Every dimension is so given that more is better."
  ) { tables, context in
    let rows = try KeyedRows(
      tables.table(dimensions), words: ["place", "dimension"], numbers: ["value"])
    let names = rows.names([1])
    let candidates = rows.grouped(by: 0).map { place, own in
      PoleCandidate(
        name: place,
        dimensions: names.map { name in
          let values = own.rows.filter { $0.words[1] == name }.map { $0.numbers[0] }
          return values.count == 1 ? values[0] : nil
        }, propulsiveTests: 0)
    }
    let scores = try? poleScores(candidates, draws: 1, seed: context.seed)
    return candidates.indices.map { index in
      Measurement(
        [candidates[index].name], period: "", n: candidates.count,
        .known(scores?[index].score ?? .missing(.undefined)))
    }
  }

  private static let industries = InputTable(
    .other,
    ["region", "industry", "backward", "forward", "growth", "median_growth", "lq"])

  private static let propulsive = IndicatorDefinition(
    "pole.propulsive.tests-passed", .poles,
    formula: "[backward > 1] + [forward > 1] + [growth > median] + [LQ > 1]",
    tex: "[b > 1] + [f > 1] + [g > \\tilde g] + [LQ > 1]", tables: [industries],
    unit: .fixed(.count), rules: (.plain, .fan),
    citations: [
      "Perroux (1955), Note sur la notion de pôle de croissance",
      "Boudeville (1966), Problems of Regional Economic Planning",
    ], direction: .higherIsBetter, choices: [],
    examples: [
      WorkedExample(
        "by hand: all but the forward linkage",
        [
          """
          region,industry,backward,forward,growth,median_growth,lq
          r,metal,1.2,0.9,5,3,2
          """
        ], subject: "r/metal", expected: 3)
    ], note: "The interval counts tests that could not be made as failed and as passed."
  ) { tables, _ in
    let rows = try KeyedRows(
      tables.table(industries), words: ["region", "industry"],
      numbers: ["backward", "forward", "growth", "median_growth", "lq"])
    return rows.rows.map { row in
      let tests = try? propulsiveTests([
        IndustryProfile(
          region: row.words[0], industry: row.words[1], backward: row.numbers[0],
          forward: row.numbers[1], growth: row.numbers[2], nationalMedianGrowth: row.numbers[3],
          locationQuotient: row.numbers[4])
      ]).first
      guard let tests, tests.unknown < 4 else {
        return .missing(.missingInput, row.words, period: "", n: 0)
      }
      return Measurement(
        row.words, period: "", n: 4 - tests.unknown, flags: tests.unknown > 0 ? [.gaps] : [],
        .known(
          .value(Double(tests.passed)),
          interval: IndicatorInterval(
            lower: Double(tests.passed), upper: Double(tests.passed + tests.unknown),
            kind: "bounds")))
    }
  }

  private static let poles = InputTable(.other, ["pole"])

  private static let interLinkage = IndicatorDefinition(
    "pole.inter-linkage.share", .poles, formula: "100 Σ_{j pole} G_ij / Σ_j G_ij",
    tex: "100 \\frac{\\sum_{j \\in P} G_{ij}}{\\sum_j G_{ij}}",
    tables: [GravitationIndicators.pairs, poles], unit: .fixed(.percent),
    rules: (.unreachable, .fan),
    citations: ["Tapalova et al. (2024), Export Potential and Orientation"], choices: [],
    examples: [
      WorkedExample(
        "by hand: 45 of 45 + 15", [GravitationIndicators.table, "pole\na\nb"], subject: "a",
        expected: 75)
    ], note: "Gravitation with exponent 2."
  ) { tables, _ in
    let names = try KeyedRows(tables.table(poles), words: ["pole"], numbers: []).names([0])
    return try PairBook(tables.table(GravitationIndicators.pairs)).measurements {
      book throws(BorderError) in
      let index = try book.pairs().gravitation()
      let shares = try? interPoleShares(index, poles: names)
      return names.indices.map { place in
        let share = shares?[place] ?? .missing(.missingInput)
        return ([names[place]], .known(share.value.map { .value(100 * $0) } ?? share))
      }
    }
  }

  private static let rings = InputTable(
    .other, ["pole", "ring_inner", "ring_outer", "growth", "pole_growth"])

  private static let ringSlope = IndicatorDefinition(
    "pole.spread.ring-slope", .poles, formula: "b of g_ring = a + b g_pole before",
    tex: "g_{r,t} = a_r + b_r g_{p,t-1}", tables: [rings], unit: .fixed(.ratio),
    rules: (.zeroDenominator, .bootstrap),
    citations: [
      "Myrdal (1957), Economic Theory and Under-developed Regions",
      "Gaile (1980), The Spread–Backwash Concept",
    ], choices: [],
    examples: [
      WorkedExample(
        "by hand: growth is half the pole's",
        [
          """
          pole,ring_inner,ring_outer,growth,pole_growth
          a,0,50,1,2
          a,0,50,2,4
          a,0,50,4,8
          """
        ], subject: "0-50", expected: 0.5)
    ], note: "Above zero the ring gains from the pole (spread), below it loses (backwash)."
  ) { tables, context in
    let rows = try KeyedRows(
      tables.table(rings), words: ["pole"],
      numbers: ["ring_inner", "ring_outer", "growth", "pole_growth"])
    let known = rows.complete
    let observations = known.rows.map { row in
      RingObservation(
        pole: row.words[0], innerKilometres: row.numbers[0], outerKilometres: row.numbers[1],
        growth: row.numbers[2], poleGrowthBefore: row.numbers[3])
    }
    guard
      let found = try? spreadBackwash(
        observations, draws: context.intervals ? min(100_000, max(0, context.draws)) : 0,
        seed: context.seed)
    else { return [.missing(.undefined, ["all"], period: "", n: observations.count)] }
    return found.rings.map { ring in
      let name = "\(Self.text(ring.innerKilometres))-\(Self.text(ring.outerKilometres))"
      return Measurement(
        [name], period: "", n: ring.observations, flags: known.gaps > 0 ? [.gaps] : [],
        .known(
          ring.slope,
          interval: ring.interval.flatMap {
            IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: "percentile-95")
          }))
    }
  }

  /// Whole kilometres without a decimal point.
  private static func text(_ kilometres: Double) -> String {
    Int(exactly: kilometres).map(String.init) ?? "\(kilometres)"
  }
}
