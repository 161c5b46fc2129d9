import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Comparisons in pairs") struct AHPTests {
  /// Saaty (1980): 1, 3, 5 / 1/3, 1, 3 / 1/5, 1/3, 1 has weights .637, .258, .105 and λ 3.039.
  @Test("a published matrix") func published() throws {
    let result = try pairwisePriorities([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    for (own, other) in zip(result.weights, [0.637, 0.258, 0.105]) {
      #expect(abs(own - other) < 5e-4)
    }
    #expect(abs(result.eigenvalue - 3.0385) < 1e-4)
    #expect(abs(try #require(result.consistencyRatio.value) - 0.0332) < 1e-4)
    #expect(!result.isInconsistent)
  }

  @Test("a consistent matrix: CR 0, both methods agree", arguments: UInt64(0)..<20)
  func consistent(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let raw = (0..<(1 + random.below(9))).map { _ in 0.2 + random.unit() }
    let sum = raw.reduce(0, +)
    let matrix = raw.map { row in raw.map { row / $0 } }
    let eigen = try pairwisePriorities(matrix)
    let geometric = try pairwisePriorities(matrix, method: .geometric)
    for (place, weight) in raw.enumerated() {
      #expect(isNear(eigen.weights[place], weight / sum, 1e-12))
      #expect(isNear(geometric.weights[place], weight / sum, 1e-12))
    }
    #expect(try #require(eigen.consistencyRatio.value) < 1e-12)
    #expect(eigen.worstTriad == nil)
  }

  @Test("a contradiction is named") func contradiction() throws {
    let result = try pairwisePriorities([
      [1, 2, 1, 9], [0.5, 1, 1, 1], [1, 1, 1, 1], [1 / 9, 1, 1, 1],
    ])
    #expect(result.isInconsistent)
    let triad = try #require(result.worstTriad)
    // a₁₃ a₃₄ / a₁₄ = 1/9, the largest excess.
    #expect(
      [triad.first, triad.second, triad.third] == [0, 2, 3] && isNear(triad.excess, 9, 1e-12))
  }

  @Test("incomplete, crooked and empty matrices are errors") func wrongUse() {
    #expect(throws: JudgementError.wrongSize(0)) { try pairwisePriorities([]) }
    #expect(throws: JudgementError.notSquare(row: 1)) { try pairwisePriorities([[1, 2], [1]]) }
    #expect(throws: JudgementError.incomplete(row: 0, column: 1)) {
      try pairwisePriorities([[1, 0], [1, 1]])
    }
    #expect(throws: JudgementError.incomplete(row: 0, column: 1)) {
      try pairwisePriorities([[1, .nan], [1, 1]])
    }
    #expect(throws: JudgementError.notReciprocal(row: 0, column: 1)) {
      try pairwisePriorities([[1, 2], [2, 1]])
    }
    #expect(throws: JudgementError.notReciprocal(row: 0, column: 0)) {
      try pairwisePriorities([[3]])
    }
    #expect((try? pairwisePriorities([[1, 3], [0.33, 1]]))?.consistencyRatio == .value(0))
  }

  @Test("priorities of a SWOT sum to 1") func priorities() throws {
    let pair: [[Double]] = [[1, 3], [1 / 3, 1]]
    let result = try awot(
      quadrants: [[1, 2, 4], [0.5, 1, 2], [0.25, 0.5, 1]],
      lines: [.strength: pair, .weakness: [[1]], .threat: pair])
    #expect(isNear(result.priorities.map(\.priority).reduce(0, +), 1, 1e-12))
    #expect(isNear(result.priorities[0].priority, 4.0 / 7 * 0.75, 1e-12))
    #expect(result.priorities.count == 5 && result.lines[2] == nil)
    #expect(throws: JudgementError.wrongSize(2)) {
      try awot(quadrants: pair, lines: [.strength: [[1]]])
    }
  }
}

