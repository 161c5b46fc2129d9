import Foundation
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Queries by readers") struct ReadOnlyQueryTests {
  let folder: ScratchFolder
  let file: URL

  init() throws {
    folder = try ScratchFolder()
    file = folder.file("w.duckdb")
    let connection = try Database(file: file, options: .init(access: .create)).connect()
    try connection.execute(
      """
      CREATE TABLE t AS SELECT range AS i, CAST(range AS DECIMAL(18,3)) / 1 AS d,
        'row ' || range AS s, CAST(range * 0.5 AS DECIMAL(18,3)) AS m FROM range(25000)
      """)
  }

  private func failure(_ sql: String) -> Diagnostic? {
    do {
      _ = try ReadOnlyQuery.run(database: file, sql: sql, timeLimit: .seconds(1))
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  @Test("cells are plain, and a result beyond the limit is cut and says so")
  func rows() throws {
    let table = try ReadOnlyQuery.run(
      database: file, sql: "SELECT i, s, m, NULL AS n, i > 1 AS b FROM t ORDER BY i -- all")
    #expect(table.rows.count == 10_000)
    #expect(table.isTruncated)
    #expect(table.columns.map(\.name) == ["i", "s", "m", "n", "b"])
    #expect(table.columns[2].type == "decimal(18,3)")
    #expect(
      table.rows[3] == [.number("3"), .text("row 3"), .number("1.500"), .null, .text("true")])
    let whole = try ReadOnlyQuery.run(database: file, sql: "SELECT i FROM t LIMIT 5", rowLimit: 5)
    #expect(whole.rows.count == 5 && !whole.isTruncated)
  }

  @Test("dates, sums and nested values come as text or number")
  func types() throws {
    let table = try ReadOnlyQuery.run(
      database: file,
      sql: """
        SELECT DATE '2024-02-29' AS d, DATE '0001-01-01' AS e, DATE '1969-12-31' AS f,
          sum(i) AS s, [1, 2] AS l, TIMESTAMP '2024-01-02 03:04:05' AS t, 0.1::DOUBLE AS x
        FROM t;
        """)
    #expect(
      table.rows == [
        [
          .text("2024-02-29"), .text("0001-01-01"), .text("1969-12-31"), .number("312487500"),
          .text("[1, 2]"), .text("2024-01-02 03:04:05"), .number("0.1"),
        ]
      ])
  }

  @Test("WITH, DESCRIBE and EXPLAIN are allowed")
  func allowed() throws {
    #expect(failure("WITH a AS (SELECT 1 AS x) SELECT x FROM a") == nil)
    #expect(failure("DESCRIBE t") == nil)
    #expect(failure("EXPLAIN SELECT * FROM t") == nil)
    #expect(failure("SHOW TABLES") == nil)
  }

  @Test(
    "nothing is written, attached, read from elsewhere or loaded",
    arguments: [
      "INSERT INTO t VALUES (1, 2, 'x', 3)", "DELETE FROM t", "DROP TABLE t",
      "CREATE TABLE u(x INT)", "COPY t TO 'out.csv'", "COPY (SELECT 1) TO '/tmp/tamga-out.csv'",
      "ATTACH 'other.duckdb'", "ATTACH ':memory:' AS m", "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_blob('/etc/hostname')",
      "SELECT * FROM '/etc/passwd'", "SELECT * FROM glob('/etc/*')",
      "SELECT * FROM parquet_scan('/tmp/x.parquet')", "INSTALL httpfs", "LOAD httpfs",
      "SET enable_external_access = true", "SET lock_configuration = false", "PRAGMA threads = 1",
      "EXPORT DATABASE '/tmp/tamga-export'", "SELECT 1; SELECT 2", "", "CALL pragma_version()",
      "EXPLAIN ANALYZE DELETE FROM t", "PREPARE p AS SELECT 1", "CHECKPOINT", "VACUUM",
    ])
  func refused(sql: String) throws {
    let before = try Data(contentsOf: file)
    let failure = failure(sql)
    #expect(["T184", "T188"].contains(failure?.code), "\(sql): \(String(describing: failure))")
    #expect(try Data(contentsOf: file) == before)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/tamga-out.csv"))
  }

  @Test("the environment cannot be read")
  func environment() throws {
    #expect(failure("SELECT getenv('HOME')")?.code == "T184")
  }

  @Test("a query over its time is stopped with its own code")
  func slow() throws {
    let failure = failure("SELECT count(*) FROM t a, t b, t c WHERE a.i * b.i * c.i % 7 = 8")
    #expect(failure?.code == "T187")
  }

  @Test("a wrong query tells the database's words")
  func wrong() throws {
    let failure = failure("SELECT nope FROM t")
    #expect(failure?.code == "T184")
    #expect(failure?.detail?.contains("nope") == true)
    #expect(failure?.excerpt == "SELECT nope FROM t")
  }
}
