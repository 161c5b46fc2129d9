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
    let twice = try scratch.write(
      "origin,destination,distance,mass_i,mass_j\na,b,2,2,3\nb,a,2,3,2\n", to: "t.csv")
    try Schemas.expectFailure(
      Program.run("region", "gravitation", twice, "--json"), "region.gravitation", exit: 65,
      code: "T823")
    let here = try scratch.write(
      "origin,destination,distance,mass_i,mass_j\na,b,0,2,3\n", to: "z.csv")
    try Schemas.expectFailure(
      Program.run("region", "gravitation", here, "--json"), "region.gravitation", exit: 65,
      code: "T828")
    try Schemas.expectFailure(
      Program.run("region", "gravitation", pairs, "--exponent=-1", "--json"),
      "region.gravitation", exit: 65, code: "T824")
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
    let moved = try scratch.write(
      "origin,destination,country_i,country_j,distance,mass_i,mass_j\na,b,KZ,KZ,1,1,1\na,c,RU,KZ,1,1,1\n",
      to: "m.csv")
    try Schemas.expectFailure(
      Program.run("region", "potential", moved, "--json"), "region.potential", exit: 65,
      code: "T823")
    try Schemas.expectFailure(
      Program.run("region", "potential", pairs, "--span", "0", "--json"), "region.potential",
      exit: 65, code: "T824")
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
    let wrong = try scratch.write("place,pole,hours\nd1,Q,1\n", to: "w.csv")
    try Schemas.expectFailure(
      Program.run("region", "poles", places, "--poles", poles, "--times", wrong, "--json"),
      "region.poles", exit: 65, code: "T825")
    try Schemas.expectFailure(
      Program.run(
        "region", "poles", places, "--poles", poles, "--times", times, "--budget", "9", "--json"),
      "region.poles", exit: 65, code: "T824")
  }
}
