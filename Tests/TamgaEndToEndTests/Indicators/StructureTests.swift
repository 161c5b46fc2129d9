import Foundation
import TamgaPresent
import TestSupport
import Testing

private let exports = """
  country,product,value
  KAZ,p1,20
  KAZ,p2,30
  KAZ,p3,10
  KAZ,p4,20
  KGZ,p1,10
  KGZ,p2,10
  KGZ,p3,10
  KGZ,p4,30
  RUS,p2,10
  UZB,p1,20
  UZB,p3,30
  UZB,p4,
  """

private let deliveries =
  "sector,manufactures,agriculture\nagriculture,500,150\nmanufactures,100,200\n"
private let demand = "sector,households,other\nmanufactures,1000,700\nagriculture,300,50\n"

@Suite(
  "Complexity, input–output, gravitation and poles from the command line",
  .enabled(if: Program.isBuilt, "the release binary"))
struct StructureTests {
  @Test("complexity of a table, with its gap counted") func complexity() throws {
    let scratch = try Scratch()
    let file = try scratch.write(exports, to: "x.csv")
    let outcome = try Program.run("complexity", file, "--cells", "--json")
    try Schemas.expect(outcome, "complexity")
    #expect(outcome.data?["left_out"]?.integer == 1)
    #expect(try outcome.envelope["diagnostics"]?[0]?["code"]?.string == "T303")
    let period = try #require(outcome.data?["periods"]?[0])
    let uzbek = try #require(period["countries"]?[3])
    #expect(uzbek["country"]?.string == "UZB")
    #expect(abs((uzbek["eci"]?.double ?? 0) - 1.6811876174208895) < 1e-12)
    #expect(period["cells"]?.array?.count == 16)
    let one = try Program.run("complexity", file, "--threads", "1", "--cells", "--json")
    #expect(one.output == outcome.output)
    let other = try Program.run("complexity", file, "--as", "economiccomplexity", "--json")
    try Schemas.expect(other, "complexity")
    #expect(other.data?["profile"]?.string == "economiccomplexity")
    let text = try Program.run("complexity", file, "--lang", "ru")
    #expect(text.exit == 0 && text.output.contains("Индекс сложности (ECI)"))
  }

  @Test("of flows only exports are taken, by period; the others are counted")
  func complexityOfFlows() throws {
    let scratch = try Scratch()
    let rows = exports.split(separator: "\n").dropFirst().filter { !$0.hasSuffix(",") }
    let plain = try scratch.write(
      "reporter,product,value\n" + rows.joined(separator: "\n") + "\n", to: "plain.csv")
    let lines = rows.map { $0.split(separator: ",") }
    let flows = try scratch.write(
      "reporter,product,flow,period,value\n"
        + lines.map { "\($0[0]),\($0[1]),X,2020,\($0[2])\n" }.joined()
        + "UZB,p2,M,2020,1000\nKAZ,p1,X,2021,1\nRUS,p2,X,2021,1\n", to: "flows.csv")
    let alone = try Program.run("complexity", plain, "--json")
    try Schemas.expect(alone, "complexity")
    let found = try Program.run("complexity", flows, "--json")
    try Schemas.expect(found, "complexity")
    #expect(found.data?["other_flows"]?.integer == 1 && alone.data?["other_flows"]?.integer == 0)
    let codes = try found.envelope["diagnostics"]?.array?.compactMap { $0["code"]?.string } ?? []
    #expect(codes.contains("T832"))
    #expect(found.data?["periods"]?.array?.count == 2)
    let (own, other) = (
      alone.data?["periods"]?[0]?["countries"], found.data?["periods"]?[0]?["countries"]
    )
    for place in 0..<4 {
      let eci = try #require(own?[place]?["eci"]?.double)
      #expect(other?[place]?["eci"]?.double == eci)
      #expect(other?[place]?["diversity"]?.integer == own?[place]?["diversity"]?.integer)
    }
  }

