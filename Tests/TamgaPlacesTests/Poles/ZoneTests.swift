import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func field(_ seed: UInt64, poles: Int = 6, places: Int = 30) throws -> PoleField {
  var random = SplitMix(seed: seed)
  let populations = (0..<poles).map { _ in Double(10_000 + random.below(400_000)) }
  return try PoleField(
    poles: (0..<poles).map { "p\($0)" }, masses: populations, populations: populations,
    places: (0..<places).map { place in
      ServedPlace(
        name: "d\(place)", area: Double(1 + random.below(900)),
        population: Double(random.below(9_000)), product: Double(random.below(500)))
    },
    hours: (0..<places * poles).map { _ in random.below(12) == 0 ? nil : random.unit() * 9 })
}

private let decay = DistanceDecay.pareto(span: 2, beta: 2)

/// A solver that never has an answer.
private struct SolverOnLeave: MIPSolver {
  func solve(_ programme: LinearProgramme) throws(SolverError) -> LinearSolution {
    throw .undecided(.nodeLimit)
  }

  func minimalInfeasibleRows(
    of programme: LinearProgramme, groups: [[Int]]
  ) throws(SolverError) -> [Int] { throw .undecided(.nodeLimit) }
}

@Suite("Zones of influence") struct ZoneTests {
  @Test("Reilly's zones are Huff's at λ = 2 when mass is population", arguments: UInt64(0)..<20)
  func reilly(seed: UInt64) throws {
    let field = try field(seed)
    #expect(try field.zones(.reilly) == field.zones(.huff(lambda: 2)))
    let near = try field.zones(.isochrone(hours: 2))
    for (place, pole) in near.enumerated() {
      let hours = (0..<6).compactMap { field.hours[place * 6 + $0] }
      if let pole {
        #expect(field.hours[place * 6 + pole] == hours.min())
      } else {
        #expect(!hours.contains { $0 <= 2 })
      }
    }
  }

