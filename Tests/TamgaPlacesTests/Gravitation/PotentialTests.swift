import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func place(_ name: String, _ country: String, _ mass: Double, area: Double? = nil)
  -> AttractingPlace
{ AttractingPlace(name: name, country: country, mass: mass, area: area) }

@Suite("Potentials and market areas") struct PotentialTests {
  private let places = [place("a", "KZ", 100), place("b", "KZ", 50), place("c", "RU", 200)]
  private let distances: [Double?] = [nil, 10, 20, 10, nil, 40, 20, 40, nil]

  @Test("the potential of Stewart by hand") func stewart() throws {
    let field = try potentialField(places, distances: distances, decay: .stewart)
    #expect(field.places.map { $0.potential } == [.value(15), .value(15), .value(6.25)])
    #expect(field.places[0].abroadShare == .value(10.0 / 15))
    // (100·10 + 50·5 + 200·6.25) / (100·15 + 50·15 + 200·6.25)
    #expect(field.abroadShare == .value(2500.0 / 3500))
  }

  @Test("a place counts itself at two thirds of its radius") func itself() throws {
    let alone = [place("a", "KZ", 90, area: Double.pi * 9)]
    let field = try potentialField(alone, distances: [nil], decay: .stewart)
    #expect(field.places[0].potential == .value(45))
    #expect(field.places[0].abroadShare == .value(0))
  }

  @Test("at the span half is left", arguments: [0.5, 1, 2, 3]) func span(beta: Double) throws {
    for decay in [
      DistanceDecay.pareto(span: 60, beta: beta), .exponential(span: 60, beta: beta),
    ] {
      let pair = [place("a", "KZ", 1), place("b", "RU", 8)]
      let field = try potentialField(pair, distances: [nil, 60, 60, nil], decay: decay)
      #expect(abs((field.places[0].potential.value ?? 0) - 4) < 1e-12)
      #expect(field.places[0].abroadShare == .value(1))
      let here = try potentialField(pair, distances: [nil, 0, 0, nil], decay: decay)
      #expect(here.places[0].potential == .value(8))
    }
  }

  @Test("what cannot be reached adds nothing and is counted") func unreachable() throws {
    let field = try potentialField(
      places, distances: [nil, nil, 20, nil, nil, nil, 20, nil, nil], decay: .stewart)
    #expect(field.places[0].unreachable == 1)
    #expect(field.places[0].potential == .value(10))
    #expect(field.places[1].potential == .missing(.unreachable))
    let none = try potentialField([place("a", "KZ", 1)], distances: [nil], decay: .stewart)
    #expect(none.abroadShare == .missing(.zeroDenominator))
  }

  @Test("bad potentials are refused with their place") func bad() throws {
    let names = places.map(\.name)
    let touching = BorderError.badPair(
      origin: names[0], destination: names[1], fault: .zeroDistance)
    #expect(throws: touching) {
      try potentialField(
        places, distances: [nil, 0, 1, 1, nil, 1, 1, 1, nil], decay: .stewart)
    }
    #expect(throws: BorderError.wrongSize(what: "distances", expected: 9, given: 1)) {
      try potentialField(places, distances: [1], decay: .stewart)
    }
    #expect(throws: BorderError.choiceOutOfRange("span")) {
      try potentialField(places, distances: distances, decay: .pareto(span: 0, beta: 1))
    }
    #expect(throws: BorderError.negativeValue(what: "mass", row: 0)) {
      try potentialField([place("a", "KZ", -1)], distances: [nil], decay: .stewart)
    }
  }

  @Test("Huff's chances, Reilly's ratio and Converse's point agree", arguments: UInt64(0)..<20)
  func markets(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (a, b) = (Double(1 + random.below(900)), Double(1 + random.below(900)))
    let length = 10 + random.unit() * 90
    let point = try #require(
      try converseBreakpoint(populationA: a, populationB: b, distance: length).value)
    let ratio = try reillyRatio(
      populationA: a, populationB: b, distanceA: point, distanceB: length - point)
    #expect(abs((ratio.value ?? 0) - 1) < 1e-9)
    let here = length * random.unit()
    let chances = try #require(
      try huffProbabilities(attractions: [a, b], distances: [here, length - here]).value)
    #expect(abs(chances.reduce(0, +) - 1) < 1e-12)
    #expect((chances[0] > 0.5) == (here < point))
    let access = try hansenAccess(attractions: [a, b], distances: [here, length - here])
    #expect(abs((access.value ?? 0) * chances[0] / (a / (here * here)) - 1) < 1e-10)
  }

  @Test("market areas at the edge") func edges() throws {
    #expect(try huffProbabilities(attractions: [1], distances: [nil]) == .missing(.unreachable))
    #expect(try huffProbabilities(attractions: [0], distances: [1]) == .missing(.zeroDenominator))
    #expect(try hansenAccess(attractions: [], distances: []) == .missing(.unreachable))
    #expect(throws: BorderError.zeroDistance(row: 0)) {
      try huffProbabilities(attractions: [1], distances: [0])
    }
    #expect(throws: BorderError.choiceOutOfRange("lambda")) {
      try hansenAccess(attractions: [1], distances: [1], lambda: 0)
    }
    #expect(
      try reillyRatio(populationA: 1, populationB: 0, distanceA: 1, distanceB: 1)
        == .missing(.zeroDenominator))
    #expect(
      try converseBreakpoint(populationA: 0, populationB: 1, distance: 5)
        == .missing(.zeroDenominator))
    #expect(
      try converseBreakpoint(populationA: 4, populationB: 0, distance: 5) == .value(5))
  }
}
