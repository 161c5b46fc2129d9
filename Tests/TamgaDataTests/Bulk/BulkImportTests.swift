import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

@Suite("Bulk tables of product-level trade") struct BulkImportTests {
  static let folder = FileManager.default.temporaryDirectory
    .appending(path: "tamga bulk [\(ProcessInfo.processInfo.processIdentifier)]'s")

  /// Writes a file whose name needs care in SQL, hands it over and removes it.
  static func withFile<Value>(
    _ name: String, _ text: String, _ body: (URL) throws -> Value
  ) throws -> Value {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appending(path: "\(name)-\(UUID().uuidString)*.csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url)
  }

  static func withSample<Value>(
    _ name: String, rows: Int, _ body: (URL, BulkSample.Totals) throws -> Value
  ) throws -> Value {
    try withFile(name, "") { url in
      try body(url, try BulkSample(rows: rows).write(to: url))
    }
  }

  static func connection(threads: Int = 2) throws -> Connection {
    try Database(inMemory: .init(threads: threads)).connect()
  }

  /// The rows of a query as texts.
  static func texts(_ connection: Connection, _ sql: String) throws -> [String] {
    var texts: [String] = []
    try connection.query(sql).forEachRow { columns, row in texts.append(columns[0].text(row) ?? "–")
    }
    return texts
  }

  static let dump = """
    SELECT concat_ws(',', t, i, j, k, v, coalesce(q::VARCHAR, 'NA')) FROM baci ORDER BY rowid
    """

  @Test("codes are text with their zeros, numbers exact, gaps are gaps, rows in file order")
  func types() throws {
    let text =
      BulkSample.header
      + "1995,4,31,90411,0.001,\"           NA\"\n1996,842,12,10121,1234567.5,\"        2.250\"\n"
      + "1997,12,4,970500,7,\n1998,12,4,970500,,NA\n"
    try Self.withFile("types", text) { url in
      let connection = try Self.connection()
      let report = try BulkImporter.load(url, into: connection)
      #expect(report.rowsRead == 4)
      #expect(report.rowsAccepted == 4)
      #expect(report.missingValues == 1)
      #expect(report.missingQuantities == 3)
      #expect(report.valueTotal == ExactDecimal("1234574.501"))
      #expect(report.sha256 == SHA256Digest(ofText: text).hexadecimal)
      #expect(
        try Self.texts(connection, Self.dump) == [
          "1995,004,031,090411,0.001,NA", "1996,842,012,010121,1234567.500,2.250",
          "1997,012,004,970500,7.000,NA", "1998,012,004,970500,NA",
        ])
      let types = "SELECT DISTINCT typeof(i) || typeof(k) || typeof(v) || typeof(q) FROM baci"
      #expect(try Self.texts(connection, types)[0].hasSuffix("VARCHARDECIMAL(18,3)DECIMAL(18,3)"))
    }
  }

  @Test("the generator, the independent reader and the table agree, for any number of threads")
  func threads() throws {
    try Self.withSample("threads", rows: 6_000) { url, totals in
      var dumps: Set<[String]> = []
      for threads in [1, 2, 4, 2, 2] {
        let connection = try Self.connection(threads: threads)
        let report = try BulkImporter.load(url, into: connection)
        #expect(report.rowsAccepted == 6_000)
        #expect(report.valueTotal == ExactDecimal(mantissa: Int128(totals.value), scale: 3))
        #expect(report.quantityTotal == ExactDecimal(mantissa: Int128(totals.quantity), scale: 3))
        #expect(report.missingQuantities == totals.missing)
        dumps.insert(try Self.texts(connection, Self.dump))
      }
      #expect(dumps.count == 1)
    }
  }

  @Test("pair totals add up to the table")
  func pairs() throws {
    try Self.withSample("pairs", rows: 4_000) { url, totals in
      let connection = try Self.connection()
      _ = try BulkImporter.load(url, into: connection)
      try BulkImporter.addPairs(in: connection)
      let sum = try Self.texts(
        connection, "SELECT (sum(value) * 1000)::BIGINT::VARCHAR FROM baci_pair")
      #expect(sum == [String(totals.value)])
      let rows = "SELECT sum(records)::VARCHAR FROM baci_pair"
      #expect(try Self.texts(connection, rows) == ["4000"])
    }
  }

