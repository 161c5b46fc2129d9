import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func seededStretch(_ seed: UInt64, delays scale: Double = 1) throws -> BorderStretch {
  var random = SplitMix(seed: seed)
  let (home, posts, abroad) = (5, 4, 6)
  let times = try CrossingTimes(
    crossings: posts, toCrossing: (0..<home * posts).map { _ in random.unit() * 4 },
    fromCrossing: (0..<posts * abroad).map { _ in random.below(9) == 0 ? nil : random.unit() * 5 })
  let crossings = (0..<posts).map { post in
    BorderCrossing(
      name: "p\(post)", delayHours: random.unit() * 3 * scale,
      isOpen: scale == 0 || post != 1, openSeasons: scale == 0 || post != 2 ? [] : [true, false])
  }
  return try BorderStretch(
    homeMasses: (0..<home).map { _ in Double(1 + random.below(90)) },
    homePotentials: (0..<home).map { _ in random.unit() * 100 },
    massesAbroad: (0..<abroad).map { _ in Double(5_000 + random.below(40_000)) },
    crossings: crossings, times: times, seasonDays: [215, 150])
}

private let decay = DistanceDecay.pareto(span: 2, beta: 2)

@Suite("Barrier, contact, permeability, belts") struct BarrierTests {
  @Test("the barrier splits into causes and grows with delay", arguments: UInt64(0)..<20)
  func causes(seed: UInt64) throws {
    let found = try seededStretch(seed).barrier(decay)
    let belt = try #require(found.belt.value)
    let causes = try #require(found.causes)
    #expect(abs(causes.delay + causes.season + causes.detour - belt) < 1e-12)
    let share = try #require(found.abroadShare.value)
    #expect(abs(share * (found.abroad.value ?? 0) - belt) < 1e-12)
    #expect((0...1).contains(belt))
    let longer = try #require(try seededStretch(seed, delays: 1.5).barrier(decay).belt.value)
    #expect(longer >= belt)
    #expect((found.hourElasticity.value ?? -1) >= 0)
    #expect((found.hourElasticity.value ?? 2) <= belt + 1e-12)
  }

  @Test("without delay and closure there is no barrier", arguments: UInt64(0)..<5)
  func free(seed: UInt64) throws {
    let found = try seededStretch(seed, delays: 0).barrier(decay)
    #expect(found.belt == .value(0))
    #expect(found.places.allSatisfy { $0 == .value(0) })
    #expect(found.hourElasticity == .value(0))
  }

  @Test("one place, one post by hand") func byHand() throws {
    // Pareto with span 2, β 1: f = 1 / (1 + t/2). Free 1 h: 2/3; with 1 h delay: 1/2.
    let stretch = try BorderStretch(
      homeMasses: [7], homePotentials: [10], massesAbroad: [30],
      crossings: [BorderCrossing(name: "p", delayHours: 1, isOpen: true)],
      times: CrossingTimes(crossings: 1, toCrossing: [0.5], fromCrossing: [0.5]))
    let found = try stretch.barrier(.pareto(span: 2, beta: 1))
    #expect(abs((found.belt.value ?? 0) - (1 - 25.0 / 30)) < 1e-15)
    #expect(abs((found.abroad.value ?? 0) - 0.25) < 1e-15)
    #expect(abs((found.causes?.delay ?? 0) - 1.0 / 6) < 1e-15)
    #expect(found.causes?.season == 0 && found.causes?.detour == 0)
    #expect(throws: BorderError.choiceOutOfRange("decay")) { try stretch.barrier(.stewart) }
  }

  @Test("the best crossing is taken; threads change no bit", arguments: UInt64(0)..<10)
  func minPlus(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let legs: (Int) -> [Double?] = { count in
      (0..<count).map { _ in random.below(5) == 0 ? nil : random.unit() * 9 }
    }
    let (toPost, fromPost) = (legs(70 * 3), legs(3 * 8))
    let delays: [Double?] = [0.5, nil, 2]
    let times = try CrossingTimes(crossings: 3, toCrossing: toPost, fromCrossing: fromPost)
    let found = try times.hours(delays: delays)
    #expect(try times.hours(delays: delays, threads: 2) == found)
    for place in 0..<70 {
      for other in 0..<8 {
        let ways = (0..<3).compactMap { post -> Double? in
          guard let wait = delays[post], let one = toPost[place * 3 + post],
            let two = fromPost[post * 8 + other]
          else { return nil }
          return one + wait + two
        }
        #expect(found[place * 8 + other] == ways.min())
      }
    }
  }

