import Foundation
import Synchronization
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaData

@Suite("Statements") struct StatementTests {
  private func memory(threads: Int = 2) throws -> Connection {
    try Database(inMemory: .init(threads: threads)).connect()
  }

  @Test("parameters of every kind arrive as they are")
  func parameters() throws {
    let money = try ExactDecimal(parsing: "-12345678901234567890.123456789")
    let chunk = try #require(
      try memory().query(
        "SELECT $1::VARCHAR, $2::BIGINT, $3::DOUBLE, $4::DECIMAL(38,9), $5::BOOLEAN, $6::VARCHAR",
        [.text("Қ'; DROP"), .integer(-7), .double(0.1), .decimal(money), .boolean(true), .null]
      ).next())
    #expect(chunk.columns[0].text(0) == "Қ'; DROP")
    #expect(chunk.columns[1].integer(0) == -7)
    #expect(chunk.columns[2].double(0) == 0.1)
    #expect(chunk.columns[3].decimal(0) == money)
    #expect(chunk.columns[4].boolean(0) == true)
    #expect(chunk.columns[5].text(0) == nil)
  }

  @Test("a wrong number of parameters is an error, not a crash")
  func parameterCount() throws {
    let connection = try memory()
    #expect(throws: Diagnostic.self) { _ = try connection.query("SELECT ?", []) }
    #expect(throws: Diagnostic.self) { _ = try connection.query("SELECT 1", [.integer(1)]) }
  }

  @Test("an error keeps the database's own words and the statement")
  func words() throws {
    let connection = try memory()
    let failure = #expect(throws: Diagnostic.self) { try connection.execute("SELEC 1") }
    #expect(failure?.code == "T185")
    #expect(failure?.detail?.contains("syntax error") == true)
    #expect(failure?.excerpt == "SELEC 1")
  }

  @Test("an error in the middle of a stream is thrown, not taken for the end")
  func lateError() throws {
    let stream = try memory().query(
      "SELECT CAST(CASE WHEN range = 90000 THEN 'x' ELSE '1' END AS INTEGER) FROM range(100000)")
    #expect(throws: Diagnostic.self) { while try stream.next() != nil {} }
  }

  @Test("a transaction that throws leaves nothing")
  func rollback() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t(x BIGINT)")
    #expect(throws: CancellationError.self) {
      try connection.transaction {
        try connection.execute("INSERT INTO t VALUES (1)")
        throw CancellationError()
      }
    }
    #expect(try connection.query("SELECT count(*) FROM t").next()?.columns[0].integer(0) == 0)
    #expect(try connection.transaction { 7 } == 7)
  }

  @Test("enumerations come as codes with their list")
  func dictionary() throws {
    let connection = try memory()
    try connection.execute("CREATE TYPE side AS ENUM ('X', 'M')")
    let chunk = try #require(
      try connection.query("SELECT unnest(['M', 'X', NULL, 'M'])::side").next())
    guard case .dictionary(let codes, let values) = chunk.columns[0].values else {
      Issue.record("not codes")
      return
    }
    #expect(values == ["X", "M"])
    #expect(codes[0] == 1 && codes[1] == 0 && codes[3] == 1)
    #expect(chunk.columns[0].text(2) == nil)
  }

  @Test("a statement over its time is stopped")
  func timeLimit() throws {
    let control = QueryControl(timeLimit: .milliseconds(50))
    let failure = #expect(throws: Diagnostic.self) {
      let stream = try memory().query(
        "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 8",
        control: control)
      while try stream.next() != nil {}
    }
    #expect(failure?.code == "T187")
  }

  @Test("a statement can be interrupted from another thread, and the connection used again")
  func interrupt() throws {
    let connection = try memory()
    let interrupter = connection.interrupter
    let isDone = Mutex(false)
    let thread = Thread {
      while !isDone.withLock({ $0 }) {
        interrupter.interrupt()
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    thread.start()
    let failure = #expect(throws: Diagnostic.self) {
      let stream = try connection.query(
        "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range % 7 = 8")
      while try stream.next() != nil {}
    }
    isDone.withLock { $0 = true }
    #expect(failure?.code == "T186")
    while thread.isExecuting { Thread.sleep(forTimeInterval: 0.005) }
    #expect(try connection.query("SELECT 1").next()?.columns[0].integer(0) == 1)
  }

  @Test("a cancelled statement stops, and progress is told in rows")
  func cancelled() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t AS SELECT range AS x FROM range(3000000)")
    let heard = Mutex<[QueryProgress]>([])
    let asked = Mutex(0)
    let control = QueryControl(
      onProgress: { progress in heard.withLock { $0.append(progress) } },
      isCancelled: {
        asked.withLock { count in
          count += 1
          return count > 6
        }
      })
    let failure = #expect(throws: Diagnostic.self) {
      let stream = try connection.query(
        "SELECT count(*) FROM t a, t b WHERE a.x * b.x % 7 = 8", control: control)
      while try stream.next() != nil {}
    }
    #expect(failure?.code == "T186")
    #expect(!heard.withLock { $0 }.isEmpty)
  }

  @Test("sums of decimals are the same bits at 1, 2 and 4 threads", arguments: UInt64(1)...5)
  func exactSums(seed: UInt64) throws {
    let sums = try [1, 2, 4].map { threads in
      let connection = try memory(threads: threads)
      try connection.execute(
        """
        CREATE TABLE t AS SELECT range % 10 AS g,
          CAST((hash(range * 7 + \(seed)) % 2000000000)::BIGINT AS DECIMAL(18,3))
            * CAST(0.001 AS DECIMAL(4,3)) AS v
          FROM range(200000)
        """)
      var sums: [ExactDecimal?] = []
      try connection.query("SELECT g, sum(v) FROM t GROUP BY g ORDER BY g").forEachRow {
        sums.append($0[1].decimal($1))
      }
      return sums
    }
    #expect(sums[0].count == 10 && sums[0].allSatisfy { $0 != nil })
    #expect(sums[0] == sums[1] && sums[1] == sums[2])
  }
}
