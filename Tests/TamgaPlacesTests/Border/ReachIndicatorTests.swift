import IndicatorTestSupport
import TamgaIndicators
import TestSupport
import Testing

@Suite("Contact and potentials over crossings from tidy tables") struct ReachIndicatorTests {
  /// Six home places, three crossings, four towns abroad; hours in quarters, some ways missing.
  private struct World {
    var people: [Int] = []
    var towns: [Int] = []
    var to: [[Double?]] = []
    var from: [[Double?]] = []
    var delays: [Double] = []

    init(seed: UInt64) {
      var random = SplitMix(seed: seed)
      func way() -> Double? { random.below(6) == 0 ? nil : Double(random.below(16)) / 4 }
      people = (0..<6).map { _ in 1 + random.below(1_000) }
      towns = [20_000, 9_000, 15_000, 3_000]
      to = (0..<6).map { _ in (0..<3).map { _ in way() } }
      from = (0..<3).map { _ in (0..<4).map { _ in way() } }
      to[0][0] = 0.25
      from[0][0] = 0.25
      delays = (0..<3).map { _ in Double(random.below(8)) / 4 }
    }

    func hours(_ place: Int, _ town: Int, _ open: [Int] = [0, 1, 2]) -> Double? {
      open.compactMap { crossing -> Double? in
        guard let one = to[place][crossing], let other = from[crossing][town] else { return nil }
        return one + delays[crossing] + other
      }.min()
    }

    func tables(_ open: [Int] = [0, 1, 2]) -> [String] {
      func text(_ hours: Double?) -> String { hours.map { "\($0)" } ?? "" }
      return [
        "place,crossing,distance,population\n"
          + (0..<6).flatMap { place in
            (0..<3).map { "p\(place),c\($0),\(text(to[place][$0])),\(people[place])" }
          }.joined(separator: "\n"),
        "crossing,destination,distance,mass_j\n"
          + (0..<3).flatMap { crossing in
            (0..<4).map { "c\(crossing),t\($0),\(text(from[crossing][$0])),\(towns[$0])" }
          }.joined(separator: "\n"),
        "crossing,delay\n" + open.map { "c\($0),\(delays[$0])" }.joined(separator: "\n"),
      ]
    }
  }

  private func f(_ hours: Double) -> Double {
    let root = 1 + (2.0.squareRoot() - 1) / 2 * hours
    return 1 / (root * root)
  }

