import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Statistical workbooks") struct WorkbookImporterTests {
  @Test("partners with turnover, exports and imports") func partners() throws {
    let cover = Grid(
      [["Дата опубликования: 25.07.2024"], [], ["2023 год"]], name: "Обложка")
    let legend = Grid(
      [[nil, "Условные обозначения:"], [nil, "© Бюро национальной статистики"]],
      name: "Усл.обозначения", index: 1)
    let file = try importSheets(
      [cover, legend, Grid(SampleBooks.partners, name: "2022", index: 2)])
    #expect(file.publisher == "bns")
    #expect(file.publishedOn == "2024-07-25")
    #expect(file.dateKind == "cover")
    #expect(file.sheets.map(\.rowsRead) == [0, 0, 12])
    #expect(file.sheets.map { $0.cellsStructural == $0.cellsTotal } == [true, true, false])
    let sheet = file.sheets[2]
    #expect(sheet.dataset == "bns.trade.partner")
    #expect(sheet.rejected.isEmpty)
    #expect(sheet.observations.count == 36)
    #expect(
      sheet.aggregates == [
        "Всего", "Страны СНГ", "Страны ЕАЭС", "Страны вне ЕАЭС", "Остальные страны мира",
      ])
    #expect(sheet.warnings.isEmpty)
    let cell = try #require(
      sheet.observations.first { $0.partner == "KGZ" && $0.flow == "M" })
    #expect(cell.reporter == "KAZ")
    #expect(cell.period == Period(year: 2022))
    #expect(cell.value == ExactDecimal("200.00911"))
    #expect(cell.unit.id == "kUSD")
    #expect(CellAddress(row: cell.row, column: cell.column).a1 == "F10")
    #expect(cell.sheet == 2)
    #expect(!cell.isAggregate)
    #expect(cell.valuation == "unknown")
  }

  @Test("a blank that the identities close without is not reported, and zero by implication")
  func impliedZero() throws {
    let sheet = try importSheets([Grid(SampleBooks.partners)]).sheets[0]
    let blank = try #require(sheet.observations.first { $0.partner == "NOR" && $0.flow == "X" })
    #expect(blank.state == .notReported)
    #expect(blank.reason == "blank")
    #expect(blank.value == nil)
    #expect(blank.flags == ["implied_zero"])
  }

  @Test("partners by year in three languages, with a preliminary year") func byYear() throws {
    let file = try importSheets([Grid(SampleBooks.partnersByYear, name: "import")])
    let sheet = file.sheets[0]
    #expect(file.publisher == "nsc")
    #expect(sheet.dataset == "nsc.trade.partner")
    #expect(sheet.rowsRead == 9)
    #expect(sheet.rejected.isEmpty)
    #expect(sheet.aggregates == ["Всего", "ЕС", "Европа", "Азия"])
    #expect(Set(sheet.observations.map(\.flow)) == ["M"])
    #expect(Set(sheet.observations.map(\.reporter)) == ["KGZ"])
    for observation in sheet.observations {
      #expect(observation.flags.contains("provisional") == (observation.period.year == 2023))
    }
    let dash = try #require(
      sheet.observations.first { $0.partner == "TUR" && $0.period.year == 2021 })
    #expect(dash.state == .notReported)
    #expect(dash.reason == "dash")
    #expect(dash.flags == ["implied_zero"])
    #expect(sheet.notes.map(\.mark) == ["1", "1", "1"])
    #expect(sheet.notes[1].text == "Предварительные данные")
    #expect(sheet.notes[1].cells.contains(CellAddress(row: 2, column: 5)))
    #expect(sheet.warnings.isEmpty)
  }

  @Test("regions report for themselves; the residual of the total is kept") func regions() throws {
    let sheet = try importSheets([Grid(SampleBooks.regionsByYear)]).sheets[0]
    #expect(sheet.dataset == "nsc.trade.region")
    #expect(sheet.aggregates == ["Кыргызская Республика"])
    #expect(sheet.observations.map(\.reporter.text).prefix(4) == ["KGZ", "KGZ", "KG-B", "KG-B"])
    #expect(Set(sheet.observations.map(\.partner)) == ["WLD"])
    #expect(sheet.observations[3].value == ExactDecimal("23.9"))
    #expect(sheet.observations[3].unit.id == "MUSD")
    #expect(sheet.warnings.map(\.code) == ["T207"])
    #expect(sheet.warnings[0].arguments["residual"] == "6.4123")
    #expect(sheet.warnings[0].place?.cell == "D6")
  }

  @Test("a remainder among few goods does not make them partner countries") func goodsRest()
    throws
  {
    let sheet = try importSheets([
      Grid([
        ["Экспорт основных видов товаров Кыргызской Республики"], ["(тыс. долларов США)"],
        ["", 2023, 2024], ["Всего", 850.5, 856], ["Золото", 500.5, 501], ["Цемент", 200, 203],
        ["Остальные страны мира", 150, 152],
      ])
    ]).sheets[0]
    #expect(sheet.dataset == "kgz.trade.product")
    #expect(sheet.rowsAccepted == 4)
    #expect(Set(sheet.observations.map(\.partner)) == ["WLD"])
    #expect(sheet.observations.count == 8)
  }

  @Test("a note is found when its mark stands right before its first capital") func tightNote()
    throws
  {
    let sheet = try importSheets([
      Grid([
        ["Экспорт Кыргызской Республики по странам, тыс. долларов США"], ["", 2023, "2024 1"],
        ["Россия", 5, 6], ["Китай", 7, 8], ["Казахстан", 9, 10], [], ["1Предварительные данные"],
      ])
    ]).sheets[0]
    #expect(sheet.notes.map(\.text) == ["Предварительные данные"])
    #expect(
      sheet.observations.filter { $0.flags.contains("provisional") }.map(\.period.year)
        == [2024, 2024, 2024])
  }

  @Test("goods are named in English; text numbers and footnoted labels are read") func goods()
    throws
  {
    let sheet = try importSheets([Grid(SampleBooks.goodsByYear)]).sheets[0]
    #expect(sheet.dataset == "nsc.trade.product")
    #expect(sheet.aggregates == ["Всего"])
    #expect(
      sheet.observations.map(\.product) == [
        "TOTAL", "TOTAL", "Meat and subproducts", "Meat and subproducts", "Wheat flour",
        "Wheat flour", "Tea", "Tea",
      ])
    #expect(sheet.observations[0].nomenclature == "TOTAL")
    #expect(sheet.observations[4].nomenclature == "as-published")
    #expect(sheet.observations[4].value == ExactDecimal("88"))
    #expect(sheet.observations[4].raw == "88,0")
    #expect(Set(sheet.observations.map(\.partner)) == ["WLD"])
    let note = try #require(sheet.notes.first { $0.mark == "2" && $0.text.hasPrefix("С 1997") })
    #expect(note.cells.contains(CellAddress(row: 5, column: 1)))
    #expect(note.cells.contains(CellAddress(row: 5, column: 3)))
  }

  @Test("regional indicators take their name from the file when there is no title")
  func indicators() throws {
    let file = try importSheets(
      [Grid(SampleBooks.regionalProduct)], path: "books/4-1regional_product.xlsx")
    let sheet = file.sheets[0]
    #expect(sheet.dataset == "kaz.indicator")
    #expect(sheet.observations.count == 24)
    let last = try #require(sheet.observations.last { $0.unit.id == "MKZT" })
    #expect(last.fact == .indicator)
    #expect(last.reporter == "KZ-71")
    #expect(last.indicator == "as-published.4-1regional-product")
    #expect(last.period == Period(year: 2023, kind: .yearToDate(9)))
    #expect(last.value == ExactDecimal("3584701"))
    let index = try #require(sheet.observations.last)
    #expect(index.unit == .percent)
    #expect(index.period == Period(year: 2023, kind: .yearToDate(9)))
    #expect(sheet.observations.first { $0.unit == .percent }?.value == ExactDecimal("104.5"))
    #expect(Set(sheet.warnings.map(\.code)) == ["T204", "T206"])
  }

  @Test("an unknown label is rejected with its cell and the rest imported") func unresolved() throws
  {
    var rows = SampleBooks.partners
    rows[9][0] = "Кыргызстон"
    let sheet = try importSheets([Grid(rows)]).sheets[0]
    #expect(sheet.rowsRead == 12)
    #expect(sheet.rowsAccepted == 11)
    #expect(sheet.rejected.count == 1)
    #expect(sheet.rejected[0].line == 10)
    #expect(sheet.rejected[0].diagnostic.place?.cell == "A10")
    #expect(sheet.rejected[0].diagnostic.arguments["label"] == "Кыргызстон")
    #expect(!sheet.observations.contains { $0.partner == "KGZ" })
    #expect(sheet.aggregates.contains("Страны ЕАЭС"))
  }

  @Test("more rejects than allowed refuse the file with reasons") func tooManyRejects() throws {
    var rows = SampleBooks.partners
    rows[9][0] = "Кыргызстон"
    var options = ImportOptions()
    options.rejectsAllowed = 0
    let error = #expect(throws: Diagnostic.self) {
      try importSheets([Grid(rows)], options: options)
    }
    #expect(error?.code == "T147")
    #expect(error?.detail?.contains("Кыргызстон") == true)
    options.rejectsAllowed = 1
    #expect(throws: Never.self) { try importSheets([Grid(rows)], options: options) }
  }
}
