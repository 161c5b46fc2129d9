import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Composites") struct CompositeTests {
  private let indicators = [
    CompositeIndicator(id: "income"), CompositeIndicator(id: "poverty", direction: .lower),
  ]

  private func table(_ rows: [(String, [Double?])]) throws -> CompositeTable {
    try CompositeTable(indicators: indicators, rows: rows.map { (unit: $0.0, values: $0.1) })
  }

  /// By hand: income 1, 50.5, 100; poverty reversed 100, 50.5, 1; √(1·100) = 10, 50.5, 10.
  @Test("min–max and geometric mean by hand") func hand() throws {
    let result = try composite(try table([("a", [10, 0]), ("b", [20, 5]), ("c", [30, 10])]))
    #expect(isNear(result.scores[0].score.value, 10, 1e-12))
    #expect(isNear(result.scores[1].score.value, 50.5, 1e-12))
    #expect(result.scores.map(\.rank) == [2, 1, 2])
    var method = CompositeMethod(aggregation: .arithmetic)
    #expect(
      try composite(
        try table([("a", [10, 0]), ("b", [20, 5]), ("c", [30, 10])]),
        method: method
      ).scores.allSatisfy { isNear($0.score.value, 50.5, 1e-12) })
    method.aggregation = .harmonic
    let harmonic = try composite(
      try table([("a", [10, 0]), ("b", [20, 5]), ("c", [30, 10])]), method: method)
    #expect(isNear(harmonic.scores[0].score.value, 2 / (1 + 0.01), 1e-12))
    method.aggregation = .copeland
    let pairs = try composite(
      try table([("a", [10, 0]), ("b", [20, 1]), ("c", [30, 0])]), method: method)
    #expect(pairs.scores.map(\.score.value) == [-1, -1, 2])
  }

  @Test("means are ordered; units of an indicator change nothing", arguments: UInt64(0)..<10)
  func identities(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let rows = (0..<8).map { ("u\($0)", [10 * random.unit(), 10 * random.unit()] as [Double?]) }
    func scores(_ aggregation: Aggregation, _ rows: [(String, [Double?])]) throws -> [Double] {
      try composite(
        try table(rows), method: CompositeMethod(aggregation: aggregation, treatsOutliers: false)
      ).scores.compactMap(\.score.value)
    }
    let a = try scores(.arithmetic, rows)
    let g = try scores(.geometric, rows)
    let h = try scores(.harmonic, rows)
    for place in a.indices { #expect(h[place] <= g[place] + 1e-9 && g[place] <= a[place] + 1e-9) }
    let scaled = try scores(.geometric, rows.map { ($0.0, $0.1.map { $0.map { $0 * 8 } }) })
    for (one, other) in zip(g, scaled) { #expect(isNear(one, other, 1e-12)) }
    #expect(try scores(.geometric, rows.shuffled(using: &random)) == g)
    let pairs = try scores(.copeland, rows)
    #expect(pairs.reduce(0, +) == 0)
  }

  @Test("every normalisation", arguments: Normalisation.allCases)
  func normalisations(_ method: Normalisation) throws {
    let bounded = [
      CompositeIndicator(id: "x", bounds: 0...10),
      CompositeIndicator(id: "y", direction: .lower, bounds: 0...10),
    ]
    let data = try CompositeTable(
      indicators: bounded, rows: [("a", [2, 2]), ("b", [4, 4]), ("c", [8, 8])])
    let result = try composite(
      data, method: CompositeMethod(normalisation: method, aggregation: .arithmetic))
    let a = result.scores[0].normalised.compactMap(\.self)
    let expected: [Double] =
      switch method {
      case .minMax: [1, 100]
      case .standardScore: [100 - 10 * 1.0690449676496976, 100 + 10 * 1.0690449676496976]
      case .rank: [25, 75]
      case .leader: [25, 100]
      case .bounds: [20, 80]
      }
    for (own, other) in zip(a, expected) { #expect(isNear(own, other, 1e-12)) }
  }

  @Test("coverage, constants and outliers are said") func states() throws {
    let result = try composite(
      try table([("a", [10, nil]), ("b", [20, 5]), ("c", [30, 10]), ("d", [15, 1])]))
    #expect(result.scores[0].score == .missing(.coverage) && result.unranked == ["a"])
    #expect(result.scores[0].coverage == 0.5 && result.warnings.contains(.rowsLeftOut))
    let flat = try composite(try table([("a", [10, 1]), ("b", [20, 1]), ("c", [30, 1])]))
    #expect(flat.dropped == ["poverty": .noVariation] && flat.unranked.count == 3)
    // Nothing is missing: no unit was left out for gaps, and each says what it lacks.
    #expect(flat.leftOut.isEmpty && !flat.warnings.contains(.rowsLeftOut))
    #expect(flat.scores.allSatisfy { $0.score == .missing(.noVariation) })
    #expect(result.leftOut == ["a"])
    let alone = try composite(try table([("a", [10, 1])]))
    #expect(Set(alone.dropped.keys) == ["income", "poverty"] && alone.leftOut.isEmpty)
    #expect(alone.scores[0].score.reason == alone.dropped["income"])
    let wide = try CompositeTable(
      indicators: [CompositeIndicator(id: "x")],
      rows: (1...10).map { ("u\($0)", [$0 == 10 ? 100 : Double($0)]) })
    let treated = try composite(wide)
    // scipy: G₁ = 3.1189, G₂ = 9.7992 of 1…9, 100.
    #expect(isNear(treated.treatments[0].skewness.value, 3.118895745239087, 1e-10))
    #expect(isNear(treated.treatments[0].kurtosis.value, 9.799244716163662, 1e-10))
    #expect(treated.treatments[0].treatment == .winsorised(points: 1))
    #expect(treated.treatments[0].units == ["u10"])
  }

  @Test("many outliers: the logarithm, or nothing for values that have none") func logarithm()
    throws
  {
    func data(_ shift: Double) throws -> CompositeTable {
      let far: [Double] = [9, 30, 90, 300, 900, 3000, 9000]
      let values: [Double] = (0..<53).map { Double($0 % 7) / 10 } + far
      return try CompositeTable(
        indicators: [CompositeIndicator(id: "x")],
        rows: values.enumerated().map { (unit: "u\(100 + $0)", values: [$1 + shift]) })
    }
    #expect(try composite(data(0.5)).treatments[0].treatment == .logarithm)
    #expect(try composite(data(-0.1)).treatments[0].treatment == .untreated)
  }

  @Test("bad tables are typed errors") func wrongUse() throws {
    #expect(throws: CompositeError.duplicateKey("a")) {
      try table([("a", [1, 2]), ("a", [1, 2])])
    }
    #expect(throws: CompositeError.wrongWidth(unit: "a", expected: 2, given: 1)) {
      try table([("a", [1])])
    }
    #expect(throws: CompositeError.notFinite(unit: "a", indicator: "poverty")) {
      try table([("a", [1, .nan])])
    }
    #expect(throws: CompositeError.empty) { try table([]) }
    #expect(throws: CompositeError.badWeight("x")) {
      try CompositeTable(
        indicators: [CompositeIndicator(id: "x", weight: -1)], rows: [("a", [1])])
    }
    #expect(throws: CompositeError.noWeight) {
      try CompositeTable(
        indicators: [CompositeIndicator(id: "x", weight: 0)], rows: [("a", [1])])
    }
    #expect(throws: CompositeError.badBounds(indicator: "x")) {
      try CompositeTable(
        indicators: [CompositeIndicator(id: "x", bounds: 1...1)], rows: [("a", [1])])
    }
    #expect(throws: CompositeError.outOfRange(what: "coverage")) {
      try composite(try table([("a", [1, 2])]), method: CompositeMethod(minimumCoverage: 2))
    }
  }

  @Test("robustness: seeds, threads, a dominating unit") func robustness() throws {
    var random = SplitMix(seed: 5)
    var rows = (0..<9).map { ("u\($0)", [5 * random.unit(), 5 + 5 * random.unit()] as [Double?]) }
    rows.append(("best", [9, 1]))
    let data = try table(rows)
    let one = try #require(
      try compositeRobustness(data, draws: 200, seed: 1).value)
    let two = try #require(
      try compositeRobustness(data, draws: 200, seed: 1, threads: 2).value)
    #expect(one == two && one.units.count == 10)
    let best = try #require(one.units.first { $0.unit == "best" })
    #expect(best.low == 1 && best.high == 1 && best.shareAtTop == 1)
    for unit in one.units {
      #expect(unit.low <= unit.high && Double(unit.low) <= unit.median)
    }
    for share in one.shares {
      let total = try #require(share.total.value)
      #expect(total >= 0 && total <= 1.3)
    }
    #expect(
      try compositeRobustness(try table([("a", [1, 2]), ("b", [2, 1])]), seed: 1).reason
        == .tooFewObservations)
    #expect(throws: CompositeError.outOfRange(what: "draws")) {
      try compositeRobustness(data, draws: 1, seed: 1)
    }
  }

  @Test("Morris by hand: the best everywhere has 100, the worst 0") func morris() throws {
    func row(_ country: String, _ level: Double?) -> StabilityRow {
      StabilityRow(
        country: country, year: 2020, inflation: level, unemployment: level, privateDebt: level,
        publicDebt: level, trade: level.map { 100 - $0 })
    }
    let scores = try morrisStability([row("b", 10), row("a", 2), row("c", 4), row("d", nil)])
    #expect(scores.map(\.country) == ["a", "b", "c", "d"])
    #expect(scores[0].score == .value(100) && scores[1].score == .value(0))
    #expect(isNear(scores[2].score.value, 75, 1e-12))
    #expect(scores[3].score == .missing(.missingInput))
    #expect(throws: CompositeError.duplicateKey("a 2020")) {
      try morrisStability([row("a", 1), row("a", 2)])
    }
    #expect(try morrisStability([row("a", 1)])[0].score == .missing(.noVariation))
  }

  @Test("stages of development weigh to 1") func competitiveness() throws {
    for income in stride(from: 0.0, through: 150, by: 10) {
      let stage = try #require(DevelopmentStage(relativeIncome: income))
      #expect(isNear(stage.basic + stage.efficiency + stage.innovation, 1, 1e-12))
    }
    #expect(DevelopmentStage(relativeIncome: 49.9)?.stage == 1)
    #expect(isNear(DevelopmentStage(relativeIncome: 120)?.innovation, 0.3, 1e-12))
    #expect(DevelopmentStage(relativeIncome: -1) == nil)
    let data = try CompositeTable(
      indicators: ["basic", "efficiency", "innovation"].map { (pillar: String) in
        CompositeIndicator(id: "i-\(pillar)", pillar: pillar)
      }, rows: [("a", [1, 2, 3]), ("b", [2, 3, 1]), ("c", [3, 1, 2])])
    let scores = try regionalCompetitiveness(data, relativeIncome: ["a": 40, "b": 120])
    #expect(scores[2].score == .missing(.missingInput) && scores[2].rank == nil)
    // z of 1, 2, 3 is ∓√1.5: a has 0.35·(−) + 0.15·(+).
    #expect(isNear(scores[0].score.value, 100 - 0.2 * 10 * 1.5.squareRoot(), 1e-12))
    #expect(throws: CompositeError.outOfRange(what: "income")) {
      try regionalCompetitiveness(try table([("a", [1, 2])]), relativeIncome: [:])
    }
  }

  private func computed(_ id: String, _ texts: String...) throws -> [IndicatorResult] {
    let indicator = try #require(IndicatorCatalogue.indicator(id))
    return try indicator.compute(try IndicatorTables(texts.map { try TidyTable(csv: $0) }))
  }

  @Test("another word of direction or pillar is refused by its name; amounts are no per cent")
  func words() throws {
    let head = "region,indicator,direction,value\n"
    let rows = ["a", "b", "c"].map { "\($0),poverty,WORD,\($0 == "a" ? 1 : 2)" }
    let table = head + rows.joined(separator: "\n")
    #expect(
      throws: IndicatorError.unknownWord(
        column: "direction", word: "down", of: "poverty", known: ["higher", "lower"])
    ) {
      try computed("composite.arithmetic.minmax", table.replacing("WORD", with: "down"))
    }
    let lower = try computed("composite.arithmetic.minmax", table.replacing("WORD", with: "lower"))
    #expect(lower.first?.value == 100)
    let id = "composite.competitiveness.stage-weighted"
    let parts =
      "region,indicator,pillar,value\n"
      + ["basic", "efficiency", "innovation"].map { pillar in
        "a,\(pillar)-1,\(pillar),1\nb,\(pillar)-1,\(pillar),2\nc,\(pillar)-1,\(pillar),3"
      }.joined(separator: "\n")
    #expect(
      throws: IndicatorError.unknownWord(
        column: "pillar", word: "base", of: "basic-1",
        known: ["basic", "efficiency", "innovation"])
    ) {
      try computed(
        id, parts.replacing(",basic,", with: ",base,"), "region,income\na,40\nb,90\nc,120")
    }
    let known = try computed(id, parts, "region,income\na,40\nb,90\nc,120")
    #expect(known.allSatisfy { $0.value != nil })
    for amounts in ["a,400000\nb,900000\nc,1200000", "a,0.4\nb,0.9\nc,1.2"] {
      #expect(
        try computed(id, parts, "region,income\n" + amounts).allSatisfy { $0.state == "undefined" })
    }
  }
}