  @Test(
    "core, fringe and covered are all places; coverage grows with poles", arguments: UInt64(0)..<20)
  func coverage(seed: UInt64) throws {
    let all = try field(seed)
    let threshold = try #require(try all.threshold(decay).value)
    let found = try all.coverage(decay, threshold: threshold)
    let near = try all.zones(.isochrone(hours: 2)).map { $0 != nil }
    let inside = zip(found.isCovered, near).count { $0 && $1 }
    #expect(found.core.places + found.fringe.places + inside == all.places.count)
    #expect(found.coreNames.count == found.core.places)
    let fewer = try PoleField(
      poles: Array(all.poles.prefix(5)), masses: Array(all.masses.prefix(5)),
      populations: Array(all.populations.prefix(5)), places: all.places,
      hours: all.hours.indices.filter { $0 % 6 < 5 }.map { all.hours[$0] })
    let before = try fewer.coverage(decay, threshold: threshold)
    for (less, more) in zip(before.isCovered, found.isCovered) { #expect(!less || more) }
  }

  @Test("a weak pole covers its own place; one that draws with nothing covers none") func own()
    throws
  {
    func field(_ weak: Double) throws -> PoleField {
      try PoleField(
        poles: ["strong", "weak"], masses: [100, weak], populations: [100, 1],
        places: ["strong", "weak"].map {
          ServedPlace(name: $0, area: 1, population: 1, product: 1)
        }, hours: [0, 50, 50, 0])
    }
    // τ = (100/2 + 1/2)/2, far above all that the weak pole draws with, which is 1 at its own place.
    let threshold = try #require(try field(1).threshold(decay).value)
    let found = try field(1).coverage(decay, threshold: threshold)
    #expect(abs(threshold - 25.25) < 1e-9 && found.isCovered == [true, true])
    #expect(found.fringeNames.isEmpty && found.coreNames.isEmpty)
    #expect(try field(0).coverage(decay, threshold: threshold).fringeNames == ["weak"])
  }

  @Test("greedy covers at least 1 − 1/e of the best", arguments: UInt64(0)..<20)
  func greedy(seed: UInt64) throws {
    let field = try field(seed)
    let threshold = try #require(try field.threshold(decay).value)
    for count in 1...4 {
      let (greedy, best) = try field.maximalCovering(
        count, weight: \.population, decay: decay, threshold: threshold)
      #expect(best.isProvenBest && best.covered >= greedy.covered)
      #expect(greedy.covered >= (1 - 1 / 2.718281828459045) * best.covered - 1e-9)
      #expect(Set(greedy.poles).count == count && best.poles.count == count)
      let (_, tried) = try field.maximalCovering(
        count, weight: \.population, decay: decay, threshold: threshold, solver: nil)
      #expect(tried.method == .enumeration && tried.isProvenBest)
      #expect(abs(tried.covered - best.covered) <= 1e-6 * tried.covered, "\(best.method)")
    }
  }

  @Test("greedy can miss the best, and says that it is not it") func missed() throws {
    // Pole a covers the middle two of four; b and c cover halves.
    let hours: [Double?] = [nil, 1, nil, 1, 1, nil, 1, nil, 1, nil, nil, 1]
    let field = try PoleField(
      poles: ["a", "b", "c"], masses: [1, 1, 1], populations: [1, 1, 1],
      places: zip(["w", "x", "y", "z"], [3.0, 4, 4, 3]).map {
        ServedPlace(name: $0, area: 1, population: $1, product: 0)
      }, hours: hours)
    let (greedy, best) = try field.maximalCovering(
      2, weight: \.population, decay: decay, threshold: 0.1)
    #expect(greedy.poles == [0, 1] && greedy.covered == 11 && !greedy.isProvenBest)
    #expect(best.poles == [1, 2] && best.covered == 14 && best.isProvenBest)
  }

  @Test("without a solver and with too many choices the greedy one stands, and is not called best")
  func fallback() throws {
    let field = try field(3, poles: 40, places: 60)
    let threshold = try #require(try field.threshold(decay).value)
    let (greedy, best) = try field.maximalCovering(
      8, weight: \.population, decay: decay, threshold: threshold, solver: SolverOnLeave())
    #expect(best.method == .greedy && !best.isProvenBest && best.covered == greedy.covered)
  }

  @Test("a programme keeps what withstands; without stress it is the greedy choice")
  func programme() throws {
    let field = try field(4)
    let threshold = try #require(try field.threshold(decay).value)
    let calm = try field.programme(
      3, weight: \.population, decay: decay, threshold: threshold,
      stress: ProgrammeStress(closure: 0, delay: 0, demand: 0, draws: 5))
    for pole in calm.poles {
      #expect(pole.isChosen == (pole.frequency == 1) && pole.isKept == pole.isChosen)
      #expect(pole.form == .centre || (field.populations[Int(pole.name.dropFirst()) ?? 0] < 1e5))
    }
    let hard = try field.programme(
      3, weight: \.population, decay: decay, threshold: threshold,
      stress: ProgrammeStress(closure: 0.5, draws: 100))
    #expect(hard.poles.allSatisfy { (0...1).contains($0.frequency) && $0.frequency < 0.8 })
    #expect(
      hard
        == (try field.programme(
          3, weight: \.population, decay: decay, threshold: threshold,
          stress: ProgrammeStress(closure: 0.5, draws: 100))))
    #expect(throws: PoleError.choiceOutOfRange("closure")) {
      try field.programme(
        3, weight: \.population, decay: decay, threshold: 1, stress: ProgrammeStress(closure: 1))
    }
  }

  @Test("bad fields and choices are refused") func bad() throws {
    let field = try field(1)
    #expect(throws: PoleError.choiceOutOfRange("lambda")) { try field.zones(.huff(lambda: 0)) }
    #expect(throws: PoleError.choiceOutOfRange("hours")) { try field.zones(.isochrone(hours: -1)) }
    #expect(throws: PoleError.choiceOutOfRange("count")) {
      try field.maximalCovering(7, weight: \.area, decay: decay, threshold: 1)
    }
    #expect(throws: PoleError.choiceOutOfRange("decay")) {
      try field.coverage(.pareto(span: 0, beta: 1), threshold: 1)
    }
    #expect(throws: PoleError.duplicateName("p")) {
      try PoleField(
        poles: ["p", "p"], masses: [1, 1], populations: [1, 1], places: [], hours: [])
    }
    #expect(throws: PoleError.negativeValue(what: "hours", row: 0)) {
      try PoleField(
        poles: ["p"], masses: [1], populations: [1],
        places: [ServedPlace(name: "d", area: 1, population: 1, product: 1)], hours: [-1])
    }
    let none = try PoleField(poles: [], masses: [], populations: [], places: [], hours: [])
    #expect(try none.threshold(decay) == .missing(.tooFewObservations))
    #expect(none.totals([]).shares.allSatisfy { $0 == .missing(.zeroDenominator) })
  }
}