  @Test(
    "what the database would round, skip or misread in silence is refused",
    arguments: [
      ("1995,4,31,90411,1.23456,1", "T133"), ("1995.6,4,31,90411,1,1", "T136"),
      ("1995,4,31,90411,1e3,1", "T133"), ("1995,4,31,90411,-1,1", "T133"),
      ("1995,4,31,9041x,1,1", "T136"), ("1995,4,31,1,1", "T126"),
      ("1995,4,31,1,1,1,1", "T126"), ("1995,4,1004,1,1,1", "T136"),
      ("1995,4,31,90411,1234567890123456,1", "T133"), ("1995,4,31,90411,1,\"1\"2", "T128"),
      ("1995,4,31,90411,1,\" \"", "T133"), ("1995,,31,90411,1,1", "T136"),
    ])
  func irregular(row: String, code: String) throws {
    let good = "1995,4,31,90411,1.5,\"        2.250\"\n"
    let text = BulkSample.header + good + row + "\n" + good
    try Self.withFile("irregular", text) { url in
      let connection = try Self.connection()
      let found = #expect(throws: Diagnostic.self) { try BulkImporter.load(url, into: connection) }
      #expect(found?.code == code)
      #expect(found?.place?.line == 3)
      #expect(try Self.texts(connection, "SELECT name FROM (SHOW TABLES)") == [])
      let report = try BulkImporter.load(url, into: connection, rejectsAllowed: 1)
      #expect(report.rowsRead == 3)
      #expect(report.rowsAccepted == 2)
      #expect(report.rejected.map(\.raw) == [row])
      #expect(report.rejected.map(\.line) == [3])
      #expect(report.valueTotal == 3)
    }
  }

  @Test("line ends of Windows, empty lines and late forms of missing values")
  func forms() throws {
    var text = BulkSample.header
    for index in 0..<40_000 { text += "1995,4,31,\(index),1.5,\"        2.250\"\n" }
    text += "1995,4,31,1,1.5,\"     NA\"\n1995,4,31,1,1.5,NA\n"
    let short = [
      ("t,i,j,k,v,q\n\n1995,4,31,1,1.5,2\n\n", 1),
      ("t,i,j,k,v,q\r\n\r\n1995,4,31,1,1.5,2\r\n1995,4,31,1,1.5,2\r\n", 2),
      ("\u{FEFF}t,i,j,k,v,q\n1,2,3,4,5,6", 1), ("t,i,j,k,v,q\r\n1,2,3,4,5,6", 1),
      ("t,i,j,k,v,q\n1,2,3,4,5,6\r\n1,2,3,4,5,6\n", 2),
    ]
    for (text, rows) in [(text, 40_002)] + short {
      try Self.withFile("forms", text) { url in
        let report = try BulkImporter.load(url, into: try Self.connection())
        #expect(report.rowsAccepted == rows)
      }
    }
  }

  @Test("other files are refused with a code")
  func files() throws {
    for (text, code) in [
      ("", "T124"), ("t,i,j,k,v\n1,2,3,4,5\n", "T130"), ("a;b\n", "T130"), ("t,i,j,k,v,q", "T130"),
    ] {
      try Self.withFile("other", text) { url in
        #expect(
          TidySample.code { _ = try BulkImporter.load(url, into: try Self.connection()) } == code)
      }
    }
    let absent = Self.folder.appending(path: "absent.csv")
    #expect(
      TidySample.code { _ = try BulkImporter.load(absent, into: try Self.connection()) } == "T123")
  }

  @Test("the kernel's grammar is the documented one", arguments: UInt64(0)..<20)
  func grammar(seed: UInt64) throws {
    let number = #"(?: *\d{1,15}(?:\.\d{1,3}0*)? *| {0,18}NA|)"#
    let pattern = try Regex(
      #"\d{1,4},\d{1,3},\d{1,3},\d{1,6},(?:\#(number)|"\#(number)"),(?:\#(number)|"\#(number)")"#)
    var random = SplitMix(seed: seed)
    let alphabet = Array("0123456789,,,,,. NA\"x-".utf8)
    var lines: [String] = []
    for _ in 0..<150 {
      var bytes = Array("1995,4,31,90411,1.500,\"    2.250\"".utf8)
      for _ in 0..<random.below(3) {
        let place = random.below(bytes.count)
        if random.below(2) == 0 {
          bytes[place] = random.pick(alphabet)
        } else {
          bytes.remove(at: place)
        }
      }
      // A quote that stays open would swallow the next line.
      guard bytes.count(where: { $0 == 0x22 }).isMultiple(of: 2), !bytes.isEmpty else { continue }
      lines.append(String(decoding: bytes, as: UTF8.self))
    }
    let text = BulkSample.header + lines.joined(separator: "\n")
    let audit = try Self.withFile("grammar\(seed)", text) { url in
      try BulkAuditor(path: url.path, layout: .baci, headerBytes: 12).run()
    }
    let wrong = lines.indices.filter { (try? pattern.wholeMatch(in: lines[$0])) == nil }
    #expect(audit.irregular.map(\.line) == wrong.map { $0 + 2 })
    #expect(audit.records == lines.count - wrong.count)
    #expect(audit.byteCount == text.utf8.count)
  }
}
