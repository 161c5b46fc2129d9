internal import Foundation
internal import TamgaData
internal import TamgaNumerics

/// Loading a generated table of product-level trade, against the database's own reader.
enum BulkBenchmark {
  private static let threads = 2

  /// Runs the comparison: `Bench bulk [ROUNDS] [ROWS]`.
  static func run(rounds: Int, rows: Int) throws -> BenchRecord {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tamga-bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let table = folder.appending(path: "baci-\(rows).csv")
    let own = folder.appending(path: "bulk-own.duckdb").path
    let other = folder.appending(path: "bulk-peer.duckdb").path
    defer {
      for path in [table.path, own, other] { try? FileManager.default.removeItem(atPath: path) }
    }
    try BulkSample(rows: rows).write(to: table)
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let threads = String(threads)
    let results = try compare(
      [
        Engine(
          name: "tamga", executable: program, arguments: ["load-bulk", table.path, own, threads]),
        Engine(
          name: "duckdb", executable: WorkbookBenchmark.python,
          arguments: [WorkbookBenchmark.peer("load_bulk"), table.path, other, threads]),
      ], rounds: rounds)
    let queries = try measure(program, ["query-bulk", own]).output.split(separator: " ")
      .compactMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    guard queries.count == 4 else { throw BenchFailure(words: "query-bulk failed") }
    return try BenchRecord(
      "bulk", results: results,
      bars: BenchRecord.Bar.judged("bulk", numbers(results, queries)),
      versions: [
        "rows": String(rows), "group-by seconds": String(queries[2]),
        "python": BenchRecord.words(WorkbookBenchmark.python, ["--version"]),
        "duckdb": BenchRecord.words(
          WorkbookBenchmark.python, ["-c", "import duckdb; print(duckdb.__version__)"]),
      ])
  }

  /// The numbers that the bars speak of; rows and sums must agree first.
  private static func numbers(
    _ results: [Summary], _ queries: [Double]
  ) throws -> [String: Double] {
    let (own, peer) = (results[0], results[1])
    guard own.output == peer.output else {
      throw BenchFailure(words: "duckdb read \(peer.output), tamga \(own.output)")
    }
    return [
      "processor time against duckdb": own.cpuSecondsMinimum / peer.cpuSecondsMinimum,
      "time on the clock against duckdb": own.wallSecondsMinimum / peer.wallSecondsMinimum,
      "memory in MiB": Double(own.peakBytesMedian) / 1_048_576,
      "different sums for 1, 2 and 4 threads": queries[0],
      "bilateral series in milliseconds": queries[1] * 1_000,
    ]
  }

  /// Loads a file into a new database; prints rows and sums.
  static func load(_ arguments: [String]) throws {
    guard arguments.count == 3, let threads = Int(arguments[2]) else {
      throw BenchFailure(words: "load-bulk FILE DATABASE THREADS")
    }
    for path in [arguments[1], arguments[1] + ".wal"]
    where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    let connection = try Database(
      file: URL(fileURLWithPath: arguments[1]),
      options: .init(access: .create, threads: threads, memoryMebibytes: 512)
    ).connect()
    // The digest belongs to keeping a file, which the peer does not do.
    let report = try BulkImporter.load(
      URL(fileURLWithPath: arguments[0]), into: connection, sha256: "kept")
    try connection.execute("CHECKPOINT")
    print(report.rowsAccepted, report.valueTotal, report.quantityTotal)
  }

  /// Prints the number of different sums, the seconds of a bilateral series and of the pair totals,
  /// and the seconds that storing the totals took.
  static func query(_ path: String) throws {
    let database = try Database(
      file: URL(fileURLWithPath: path), options: .init(threads: threads, memoryMebibytes: 512))
    let connection = try database.connect()
    var digests: Set<String> = []
    var fastest = Double.infinity
    for threads in [1, 2, 4] {
      try connection.execute("SET threads = \(threads)")
      for _ in 0..<5 {
        let (seconds, sums) = try timed {
          try digest(
            connection,
            """
            SELECT sum(hash(t, i, j, s)::HUGEINT)::VARCHAR, sum(s)::VARCHAR
            FROM (SELECT t, i, j, sum(v) AS s FROM baci GROUP BY t, i, j)
            """)
        }
        if threads == 2 { fastest = min(fastest, seconds) }
        digests.insert(sums)
      }
    }
    try connection.execute("SET threads = \(threads)")
    try connection.execute("DROP TABLE IF EXISTS baci_pair")
    let (stored, _) = try timed { try BulkImporter.addPairs(in: connection) }
    var series = Double.infinity
    for _ in 0..<20 {
      let (seconds, _) = try timed {
        try digest(
          connection,
          """
          SELECT t::VARCHAR, value::VARCHAR FROM baci_pair WHERE i = '398' AND j = '418' ORDER BY t
          """)
      }
      series = min(series, seconds)
    }
    print(digests.count, series, fastest, stored)
  }

  private static func digest(_ connection: Connection, _ sql: String) throws -> String {
    var text = ""
    try connection.query(sql).forEachRow { columns, row in
      for column in columns { text += (column.text(row) ?? "") + ";" }
    }
    return SHA256Digest(ofText: text).hexadecimal
  }

  private static func timed<Value>(_ body: () throws -> Value) rethrows -> (Double, Value) {
    let start = DispatchTime.now().uptimeNanoseconds
    let value = try body()
    return (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9, value)
  }
}
