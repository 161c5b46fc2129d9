import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Tidy tables") struct TidyTableTests {
  @Test("faults of a table are errors that name the place") func faults() {
    #expect(throws: TableError.fieldCount(row: 1, expected: 2, given: 3)) {
      try TidyTable(csv: "region,value\nA,1\nB,2,3")
    }
    #expect(throws: TableError.notANumber(row: 0, column: "value", text: "many")) {
      try TidyTable(csv: "region,value\nA,many")
    }
    #expect(throws: TableError.duplicateColumn("region")) {
      try TidyTable(csv: "region,region\nA,B")
    }
    #expect(throws: TableError.wrongType(column: "region")) {
      try TidyTable(csv: "region,value\nA,1").numbers("region")
    }
    #expect(throws: TableError.noColumn("period")) {
      try TidyTable(csv: "region,value\nA,1").text("period")
    }
    #expect(throws: TableError.rowCount(column: "b", expected: 1, given: 0)) {
      try TidyTable([("a", .text(TextColumn(["x"]))), ("b", .number([]))])
    }
  }

  @Test("an empty cell is missing, not zero, and places are kept") func cells() throws {
    let table = try TidyTable(csv: "region,value\nB,1.50\nA,\nB,0")
    let numbers = try table.numbers("value")
    #expect(numbers[0]?.scale == 2 && numbers[1] == nil && numbers[2] == .zero)
    let words = try table.text("region")
    #expect(words.words == ["A", "B"] && words.codes == [1, 0, 1])
  }

  @Test("profiles choose variants, unknown names do not") func resolution() {
    func ids(_ text: String, _ profile: IndicatorProfile?) -> [String]? {
      guard case .found(let found, _) = IndicatorCatalogue.resolve(text, as: profile) else {
        return nil
      }
      return found.map(\.id)
    }
    #expect(ids("concentration.hhi", .unctad) == ["concentration.hhi.root-normalised"])
    #expect(ids("concentration.hhi", .wits) == ["concentration.hhi.sum-squares"])
    #expect(
      ids("concentration.hhi", .reat)
        == ["concentration.hhi.sum-squares", "concentration.hhi.normalised"])
    #expect(ids("flow.openness", .unctad) == ["flow.openness.half"])
    #expect(ids("growth.average", .unctad) == ["growth.average.least-squares"])
    #expect(ids("inequality.theil", .reat) == ["inequality.theil.l"])
    #expect(ids("inequality.gini", .reat) == ["inequality.gini.n", "inequality.gini.n1"])
    #expect(ids("cif-fob.model", .harvard) == ["cif-fob.model.growth-lab"])
    #expect(ids("flow.turnover", nil) == ["flow.turnover.sum"])
    #expect(ids("concentration.hhi", nil) == nil)
    #expect(ids("concentration.hhh", .wits) == nil)
  }
}