  @Test("complexity misused: a column, a number below zero, parts, a profile") func misused() throws
  {
    let scratch = try Scratch()
    let file = try scratch.write(exports, to: "x.csv")
    try Schemas.expectFailure(
      Program.run("complexity", file, "--value", "valu", "--json"), "complexity", exit: 65,
      code: "T130")
    let negative = try scratch.write("country,product,value\nA,p,1\nB,p,-2\n", to: "n.csv")
    try Schemas.expectFailure(
      Program.run("complexity", negative, "--json"), "complexity", exit: 65, code: "T820")
    let parts = try scratch.write("country,product,value\nA,p,1\nB,q,2\n", to: "p.csv")
    let found = try Program.run("complexity", parts, "--json")
    try Schemas.expect(found, "complexity")
    #expect(try found.envelope["diagnostics"]?[0]?["code"]?.string == "T829")
    #expect(found.data?["periods"]?[0]?["countries"]?[0]?["reason"]?.string == "undefined")
    #expect(try Program.run("complexity", file, "--as", "mit").exit == 64)
    #expect(try Program.run("complexity", scratch.path("no.csv")).exit == 66)
  }

  @Test("the textbook's table, columns in another order") func inputOutput() throws {
    let scratch = try Scratch()
    let z = try scratch.write(deliveries, to: "z.csv")
    let f = try scratch.write(demand, to: "f.csv")
    let accounts = try scratch.write(
      "sector,income,employment,consumption\nagriculture,300,20,50\nmanufactures,500,20,400\n",
      to: "a.csv")
    let outcome = try Program.run(
      "io", "analyse", z, "--final-demand", f, "--accounts", accounts, "--json")
    try Schemas.expect(outcome, "io.analyse")
    let data = try #require(outcome.data)
    #expect(data["sectors"]?[0]?.string == "agriculture")
    #expect(data["technical"]?[0]?[1]?.double == 0.25)
    #expect(abs((data["leontief"]?[0]?[0]?.double ?? 0) - 1.2541) < 5e-5)
    #expect(data["multipliers"]?.array?.count == 3)
    #expect(data["multipliers"]?[0]?["type_2"]?[0]?.double != nil)
    let text = try Program.run("io", "analyse", z, "--final-demand", f)
    #expect(text.exit == 0 && text.output.contains("agriculture"))
  }

  @Test("tables that do not fit are refused; one that does not balance is said so")
  func inputOutputMisused() throws {
    let scratch = try Scratch()
    let z = try scratch.write(deliveries, to: "z.csv")
    let f = try scratch.write(demand, to: "f.csv")
    let strange = try scratch.write("sector,y\nagriculture,350\nmanufacture,1700\n", to: "g.csv")
    try Schemas.expectFailure(
      Program.run("io", "analyse", z, "--final-demand", strange, "--json"), "io.analyse", exit: 65,
      code: "T825")
    let short = try scratch.write("sector,y\nagriculture,350\n", to: "s.csv")
    try Schemas.expectFailure(
      Program.run("io", "analyse", z, "--final-demand", short, "--json"), "io.analyse", exit: 65,
      code: "T822")
    let hungry = try scratch.write("sector,a,b\na,5,5\nb,5,5\n", to: "h.csv")
    let nothing = try scratch.write("sector,y\na,0\nb,0\n", to: "o.csv")
    try Schemas.expectFailure(
      Program.run("io", "analyse", hungry, "--final-demand", nothing, "--json"), "io.analyse",
      exit: 65, code: "T826")
    let x = try scratch.write("sector,x\nagriculture,1000\nmanufactures,2500\n", to: "x.csv")
    let open = try Program.run(
      "io", "analyse", z, "--final-demand", f, "--output", x, "--json")
    try Schemas.expect(open, "io.analyse")
    #expect(try open.envelope["diagnostics"]?[0]?["code"]?.string == "T831")
    #expect(open.data?["imbalance"]?[1]?.double == 500)
  }

