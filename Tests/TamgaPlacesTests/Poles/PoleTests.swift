import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func candidates(_ seed: UInt64, count: Int = 9) -> [PoleCandidate] {
  var random = SplitMix(seed: seed)
  return (0..<count).map { place in
    PoleCandidate(
      name: "c\(place)", dimensions: (0..<5).map { _ in random.unit() * 9 },
      propulsiveTests: random.below(5))
  }
}

@Suite("Growth poles") struct PoleTests {
  @Test("propulsive industries pass up to four tests; a gap is not a pass") func propulsive() throws
  {
    let all = IndustryProfile(
      region: "r", industry: "metal", backward: 1.2, forward: 1.1, growth: 5,
      nationalMedianGrowth: 3, locationQuotient: 2)
    let some = IndustryProfile(
      region: "r", industry: "food", backward: 1, forward: nil, growth: 3,
      nationalMedianGrowth: 3, locationQuotient: 1.01)
    let found = try propulsiveTests([all, some])
    #expect(found.map(\.passed) == [4, 1])
    #expect(found.map(\.unknown) == [0, 1])
    #expect(found[1].pullsSuppliers == false && found[1].growsFaster == false)
    #expect(throws: PoleError.duplicateName("r/metal")) { try propulsiveTests([all, all]) }
  }

  @Test("scores are geometric means of ranks over n + 1") func byHand() throws {
    let found = try poleScores([
      PoleCandidate(name: "a", dimensions: [3, 1], propulsiveTests: 0),
      PoleCandidate(name: "b", dimensions: [2, 2], propulsiveTests: 0),
      PoleCandidate(name: "c", dimensions: [1, nil], propulsiveTests: 3),
      PoleCandidate(name: "d", dimensions: [1, 3], propulsiveTests: 0),
    ])
    // Complete: a, b, d; percentiles (3/4, 1/4), (2/4, 2/4), (1/4, 3/4).
    #expect(abs((found[0].score.value ?? 0) - (3.0 / 16).squareRoot()) < 1e-15)
    #expect(abs((found[1].score.value ?? 0) - 0.5) < 1e-15)
    #expect(found[1].rank == .value(1))
    #expect(found[0].rank == .value(2.5) && found[3].rank == .value(2.5))
    #expect(found[2].score == .missing(.coverage))
    #expect(found[2].poleClass == .node)
    #expect(found.filter { $0.name != "c" }.allSatisfy { $0.topProbability == .value(1) })
  }

  @Test("weights that are drawn keep a dominant place first", arguments: UInt64(0)..<10)
  func dominant(seed: UInt64) throws {
    let others = candidates(seed)
    let best = PoleCandidate(
      name: "best", dimensions: [Double](repeating: 10, count: 5), propulsiveTests: 3)
    let found = try poleScores(others + [best], top: 1, draws: 200)
    let last = try #require(found.last)
    #expect(last.rank == .value(1))
    #expect(last.topProbability == .value(1))
    #expect(last.rankInterval?.lower == 1 && last.rankInterval?.upper == 1)
    #expect(last.poleClass == .pole)
    #expect(try poleScores(others + [best], top: 1, draws: 200) == found)
    let turned = try poleScores((others + [best]).reversed(), top: 1, draws: 200)
    #expect(turned == found.reversed())
    let sum = found.compactMap(\.topProbability.value).reduce(0, +)
    #expect(abs(sum - 1) < 1e-12)
  }