  @Test("contact rises with time and falls with delay", arguments: UInt64(0)..<10)
  func contact(seed: UInt64) throws {
    let stretch = try seededStretch(seed)
    let hours = [0.5, 1, 2, 4, 20]
    let posts = try stretch.contactWithCrossings(within: hours)
    let towns = try stretch.contactWithCounterparts(within: hours)
    for found in [posts, towns] {
      let means = found.compactMap(\.mean.value)
      #expect(means.count == 5 && means == means.sorted())
      for row in found {
        #expect((row.minimum.value ?? 2) <= (row.mean.value ?? -1) + 1e-15)
        #expect((row.mean.value ?? 2) <= (row.maximum.value ?? -1) + 1e-15)
      }
    }
    for (post, town) in zip(posts, towns) {
      #expect((town.mean.value ?? 2) <= (post.mean.value ?? -1) + 1e-15)
    }
    #expect(abs((posts[4].maximum.value ?? 0) - 1) < 1e-12)
    #expect(throws: BorderError.choiceOutOfRange("hours")) {
      try stretch.contactWithCrossings(within: [-1])
    }
  }

  @Test("kilometres per crossing") func permeability() throws {
    #expect(
      try kilometresPerCrossing(borderKilometres: 7512, openDays: [365, 366, 365])
        == .value(2504))
    #expect(
      try kilometresPerCrossing(borderKilometres: 300, openDays: [365, 182.5]) == .value(200))
    #expect(
      try kilometresPerCrossing(borderKilometres: 300, openDays: [0])
        == .missing(.zeroDenominator))
    #expect(throws: BorderError.choiceOutOfRange("days 0")) {
      try kilometresPerCrossing(borderKilometres: 300, openDays: [400])
    }
    #expect(try delayEquivalentKilometres(delayHours: 3, freeSpeed: 70) == 210)
    #expect(throws: BorderError.choiceOutOfRange("free speed")) {
      try delayEquivalentKilometres(delayHours: 3, freeSpeed: 0)
    }
  }

  @Test("rings sum to belts, sides to both, belts grow", arguments: UInt64(0)..<20)
  func rings(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let count = 40
    let distances = (0..<count).map { _ in random.below(8) == 0 ? nil : random.unit() * 200 }
    let values = (0..<count).map { _ in Double(random.below(1000)) }
    let sides = (0..<count).map { _ in random.below(2) == 0 ? "KZ" : "RU" }
    let found = try belts(distances: distances, values: values, sides: sides)
    #expect(found.unplaced == distances.count { $0 == nil })
    for side in ["KZ", "RU", ""] {
      let own = found.belts.filter { $0.side == side }
      #expect(own.map(\.radius) == [15, 30, 50, 100, 150])
      var sum = 0.0
      for belt in own {
        sum += belt.ring
        #expect(sum == belt.total)
      }
    }
    for radius in [15.0, 150] {
      let totals = found.belts.filter { $0.radius == radius }.map(\.total)
      #expect(totals[0] + totals[1] == totals[2])
    }
  }

  @Test("a place on the line of a belt is inside it") func line() throws {
    let found = try belts(distances: [15, 15.1, 0], values: [1, 2, 4], sides: ["a", "a", "a"])
    #expect(found.belts.prefix(2).map(\.ring) == [5, 2])
    #expect(throws: BorderError.choiceOutOfRange("radii")) {
      try belts(distances: [1], values: [1], sides: ["a"], radii: [0])
    }
    #expect(throws: BorderError.wrongSize(what: "side", expected: 1, given: 0)) {
      try belts(distances: [1], values: [1], sides: [])
    }
  }

  @Test("the centre moves along the equator by a ninetieth of a quarter") func drift() throws {
    let points = [
      EarthPoint(longitude: 60, latitude: 0), EarthPoint(longitude: 62, latitude: 0),
    ]
    let moved = try centroidDrift(points, masses: [[1, 0], [1, 1], [0, 1]])
    let degree = EarthPoint.earthRadius * Double.pi / 180
    for step in moved { #expect(abs((step.value ?? 0) - degree) < 1e-9) }
    #expect(try centroidDrift(points, masses: [[0, 0], [1, 0]]) == [.missing(.zeroDenominator)])
    let opposite = [EarthPoint(longitude: 0, latitude: 0), EarthPoint(longitude: 180, latitude: 0)]
    #expect(try weightedCentre(opposite, masses: [1, 1]) == .missing(.undefined))
    #expect(throws: BorderError.choiceOutOfRange("point 0")) {
      try weightedCentre([EarthPoint(longitude: 0, latitude: 91)], masses: [1])
    }
    let near = EarthPoint(longitude: 60, latitude: 50)
    let metre = EarthPoint(longitude: 60, latitude: 50 + 1 / degree / 1000)
    #expect(abs(near.kilometres(to: metre) - 0.001) < 1e-11)
  }
}