  @Test(
    "shares by hand rise with time; a town beyond is never nearer than a crossing",
    arguments: UInt64(0)..<10)
  func contact(seed: UInt64) throws {
    let world = World(seed: seed)
    let tables = world.tables()
    var before = -1.0
    for (id, limit) in [("0-5h", 0.5), ("1h", 1), ("2h", 2), ("4h", 4)] {
      let share = try #require(
        try computed("contact.counterpart.\(id)", tables[0], tables[1], tables[2]).first?.value)
      let near = (0..<6).filter { place in
        [0, 2].contains { world.hours(place, $0).map { $0 <= limit } ?? false }
      }
      let all = world.people.reduce(0, +)
      let expected = 100 * Double(near.reduce(0) { $0 + world.people[$1] }) / Double(all)
      #expect(abs(share - expected) < 1e-9, "\(id)")
      #expect(share >= before)
      before = share
      let crossing = try computed("contact.crossing.\(id)", tables[0]).first?.value
      #expect(share <= (crossing ?? 0) + 1e-9)
      let large = try computed(
        "contact.counterpart.\(id)", tables[0], tables[1], tables[2],
        choices: ["at-least": "18000"]
      ).first?.value
      #expect((large ?? 101) <= share)
    }
  }

  @Test(
    "the potential over crossings by hand; a longer wait and a closed post never raise it",
    arguments: UInt64(0)..<10)
  func network(seed: UInt64) throws {
    var world = World(seed: seed)
    func values(_ world: World, _ open: [Int] = [0, 1, 2]) throws -> [Double] {
      let tables = world.tables(open)
      return try computed("potential.network.crossings", tables[0], tables[1], tables[2]).map {
        $0.value ?? 0
      }
    }
    let found = try values(world)
    for place in 0..<6 {
      let expected = (0..<4).reduce(0.0) { sum, town in
        sum + (world.hours(place, town).map { f($0) * Double(world.towns[town]) } ?? 0)
      }
      #expect(abs(found[place] - expected) < 1e-6)
    }
    let closed = try values(world, [0, 1])
    world.delays = world.delays.map { $0 + 0.5 }
    let slower = try values(world)
    for place in 0..<6 {
      #expect(closed[place] <= found[place] && slower[place] <= found[place])
    }
  }

  @Test("no way over the border, no mass beyond it, and what lies at home") func edges() throws {
    let legs = "place,crossing,distance,population\na,one,1,10\nb,two,1,10"
    let abroad = "crossing,destination,distance,mass_j\none,x,1,100\ntwo,x,,100"
    let delays = "crossing,delay\none,0\ntwo,0"
    let found = try computed("potential.network.crossings", legs, abroad, delays)
    #expect(found.map(\.state) == ["value", "unreachable"])
    #expect(found.map(\.flags) == [[.withoutSelf], [.withoutSelf]])
    #expect(abs((found[0].value ?? 0) - 50) < 1e-9)
    let home = "origin,destination,distance,mass_i,mass_j\na,b,2,10,10\nb,b,0,10,10"
    let whole = try computed("potential.network.crossings", legs, abroad, delays, home)
    #expect(zip(whole, [55.0, 15]).allSatisfy { abs(($0.value ?? 0) - $1) < 1e-9 })
    #expect(whole.map(\.flags) == [[.withoutSelf], []])
    let none = abroad.replacing(",100", with: ",0")
    #expect(
      try computed("potential.network.crossings", legs, none, delays)
        .allSatisfy { $0.state == "zero-denominator" })
    let own = try computed("potential.network.crossings", legs, none, delays, home)
    #expect(zip(own, [5.0, 15]).allSatisfy { abs(($0.value ?? 0) - $1) < 1e-9 })
    #expect(
      try computed("potential.network.crossings", legs, abroad, "crossing,delay\none,")
        .allSatisfy { $0.state == "missing-input" })
  }

  @Test("settlements in belts are counted, by side and of both") func settlements() throws {
    let head = "place,country,border_distance\n"
    let rows = (0..<40).map { "s\($0),\($0 % 3 == 0 ? "RUS" : "KAZ"),\($0 * 4)" }
    let text = head + rows.joined(separator: "\n")
    var before = 0.0
    for radius in [15, 30, 50, 100, 150] {
      let found = try computed("belt.settlements.\(radius)", text).map { $0.value ?? -1 }
      #expect(found[2] == Double((0..<40).count { $0 * 4 <= radius }))
      #expect(found[0] + found[1] == found[2] && found[2] >= before)
      before = found[2]
    }
    #expect(
      try computed("belt.settlements.15", head + "a,KAZ,1\na,KAZ,2").map(\.state)
        == ["duplicate-key", "duplicate-key"])
    #expect(
      try computed("belt.settlements.15", head + "a,KAZ,1\nb,KAZ,").last?.state == "coverage")
  }

  @Test("a delay as kilometres: in proportion, with the range of rounding") func kilometres() throws
  {
    let head = "crossing,delay,free_speed\n"
    let one = try #require(
      try computed("barrier.equivalent-km.net", head + "c,2.5,60").first)
    #expect(one.value == 150)
    #expect(abs((one.interval?.lower ?? 0) - 2.45 * 59.5) < 1e-9)
    #expect(abs((one.interval?.upper ?? 0) - 2.55 * 60.5) < 1e-9)
    #expect(try computed("barrier.equivalent-km.net", head + "c,5.0,60").first?.value == 300)
    #expect(try computed("barrier.equivalent-km.net", head + "c,0,60").first?.value == 0)
    #expect(try computed("barrier.equivalent-km.net", head + "c,1,0").first?.state == "undefined")
    #expect(
      try computed("barrier.equivalent-km.net", head + "c,1,9\nc,2,9").first?.state
        == "duplicate-key")
  }

  @Test("the border effect of a gravity model with its interval") func gravity() throws {
    let head = "border,coefficient,standard_error,observations\n"
    let id = "barrier.gravity-effect.net"
    let border = try #require(try computed(id, head + "b,-0.5,0.2,100").first)
    let home = try #require(
      try computed(id, head + "b,0.5,0.2,100", choices: ["dummy": "home"]).first)
    #expect(border.value == home.value && border.interval == home.interval)
    // 100 (1 − e^−0.5), 100 (1 − e^(−0.5 ± 1.959964 · 0.2)).
    #expect(abs((border.value ?? 0) - 39.346934) < 1e-5)
    #expect(abs((border.interval?.lower ?? 0) - 10.237887) < 1e-5)
    #expect(abs((border.interval?.upper ?? 0) - 59.016179) < 1e-5)
    #expect(border.n == 100 && border.flags.isEmpty)
    let sure = try #require(try computed(id, head + "b,-0.5,0,100").first)
    #expect(sure.interval?.lower == sure.value && sure.interval?.upper == sure.value)
    #expect((try computed(id, head + "b,0.3,0.1,100").first?.value ?? 0) < 0)
    #expect(try computed(id, head + "b,0.3,-0.1,100").first?.state == "negative-value")
    #expect(try computed(id, head + "b,0.3,,100").first?.state == "missing-input")
    #expect(try computed(id, head + "b,0,1,9\nb,1,1,9").first?.state == "duplicate-key")
    #expect(try computed(id, head + "b,0,1,9").first?.flags == [.smallSample])
  }
}
