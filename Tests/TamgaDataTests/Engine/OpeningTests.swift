import Foundation
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Opening a database") struct OpeningTests {
  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Diagnostic)?.code ?? "\(error)"
    }
  }

  @Test("a missing file is told as missing, whether for reading or writing")
  func missing() throws {
    let folder = try ScratchFolder()
    let file = folder.file("none.duckdb")
    #expect(code { _ = try Database(file: file, options: .init(access: .readOnly)) } == "T180")
    #expect(code { _ = try Database(file: file, options: .init(access: .readWrite)) } == "T180")
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test("a file of another kind is refused", arguments: ["text", "zip", "sqlite", "empty-like"])
  func otherFile(kind: String) throws {
    let folder = try ScratchFolder()
    let bytes: [UInt8] =
      switch kind {
      case "zip": [0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 9_000)
      case "sqlite": Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 9_000)
      case "text": Array("partner,value\nKGZ,1\n".utf8)
      default: [0]
      }
    let file = try folder.write("other.duckdb", bytes)
    #expect(code { _ = try Database(file: file) } == "T181")
    #expect(try [UInt8](Data(contentsOf: file)) == bytes)
  }

  @Test("a damaged file is refused, and the library's words are kept")
  func damaged() throws {
    let folder = try ScratchFolder()
    let file = folder.file("d.duckdb")
    do {
      let connection = try Database(file: file, options: .init(access: .create)).connect()
      try connection.execute("CREATE TABLE t AS SELECT range AS x FROM range(100000)")
      try connection.execute("CHECKPOINT")
    }
    var bytes = try [UInt8](Data(contentsOf: file))
    for place in stride(from: 4_096, to: min(bytes.count, 40_000), by: 97) { bytes[place] ^= 0x5A }
    try Data(bytes).write(to: file)
    let failure = #expect(throws: Diagnostic.self) {
      let connection = try Database(file: file).connect()
      let stream = try connection.query("SELECT sum(x) FROM t")
      while try stream.next() != nil {}
    }
    #expect(failure?.code == "T181")
    #expect(failure?.detail?.isEmpty == false)
  }

  @Test("a folder that cannot be written, or is not there, is told")
  func noFolder() throws {
    let folder = try ScratchFolder()
    let file = folder.file("absent/w.duckdb")
    #expect(code { _ = try Database(file: file, options: .init(access: .create)) } == "T183")
    #expect(code { _ = try Database(file: folder.url) } == "T181")
  }

  @Test("a read-only database takes no rows")
  func readOnly() throws {
    let folder = try ScratchFolder()
    let file = folder.file("r.duckdb")
    _ = try Database(file: file, options: .init(access: .create)).connect()
      .execute("CREATE TABLE t(x BIGINT)")
    let connection = try Database(file: file, options: .init(access: .readOnly)).connect()
    let failure = #expect(throws: Diagnostic.self) {
      try connection.execute("INSERT INTO t VALUES (1)")
    }
    #expect(failure?.code == "T185")
    #expect(failure?.detail?.contains("read-only") == true)
  }

  @Test("the wording for a lock held elsewhere leads to busy")
  func lockWords() {
    let words = "IO Error: Could not set lock on file \"w\": Conflicting lock is held in x (PID 1)"
    #expect(openingFailure(path: "w", detail: words).code == "T182")
  }
}
