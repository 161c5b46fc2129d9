import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

@Suite("Records of delimited text") struct RecordScannerTests {
  static func read(_ text: String) throws -> DelimitedText {
    var options = ImportOptions()
    options.delimiter = ","
    return try DelimitedText(bytes: Array(text.utf8), path: "t.csv", options: options)
  }

  static func table(_ text: String) throws -> [[String]] {
    let text = try read(text)
    return text.scanned.records.indices.map { text.record($0).fields }
  }

  @Test(
    "the usual spectrum of CSV",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"x, y\",2\n", [["a", "b"], ["x, y", "2"]]),
      ("a,b\n\"x\ny\",2\n", [["a", "b"], ["x\ny", "2"]]),
      ("a,b\n\"x\r\ny\",2\n", [["a", "b"], ["x\r\ny", "2"]]),
      ("a,b\n\"say \"\"ah\"\"\",2\n", [["a", "b"], ["say \"ah\"", "2"]]),
      ("a,b\n\"\",\"\"\"\"\n", [["a", "b"], ["", "\""]]),
      ("a,b\n1,\n,2\n", [["a", "b"], ["1", ""], ["", "2"]]),
      ("a,b\n5\" pipe,2\n", [["a", "b"], ["5\" pipe", "2"]]),
      ("a,b\nʤ,ү😀\n", [["a", "b"], ["ʤ", "ү😀"]]),
      ("a,b\n 1 , 2\n", [["a", "b"], [" 1 ", " 2"]]),
      ("a,b,\n1,2,\n", [["a", "b", ""], ["1", "2", ""]]),
      ("a,b\n{\"k\": 1},2\n", [["a", "b"], ["{\"k\": 1}", "2"]]),
      ("a,a\n1,2\n", [["a", "a"], ["1", "2"]]),
    ])
  func spectrum(text: String, expected: [[String]]) throws {
    #expect(try Self.table(text) == expected)
  }

  @Test("blank lines and void records are counted and are no records")
  func blanks() throws {
    let text = try Self.read("\na,b\n\n  \n1,2\n,\n\"\",\n3,4\n\n")
    #expect(text.recordCount == 3)
    #expect(text.blankLines == 6)
    #expect(text.scanned.bytesAccounted == text.text.count)
    #expect(text.record(2).line == 8)
  }

  @Test("comment lines are skipped when the dialect has them, and counted")
  func comments() {
    var dialect = Dialect()
    dialect.comment = UInt8(ascii: "#")
    let bytes = Array("# a \"remark\na,b\n#\n1,2\n".utf8)
    let scanned = RecordScanner.scan(bytes, dialect)
    #expect(scanned.records.map(\.line) == [2, 4])
    #expect(scanned.commentLines == 2)
    #expect(scanned.bytesAccounted == bytes.count)
    #expect(RecordCounter.count(bytes, dialect) == 2)
  }

  @Test("a record is found again by its byte offset, in every encoding")
  func offsets() throws {
    let text = "код,имя\n1,\"Бишкек\n😀\"\n2,Алматы\n"
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = encoding.mark + EncodingTests.bytes(text, encoding)
      let read = try DelimitedText(bytes: bytes, path: "t.csv")
      let last = read.record(2)
      #expect(last.fields == ["2", "Алматы"])
      #expect(last.line == 4)
      let expected =
        encoding.mark.count
        + EncodingTests.bytes("код,имя\n1,\"Бишкек\n😀\"\n", encoding).count
      #expect(last.byteOffset == expected)
      #expect(read.record(at: expected) == last)
      #expect(read.record(at: expected + 1) == nil)
    }
  }

  @Test("scanner and counter agree, and every byte is accounted for", arguments: UInt64(0)..<60)
  func agreement(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let alphabet = Array("a1,\"\n\r \t;#".utf8)
    var dialect = Dialect()
    if seed % 2 == 1 { dialect.comment = UInt8(ascii: "#") }
    for _ in 0..<100 {
      let bytes = (0..<random.below(40)).map { _ in random.pick(alphabet) }
      let scanned = RecordScanner.scan(bytes, dialect)
      guard scanned.unterminatedLine == nil else { continue }
      #expect(scanned.bytesAccounted == bytes.count)
      #expect(RecordCounter.count(bytes, dialect) == scanned.records.count, "\(bytes)")
      for record in scanned.records where !record.hasBrokenQuote {
        let fields = FieldCutter.fields(of: bytes[record.start..<record.end], dialect)
        #expect(fields.count == record.fields, "\(bytes)")
      }
    }
  }

  @Test("a grid has the fields as cells, with their rows' lines")
  func grid() throws {
    let text = try Self.read("a,b\n\n1,\"x\ny\"\n2,\n")
    let grid = text.grid()
    #expect(grid.rowCount == 3)
    #expect(grid.columnCount == 2)
    #expect(grid[1, 1]?.raw == "x\ny")
    #expect(grid[2, 1] == nil)
    #expect(text.line(ofRow: 1) == 3)
    #expect(text.byteOffset(ofRow: 2) == 13)
  }
}
