import IndicatorTestSupport
import TamgaIndicators
import TestSupport
import Testing

@Suite("Gravitation by every kind of mass, distance and exponent")
struct GravitationFamilyTests {
  private static let head =
    "origin,destination,grp_i,grp_j,population_i,population_j,line,road,hours\n"
  private static let ids = ["grp", "population", "mixed"].flatMap { mass in
    ["geodesic", "road", "time"].flatMap { distance in
      ["1", "1-5", "2", "2-5", "3"].map { "gravitation.index.\(mass)-\(distance)-\($0)" }
    }
  }

  /// Pairs of four regions: GRP times a factor, population and three distances at random.
  private func table(_ seed: UInt64, grp factor: Int = 1) -> String {
    var random = SplitMix(seed: seed)
    let grp = (0..<4).map { _ in (1 + random.below(90)) * factor }
    let people = (0..<4).map { _ in 1 + random.below(90) }
    var rows: [String] = []
    for one in 0..<4 {
      for other in (one + 1)..<4 {
        let line = 1 + random.below(50)
        rows.append(
          "r\(one),r\(other),\(grp[one]),\(grp[other]),\(people[one]),\(people[other]),\(line),"
            + "\(line + random.below(9)),\(1 + random.below(20))")
      }
    }
    return Self.head + rows.joined(separator: "\n")
  }

  @Test(
    "shares sum to 100, a unit of mass changes none, the fan is that of all 45 runs",
    arguments: UInt64(0)..<6)
  func family(seed: UInt64) throws {
    let runs = try Self.ids.map { try computed($0, table(seed)) }
    for (id, run) in zip(Self.ids, runs) {
      #expect(abs(run.compactMap(\.value).reduce(0, +) - 100) < 1e-9, "\(id)")
      let scaled = try computed(id, table(seed, grp: 1_000))
      for (one, other) in zip(run, scaled) {
        #expect(abs((one.value ?? 0) - (other.value ?? 9)) < 1e-9, "\(id)")
      }
    }
    for pair in runs[0].indices {
      let shares = runs.compactMap { $0[pair].value }
      for run in runs {
        #expect(abs((run[pair].interval?.lower ?? 0) - (shares.min() ?? 1)) < 1e-9)
        #expect(abs((run[pair].interval?.upper ?? 0) - (shares.max() ?? 1)) < 1e-9)
      }
    }
  }

  @Test("the root of product and people lies between both kinds of mass") func mixed() throws {
    // Products 8, 18, 27·…: GRP 2, 4, 9 and people 8, 4, 1 give masses 4, 4, 3.
    let table = Self.head + "a,b,2,4,8,4,1,1,1\na,c,2,9,8,1,1,1,1\nb,c,4,9,4,1,1,1,1"
    let found = try computed("gravitation.index.mixed-road-2", table).compactMap(\.value)
    for (value, pull) in zip(found, [16.0, 12, 12]) { #expect(abs(value - 100 * pull / 40) < 1e-9) }
  }

  @Test("a kind with a gap leaves the others alone and stands in no fan") func gaps() throws {
    let whole = Self.head + "a,b,2,3,8,12,2,3,1\na,c,2,4,8,4,4,4,2\nb,c,3,4,12,4,3,5,4"
    let gap = whole.replacing("a,c,2,4,8,4", with: "a,c,2,4,8,")
    #expect(
      try computed("gravitation.index.population-road-2", gap).allSatisfy {
        $0.state == "missing-input"
      })
    let full = try computed("gravitation.index.grp-road-2", whole)
    let less = try computed("gravitation.index.grp-road-2", gap)
    let grp = try ["geodesic", "road", "time"].flatMap { distance in
      try ["1", "1-5", "2", "2-5", "3"].map {
        try computed("gravitation.index.grp-\(distance)-\($0)", gap)
      }
    }
    for pair in full.indices {
      #expect(less[pair].value == full[pair].value)
      let shares = grp.compactMap { $0[pair].value }
      #expect(less[pair].interval?.lower == shares.min())
      #expect(less[pair].interval?.upper == shares.max())
    }
    let nowhere = whole.replacing("a,b,2,3,8,12,2,3,1", with: "a,b,2,3,8,12,2,0,1")
    #expect(
      try computed("gravitation.index.grp-road-2", nowhere).allSatisfy {
        $0.state == "zero-denominator"
      })
    #expect(
      try computed("gravitation.index.grp-time-2", nowhere).allSatisfy { $0.value != nil })
  }
}
