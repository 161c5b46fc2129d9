import Foundation
import TamgaData
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Workbook read back by the importers' reader") struct WorkbookRoundTripTests {
  /// The sheets as meant, and as read from the file.
  private func books(_ language: Language) throws -> (meant: [Sheet], read: [Grid]) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-test-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let run = SampleRun.make(language)
    try WorkbookReport.write(run, language: language, to: file.path)
    let sheets = WorkbookSheets(edition: try Edition(run, language: language)).all
    return (sheets, try WorkbookReader.read(file).sheets)
  }

  @Test("every cell comes back as it was meant", arguments: [Language.en, .ru])
  func cells(language: Language) throws {
    let (meant, read) = try books(language)
    #expect(read.map(\.name) == meant.map(\.name))
    for (sheet, grid) in zip(meant, read) {
      for (column, header) in sheet.headers.enumerated() {
        #expect(grid[sheet.headerRow, column]?.content == .text(header))
      }
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          let found = grid[sheet.headerRow + 1 + row, column]?.content
          #expect(
            found == content(cell), "\(sheet.name) \(sheet.address(row: row, column: column))")
        }
      }
    }
  }

  @Test("nothing is hidden or merged, and no cell is a formula")
  func plain() throws {
    for grid in try books(.en).read {
      #expect(!grid.isHidden)
      #expect(grid.merges?.isEmpty ?? true)
      #expect(grid.cells.values.allSatisfy { $0.formula == nil })
    }
  }

  @Test("a note that begins with = is text")
  func formulaText() throws {
    let notes = try #require(try books(.en).read.last)
    #expect(
      notes.cells.values.contains { $0.content == .text("=Imports of 2023 were not published.") })
  }

  private func content(_ cell: Sheet.Cell) -> CellContent? {
    switch cell {
    case .blank, .text(""): nil
    case .text(let text), .link(let text, _): .text(text)
    case .number(let number, _): .number(number)
    case .whole(let number): .number(Double(number))
    }
  }
}