@Suite("SWOT") struct SWOTTests {
  private func evidence(
    _ id: String, _ own: Double?, direction: PreferredDirection = .higher,
    scope: EvidenceScope = .own
  ) -> Evidence {
    var values: [String: Double?] = ["p": 1, "q": 2, "r": 3, "s": 4]
    values["me"] = .some(own)
    return Evidence(
      indicator: id, direction: direction, scope: scope, peers: "oblasts", source: "bureau",
      date: "2023-12-31", values: values)
  }

  @Test("best are strengths, worst weaknesses, none both") func quadrants() throws {
    let table = try swot(
      of: "me",
      evidence: [
        evidence("growth.rate.chain", 9), evidence("price", 9, direction: .lower),
        evidence("market", 9, scope: .partner),
        evidence(
          "risk", 9, direction: .lower,
          scope: .partner), evidence("middle", 2.5), evidence("unknown", nil),
      ])
    #expect(table.lines.map(\.quadrant) == [.strength, .weakness, .opportunity, .threat])
    #expect(table.lines.map(\.text) == ["growth.rate.chain", "price", "market", "risk"])
    #expect(table.lines[0].standing?.rank == 1 && table.lines[1].standing?.rank == 5)
    #expect(
      table.lines[0].standing?.of == 5
        && isNear(
          table.lines[0].standing?.percentile, 1 - 1.0 / 6, 1e-12)
    )
    #expect(table.gaps == ["unknown": .missingInput])
    #expect(table.lines.allSatisfy { $0.basis == .evidence && $0.source == "bureau" })
  }

  /// Kuanshaliev (2025), table 2: lines without a number print as assertions.
  @Test("written lines are assertions unless an indicator stands behind them") func written()
    throws
  {
    let table = try swot(
      of: "me", evidence: [evidence("turnover", 0.5), evidence("exports", 9)],
      assertions: [
        Assertion(
          quadrant: .strength, text: "Expansion of cross-border opportunities",
          source: "Kuanshaliev (2025), table 2"),
        Assertion(
          quadrant: .opportunity, text: "Growth in trade turnover between neighboring states",
          indicator: "turnover", source: "Kuanshaliev (2025), table 2"),
      ])
    let assertion = try #require(table.lines.first { $0.text.hasPrefix("Expansion") })
    #expect(
      assertion.basis == .assertion && assertion.indicator == nil && assertion.standing == nil)
    let line = try #require(table.lines.first { $0.indicator == "turnover" })
    #expect(line.basis == .evidence && line.isContradicted && line.source == "bureau")
    #expect(table.assertions == 1 && table.contradicted == 1)
    // An indicator that a line takes is not found a second time.
    #expect(table.lines.count { $0.indicator == "turnover" } == 1)
  }

  @Test("unknown and repeated indicators are errors; few peers a coded gap") func wrongUse() throws
  {
    #expect(throws: JudgementError.key("x")) {
      try swot(of: "me", evidence: [evidence("x", 1), evidence("x", 2)])
    }
    #expect(throws: JudgementError.key("gone")) {
      try swot(
        of: "me", evidence: [],
        assertions: [
          Assertion(quadrant: .threat, text: "t", indicator: "gone", source: "s")
        ])
    }
    #expect(throws: JudgementError.wrongSize(-1)) {
      try swot(of: "me", evidence: [], count: -1)
    }
    let few = Evidence(
      indicator: "x", direction: .higher, peers: "two", source: "s", date: "2020-01-01",
      values: ["me": 1, "p": 2])
    #expect(try swot(of: "me", evidence: [few]).gaps == ["x": .tooFewObservations])
    let bad = Evidence(
      indicator: "x", direction: .higher, peers: "three", source: "s", date: "2020-01-01",
      values: ["me": 1, "p": .nan, "q": 2])
    #expect(try swot(of: "me", evidence: [bad]).gaps == ["x": .undefined])
    let line = Assertion(quadrant: .weakness, text: "t", indicator: "x", source: "paper")
    let unsupported = try swot(of: "me", evidence: [few], assertions: [line]).lines[0]
    #expect(unsupported.basis == .assertion && unsupported.gap == .tooFewObservations)
    #expect(unsupported.source == "paper")
  }
}
