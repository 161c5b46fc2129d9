import IndicatorTestSupport
import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Indicators of input–output tables read tidy tables") struct InputOutputIndicatorTests {
  private let cells = """
    supplier,purchaser,value
    a,a,150
    a,b,500
    b,a,200
    b,b,100
    """
  private let demand = "sector,final_demand\na,350\nb,1700"

  @Test("a repeated delivery is added and flagged") func twice() throws {
    let split = try computed(
      "io.inverse.leontief",
      cells.replacing("a,b,500", with: "a,b,300\na,b,200"), demand)
    let whole = try computed("io.inverse.leontief", cells, demand)
    #expect(split.map(\.value) == whole.map(\.value))
    #expect(split.allSatisfy { $0.flags == [.duplicates] } && whole.allSatisfy(\.flags.isEmpty))
  }

  @Test("bad tables give states for every sector") func states() throws {
    func state(_ cells: String, _ demand: String) throws -> Set<String> {
      Set(try computed("io.multiplier.output", cells, demand).map(\.state))
    }
    #expect(try state(cells.replacing("500", with: "-500"), demand) == ["negative-value"])
    #expect(try state(cells.replacing("500", with: ""), demand) == ["missing-input"])
    #expect(try state(cells.replacing("a,b,500", with: "a,c,500"), demand) == ["missing-input"])
    #expect(try state(cells, "sector,final_demand\na,-650\nb,-300") == ["zero-denominator"])
    #expect(
      try state("supplier,purchaser,value\na,a,9", "sector,final_demand\na,0") == ["undefined"])
  }

  @Test("a regional coefficient is an estimate within its fan; δ moves it") func regional() throws {
    let national = "supplier,purchaser,coefficient\na,b,0.1\nb,a,0.2"
    let people = "sector,region_employment,nation_employment\na,10,100\nb,30,100"
    let found = try computed("io.regional.flq", national, people)
    #expect(found.allSatisfy { $0.flags.contains(.estimate) })
    for result in found {
      let (value, fan) = (try #require(result.value), try #require(result.interval))
      #expect(fan.lower <= value && value <= fan.upper)
    }
    let none = try computed("io.regional.flq", national, people, choices: ["delta": "0"])
    let cross = try computed("io.regional.cilq", national, people)
    #expect(none.map(\.value) == cross.map(\.value))
    let wild = try computed("io.regional.flq", national, people, choices: ["delta": "3"])
    #expect(wild.allSatisfy { $0.state == "undefined" })
    let over = try computed(
      "io.regional.cilq", national, people.replacing("a,10,100", with: "a,110,100"))
    #expect(over.allSatisfy { $0.state == "undefined" })
  }

  @Test("margins that no matrix has give no value") func balance() throws {
    let found = try computed(
      "io.balance.ras", "row,column,value\na,a,1\nb,a,1\nb,b,1",
      "name,row_total,column_total\na,5,3\nb,1,3")
    #expect(found.count == 4 && found.allSatisfy { $0.state == "undefined" })
  }

  @Test("income of a sector that is not given is not zero") func accounts() throws {
    let found = try computed("io.multiplier.income", cells, demand, "sector,income\na,300")
    #expect(found.allSatisfy { $0.state == "missing-input" })
  }
}
