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
    #expect(try state("a,b,1,2,3\nb,a,2,3,2") == "duplicate-key")
    #expect(try state("a,b,1,2,3\nb,a,1,2,3") == "duplicate-key")
    #expect(try state("a,b,1,2,3\nb,a,1,3,2") == "value")
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

  @Test("a full matrix gives what its half gives, and says so") func fullMatrix() throws {
    let head = "origin,destination,distance,mass_i,mass_j\n"
    let half = head + "a,b,2,2,3\na,c,4,2,4\nb,c,3,3,4"
    let full = half + "\nb,a,2,3,2\nc,a,4,4,2\nc,b,3,4,3"
    for id in [
      "potential.field.power", "potential.field.pareto", "gravitation.index.mass-distance-2",
    ] {
      let (one, other) = (try computed(id, half), try computed(id, full))
      #expect(one.map(\.value) == other.map(\.value) && one.map(\.subject) == other.map(\.subject))
      #expect(other.allSatisfy { $0.value != nil && $0.flags.contains(.duplicates) })
      #expect(one.allSatisfy { !$0.flags.contains(.duplicates) })
    }
    // Each origin has its own destinations: nothing is there twice. b: 2/4 + 4/9.
    let access = try computed("market.hansen.sum", full)
    #expect(access.map(\.subject) == ["a", "b", "c"])
    #expect(abs((access[1].value ?? 0) - (0.5 + 4.0 / 9)) < 1e-12)
    #expect(access.allSatisfy { $0.flags.isEmpty })
  }

  @Test("what has no way adds nothing, and those concerned say so") func noWay() throws {
    let pulls = try computed("gravitation.index.mass-distance-2", pairs)
    #expect(pulls.map { $0.flags.contains(.unreachable) } == [false, true, false])
    let field = try computed("potential.field.power", pairs, choices: ["self": "off"])
    #expect(field.map { $0.flags.contains(.unreachable) } == [true, false, true])
    #expect(field[0].value == 0.75)
    let far = """
      origin,destination,country_i,country_j,distance,mass_i,mass_j
      a,b,KAZ,RUS,2,2,3
      a,c,KAZ,RUS,,2,4
      b,c,RUS,RUS,3,3,4
      """
    let abroad = try computed("potential.abroad.share", far, choices: ["self": "off"])
    #expect(abroad.map { $0.flags.contains(.unreachable) } == [true, false, true, true])
    let access = try computed("market.hansen.sum", pairs)
    #expect(access.map { $0.flags.contains(.unreachable) } == [true, false])
  }

  @Test("a place twice in a belt is refused; at two borders it counts in both and once in all")
  func places() throws {
    let head = "place,country,border_distance,value"
    for id in ["belt.population.50", "belt.grp.50", "belt.area.50", "belt.settlements.50"] {
      let twice = try computed(id, head + "\na,KAZ,10,5\na,KAZ,10,5\nb,RUS,10,3")
      #expect(twice.map(\.state) == ["duplicate-key", "value", "duplicate-key"], "\(id)")
    }
    let borders =
      head
      + ",border\na,KAZ,10,5,KAZ-RUS\na,KAZ,80,5,KAZ-KGZ\nb,KAZ,20,7,KAZ-KGZ\nc,RUS,30,11,KAZ-RUS"
    let found = try computed("belt.population.50", borders)
    #expect(
      found.map(\.subject) == [
        "KAZ-KGZ/KAZ", "KAZ-KGZ/all", "KAZ-RUS/KAZ", "KAZ-RUS/RUS", "KAZ-RUS/all", "KAZ", "RUS",
        "all",
      ])
    #expect(found.map(\.value) == [7, 7, 5, 11, 16, 12, 11, 23])
    #expect(found.last?.n == 3)
    // Two values of one place contradict only where both count.
    let other = try computed("belt.population.50", borders.replacing("80,5", with: "80,6"))
    #expect(other.map(\.state).suffix(3) == ["duplicate-key", "value", "duplicate-key"])
    #expect(other.first?.value == 7)
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
