import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func seededPairs(_ seed: UInt64, regions: Int = 6) throws -> RegionPairs {
  var random = SplitMix(seed: seed)
  let masses = (0..<regions).map { _ in
    [Double(1 + random.below(900)), Double(1 + random.below(900))]
  }
  var rows: [RegionPair] = []
  for one in 0..<regions {
    for other in (one + 1)..<regions {
      let length = 50 + random.unit() * 900
      rows.append(
        RegionPair(
          origin: "r\(one)", destination: "r\(other)", originMasses: masses[one],
          destinationMasses: masses[other], distances: [length, length * 1.3]))
    }
  }
  rows.shuffle(using: &random)
  return try RegionPairs(rows, massKinds: ["grp", "population"], distanceKinds: ["line", "road"])
}

private func pair(_ one: String, _ other: String, _ masses: (Double, Double), _ distance: Double?)
  -> RegionPair
{
  RegionPair(
    origin: one, destination: other, originMasses: [masses.0], destinationMasses: [masses.1],
    distances: [distance])
}

private func pairs(_ rows: [RegionPair]) throws -> RegionPairs {
  try RegionPairs(rows, massKinds: ["grp"], distanceKinds: ["road"])
}

@Suite("Gravitation of regions") struct GravitationTests {
  @Test("three pairs by hand") func byHand() throws {
    // 6/4, 12/9, 8/16 by b = 2: 1.5 + 1.3333 + 0.5 = 3.3333.
    let found = try pairs([
      pair("a", "b", (2, 3), 2), pair("a", "c", (2, 4), 4), pair("b", "c", (3, 4), 3),
    ]).gravitation()
    let shares = found.pairs.compactMap(\.share.value)
    for (share, exact) in zip(shares, [45.0, 15, 40]) { #expect(abs(share - exact) < 1e-12) }
    #expect(found.pairs.map { $0.rank } == [.value(1), .value(3), .value(2)])
    #expect(found.pairs.map(\.destination) == ["b", "c", "c"])
  }

  @Test(
    "shares sum to 100; units, order and exchange of ends change nothing", arguments: UInt64(0)..<20
  )
  func shares(seed: UInt64) throws {
    let all = try seededPairs(seed)
    let found = try all.gravitation(exponent: 1.5)
    let shares = found.pairs.compactMap(\.share.value)
    #expect(abs(shares.reduce(0, +) - 100) < 1e-10)
    let scaled = try RegionPairs(
      all.pairs.reversed().map { row in
        RegionPair(
          origin: row.origin, destination: row.destination,
          originMasses: row.originMasses.map { $0 * 1000 },
          destinationMasses: row.destinationMasses.map { $0 * 1000 },
          distances: row.distances.map { $0.map { $0 / 1.609 } })
      }, massKinds: all.massKinds, distanceKinds: all.distanceKinds)
    for (one, other) in zip(found.pairs, try scaled.gravitation(exponent: 1.5).pairs) {
      #expect(abs((one.share.value ?? 0) - (other.share.value ?? 1)) < 1e-10)
      #expect(one.rank == other.rank)
    }
    let again = try RegionPairs(
      all.pairs.reversed(), massKinds: all.massKinds, distanceKinds: all.distanceKinds)
    #expect(again == all)
  }

  @Test("a fan encloses every run; concordance lies in 0…1", arguments: UInt64(0)..<10)
  func fan(seed: UInt64) throws {
    let all = try seededPairs(seed)
    let fan = try all.fan()
    #expect(fan.runs.count == 2 * 2 * 5)
    for pair in fan.pairs {
      let runs = fan.runs.compactMap { run in
        run.pairs.first { $0.origin == pair.origin && $0.destination == pair.destination }
      }
      let (low, high) = (try #require(pair.minimum.value), try #require(pair.maximum.value))
      #expect(runs.allSatisfy { (low...high).contains($0.share.value ?? -1) })
      #expect((low...high).contains(try #require(pair.median.value)))
      let spread = (pair.worstRank.value ?? 0) - (pair.bestRank.value ?? 99)
      #expect(pair.isRobust == (spread <= 3))
    }
    let means = fan.pairs.compactMap(\.meanRank.value)
    #expect(means == means.sorted())
    #expect((0...1).contains(try #require(fan.concordance.value)))
  }

  @Test("runs that agree have concordance one") func agreement() throws {
    let all = try pairs([
      pair("a", "b", (9, 9), 1), pair("a", "c", (9, 1), 50), pair("b", "c", (9, 1), 40),
    ])
    #expect(try all.fan().concordance == .value(1))
    #expect(try all.fan().pairs.allSatisfy(\.isRobust))
  }

  @Test("a pair without a way adds nothing and is counted") func unreachable() throws {
    let found = try pairs([pair("a", "b", (2, 3), nil), pair("a", "c", (2, 4), 4)]).gravitation()
    #expect(found.unreachable == 1)
    #expect(found.pairs[0].share == .value(0))
    #expect(found.pairs[0].rank == .missing(.unreachable))
    #expect(found.pairs[1].share == .value(100))
    let none = try pairs([pair("a", "b", (2, 3), nil)])
    #expect(try none.gravitation().pairs[0].share == .missing(.unreachable))
    #expect(try none.fan().pairs[0].minimum == .missing(.unreachable))
    #expect(try none.fan().concordance == .missing(.tooFewObservations))
    let massless = try pairs([pair("a", "b", (0, 3), 2)]).gravitation()
    #expect(massless.pairs[0].share == .missing(.zeroDenominator))
    #expect(try pairs([]).gravitation().pairs.isEmpty)
  }

  @Test("masses and distances near the ends of numbers stay numbers") func extremes() throws {
    let found = try pairs([
      pair("a", "b", (1e300, 1e300), 1e-200), pair("a", "c", (1e300, 1e-300), 1e200),
    ]).gravitation(exponent: 3)
    #expect(found.pairs.compactMap(\.share.value) == [100, 0])
  }

  @Test("trade that follows gravitation has ratio one; unknown trade is left apart") func trade()
    throws
  {
    let found = try pairs([
      pair("a", "b", (2, 3), 2), pair("a", "c", (2, 4), 4), pair("b", "c", (3, 4), nil),
    ]).gravitation()
    // Shares 75 and 25.
    let same = try found.tradeRatios([300, 100, nil])
    #expect(abs((same[0].value ?? 0) - 1) < 1e-12 && abs((same[1].value ?? 0) - 1) < 1e-12)
    #expect(same[2] == .missing(.missingInput))
    let more = try found.tradeRatios([100, 300, 0])
    #expect(abs((more[1].value ?? 0) - 3) < 1e-12)
    #expect(more[2] == .missing(.zeroDenominator))
    #expect(try found.tradeRatios([0, 0, 0])[0] == .missing(.zeroDenominator))
    #expect(throws: BorderError.wrongSize(what: "trade", expected: 3, given: 0)) {
      try found.tradeRatios([])
    }
  }

  @Test("bad rows and choices are refused with their place") func bad() throws {
    func fault(_ origin: String, _ destination: String, _ fault: PairFault) -> BorderError {
      .badPair(origin: origin, destination: destination, fault: fault)
    }
    #expect(throws: fault("a", "a", .samePlace)) { try pairs([pair("a", "a", (1, 1), 2)]) }
    #expect(throws: fault("b", "a", .twice)) {
      try pairs([pair("a", "b", (1, 1), 2), pair("b", "a", (1, 1), 3)])
    }
    #expect(throws: fault("a", "b", .zeroDistance)) { try pairs([pair("a", "b", (1, 1), 0)]) }
    #expect(throws: fault("a", "b", .negative("mass"))) { try pairs([pair("a", "b", (1, -1), 1)]) }
    #expect(throws: fault("a", "b", .notFinite("distance"))) {
      try pairs([pair("a", "b", (1, 1), .nan)])
    }
    #expect(throws: BorderError.massChanges(place: "a", row: 1)) {
      try pairs([pair("a", "b", (1, 1), 1), pair("a", "c", (2, 1), 1)])
    }
    let good = try pairs([pair("a", "b", (1, 1), 1)])
    for exponent in [0, -1, .nan, .infinity] {
      #expect(throws: BorderError.choiceOutOfRange("exponent")) {
        try good.gravitation(exponent: exponent)
      }
    }
    #expect(throws: BorderError.choiceOutOfRange("mass")) { try good.gravitation(mass: 1) }
    #expect(throws: BorderError.choiceOutOfRange("exponents")) { try good.fan(exponents: []) }
  }
}
