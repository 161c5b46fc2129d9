import Foundation
import TamgaData
import TestSupport
import Testing

/// Cells of the official books, cited from what Python's readers show for the same files.
@Suite("Official books as grids")
struct OfficialBookTests {
  static let folder = SharedData.folder?.appending(path: "data/official")

  static func book(in part: String, containing word: String) throws -> Workbook {
    let folder = try #require(folder).appending(path: part)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let name = try #require(names.first { $0.contains(word) && $0.contains(".xls") })
    return try WorkbookReader.read(folder.appending(path: name))
  }

  @Test(
    "the 2023 book of Kazakhstan holds 453925.25315 in F11 of sheet 2022",
    .enabled(if: folder != nil, "the official books are not beside the package"))
  func kazakhstan() throws {
    let book = try Self.book(in: "kazakhstan-bns", containing: "2023")
    #expect(book.format == "xls")
    #expect(book.sheets.map(\.name).suffix(2) == ["2022", "2023"])
    let sheet = try #require(book.sheets.first { $0.name == "2022" })
    let cell = try #require(sheet[10, 5])
    #expect(cell.raw == "453925.25315")
    #expect(cell.content == .number(453_925.25315))
  }

  @Test(
    "the import book of Kyrgyzstan holds a sum with the cached result 98820.986 in D10",
    .enabled(if: folder != nil, "the official books are not beside the package"))
  func kyrgyzstan() throws {
    let book = try Self.book(in: "kyrgyzstan-nsc", containing: "4.03.00.20")
    #expect(book.format == "xlsx")
    let found = book.sheets.compactMap { $0[9, 3] }.first { $0.raw.hasPrefix("98820.986") }
    let cell = try #require(found)
    #expect(cell.formula?.hasPrefix("SUM") == true)
  }
}