  @Test("gravitation with time at borders") func gravitation() throws {
    let scratch = try Scratch()
    let pairs = try scratch.write(
      """
      origin,destination,distance,border_minutes,mass_i,mass_j
      a,b,2,0,2,3
      a,c,4,60,2,4
      b,c,3,60,3,4
      """, to: "p.csv")
    let outcome = try Program.run("region", "gravitation", pairs, "--json")
    try Schemas.expect(outcome, "region.gravitation")
    #expect(outcome.data?["runs"]?.integer == 10)
    let first = try #require(outcome.data?["pairs"]?[0])
    #expect(first["origin"]?.string == "a" && first["destination"]?.string == "b")
    #expect(abs((first["share"]?.double ?? 0) - 45) < 1e-12)
    let text = try Program.run("region", "gravitation", pairs, "--lang", "kk")
    #expect(text.exit == 0 && text.output.contains("Гравитация, %"))
    let whole = try scratch.write(
      """
      origin,destination,grp_i,grp_j,population_i,population_j,line,road,hours
      a,b,2,3,8,12,2,3,1
      a,c,2,4,8,4,4,4,2
      b,c,3,4,12,4,3,5,4
      """, to: "whole.csv")
    let all = try Program.run("region", "gravitation", whole, "--json")
    try Schemas.expect(all, "region.gravitation")
    #expect(all.data?["runs"]?.integer == 45)
    #expect(all.data?["distance"]?.string == "hours" && all.data?["mass"]?.string == "grp_i,grp_j")
    #expect(
      try Program.run("region", "gravitation", whole, "--mass", "grp_i,grp_j", "--json")
        .data?["runs"]?.integer == 15)
    try Schemas.expectFailure(
      Program.run("region", "gravitation", whole, "--mass", "grp_i", "--json"),
      "region.gravitation", exit: 64, code: "T824")
    let twice = try scratch.write(
      "origin,destination,distance,mass_i,mass_j\na,b,2,2,3\nb,a,2,3,2\n", to: "t.csv")
    let repeated = try Program.run("region", "gravitation", twice, "--json")
    try Schemas.expectFailure(repeated, "region.gravitation", exit: 65, code: "T823")
    #expect(
      try repeated.envelope["diagnostics"]?[0]?["arguments"]?["what"]?.string == "b – a")
    let here = try scratch.write(
      "origin,destination,distance,mass_i,mass_j\na,b,0,2,3\n", to: "z.csv")
    try Schemas.expectFailure(
      Program.run("region", "gravitation", here, "--json"), "region.gravitation", exit: 65,
      code: "T828")
    try Schemas.expectFailure(
      Program.run("region", "gravitation", pairs, "--exponent=-1", "--json"),
      "region.gravitation", exit: 64, code: "T824")
  }

  @Test("potential by road and by road with time at borders") func potential() throws {
    let scratch = try Scratch()
    let pairs = try scratch.write(
      """
      origin,destination,country_i,country_j,distance,border_minutes,mass_i,mass_j
      a,b,KZ,KZ,10,0,100,50
      a,c,KZ,RU,20,60,100,200
      b,c,KZ,RU,40,60,50,200
      """, to: "p.csv")
    let outcome = try Program.run("region", "potential", pairs, "--decay", "stewart", "--json")
    try Schemas.expect(outcome, "region.potential")
    let fields = try #require(outcome.data?["fields"]?.array)
    #expect(fields.map { $0["distance"]?.string } == ["distance", "distance+border"])
    #expect(fields[0]["places"]?[0]?["potential"]?.double == 15)
    let (free, bound) = (fields[0]["abroad_share"]?.double, fields[1]["abroad_share"]?.double)
    #expect((free ?? 0) > (bound ?? 1))
    #expect(fields[0]["places"]?[0]?["counts_itself"]?.bool == false)
    // ⅔ √(9π / π) = 2: a counts itself as 100 / 2.
    let own = try scratch.write(
      """
      origin,destination,country_i,country_j,line,area_i,area_j,mass_i,mass_j
      a,b,KZ,KZ,10,28.274333882308138,,100,50
      a,c,KZ,RU,20,28.274333882308138,,100,200
      b,c,KZ,RU,40,,,50,200
      """, to: "own.csv")
    let counted = try Program.run("region", "potential", own, "--decay", "stewart", "--json")
    try Schemas.expect(counted, "region.potential")
    let places = try #require(counted.data?["fields"]?[0]?["places"]?.array)
    #expect(abs((places[0]["potential"]?.double ?? 0) - 65) < 1e-9)
    #expect(places.map { $0["counts_itself"]?.bool } == [true, false, false])
    let text = try Program.run("region", "potential", own)
    #expect(
      text.output.contains("2 places do not count themselves") && text.output.contains("b, c"))
    let off = try Program.run(
      "region", "potential", own, "--decay", "stewart", "--self", "off", "--json")
    #expect(off.data?["fields"]?[0]?["places"]?[0]?["potential"]?.double == 15)
    let moved = try scratch.write(
      "origin,destination,country_i,country_j,distance,mass_i,mass_j\na,b,KZ,KZ,1,1,1\na,c,RU,KZ,1,1,1\n",
      to: "m.csv")
    try Schemas.expectFailure(
      Program.run("region", "potential", moved, "--json"), "region.potential", exit: 65,
      code: "T837")
    try Schemas.expectFailure(
      Program.run("region", "potential", pairs, "--span", "0", "--json"), "region.potential",
      exit: 64, code: "T824")
  }

  @Test("poles, zones and what lies beyond") func poles() throws {
    let scratch = try Scratch()
    let places = try scratch.write(
      "name,area,population,grp\nd1,10,100,5\nd2,20,50,5\nd3,30,20,1\n", to: "d.csv")
    let poles = try scratch.write(
      "name,population,grp,size,growth\nA,200000,50,3,1\nB,90000,30,2,2\nC,50000,10,1,3\n",
      to: "p.csv")
    let times = try scratch.write(
      "place,pole,hours\nd1,A,1\nd1,B,3\nd2,B,1\nd2,C,1.5\nd3,A,20\n", to: "t.csv")
    let arguments = [
      "region", "poles", places, "--poles", poles, "--times", times, "--budget", "2",
      "--dimension", "size", "--dimension", "growth", "--json",
    ]
    let outcome = try Program.run(arguments)
    try Schemas.expect(outcome, "region.poles")
    let data = try #require(outcome.data)
    #expect(data["zones"]?["isochrone"]?[0]?["pole"]?.string == "A")
    #expect(data["zones"]?["isochrone"]?[2]?["pole"] == .null)
    #expect(data["core"]?["places"]?[0]?.string == "d3")
    #expect(data["best"]?["proven"]?.bool == true)
    #expect(data["scores"]?.array?.count == 3)
    #expect(try Program.run(arguments).output == outcome.output)
    let risks = try scratch.write(
      """
      region,group,indicator,likelihood,impact
      A,transport,barrier.potential-loss.net,3,9
      B,transport,barrier.potential-loss.net,1,2
      """, to: "r.csv")
    let text = try Program.run(arguments.dropLast() + ["--risks", risks])
    for line in ["Tests passed, of 4", "d3", "beyond influence", "Share of GRP", "Grade"] {
      #expect(text.output.contains(line), "\(line)")
    }
    let graded = try Program.run(arguments + ["--risks", risks])
    try Schemas.expect(graded, "region.poles")
    #expect(graded.data?["risks"]?[0]?["region"]?.string == "A")
    let odd = try scratch.write(
      "region,group,indicator,likelihood,impact\nA,weather,x,1,1\n", to: "o.csv")
    try Schemas.expectFailure(
      Program.run(arguments + ["--risks", odd]), "region.poles", exit: 65, code: "T838")
    let wrong = try scratch.write("place,pole,hours\nd1,Q,1\n", to: "w.csv")
    try Schemas.expectFailure(
      Program.run("region", "poles", places, "--poles", poles, "--times", wrong, "--json"),
      "region.poles", exit: 65, code: "T825")
    try Schemas.expectFailure(
      Program.run(
        "region", "poles", places, "--poles", poles, "--times", times, "--budget", "9", "--json"),
      "region.poles", exit: 64, code: "T824")
  }

  @Test(
    "a region's coefficients: larger multipliers of the nation, the fan of δ, a region above it")
  func regionalise() throws {
    let scratch = try Scratch()
    let z = try scratch.write(deliveries, to: "z.csv")
    let f = try scratch.write(demand, to: "f.csv")
    let jobs = try scratch.write(
      "sector,region,nation\nagriculture,30,100\nmanufactures,10,100\n", to: "jobs.csv")
    let arguments = ["io", "regionalise", z, "--final-demand", f, "--employment", jobs, "--json"]
    let outcome = try Program.run(arguments)
    try Schemas.expect(outcome, "io.regionalise")
    let data = try #require(outcome.data)
    #expect(data["simple"]?[0]?.double == 1.5 && data["simple"]?[1]?.double == 0.5)
    let fan = try #require(data["multiplier_fan"]?[0]?.array).compactMap(\.double)
    let middle = try #require(data["multipliers"]?[0]?.double)
    #expect(fan[0] < middle && middle < fan[1])
    for method in ["slq", "cilq", "aflq"] {
      let other = try Program.run(arguments + ["--method", method])
      try Schemas.expect(other, "io.regionalise")
      #expect(other.data?["method"]?.string == method)
    }
    let above = try scratch.write(
      "sector,region,nation\nagriculture,300,100\nmanufactures,10,100\n", to: "above.csv")
    try Schemas.expectFailure(
      Program.run("io", "regionalise", z, "--final-demand", f, "--employment", above, "--json"),
      "io.regionalise", exit: 65, code: "T820")
    try Schemas.expectFailure(
      Program.run(arguments + ["--delta", "1"]), "io.regionalise", exit: 64, code: "T824")
  }

  @Test("a table fitted to margins, and margins that zeros leave without a table")
  func balance() throws {
    let scratch = try Scratch()
    let z = try scratch.write("s,a,b\na,1,2\nb,3,4\n", to: "z.csv")
    let rows = try scratch.write("s,total\na,6\nb,4\n", to: "rows.csv")
    let columns = try scratch.write("s,total\na,5\nb,5\n", to: "columns.csv")
    let outcome = try Program.run(
      "io", "balance", z, "--rows", rows, "--columns", columns, "--json")
    try Schemas.expect(outcome, "io.balance")
    let first = try #require(outcome.data?["deliveries"]?[0]?.array).compactMap(\.double)
    #expect(abs(first[0] + first[1] - 6) < 1e-8)
    let zero = try scratch.write("s,a,b\na,1,0\nb,3,0\n", to: "zero.csv")
    try Schemas.expectFailure(
      Program.run("io", "balance", zero, "--rows", rows, "--columns", columns, "--json"),
      "io.balance", exit: 65, code: "T836")
    let unequal = try scratch.write("s,total\na,5\nb,6\n", to: "unequal.csv")
    let sums = try Program.run("io", "balance", z, "--rows", rows, "--columns", unequal, "--json")
    try Schemas.expectFailure(sums, "io.balance", exit: 65, code: "T833")
    let said = try sums.envelope["diagnostics"]?[0]?["arguments"]
    #expect(said?["rows"]?.string == "10" && said?["columns"]?.string == "11")
    #expect(said?["side"]?.string == "--columns" && said?["difference"]?.string == "1")
  }

  @Test("an axis with a small city, its gap, and the tree of the data") func axes() throws {
    let scratch = try Scratch()
    let cities = try scratch.write(
      "name,population\na,100000\nb,10000\nc,60000\nd,200000\n", to: "cities.csv")
    let links = try scratch.write(
      "from,to,km,hours,border_hours,slowdown\na,b,100,1,0,\nb,c,200,2,1,1.5\nc,d,300,3,0,\na,d,900,9,0,\n",
      to: "links.csv")
    let axes = try scratch.write("axis,city\nnorth,a\nnorth,b\nnorth,c\nnorth,d\n", to: "axes.csv")
    let outcome = try Program.run(
      "region", "axes", cities, "--links", links, "--axes", axes, "--json")
    try Schemas.expect(outcome, "region.axes")
    let axis = try #require(outcome.data?["axes"]?[0])
    #expect(axis["km"]?.double == 600 && axis["gap_km"]?.double == 300)
    #expect(axis["hours"]?.double == 7 && axis["weak_link"]?.string == "b–c")
    #expect(outcome.data?["discovered"]?["spanning_tree"]?.array?.count == 3)
    let gap = try scratch.write(
      "from,to,km,hours,border_hours\na,b,100,1,\nb,c,200,2,1\nc,d,300,3,0\n", to: "gap.csv")
    try Schemas.expectFailure(
      Program.run("region", "axes", cities, "--links", gap, "--axes", axes, "--json"),
      "region.axes", exit: 65, code: "T133")
    let unknown = try scratch.write("axis,city\nnorth,a\nnorth,x\n", to: "unknown.csv")
    try Schemas.expectFailure(
      Program.run("region", "axes", cities, "--links", links, "--axes", unknown, "--json"),
      "region.axes", exit: 65, code: "T825")
    let twice = try scratch.write("axis,city\nnorth,a\nnorth,a\n", to: "twice.csv")
    try Schemas.expectFailure(
      Program.run("region", "axes", cities, "--links", links, "--axes", twice, "--json"),
      "region.axes", exit: 65, code: "T823")
  }
}
