import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Plain Parquet files without the database") struct ParquetPanelTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Writes a query's rows with the database's writer.
  private func write(_ query: String, _ options: String, name: String = "x.parquet") throws -> URL {
    let file = folder.file(name)
    let connection = try Database(inMemory: .init(threads: 1)).connect()
    try connection.execute("COPY (\(query)) TO \(quotedText(file.path)) (FORMAT parquet\(options))")
    return file
  }

  private static let query = """
    SELECT 'C' || (i % 97) AS short, 'a rather long name of a country ' || (i % 53) AS long,
      CASE WHEN i % 7 = 3 THEN NULL ELSE 'T' || (i % 5) END AS hole,
      (i % 30 + 1990)::INTEGER AS year, (i * 3)::BIGINT AS wide, (i % 100)::SMALLINT AS small,
      sqrt(i) AS x, (i / 3)::FLOAT AS f, i % 3 = 0 AS truth, DATE '1970-01-01' + (i % 900)::INT AS day,
      CASE WHEN i % 11 = 5 THEN NULL ELSE sqrt(i) END AS gaps,
      CASE WHEN i % 2 = 0 THEN NULL ELSE (i % 4)::DOUBLE END AS few, NULL::DOUBLE AS nothing,
      i::VARCHAR AS each
    FROM range(10000) t(i)
    """
  private static let names = [
    "short", "long", "hole", "year", "wide", "small", "x", "f", "truth", "day", "gaps", "few",
    "nothing", "each",
  ]

  @Test(
    "the columns are those the database reads, whatever the packing",
    arguments: [
      "", ", COMPRESSION uncompressed", ", ROW_GROUP_SIZE 2048",
      ", COMPRESSION snappy, ROW_GROUP_SIZE 4096, DICTIONARY_SIZE_LIMIT 1",
      ", PARQUET_VERSION v2, COMPRESSION uncompressed", ", PARQUET_VERSION v2",
    ])
  func sameAsDatabase(options: String) throws {
    let file = try write(Self.query, options)
    var request = PanelRequest(.file(file), columns: Self.names)
    let own = try ParquetPanel.read(request, control: QueryControl())
    // The second version packs numbers in ways that are left to the database.
    if !options.contains("v2") { #expect(own != nil) }
    let either = try own ?? PanelReader.read(request)
    request.filter = "true"
    let database = try PanelReader.read(request)
    #expect(either.rowCount == database.rowCount)
    for (one, other) in zip(either.columns, database.columns) {
      #expect(Self.content(one) == Self.content(other), "\(one.name)")
    }
  }

  /// A column as text, row by row.
  private static func content(_ column: PanelColumn) -> [String] {
    let presence = Column(.boolean([]), validity: column.validity)
    return (0..<column.count).map { row in
      guard presence.isPresent(row) else { return "-" }
      switch column.values {
      case .numbers(let numbers): return "\(numbers[row])"
      case .levels(let codes, let texts): return "\(codes[row]) \(texts[Int(codes[row])])"
      }
    }
  }

  @Test(
    "other types, nested columns and other packings are left to the database",
    arguments: [
      ("SELECT 1.5::DECIMAL(9,2) AS a", ""), ("SELECT [1, 2] AS a", ""),
      ("SELECT 1::UINTEGER AS a", ""), ("SELECT now() AS a", ""),
      ("SELECT 1 AS a", ", COMPRESSION zstd"), ("SELECT 1 AS b", ""),
    ])
  func leftToDatabase(query: String, options: String) throws {
    let file = try write(query, options)
    #expect(
      try ParquetPanel.read(PanelRequest(.file(file), columns: ["a"]), control: QueryControl())
        == nil)
  }

  @Test("a damaged file is read or refused, never trapped", arguments: UInt64(0)..<60)
  func damaged(seed: UInt64) throws {
    let file = try write(Self.query + " WHERE i % 20 = 0", ", ROW_GROUP_SIZE 2048")
    var bytes = [UInt8](try Data(contentsOf: file))
    var dice = RandomStream(seed: seed, purpose: "test.parquet")
    for _ in 0...dice.below(8) {
      // Half of the damage goes to the footer, where the structure is.
      let tail = min(2_000, bytes.count)
      let place =
        dice.below(2) == 0 ? dice.below(bytes.count) : bytes.count - tail + dice.below(tail)
      bytes[place] = UInt8(truncatingIfNeeded: dice.next())
    }
    let broken = try folder.write("broken.parquet", bytes)
    let table = try ParquetPanel.read(
      PanelRequest(.file(broken), columns: Self.names), control: QueryControl())
    if let table {
      #expect(table.columns.allSatisfy { $0.count == table.rowCount })
      for column in table.columns { #expect(Self.content(column).count == table.rowCount) }
    }
  }

  @Test("cancelling stops between groups of rows")
  func cancelled() throws {
    let file = try write("SELECT 1 AS a", "")
    let error = #expect(throws: Diagnostic.self) {
      _ = try PanelReader.read(
        PanelRequest(.file(file), columns: ["a"]), control: QueryControl(isCancelled: { true }))
    }
    #expect(error?.code == "T186")
  }

  @Test("the example of the format's description: 0 to 7 in three bits")
  func packedGroup() throws {
    // Encodings.md of the Parquet format, section RLE: 10001000 11000110 11111010.
    let bytes: [UInt8] = [0b0000_0011, 0b1000_1000, 0b1100_0110, 0b1111_1010]
    var numbers: [Int32] = []
    try HybridRuns.decode(bytes, 0..<4, width: 3, count: 8, into: &numbers)
    #expect(numbers == [0, 1, 2, 3, 4, 5, 6, 7])
    try HybridRuns.decode([0x14, 0x05], 0..<2, width: 3, count: 10, into: &numbers)
    #expect(numbers == [Int32](repeating: 5, count: 10))
    #expect(throws: ParquetRefusal.self) {
      var numbers: [Int32] = []
      try HybridRuns.decode([0x04, 0x05], 0..<2, width: 3, count: 3, into: &numbers)
    }
  }

  @Test("literals and overlapping copies of Snappy are unpacked, damaged blocks refused")
  func snappy() {
    // "ab", then a copy of 10 bytes from 2 back: ababababab…
    let packed: [UInt8] = [12, 0b0000_0100, 0x61, 0x62, 0b0001_1001, 0x02]
    #expect(unpack(packed, 12) == Array("abababababab".utf8))
    #expect(unpack(packed, 11) == nil)
    #expect(unpack([12, 0b0000_0100, 0x61, 0x62, 0b0001_1001, 0x03], 12) == nil)
    #expect(unpack([12, 0b0010_1100, 0x61], 12) == nil)
    #expect(unpack([2, 0b0000_0100, 0x61, 0x62, 0x00, 0x63], 2) == nil)
    #expect(unpack([], 0) == nil)
    #expect(unpack([0], 0) == [])
  }

  private func unpack(_ packed: [UInt8], _ size: Int) -> [UInt8]? {
    var output = [UInt8](repeating: 0, count: size + 1)
    let isWhole = output.withUnsafeMutableBytes { output in
      packed.withUnsafeBytes { packed in
        (try? SnappyBlock.unpack(packed, size: size, into: output)) != nil
      }
    }
    return isWhole ? Array(output.prefix(size)) : nil
  }
}
