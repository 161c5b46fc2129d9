import Foundation
import TamgaData
import TamgaPresent
import TestSupport
import Testing

@Suite("XLS workbooks as grids, read by a child process")
struct XLSReaderTests {
  private static func book() -> XLSFixture {
    var sheet = XLSFixture.Sheet(
      "2022", [[.text("Кыргызстан"), .number(453_925.25315)], [nil, .number(7)], [.date(45_474)]])
    sheet.merges = [[0, 0, 0, 2]]
    var hidden = XLSFixture.Sheet("скрытый", [[.number(1)]])
    hidden.isHidden = true
    return XLSFixture([sheet, hidden])
  }

  @Test("texts, numbers, dates, hidden sheets and merged ranges are read")
  func reads() throws {
    let folder = try TemporaryFolder()
    let book = try WorkbookReader.read(folder.write(Self.book().bytes()))
    #expect(book.format == "xls")
    #expect(book.sheets.map(\.name) == ["2022", "скрытый"])
    #expect(book.sheets.map(\.isHidden) == [false, true])
    let grid = book.sheets[0]
    #expect(grid[0, 0] == GridCell(content: .text("Кыргызстан"), raw: "Кыргызстан"))
    #expect(grid[0, 1] == GridCell(content: .number(453_925.25315), raw: "453925.25315"))
    #expect(grid[1, 1] == GridCell(content: .number(7), raw: "7"))
    #expect(grid[2, 0]?.content == .date("2024-07-01"))
    // The book claims 256 columns; content decides.
    #expect(grid.columnCount == 2)
    #expect(grid.rowCount == 3)
    #expect(
      grid.merges == [
        MergedRange(
          first: CellAddress(row: 0, column: 0), last: CellAddress(row: 0, column: 2))
      ])
  }

  @Test("a short stream among the small ones reads alike")
  func smallStream() throws {
    let folder = try TemporaryFolder()
    var book = Self.book()
    let plain = try WorkbookReader.read(folder.write(book.bytes()))
    book.usesSmallStreams = true
    let small = try WorkbookReader.read(folder.write(book.bytes()))
    #expect(small.sheets.map(\.cells) == plain.sheets.map(\.cells))
    #expect(small.sheets.map(\.merges) == plain.sheets.map(\.merges))
  }

  @Test("containers with something else are named before the child sees them")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let changes: [(String, (inout XLSFixture) -> Void)] = [
      ("T107", { $0.streamName = "WordDocument" }),
      ("T107", { $0.streamName = "Book" }),
      ("T110", { $0.streamName = "EncryptedPackage" }),
      ("T107", { $0.version = 0x0500 }),
      ("T110", { $0.isProtected = true }),
    ]
    for (expected, change) in changes {
      var book = Self.book()
      change(&book)
      let url = try folder.write(book.bytes())
      #expect(try code { _ = try WorkbookReader.read(url) } == expected)
    }
  }

  @Test("an empty container and a cut one have their codes")
  func cut() throws {
    let folder = try TemporaryFolder()
    let bytes = Self.book().bytes()
    for part in 1..<64 {
      let url = try folder.write(Array(bytes.prefix(bytes.count * part / 64)))
      let found = try code { _ = try WorkbookReader.read(url) }
      #expect(found == nil || ["T107", "T115", "T116"].contains(found))
    }
  }

  @Test("a child that dies costs only its own file")
  func deaths() throws {
    let folder = try TemporaryFolder()
    let script = folder.url.appending(path: "tamga")
    // A stand-in that dies of a signal whatever it is asked.
    try Data("#!/bin/sh\nkill -SEGV $$\n".utf8).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
    let urls = try (0..<3).map { try folder.write(Self.book().bytes(), "\($0).xls") }
    let results = WorkbookReader.readAll(urls, xlsExecutable: script)
    #expect(results.count == 3)
    for result in results {
      #expect(try code { _ = try result.get() } == "T115")
    }
  }

  @Test("a child that talks nonsense is refused, and a missing one is named")
  func nonsense() throws {
    let folder = try TemporaryFolder()
    let script = folder.url.appending(path: "tamga")
    try Data("#!/bin/sh\necho this is not a stream of frames\n".utf8).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script.path)
    let url = try folder.write(Self.book().bytes())
    #expect(try code { _ = try WorkbookReader.read(url, xlsExecutable: script) } == "T118")
    let absent = folder.url.appending(path: "absent")
    #expect(try code { _ = try WorkbookReader.read(url, xlsExecutable: absent) } == "T117")
  }

  @Test("500 damaged books give a grid or a code, in order", arguments: 0..<5)
  func mutations(seed: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = Self.book().bytes()
    var draw = SplitMix(seed: UInt64(seed))
    var urls: [URL] = []
    for index in 0..<100 {
      var damaged = bytes
      for _ in 0...draw.below(8) {
        damaged[draw.below(damaged.count)] = UInt8(draw.below(256))
      }
      urls.append(try folder.write(damaged, "\(index).xls"))
    }
    urls.append(try folder.write(bytes, "whole.xls"))
    let results = WorkbookReader.readAll(urls)
    #expect(results.count == urls.count)
    for (url, result) in zip(urls, results) {
      if case .failure(let error) = result {
        let diagnostic = try #require(error as? Diagnostic)
        #expect(diagnostic.place?.file == url.path)
      }
    }
    #expect(try results[100].get().sheets[0][0, 1]?.raw == "453925.25315")
  }
}
