import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

/// The books of the offices through the whole importer, with the bundled tables of names.
@Suite(
  "Official books as observations",
  .enabled(if: SharedData.folder != nil, "the official books are not beside the package"))
struct OfficialWorkbookTests {
  private static let names = Result { try NameResolver.bundled() }

  private func file(
    _ part: String, containing word: String, options: ImportOptions = .init()
  ) throws -> (Workbook, ImportedFile) {
    let folder = try #require(SharedData.folder).appending(path: "data/\(part)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let name = try #require(names.first { $0.contains(word) })
    let book = try WorkbookReader.read(folder.appending(path: name))
    let file = try StatisticalWorkbookImporter.importWorkbook(
      book, path: name, sha256: "", byteCount: 0, options: options, resolver: Self.names.get())
    return (book, file)
  }

  /// Every cell of an observation is the cell of the sheet, and its number what the cell shows.
  private func expectCells(_ book: Workbook, _ file: ImportedFile) throws {
    for observation in file.sheets.flatMap(\.observations) {
      let cell = book.sheets[observation.sheet][observation.row, observation.column]
      #expect(cell?.raw ?? "" == observation.raw)
      if case .number(let double) = cell?.content {
        #expect(try observation.value == ExactDecimal(spreadsheetCell: double))
      }
    }
  }

  private static let partnerSums = [
    "Всего", "Страны СНГ", "Страны ЕАЭС", "Страны вне ЕАЭС", "Остальные страны мира", "Европа",
    "Страны ЕС", "Страны вне ЕС", "Азия", "Америка", "Африка", "Австралия и Океания",
  ]

  @Test("Kazakhstan, partners 2022 and 2023") func kazakhstan2023() throws {
    let (book, file) = try file("official/kazakhstan-bns", containing: "2023")
    #expect(file.publisher == "bns")
    #expect(file.publishedOn == "2024-07-25")
    let tables = file.sheets.filter { $0.rowsRead > 0 }
    #expect(tables.map(\.name) == ["2022", "2023"])
    #expect(tables.map(\.rowsRead) == [217, 216])
    #expect(tables.allSatisfy { $0.rejected.isEmpty && $0.warnings.isEmpty })
    #expect(tables.allSatisfy { $0.aggregates == Self.partnerSums })
    #expect(Set(tables.map(\.dataset)) == ["bns.trade.partner"])
    let cell = try #require(
      tables[0].observations.first { $0.partner == "KGZ" && $0.flow == "M" })
    #expect(cell.value == ExactDecimal("453925.25315"))
    #expect(cell.unit.id == "kUSD")
    #expect(CellAddress(row: cell.row, column: cell.column).a1 == "F11")
    try expectCells(book, file)
  }

  @Test("Kazakhstan, partners 2020 and 2021: other sheet names, captions and capitals")
  func kazakhstan2021() throws {
    let (book, file) = try file("official/kazakhstan-bns", containing: "2021")
    #expect(file.publisher == "bns")
    #expect(file.sheets.map(\.rowsRead) == [202, 190])
    #expect(file.sheets.allSatisfy { $0.rejected.isEmpty && $0.warnings.isEmpty })
    #expect(file.sheets.allSatisfy { $0.aggregates == Self.partnerSums })
    #expect(file.sheets.map { $0.observations[0].period.description } == ["2021", "2020"])
    try expectCells(book, file)
  }

  @Test("sums of the partner sheets are found with the labels hidden, and none is invented")
  func hiddenLabels() throws {
    for word in ["2023", "2021"] {
      let (_, file) = try file("official/kazakhstan-bns", containing: word)
      for sheet in file.sheets where sheet.rowsRead > 0 {
        let rows = Array(Set(sheet.observations.map(\.row))).sorted()
        let values = rows.map { row in
          ["X", "M"].map { flow in
            sheet.observations.first { $0.row == row && $0.flow == flow }?.value
          }
        }
        let found = AggregateFinder.sums(in: ScaledTable(values)).map { rows[$0.row] }
        let labelled = Set(
          sheet.observations.filter { $0.flow == "X" && $0.isAggregate }.map(\.row))
        #expect(found == labelled.sorted())
        #expect(found.count == 12)
      }
    }
  }

  @Test("Kyrgyzstan, imports by partner") func kyrgyzstanPartners() throws {
    let (book, file) = try file("official/kyrgyzstan-nsc", containing: "4.03.00.20")
    let sheet = file.sheets[0]
    #expect(sheet.dataset == "nsc.trade.partner")
    #expect(sheet.rowsRead == 204)
    #expect(sheet.rejected.map(\.diagnostic.code) == ["T210", "T210"])
    #expect(
      sheet.aggregates == [
        "Всего", "ЕС", "СНГ", "ШОС", "ЕАЭС", "Европа", "Азия", "Америка", "Африка",
        "Австралия и Океания",
      ])
    let copied = sheet.warnings.filter { $0.code == "T213" }
    #expect(copied.map { $0.place?.cell } == ["AG198"])
    let last = sheet.observations.filter { $0.period.year == 2023 }
    #expect(last.allSatisfy { $0.flags.contains("provisional") })
    #expect(
      !sheet.observations.contains { $0.period.year < 2023 && $0.flags.contains("provisional") })
    let value = try #require(last.first { $0.partner == "WLD" })
    #expect(value.value == ExactDecimal("12351968.058"))
    #expect(value.flow == "M")
    #expect(value.reporter == "KGZ")
    #expect(value.unit.id == "kUSD")
    try expectCells(book, file)
  }

  @Test("Kyrgyzstan, exports by region and imports by goods") func kyrgyzstanOthers() throws {
    let (book, regions) = try file("official/kyrgyzstan-nsc", containing: "4.03.00.24")
    let sheet = regions.sheets[0]
    #expect(sheet.dataset == "nsc.trade.region")
    #expect(sheet.rowsAccepted == 10)
    #expect(Set(sheet.observations.map(\.unit.id)) == ["MUSD"])
    let talas = try #require(sheet.observations.last { $0.reporter == "KG-T" })
    #expect(talas.value == ExactDecimal("246.198869"))
    try expectCells(book, regions)

    let (goodsBook, goods) = try file("official/kyrgyzstan-nsc", containing: "4.03.00.12")
    let list = goods.sheets[0]
    #expect(list.dataset == "nsc.trade.product")
    #expect(list.rowsAccepted == 33)
    #expect(list.observations.count == 990)
    let flour = try #require(list.observations.first { $0.product == "Wheat flour" })
    #expect(flour.value == ExactDecimal("88"))
    #expect(flour.period.year == 1994)
    try expectCells(goodsBook, goods)
  }

  @Test(
    "regional books of Kazakhstan: text numbers, quarters, months to date",
    arguments: [
      ("2-5", 21, 252), ("4-1", 21, 210),
    ])
  func regional(word: String, rows: Int, observations: Int) throws {
    let (book, file) = try file("regional/kazakhstan", containing: word)
    #expect(file.sheets[0].rowsAccepted == rows)
    #expect(file.sheets[0].rejected.isEmpty)
    #expect(file.sheets[0].observations.count == observations)
    try expectCells(book, file)
  }
}
