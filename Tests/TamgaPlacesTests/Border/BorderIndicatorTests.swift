import IndicatorTestSupport
import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Indicators of borders and poles read tidy tables") struct BorderIndicatorTests {
  private let pairs = """
    origin,destination,distance,mass_i,mass_j
    a,b,2,2,3
    a,c,,2,4
    b,c,3,3,4
    """

  @Test("the fan encloses the value; a pair without a way has share zero") func gravitation() throws
  {
    let found = try computed("gravitation.index.mass-distance-2", pairs)
    #expect(found[1].value == 0)
    for result in found {
      let (value, fan) = (try #require(result.value), try #require(result.interval))
      #expect(fan.lower <= value && value <= fan.upper && fan.kind == "fan")
    }
    #expect(abs(found.compactMap(\.value).reduce(0, +) - 100) < 1e-10)
  }

  @Test("no way, no distance, a repeated pair and a mass below zero give states") func states()
    throws
  {
    func state(_ row: String, _ id: String = "gravitation.index.mass-distance-2") throws -> String?
    {
      try computed(id, "origin,destination,distance,mass_i,mass_j\n" + row).first?.state
    }
    #expect(try state("a,b,,2,3") == "unreachable")
    #expect(try state("a,b,0,2,3") == "zero-denominator")
    #expect(try state("a,b,1,2,3\nb,a,1,3,2") == "duplicate-key")
    #expect(try state("a,b,1,2,-3") == "negative-value")
    #expect(try state("a,b,1,2,3\na,c,1,5,3") == "duplicate-key")
    #expect(try state("a,b,,2,3", "market.huff.probability") == "unreachable")
    #expect(try state("a,b,,2,3", "market.converse.breakpoint") == "unreachable")
    #expect(try state("a,b,,2,3", "potential.field.pareto") == "unreachable")
  }

  @Test("a span moves the potential") func span() throws {
    let near = try computed("potential.field.exponential", pairs, choices: ["span": "1"])
    let far = try computed("potential.field.exponential", pairs, choices: ["span": "9"])
    for (one, other) in zip(near, far) {
      #expect((one.value ?? 9) < (other.value ?? 0))
    }
    #expect(
      try computed("potential.field.pareto", pairs, choices: ["span": "0"])
        .allSatisfy { $0.state == "undefined" })
  }

  @Test("belts by side; places without a distance count against coverage") func belts() throws {
    let head = "place,country,border_distance,value\n"
    let found = try computed("belt.population.50", head + "a,KAZ,10,5\nb,KAZ,60,7\nc,RUS,30,11")
    #expect(found.map(\.subject) == ["KAZ", "RUS", "all"])
    #expect(found.map(\.value) == [5, 11, 16])
    let open = try computed("belt.population.50", head + "a,KAZ,10,95\nb,KAZ,,5")
    #expect(open.last?.flags == [.lowCoverage] && open.last?.value == 95)
    let less = try computed("belt.population.50", head + "a,KAZ,10,80\nb,KAZ,,20")
    #expect(less.last?.state == "coverage")
  }

  @Test("crossings that never open leave no length") func permeability() throws {
    let head = "border,crossing,border_km,open_days\n"
    let never = try computed("permeability.km-per-crossing.all", head + "b,x,300,0")
    #expect(never.first?.state == "zero-denominator")
    let odd = try computed("permeability.km-per-crossing.season", head + "b,x,300,9\nb,y,301,9")
    #expect(odd.first?.state == "duplicate-key")
    let long = try computed("permeability.km-per-crossing.season", head + "b,x,300,900")
    #expect(long.first?.state == "undefined")
  }

  @Test("poles: gaps, absent names, tests that could not be made") func poles() throws {
    let gap = try computed(
      "pole.score.geometric", "place,dimension,value\na,s,1\nb,s,2\nc,s,\n")
    #expect(gap.map(\.state) == ["value", "value", "coverage"])
    let absent = try computed("pole.inter-linkage.share", pairs, "pole\na\nq")
    #expect(absent.allSatisfy { $0.state == "missing-input" })
    let tests = try computed(
      "pole.propulsive.tests-passed",
      "region,industry,backward,forward,growth,median_growth,lq\nr,m,1.2,,5,3,2")
    #expect(tests.first?.value == 3)
    #expect(tests.first?.interval?.lower == 3 && tests.first?.interval?.upper == 4)
    #expect(tests.first?.flags.contains(.gaps) == true)
  }
}