  @Test("bad candidates are refused") func bad() throws {
    #expect(try poleScores([]).isEmpty)
    #expect(try poleScores(candidates(1, count: 1))[0].score == .missing(.tooFewObservations))
    #expect(throws: PoleError.choiceOutOfRange("top")) { try poleScores(candidates(1), top: 0) }
    #expect(throws: PoleError.notFinite(what: "dimension", row: 0)) {
      try poleScores([PoleCandidate(name: "a", dimensions: [.nan], propulsiveTests: 0)])
    }
    #expect(throws: PoleError.duplicateName("c0")) {
      try poleScores(candidates(1) + candidates(2, count: 1))
    }
    #expect(throws: PoleError.wrongSize(what: "dimensions", expected: 5, given: 1)) {
      try poleScores(
        candidates(1) + [PoleCandidate(name: "x", dimensions: [1], propulsiveTests: 0)])
    }
  }

  @Test("a plan is judged by values fixed beforehand") func plan() throws {
    let plan = try PolePlan(hypotheses: [
      PoleHypothesis(statement: "specialised", indicator: "lq.ratio.plain", threshold: 1),
      PoleHypothesis(
        statement: "open", indicator: "barrier.potential-loss.net", threshold: 0.3,
        holdsAbove: false),
    ])
    let judged = try plan.judge([
      "lq.ratio.plain": [1.4, 0.9, 1.2], "barrier.potential-loss.net": [0.1, nil, nil],
    ])
    #expect(judged.map(\.verdict) == [.holds, .notCovered])
    #expect(judged[0].median == .value(1.2))
    #expect(judged[1].median == .missing(.coverage))
    #expect(throws: PoleError.planWithoutData("lq.ratio.plain")) { try plan.judge([:]) }
    #expect(throws: PoleError.choiceOutOfRange("coverage")) {
      try PolePlan(hypotheses: [], minimumCoverage: 2)
    }
  }

  @Test("risks are graded by thirds among regions and cite an indicator") func risks() throws {
    let risks = ["a", "b", "c"].enumerated().map { place, region in
      RegionalRisk(
        region: region, group: .transport, indicator: "barrier.potential-loss.net",
        likelihood: Double(place), impact: Double(-place))
    }
    let graded = try riskRegister(risks)
    #expect(graded.map(\.grade) == [4, 3, 3])
    #expect(graded.map(\.risk.region) == ["b", "a", "c"])
    #expect(graded[1].likelihoodGrade == 1 && graded[1].impactGrade == 3)
    #expect(throws: PoleError.unknownName("")) {
      try riskRegister([
        RegionalRisk(region: "a", group: .economic, indicator: "", likelihood: 1, impact: 1)
      ])
    }
    #expect(throws: PoleError.self) { try riskRegister(risks + risks) }
  }

  @Test("growth is a risk where it is low; one indicator has one direction") func low() throws {
    func risk(_ region: String, _ growth: Double, _ side: RiskDirection = .lower) -> RegionalRisk {
      RegionalRisk(
        region: region, group: .economic, indicator: "growth.rate.chain", likelihood: growth,
        direction: side, impact: 1)
    }
    let graded = try riskRegister([risk("a", -2), risk("b", 0.1), risk("c", 5.6)])
    #expect(graded.map(\.risk.region) == ["a", "b", "c"])
    #expect(graded.map(\.likelihoodGrade) == [3, 2, 1])
    #expect(graded.map(\.risk.likelihood) == [-2, 0.1, 5.6])
    #expect(throws: PoleError.mixedDirections("growth.rate.chain")) {
      try riskRegister([risk("a", 1), risk("b", 2, .higher)])
    }
  }

  @Test("a slope known by construction is found, with its change of sign") func rings() throws {
    var observations: [RingObservation] = []
    for (ring, slope) in [0.8, 0.2, -0.4].enumerated() {
      for step in 0..<8 {
        let pole = Double(step) - 3
        observations.append(
          RingObservation(
            pole: "p", innerKilometres: Double(ring) * 50,
            outerKilometres: Double(ring + 1) * 50, growth: 1 + slope * pole,
            poleGrowthBefore: pole))
      }
    }
    let found = try spreadBackwash(observations, draws: 99)
    let slopes = found.rings.compactMap(\.slope.value)
    for (slope, exact) in zip(slopes, [0.8, 0.2, -0.4]) { #expect(abs(slope - exact) < 1e-12) }
    // From 0.2 at 75 km to −0.4 at 125 km: zero after a third.
    #expect(abs((found.signChange.value ?? 0) - (75 + 50.0 / 3)) < 1e-9)
    #expect(found.rings.allSatisfy { $0.interval != nil })
    #expect(found == (try spreadBackwash(observations.reversed(), draws: 99)))
    let flat = try spreadBackwash(observations.filter { $0.poleGrowthBefore == 0 }, draws: 9)
    #expect(flat.rings.allSatisfy { $0.slope == .missing(.tooFewObservations) })
    #expect(flat.signChange == .missing(.undefined))
    #expect(throws: PoleError.choiceOutOfRange("ring 0")) {
      try spreadBackwash([
        RingObservation(
          pole: "p", innerKilometres: 5, outerKilometres: 5, growth: 1, poleGrowthBefore: 1)
      ])
    }
  }

  @Test("income gaps weigh the near more") func gaps() throws {
    let far: [Double?] = [nil, 1, 3, 1, nil, nil, 3, nil, nil]
    let found = try incomeGaps([6, 12, 4], distances: far)
    // (12/1 + 4/3) / (1 + 1/3) = 10: 6/10 − 1.
    #expect(abs((found[0].value ?? 0) + 0.4) < 1e-15)
    #expect(found[1] == .value(1))
    #expect(try incomeGaps([1], distances: [nil]) == [.missing(.unreachable)])
    #expect(
      try incomeGaps([nil, 1], distances: [nil, 1, 1, nil])
        == [.missing(.missingInput), .missing(.unreachable)])
  }

  @Test("a star has a core of one and fits it wholly") func core() throws {
    var ties = [Double](repeating: 0, count: 49)
    for other in 1..<7 {
      ties[other] = 1
      ties[other * 7] = 1
    }
    let found = try coreFit(ties, count: 7, permutations: 99)
    #expect(abs((found.correlation.value ?? 0) - 1) < 1e-12)
    #expect(found.isCore == [true] + [Bool](repeating: false, count: 6))
    #expect((found.probability.value ?? 1) <= 0.05)
    let alike = try coreFit([Double](repeating: 1, count: 16), count: 4, permutations: 9)
    #expect(alike.correlation == .missing(.noVariation))
    #expect(try coreFit([0], count: 1).correlation == .missing(.tooFewObservations))
    #expect(throws: PoleError.wrongSize(what: "ties", expected: 9, given: 1)) {
      try coreFit([0], count: 3)
    }
  }

  /// Ties by rows from those of pairs a–b, a–c, …, the way they are counted.
  private func square(_ upper: [Double], _ count: Int) -> [Double] {
    var ties = [Double](repeating: 0, count: count * count)
    var next = 0
    for one in 0..<count {
      for other in (one + 1)..<count {
        (ties[one * count + other], ties[other * count + one]) = (upper[next], upper[next])
        next += 1
      }
    }
    return ties
  }

  /// The best correlation over every core, each pattern written out.
  private func bestByHand(_ upper: [Double], _ count: Int) -> Double {
    var best = -1.0
    for core in 1..<(1 << count) where core.nonzeroBitCount <= count - 2 {
      var ideal: [Double] = []
      for one in 0..<count {
        for other in (one + 1)..<count {
          ideal.append(core >> one & 1 == 1 || core >> other & 1 == 1 ? 1 : 0)
        }
      }
      best = max(best, PairedMoments(x: upper, y: ideal).correlation.value ?? -1)
    }
    return best
  }

  @Test("the best core need not be the strongest regions, and p counts every arrangement of four")
  func bestCore() throws {
    // a–b 6, a–c 0, a–d 8, b–c 7, b–d 1, c–d 6: {b, d}, of which c and a have no tie.
    let found = try coreFit(square([6, 0, 8, 7, 1, 6], 4), count: 4, permutations: 9)
    #expect(found.isCore == [false, true, false, true])
    #expect(abs((found.correlation.value ?? 0) - 0.6872) < 5e-5)
    // Whatever the seed and the draws: 720 arrangements are listed.
    let other = try coreFit(square([6, 0, 8, 7, 1, 6], 4), count: 4, permutations: 99, seed: 7)
    #expect(found.probability == other.probability)
    let listed = (found.probability.value ?? 0) * 720
    #expect(abs(listed - listed.rounded()) < 1e-9 && listed > 9)
  }

  @Test("every core is tried up to twelve regions, and moves and swaps do as well just above")
  func searchedCores() throws {
    for draw in 0..<12 {
      let count = draw < 8 ? 5 + draw % 3 : 13
      var stream = RandomStream(seed: 11, entity: UInt64(draw), purpose: "cores")
      let upper = (0..<(count * (count - 1) / 2)).map { _ in Double(stream.next() % 20) }
      let found = try coreFit(square(upper, count), count: count, permutations: 0)
      #expect(abs((found.correlation.value ?? 0) - bestByHand(upper, count)) < 1e-12, "\(draw)")
    }
  }
}
