import IndicatorTestSupport
import TamgaIndicators
import TestSupport
import Testing

@Suite("Axes, their discovery and a core from tidy tables") struct AxisIndicatorTests {
  private let head = "axis,stop,city,kilometres,population,hours,border_hours,slowdown\n"

  @Test("hours with and without waiting; the weakest link", arguments: UInt64(0)..<8)
  func times(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let hours = (0..<5).map { _ in 1 + random.below(9) }
    let waits = (0..<5).map { _ in random.below(4) }
    let slow = (0..<5).map { _ in Double(4 + random.below(8)) / 4 }
    let rows = (0..<6).map { stop in
      stop == 0
        ? "n,0,c0,,1,,,"
        : "n,\(stop),c\(stop),10,1,\(hours[stop - 1]),\(waits[stop - 1]),\(slow[stop - 1])"
    }
    let text = head + rows.joined(separator: "\n")
    #expect(
      try computed("axis.time.network", text).first?.value
        == Double((hours + waits).reduce(0, +)))
    #expect(try computed("axis.weak-link.network", text).first?.value == slow.max())
    let open = "axis,stop,city,kilometres,population,hours\nn,1,a,,1,\nn,2,b,5,1,2\nn,3,c,5,1,3"
    #expect(try computed("axis.time.network", open).first?.value == 5)
  }

  @Test("gaps, a summer faster than free and no way give states") func states() throws {
    func state(_ id: String, _ row: String) throws -> String? {
      try computed(id, head + "n,1,a,,1,,,\n" + row).first?.state
    }
    #expect(try state("axis.time.network", "n,2,b,5,1,,0,1") == "missing-input")
    #expect(try state("axis.time.network", "n,2,b,,1,1,0,1") == "unreachable")
    #expect(try state("axis.time.network", "n,2,b,5,1,-1,0,1") == "negative-value")
    #expect(try state("axis.weak-link.network", "n,2,b,5,1,1,0,0.9") == "undefined")
    #expect(try state("axis.length.network", "n,2,b,5,1,,,") == "value")
  }

  @Test(
    "the strongest tree is found whole along itself; a path is its own betweenness",
    arguments: UInt64(0)..<8)
  func discovery(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    // Cities on a line: neighbours are nearest, so that the tree of equal masses is the line.
    let places = (0..<6).map { Double($0 * 20 + random.below(9)) }
    var pairs = "origin,destination,distance,mass_i,mass_j\n"
    var links = "from,to,kilometres,hours\n"
    for one in 0..<6 {
      for other in (one + 1)..<6 {
        pairs += "c\(one),c\(other),\(places[other] - places[one]),5,5\n"
        if other == one + 1 { links += "c\(one),c\(other),\(places[other] - places[one]),1\n" }
      }
    }
    let stops = "axis,stop,city\n" + (0..<6).map { "n,\($0),c\($0)" }.joined(separator: "\n")
    let (p, l) = (String(pairs.dropLast()), String(links.dropLast()))
    #expect(try computed("axis.discovered.spanning-tree", stops, p).first?.value == 1)
    #expect(try computed("axis.discovered.betweenness", stops, l).first?.value == 1)
    let along = try #require(try computed("axis.interaction.network", stops, p).first?.value)
    func pull(_ one: Int, _ other: Int) -> Double {
      let distance = places[other] - places[one]
      return 1 / (distance * distance)
    }
    var (sum, all) = (0.0, 0.0)
    for one in 0..<6 {
      for other in (one + 1)..<6 {
        all += pull(one, other)
        if other == one + 1 { sum += pull(one, other) }
      }
    }
    #expect(abs(along - 100 * sum / all) < 1e-9)
    let back = "axis,stop,city\nn,1,c0\nn,2,c2\nn,3,c3"
    #expect(try computed("axis.discovered.spanning-tree", back, p).first?.value == 0.5)
    let strange = "axis,stop,city\nn,1,c0\nn,2,q"
    for (id, table) in [
      ("axis.discovered.spanning-tree", p), ("axis.discovered.betweenness", l),
      ("axis.interaction.network", p),
    ] { #expect(try computed(id, strange, table).first?.state == "missing-input") }
  }

  @Test("links used alike beyond the last make the choice of links open") func ties() throws {
    // A ring of four: every link is used alike, three are taken.
    let ring = "from,to,kilometres,hours\na,b,1,1\nb,c,1,1\nc,d,1,1\nd,a,1,1"
    let found = try computed("axis.discovered.betweenness", "axis,stop,city\nn,1,a\nn,2,b", ring)
    #expect(found.first?.flags == [.degenerate])
    let path = "from,to,kilometres,hours\na,b,1,1\nb,c,1,"
    #expect(
      try computed("axis.discovered.betweenness", "axis,stop,city\nn,1,a\nn,2,b", path).first?.flags
        == [])
    #expect(
      try computed(
        "axis.discovered.betweenness", "axis,stop,city\nn,1,a\nn,2,b", ring + "\nb,a,1,1"
      )
      .first?.state == "duplicate-key")
  }

  @Test("waiting that is not known is no border without waiting, and no way less") func waiting()
    throws
  {
    let links = "from,to,kilometres,hours,border_hours\na,b,1,1,0\nb,c,1,1,"
    let stops = "axis,stop,city\nn,1,a\nn,2,b\nn,3,c"
    func state(_ links: String) throws -> String? {
      try computed("axis.discovered.betweenness", stops, links).first?.state
    }
    #expect(try state(links) == "missing-input")
    #expect(try state(links + "0") == "value")
    #expect(try state(links + "0\na,c,1,,") == "value")
    let axis = head + "n,1,a,,1,,,\nn,2,b,5,1,1,,1"
    #expect(try computed("axis.time.network", axis).first?.state == "missing-input")
  }

  @Test(
    "a core: both directions are one tie, units change nothing, gaps are no zeros",
    arguments: UInt64(0)..<5)
  func core(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let id = "periphery.core-fit.borgatti-everett"
    var (one, both, scaled) = ("", "", "")
    for a in 0..<6 {
      for b in (a + 1)..<6 {
        let (out, back) = (random.below(20), random.below(20))
        one += "\nr\(a),r\(b),\(out + back)"
        both += "\nr\(a),r\(b),\(out)\nr\(b),r\(a),\(back)"
        scaled += "\nr\(b),r\(a),\(1000 * (out + back))"
      }
    }
    let head = "origin,destination,value"
    let found = try #require(try computed(id, head + one).first)
    #expect(found.value == (try computed(id, head + both).first?.value))
    let large = try #require(try computed(id, head + scaled).first?.value)
    #expect(abs(large - (found.value ?? 0)) < 1e-12)
    #expect(found.probability.map { (1.0 / 200...1).contains($0) } ?? false)
    #expect(
      try computed(id, head + "\na,b,1\na,c,2").first?.state == "missing-input")
    #expect(try computed(id, head + "\na,b,1\na,c,1\nb,c,1").first?.state == "no-variation")
    #expect(try computed(id, head + "\na,b,1").first?.state == "too-few-observations")
    #expect(try computed(id, head + "\na,b,-1").first?.state == "negative-value")
  }

  @Test("a star of many is a core and its periphery, and not by chance") func star() throws {
    let rows = (0..<8).flatMap { a in
      ((a + 1)..<9).map { "\nr\(a),r\($0),\(a == 0 ? 5 : 0)" }
    }
    let found = try computed(
      "periphery.core-fit.borgatti-everett", "origin,destination,value" + rows.joined())
    #expect(abs((found.first?.value ?? 0) - 1) < 1e-12)
    #expect((found.first?.probability ?? 1) < 0.02)
  }
}
