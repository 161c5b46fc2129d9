import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Shapes of tables") struct TableShapesTests {
  private func values(_ sheet: ImportedSheet, _ partner: EntityCode) -> [String] {
    sheet.observations.filter { $0.partner == partner }.map {
      "\($0.flow) \($0.period) \($0.value.map { "\($0)" } ?? "–") \($0.unit.id)"
    }
  }

  @Test("headers of three levels: year, flow, measure", arguments: [true, false])
  func threeLevels(merged: Bool) throws {
    let merges = [
      MergedRange(first: CellAddress(row: 1, column: 1), last: CellAddress(row: 1, column: 4)),
      MergedRange(first: CellAddress(row: 1, column: 5), last: CellAddress(row: 1, column: 8)),
      MergedRange(first: CellAddress(row: 2, column: 1), last: CellAddress(row: 2, column: 2)),
      MergedRange(first: CellAddress(row: 2, column: 3), last: CellAddress(row: 2, column: 4)),
      MergedRange(first: CellAddress(row: 2, column: 5), last: CellAddress(row: 2, column: 6)),
      MergedRange(first: CellAddress(row: 2, column: 7), last: CellAddress(row: 2, column: 8)),
    ]
    let grid = Grid(
      [
        ["Торговля Республики Казахстан, тыс. долларов США"],
        ["Страны", "2023 год", nil, nil, nil, "2024 год"],
        [nil, "экспорт", nil, "импорт", nil, "экспорт", nil, "импорт"],
        [
          nil, "всего", "уд. вес, %", "всего", "уд. вес, %", "всего", "уд. вес, %", "всего",
          "уд. вес, %",
        ],
        ["Китай", 10.5, 70, 20.5, 50, 30.5, 60, 40.5, 40],
        ["Россия", 4.5, 30, 20.5, 50, 20.3, 40, 60.7, 60],
      ], merges: merged ? merges : nil)
    let sheet = try importSheets([grid]).sheets[0]
    #expect(
      values(sheet, "CHN") == [
        "X 2023 10.5 kUSD", "M 2023 20.5 kUSD", "X 2024 30.5 kUSD", "M 2024 40.5 kUSD",
      ])
    #expect(
      values(sheet, "RUS") == [
        "X 2023 4.5 kUSD", "M 2023 20.5 kUSD", "X 2024 20.3 kUSD", "M 2024 60.7 kUSD",
      ])
  }

  @Test("two tables one above the other keep their own flow and unit") func stacked() throws {
    let grid = Grid([
      ["4.03.00.21: Экспорт товаров"], ["(млн. долларов США)"], [nil, 2022, 2023],
      ["Китай", 1.5, 2.5], ["Россия", 3.5, 4.5], [],
      ["4.03.00.20: Импорт товаров"], ["(тыс. долларов США)"], [nil, 2022, 2023],
      ["Китай", 5.5, 6.5], ["Россия", 7.5, 8.5],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.rowsRead == 4)
    #expect(
      values(sheet, "CHN") == [
        "X 2022 1.5 MUSD", "X 2023 2.5 MUSD", "M 2022 5.5 kUSD", "M 2023 6.5 kUSD",
      ])
  }

  @Test("two tables side by side") func sideBySide() throws {
    let grid = Grid([
      ["Торговля Кыргызской Республики, тыс. долларов США"],
      [nil, "Экспорт", nil, nil, nil, "Импорт", nil],
      ["Страны", 2022, 2023, nil, "Страны", 2022, 2023],
      ["Китай", 1.5, 2.5, nil, "Россия", 10.5, 11.5],
      ["Турция", 3.5, 4.5, nil, "Германия", 12.5, 13.5],
    ])
    let file = try importSheets([grid])
    let observations = file.sheets.flatMap(\.observations)
    #expect(observations.count == 8)
    let russia = observations.filter { $0.partner == "RUS" }
    #expect(russia.map(\.flow) == ["M", "M"])
    #expect(russia.map(\.value) == [ExactDecimal("10.5"), ExactDecimal("11.5")])
    #expect(observations.filter { $0.partner == "TUR" }.map(\.flow) == ["X", "X"])
  }

  @Test("text inside a table and numbered columns do not end it") func interruptions() throws {
    let grid = Grid([
      ["4.03.00.20: Импорт товаров, тыс. долларов США"], ["Страны", 2022, 2023], ["А", 1, 2],
      ["Всего", 30.5, 40.5], ["в том числе:"], ["Китай", 10.25, 15.5], [], ["Россия", 20.25, 25],
      [], ["Примечание: данные уточняются"],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.rowsRead == 3)
    #expect(sheet.aggregates == ["Всего"])
    #expect(values(sheet, "RUS") == ["M 2022 20.25 kUSD", "M 2023 25 kUSD"])
    #expect(sheet.cellsTotal - sheet.cellsStructural == 6)
  }

  @Test("running numbers and codes are no values") func codes() throws {
    let grid = Grid([
      ["4.03.00.20: Импорт товаров, тыс. долларов США"],
      ["№", "Страны", "Код", 2022, 2023], [1, "Китай", 156, 10.5, 15.5],
      [2, "Россия", 643, 20.25, 25],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(values(sheet, "CHN") == ["M 2022 10.5 kUSD", "M 2023 15.5 kUSD"])
    #expect(sheet.warnings.isEmpty)
  }

  @Test("a code before labels in several languages, an odd group in a flat list") func flatList()
    throws
  {
    let grid = Grid([
      ["Code", "Name_ky", "Name_ru", "Name_en", 2022, 2023],
      ["156", "Кытай", "Китай", "China", 10.5, 15.5],
      ["999", "Остальные страны мира", "Остальные страны мира", "Остальные страны мира", 3.5, 4.5],
      ["643", "Орусия", "Россия", "Russia", 20.25, 25.5],
      ["276", "Германия", "Германия", "Germany", 90.25, 95.5],
    ])
    var options = ImportOptions()
    options.reporter = "KGZ"
    options.flow = "M"
    options.unit = "kUSD"
    let sheet = try importSheets([grid], options: options).sheets[0]
    #expect(sheet.rowsAccepted == 4)
    #expect(sheet.warnings.isEmpty)
    #expect(values(sheet, "RUS") == ["M 2022 20.25 kUSD", "M 2023 25.5 kUSD"])
  }

  @Test("superscript marks are certain without a note, on years and labels") func superscript()
    throws
  {
    var grid = Grid([
      ["4.03.00.20: Импорт товаров, тыс. долларов США"], ["Страны", 2022, "20231"],
      ["Китай2", 10.5, 15.5], ["Россия", 20.25, 25.5],
    ])
    for (cell, mark) in [
      (CellAddress(row: 1, column: 2), "1"), (CellAddress(row: 2, column: 0), "2"),
    ] {
      grid.cells[cell]?.superscript = mark
    }
    let sheet = try importSheets([grid]).sheets[0]
    #expect(values(sheet, "CHN") == ["M 2022 10.5 kUSD", "M 2023 15.5 kUSD"])
    #expect(sheet.warnings.map(\.code) == ["T218", "T218"])
  }

  @Test("a total of regions is the country's") func regionTotal() throws {
    let grid = Grid([
      ["Экспорт Кыргызской Республики по регионам, тыс. долларов США"], ["Регионы", 2022, 2023],
      ["Всего", 30.5, 40.5], ["Баткенская область", 10.5, 20.5], ["Таласская область", 20, 20],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.observations.map(\.reporter).prefix(3) == ["KGZ", "KGZ", "KG-B"])
    #expect(sheet.aggregates == ["Всего"])
  }

  @Test("a list of countries half unknown is no list of goods") func halfUnknown() throws {
    let grid = Grid([
      ["4.03.00.20: Импорт товаров, тыс. долларов США"], ["Страны", 2022, 2023], ["Всего", 5, 6],
      ["Китай", 10.5, 15.5], ["Аааа", 1.5, 2.5], ["Бббб", 1.5, 2.5], ["Вввв", 1.5, 2.5],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.dataset == "nsc.trade.partner")
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T160", "T160", "T160"])
  }

  @Test("a column limited to some partners is not taken for the whole") func limited() throws {
    let grid = Grid([
      ["Экспорт Кыргызской Республики, тыс. долларов США", nil], ["2023 год"],
      ["Регионы", "Экспорт", nil, nil], [nil, "всего", "страны СНГ", "остальные страны"],
      ["Кыргызская Республика", 30.5, 10.5, 20], ["Баткенская область", 10.5, 5.5, 5],
      ["Таласская область", 20, 5, 15],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.observations.count == 3)
    #expect(sheet.observations.map(\.value) == ["30.5", "10.5", "20"].map { ExactDecimal($0) })
    #expect(
      sheet.warnings.filter { $0.code == "T149" }.map { $0.arguments["count"] } == ["3", "3"])
  }

  @Test("the total of mutual trade is the union's, not the world's") func scope() throws {
    let grid = Grid([
      ["Взаимная торговля Республики Казахстан со странами ЕАЭС"], ["2023 год"],
      [nil, "тыс. долларов США"], ["Страны", "Экспорт", "Импорт"], ["Всего", 30.5, 40.5],
      ["Армения", 10.5, 20.5], ["Россия", 20, 20],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.observations.map(\.partner).prefix(2) == ["EAEU", "EAEU"])
    #expect(!sheet.observations.contains { $0.partner == "WLD" })
    #expect(sheet.aggregates == ["Всего"])
  }

  @Test("turnover and, among it, exports and imports") func among() throws {
    let grid = Grid([
      ["Внешняя торговля Республики Казахстан за 2023 год"], [nil, "млн. долларов США"],
      ["Страны", "Товарооборот", "в том числе", nil], [nil, nil, "экспорт", "импорт"],
      ["Китай", 30.5, 10.5, 20], ["Россия", 30.5, 20, 10.5],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(values(sheet, "CHN") == ["T 2023 30.5 MUSD", "X 2023 10.5 MUSD", "M 2023 20 MUSD"])
  }

  @Test("hidden sheets are read and noted; contents with page numbers are no table") func sheets()
    throws
  {
    let contents = Grid(
      [["Содержание"], ["1. Торговля по странам", 3], ["2. Торговля по товарам", 5]],
      name: "Содержание")
    let table = Grid(SampleBooks.partners, name: "2022", index: 1, isHidden: true)
    let file = try importSheets([contents, table])
    #expect(file.sheets.map(\.rowsRead) == [0, 12])
    #expect(file.sheets[0].cellsStructural == file.sheets[0].cellsTotal)
    #expect(file.sheets[1].warnings.map(\.code) == ["T156"])
  }

  @Test("a header that calls its figures preliminary marks them") func preliminary() throws {
    let grid = Grid([
      ["4.03.00.20: Импорт товаров, тыс. долларов США"],
      ["Страны", "2022", "2023 (предварительные данные)"], ["Китай", 10.5, 15.5],
      ["Россия", 20.25, 25],
    ])
    let sheet = try importSheets([grid]).sheets[0]
    #expect(sheet.observations.map(\.flags) == [[], ["provisional"], [], ["provisional"]])
  }

  @Test("a plain grid of years needs what only the user knows") func plainGrid() throws {
    let grid = Grid(
      [
        ["Code", "Name_ru", "Name_en", 2022, 2023], ["156", "Китай", "China", "10.5", "15.5"],
        ["643", "Россия", "Russia", "20.25", "25.0"],
      ], name: "data.csv")
    var options = ImportOptions()
    options.reporter = "UZB"
    options.flow = "M"
    options.unit = "kUSD"
    options.dataset = "stat.uz.imports"
    let sheet = try importSheets([grid], options: options, format: "delimited").sheets[0]
    #expect(sheet.dataset == "stat.uz.imports")
    #expect(values(sheet, "RUS") == ["M 2022 20.25 kUSD", "M 2023 25.0 kUSD"])
    #expect(Set(sheet.observations.map(\.reporter)) == ["UZB"])
  }
}
