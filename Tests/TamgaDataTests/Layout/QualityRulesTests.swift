import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Quality rules of tables") struct QualityRulesTests {
  private func warnings(_ rows: [[TestCell]], _ code: String) throws -> [Diagnostic] {
    try importSheets([Grid(rows)]).sheets[0].warnings.filter { $0.code == code }
  }

  private func table(_ data: [[TestCell]], years: [TestCell] = [2022, 2023]) -> [[TestCell]] {
    [["4.03.00.20: Импорт товаров, тыс. долларов США"], ["Страны"] + years] + data
  }

  @Test("sound tables give no warning") func clean() throws {
    #expect(try importSheets([Grid(SampleBooks.partners)]).sheets[0].warnings.isEmpty)
    #expect(try importSheets([Grid(SampleBooks.partnersByYear)]).sheets[0].warnings.isEmpty)
  }

  @Test("both decimal marks in one table") func grammar() throws {
    let found = try warnings(
      table([["Китай", "10,5", "11.5"], ["Россия", "20,5", "21.5"], ["Турция", "1,5", 2]]), "T204")
    #expect(found.count == 1)
    #expect(found.first?.place?.cell == "B3")
  }

  @Test("a thousandfold change looks like another unit, a tenfold one like a break") func jumps()
    throws
  {
    let rows = table([
      ["Китай", 5000.5, 5.125], ["Россия", 200.5, 2500.25], ["Турция", 0.1, 9.5],
    ])
    let units = try warnings(rows, "T205")
    #expect(units.map { $0.place?.cell } == ["C3"])
    #expect(units.first?.arguments["before"] == "5000.5")
    #expect(try warnings(rows, "T214").map { $0.place?.cell } == ["C4"])
  }

  @Test("years and months to date in one table") func periods() throws {
    let rows = table(
      [["Китай", 10.5, 11.5], ["Россия", 20.5, 21.5]], years: [2023, "январь-июнь 2024"])
    #expect(try warnings(rows, "T206").count == 1)
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.observations.map(\.period.description).prefix(2) == ["2023", "2024-YTD06"])
  }

  @Test("a group that its members do not add up to") func closure() throws {
    var rows = SampleBooks.partnersByYear
    rows[6][4] = 450.922
    let found = try warnings(rows, "T207")
    #expect(found.count == 2)
    let europe = try #require(found.first { $0.arguments["label"] == "Европа" })
    #expect(europe.place?.cell == "E7")
    #expect(europe.arguments["residual"] == "0.8")
    #expect(europe.arguments["period"] == "2022")
    let world = try #require(found.first { $0.arguments["label"] == "Всего" })
    #expect(world.arguments["residual"] == "-0.8")
  }

  @Test("turnover that is not exports plus imports") func turnover() throws {
    var rows = SampleBooks.partners
    rows[15][1] = 0.00109
    let found = try warnings(rows, "T208")
    #expect(found.map { $0.place?.cell } == ["B16"])
    #expect(found.first?.arguments["residual"] == "0.00009")
    rows[15][1] = 0.00101
    #expect(try warnings(rows, "T208").isEmpty)
  }

  @Test("a second row of one country: identical or empty is a duplicate, other numbers are refused")
  func duplicates() throws {
    func reject(_ second: [TestCell]) throws -> (code: String?, warnings: Int, kept: ExactDecimal?)
    {
      let rows = table([
        ["Китай", 10.5, 11.5], ["Сальвадор", 3.5, 4.5], ["Эль-Сальвадор"] + second,
      ])
      let sheet = try importSheets([Grid(rows)]).sheets[0]
      #expect(sheet.rowsRead == 3)
      #expect(sheet.rejected.map(\.line) == [5])
      let kept = sheet.observations.first { $0.partner == "SLV" }?.value
      let warned = sheet.warnings.count { $0.code == "T210" }
      return (sheet.rejected.first?.diagnostic.code, warned, kept)
    }
    let same = try reject([3.5, 4.5])
    #expect(same == ("T209", 0, ExactDecimal("3.5")))
    let empty = try reject(["-", "-"])
    #expect(empty == ("T209", 0, ExactDecimal("3.5")))
    let other = try reject([3.5, 9.5])
    #expect(other == ("T210", 1, ExactDecimal("3.5")))
  }

  @Test("a share that does not follow from its row and total") func shares() throws {
    var rows = SampleBooks.partners
    rows[9][4] = 19.15759
    let found = try warnings(rows, "T212")
    #expect(found.map { $0.place?.cell } == ["E10"])
    #expect(found.first?.arguments["printed"] == "19.15759")
  }

  @Test("a cell that repeats the cell of its parent, left as printed") func copy() throws {
    let rows = table([
      ["Всего", 1000.5, 1100.5], ["Европа", 400.25, 500.25], ["Германия", 100.25, 200.25],
      ["Франция", 300, 300], ["Австралия и Океания", 600.25, 600.25],
      ["Австралия", 500.125, 600.25], ["Новая Зеландия", 100.125, 110.5],
    ])
    let found = try warnings(rows, "T213")
    #expect(found.map { $0.place?.cell } == ["C8"])
    #expect(found.first?.arguments["cell"] == "C7")
    #expect(found.first?.arguments["parent"] == "Австралия и Океания")
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    let value = sheet.observations.first { $0.partner == "AUS" && $0.period.year == 2023 }?.value
    #expect(value == ExactDecimal("600.25"))
  }

  @Test("a list of main goods says how much of the total it covers") func selection() throws {
    let found = try warnings(SampleBooks.goodsByYear, "T217")
    #expect(found.count == 1)
    #expect(found.first?.arguments["share"] == "31")
    #expect(try warnings(SampleBooks.goodsByYear, "T207").isEmpty)
  }

  @Test("a certain mark without a note") func marks() throws {
    let found = try warnings(
      table([["Китай*", 10.5, 11.5], ["Россия", 20.5, 21.5]], years: [2022, "20231)"]), "T218")
    #expect(found.map { $0.arguments["mark"] } == ["*", "1"])
    let plain = table([["Китай 2", 10.5, 11.5], ["Россия", 20.5, 21.5], ["Турция", 1, 2.5]])
    let sheet = try importSheets([Grid(plain)]).sheets[0]
    #expect(sheet.rejected.map(\.diagnostic.arguments["label"]) == ["Китай 2"])
  }

  @Test("a stored result that its formula does not give") func formulas() throws {
    func sheet(_ formula: String, _ stored: Double) throws -> [Diagnostic] {
      var grid = Grid(
        table([["Всего", 31, 33], ["Китай", 10.5, 11.5], ["Россия", 20.5, 21.5]]))
      let cell = CellAddress(row: 2, column: 1)
      grid.cells[cell] = GridCell(
        content: .number(stored), raw: "\(stored)", formula: formula)
      return try importSheets([grid]).sheets[0].warnings.filter { $0.code == "T219" }
    }
    #expect(try sheet("SUM(B4:B5)", 31).isEmpty)
    #expect(try sheet("SUM($B$4:$B$5)", 30).map { $0.arguments["computed"] } == ["31.0"])
    #expect(try sheet("B4+B5", 31).isEmpty)
    #expect(try sheet("+B5-B4", 31).map { $0.place?.cell } == ["B3"])
    #expect(try sheet("B4+B5+0.5", 31.5).isEmpty)
    #expect(try sheet("IF(B4>1,B5,2)", 99).isEmpty)
  }

  @Test("zero, below half a unit, blank, dash and withheld stay apart") func states() throws {
    let rows = table(
      [["Китай", 0, "0,0", "-", nil, "…", "c"], ["Россия", 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]],
      years: [2018, 2019, 2020, 2021, 2022, 2023])
    let cells = try importSheets([Grid(rows)]).sheets[0].observations.filter { $0.partner == "CHN" }
    #expect(
      cells.map(\.state) == [
        .reported, .reported, .notReported, .notReported, .notReported, .suppressed,
      ])
    #expect(cells.map(\.reason) == [nil, nil, "dash", "blank", "na", nil])
    #expect(cells[0].value == .zero)
    #expect(cells[1].value == .zero)
    #expect(
      cells.map { $0.flags.contains("below_unit") } == [false, true, false, false, false, false])
  }
}
