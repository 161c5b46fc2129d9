import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Engine") struct EngineTests {
  @Test("the library is found, in the wanted version")
  func library() {
    let lookup = LibraryLookup.duckDB
    #expect(lookup.isUsable, "DuckDB is absent: run scripts/bootstrap. Tried \(lookup.tried)")
    #expect(lookup.version == "v2.0.0")
    #expect(lookup.tried.last?.state == .fits)
  }

  @Test("every type comes back as it was written, with its gaps")
  func roundTrip() throws {
    let connection = try Database(inMemory: .init(threads: 1)).connect()
    try connection.execute(
      """
      CREATE TABLE t(b BOOLEAN, i BIGINT, n INTEGER, x DOUBLE, m DECIMAL(18,3), w DECIMAL(38,9),
        s VARCHAR, u VARCHAR)
      """)
    let rows = 5_000
    let gap = { (row: Int) in row % 7 == 3 }
    let appender = try Appender(connection, table: "t")
    let text = { (row: Int) in
      row % 2 == 0 ? "көл \(row)" : "a text of more than twelve bytes \(row)"
    }
    var bytes: [UInt8] = []
    let ends = (0..<rows).map { row in
      bytes += text(row).utf8
      return bytes.count
    }
    try appender.append([
      Column(booleans: (0..<rows).map { $0 % 3 == 0 }),
      Column(integers: (0..<rows).map { gap($0) ? nil : $0 * 1_000_000_007 }),
      Column(integers: (0..<rows).map { $0 - 100 }),
      Column(.double((0..<rows).map { Double($0) / 3 })),
      Column(mantissas: (0..<rows).map { gap($0) ? nil : Int128($0) * -1_001 }, scale: 3),
      Column(mantissas: (0..<rows).map { Int128($0) << 70 }, scale: 9),
      Column(texts: (0..<rows).map { gap($0) ? nil : text($0) }),
      Column(.utf8(bytes: bytes, ends: ends)),
    ])
    try appender.close()
    let stream = try connection.query("SELECT * FROM t")
    #expect(stream.headers.map(\.name) == ["b", "i", "n", "x", "m", "w", "s", "u"])
    var row = 0
    try stream.forEachRow { columns, place in
      #expect(columns[0].boolean(place) == (row % 3 == 0))
      #expect(columns[1].integer(place) == (gap(row) ? nil : row * 1_000_000_007))
      #expect(columns[2].integer(place) == row - 100)
      #expect(columns[3].double(place) == Double(row) / 3)
      let money = ExactDecimal(mantissa: Int128(row) * -1_001, scale: 3)
      #expect(columns[4].decimal(place) == (gap(row) ? nil : money))
      #expect(columns[5].decimal(place) == ExactDecimal(mantissa: Int128(row) << 70, scale: 9))
      #expect(columns[6].text(place) == (gap(row) ? nil : text(row)))
      #expect(columns[7].text(place) == text(row))
      row += 1
    }
    #expect(row == rows)
  }
}
