import Foundation
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Writing panels") struct PanelWriterTests {
  @Test("what is written is read back, whole numbers as such, and an older file is replaced")
  func roundTrip() throws {
    let folder = try ScratchFolder()
    let file = folder.file("it's \"new\".parquet")
    try PanelWriter.write([PanelColumn("old", .numbers([1]))], to: file)
    let columns = [
      PanelColumn("exporter", .levels(codes: [1, 0, -1], texts: ["KAZ", "KGZ"])),
      PanelColumn("year", .numbers([2000, 2001, 0]), validity: [0b011]),
      PanelColumn("trade", .numbers([0.1, 1e300, -2])),
    ]
    try PanelWriter.write(columns, to: file)
    let table = try PanelReader.read(
      PanelRequest(.file(file), columns: ["exporter", "year", "trade"]))
    guard case .levels(let codes, let texts) = table.columns[0].values,
      case .numbers(let years) = table.columns[1].values,
      case .numbers(let trade) = table.columns[2].values
    else {
      Issue.record("other kinds of columns")
      return
    }
    #expect(codes == [1, 0, -1])
    #expect(texts == ["KAZ", "KGZ"])
    #expect(years == [2000, 2001, 0])
    #expect(table.columns[1].validity.map { $0[0] & 0b111 } == 0b011)
    #expect(trade == [0.1, 1e300, -2])
    let connection = try Database(inMemory: .init(threads: 1)).connect()
    let types = try connection.query("SELECT * FROM read_parquet(\(quotedPath(file))) LIMIT 0")
    #expect(types.headers.map(\.type) == [.text, .integer, .double])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 1)
  }

  @Test("columns that do not match, or a folder that is not there, are refused")
  func refused() throws {
    let folder = try ScratchFolder()
    func code(_ columns: [PanelColumn], _ file: URL) -> String? {
      do {
        try PanelWriter.write(columns, to: file)
        return nil
      } catch {
        return (error as? Diagnostic)?.code
      }
    }
    let file = folder.file("x.parquet")
    let x = PanelColumn("x", .numbers([1, 2]))
    #expect(code([], file) == "T197")
    #expect(code([x, PanelColumn("X", .numbers([1, 2]))], file) == "T197")
    #expect(code([x, PanelColumn("z", .numbers([1]))], file) == "T197")
    #expect(code([x], folder.file("no/x.parquet")) == "T183")
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }
}
