import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("What a workbook does not say") struct ImportErrorsTests {
  private func code(_ rows: [[TestCell]], name: String = "Лист1", options: ImportOptions = .init())
    -> String?
  {
    do {
      _ = try importSheets([Grid(rows, name: name)], options: options)
      return nil
    } catch {
      return (error as? Diagnostic)?.code
    }
  }

  private let title: TestCell = "Импорт товаров Кыргызской Республики"

  @Test("no table at all") func nothing() {
    #expect(code([["Обложка"], ["2023 год"]]) == "T140")
    #expect(code([]) == "T140")
  }

  @Test("no period, unless the sheet's name gives one") func period() {
    let rows: [[TestCell]] = [
      [title], ["тыс. долларов США"], ["Страны", "Импорт", "Экспорт"], ["Китай", 10.5, 1.5],
      ["Россия", 20.5, 2.5],
    ]
    #expect(code(rows) == "T141")
    #expect(code(rows, name: "2023") == nil)
  }

  @Test("no unit, or two units and no majority; the user's unit settles both") func unit() {
    let header: [TestCell] = ["Өлкөлөр", "Страны", "Countries", 2022, 2023]
    let data: [[TestCell]] = [
      ["Кытай", "Китай", "China", 10.5, 1.5], ["Орусия", "Россия", "Russia", 20.5, 2.5],
    ]
    #expect(code([[title], header] + data) == "T142")
    let split: [TestCell] = ["(миң АКШ доллары)", "(млн. долларов США)"]
    #expect(code([[title], split, header] + data) == "T143")
    var options = ImportOptions()
    options.unit = "kUSD"
    #expect(code([[title], header] + data, options: options) == nil)
    #expect(code([[title], split, header] + data, options: options) == nil)
    options.unit = "dollars"
    #expect(code([[title], header] + data, options: options) == "T158")
  }

  @Test("two languages of three settle a unit, with a warning") func majority() throws {
    let rows: [[TestCell]] = [
      [title], ["(миң АКШ доллары)", "(тыс. долларов США)", "(million US dollars)"],
      ["Өлкөлөр", "Страны", "Countries", 2022, 2023], ["Кытай", "Китай", "China", 10.5, 1.5],
      ["Орусия", "Россия", "Russia", 20.5, 2.5],
    ]
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(Set(sheet.observations.map(\.unit.id)) == ["kUSD"])
    let warning = try #require(sheet.warnings.first { $0.code == "T153" })
    #expect(warning.place?.cell == "C2")
    #expect(warning.arguments["unit"] == "kUSD")
  }

  @Test("no reporter and no flow; the user's word settles them") func reporterAndFlow() {
    let rows: [[TestCell]] = [
      ["Торговля, тыс. долларов США"], ["Страны", 2022, 2023], ["Китай", 10.5, 1.5],
      ["Россия", 20.5, 2.5],
    ]
    var options = ImportOptions()
    #expect(code(rows, options: options) == "T145")
    options.flow = "X"
    #expect(code(rows, options: options) == "T144")
    options.reporter = "KGZ"
    #expect(code(rows, options: options) == nil)
  }

  @Test("a table of shares alone has no values") func sharesOnly() {
    let rows: [[TestCell]] = [
      [title], ["2023 год"],
      ["Страны", "удельный вес в экспорте, %", "удельный вес в импорте, %"], ["Китай", 10.5, 1.5],
      ["Россия", 20.5, 2.5],
    ]
    #expect(code(rows) == "T146")
  }

  @Test(
    "rows that cannot be read are rejected one by one, with their cell",
    arguments: [
      ("T148", TestCell.text("3.286"), "C4"), ("T150", .text("см. примечание"), "C4"),
    ])
  func rows(code: String, cell: TestCell, place: String) throws {
    let rows: [[TestCell]] = [
      [title], ["тыс. долларов США"], ["Страны", 2022, 2023], ["Китай", 10.5, cell],
      ["Россия", 20.5, 2.5], ["Турция", 1.5, 3.5],
    ]
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.rowsRead == 3)
    #expect(sheet.rowsAccepted == 2)
    #expect(sheet.rejected.map(\.diagnostic.code) == [code])
    #expect(sheet.rejected[0].diagnostic.place?.cell == place)
    #expect(sheet.rejected[0].line == 4)
    #expect(sheet.observations.count == 4)
  }

  @Test("numbers without a label are rejected, not lost") func unlabelled() throws {
    let rows: [[TestCell]] = [
      [title], ["тыс. долларов США"], ["Страны", 2022, 2023], ["Китай", 10.5, 11.5],
      [nil, 20.5, 2.5], ["Турция", 1.5, 3.5],
    ]
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.rowsRead == 3)
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T151"])
    #expect(sheet.rejected[0].line == 5)
  }

  @Test("a row's own unit other than its table's refuses the row") func rowUnit() throws {
    let rows: [[TestCell]] = [
      ["4.03.00.12: Импорт основных товаров, тыс. долларов США"], ["Товары", 2022, 2023],
      ["Чай", 10.5, 11.5], ["Сахар, тонн", 20.5, 2.5],
    ]
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T157"])
    #expect(sheet.observations.map(\.product) == ["Чай", "Чай"])
  }
}
