import IndicatorTestSupport
import TamgaIndicators
import TestSupport
import Testing

@Suite("Potentials from tidy tables") struct FieldIndicatorTests {
  private let head = "origin,destination,country_i,country_j,distance,mass_i,mass_j\n"

  /// Pareto with a half at the span of 2 and β = 2.
  private func f(_ distance: Double) -> Double {
    let root = 1 + (2.0.squareRoot() - 1) / 2 * distance
    return 1 / (root * root)
  }

  /// Pairs of five places in two countries, with masses and distances that are whole numbers.
  private func made(_ seed: UInt64) -> (text: String, masses: [Double], distances: [[Double]]) {
    var random = SplitMix(seed: seed)
    let masses = (0..<5).map { _ in Double(1 + random.below(50)) }
    var distances = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 5)
    var rows: [String] = []
    for one in 0..<5 {
      for other in (one + 1)..<5 {
        distances[one][other] = Double(1 + random.below(9))
        distances[other][one] = distances[one][other]
        rows.append(
          "p\(one),p\(other),\(one < 3 ? "KAZ" : "RUS"),\(other < 3 ? "KAZ" : "RUS"),"
            + "\(Int(distances[one][other])),\(Int(masses[one])),\(Int(masses[other]))")
      }
    }
    return (head + rows.joined(separator: "\n"), masses, distances)
  }

  private func are(_ results: [IndicatorResult], _ values: [Double]) -> Bool {
    results.count == values.count
      && zip(results, values).allSatisfy { abs(($0.value ?? .infinity) - $1) < 1e-12 }
  }

  @Test("the part from abroad by hand; with the place itself it is less", arguments: UInt64(0)..<8)
  func abroad(seed: UInt64) throws {
    let world = made(seed)
    let off = try computed("potential.abroad.share", world.text, choices: ["self": "off"])
    let areas =
      "region,area\n" + (0..<5).map { "p\($0),28.274333882308138" }.joined(separator: "\n")
    let on = try computed("potential.abroad.share", world.text, areas)
    let fields = try computed("potential.field.pareto", world.text, areas)
    var (foreign, all) = (0.0, 0.0)
    for place in 0..<5 {
      let others = (0..<5).filter { $0 != place }
      func sum(_ chosen: [Int]) -> Double {
        chosen.reduce(0) { $0 + world.masses[$1] * f(world.distances[place][$1]) }
      }
      let far = sum(others.filter { ($0 < 3) != (place < 3) })
      let whole = sum(others)
      foreign += world.masses[place] * far
      all += world.masses[place] * whole
      #expect(abs((off[place].value ?? 0) - 100 * far / whole) < 1e-9)
      let own = whole + world.masses[place] / 2
      #expect(abs((on[place].value ?? 0) - 100 * far / own) < 1e-9)
      #expect(abs((fields[place].value ?? 0) - own) < 1e-9)
    }
    #expect(off.last?.subject == "all")
    #expect(abs((off.last?.value ?? 0) - 100 * foreign / all) < 1e-9)
    #expect(on.allSatisfy { $0.flags.isEmpty } && off.allSatisfy { $0.choices == ["self": "off"] })
  }

  @Test("one country has nothing from abroad; what cannot count itself says so") func itself()
    throws
  {
    let home = head + "a,b,KAZ,KAZ,2,2,3"
    let share = try computed("potential.abroad.share", home)
    #expect(share.allSatisfy { $0.value == 0 && $0.flags == [.withoutSelf] })
    let off = try computed("potential.field.pareto", home, choices: ["self": "off"])
    #expect(are(off, [1.5, 1]) && off.allSatisfy { $0.flags.isEmpty })
    // a at distance 2 to itself by its own row, b by nothing.
    let row = try computed("potential.field.pareto", home + "\na,a,KAZ,KAZ,2,2,2")
    #expect(are(row, [2.5, 1]))
    #expect(row.map(\.flags) == [[], [.withoutSelf]])
    let both = try computed(
      "potential.field.pareto", home + "\na,a,KAZ,KAZ,2,2,2",
      "region,area\na,1\nb,28.274333882308138")
    #expect(are(both, [2.5, 2.5]))
  }

  @Test("areas below zero, twice or unknown give states") func bad() throws {
    let home = head + "a,b,KAZ,KAZ,2,2,3"
    func states(_ areas: String, _ id: String = "potential.field.exponential") throws -> [String] {
      try computed(id, home, "region,area\n" + areas).map(\.state)
    }
    #expect(try states("a,-1").allSatisfy { $0 == "negative-value" })
    #expect(try states("a,1\na,2").allSatisfy { $0 == "duplicate-key" })
    #expect(try states("a,").allSatisfy { $0 == "value" })
    #expect(try states("a,-1", "potential.abroad.share").allSatisfy { $0 == "negative-value" })
    #expect(
      try computed("potential.abroad.share", head + "a,b,KAZ,KAZ,2,2,3\na,c,RUS,KAZ,2,2,3")
        .allSatisfy { $0.state == "duplicate-key" })
    #expect(
      try computed("potential.field.stewart", home + "\na,a,KAZ,KAZ,0,2,2").map(\.value)
        == [1.5, 1])
  }
}
