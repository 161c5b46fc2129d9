internal import Foundation

/// The audit of claims by the release program: a document of 200 claims checked, a cell followed,
/// and a table of 5,000 cells and 500 relations repaired.
///
/// There is no peer: the bars are seconds on the clock, for a reader who waits. The start of the
/// program is in them.
enum ClaimsBenchmark {
  static func run(rounds: Int) throws -> BenchRecord {
    let program = root.appending(path: ".build/release/tamga").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw BenchFailure(words: "\(program) is missing; scripts/build -c release --product tamga")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "tamga-bench-claims")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let paper = folder.appending(path: "paper.yml")
    let table = folder.appending(path: "table.yml")
    try document(rows: 50, wrong: 2, claims: 200).write(
      to: paper, atomically: true, encoding: .utf8)
    try document(rows: 500, wrong: 8, claims: 0).write(to: table, atomically: true, encoding: .utf8)
    let claims = "'\(program)' claims"
    let results = try compare(
      [
        shell("200 claims checked", "\(claims) check '\(paper.path)' --json >/dev/null; true"),
        shell(
          "a cell followed",
          "\(claims) impact 'T.c0[r1.2020]=1' --doc '\(paper.path)' --json >/dev/null"
        ),
        shell("5,000 cells repaired", "\(claims) repair '\(table.path)' --json >/dev/null"),
      ], rounds: rounds)
    let numbers = Dictionary(
      uniqueKeysWithValues: results.map { ("seconds, \($0.engine)", $0.wallSecondsMinimum) })
    return try BenchRecord(
      "claims", results: results, bars: BenchRecord.Bar.judged("claims", numbers),
      versions: ["tamga": BenchRecord.words(program, ["--version"])])
  }

  /// A table of nine parts and their sum, some sums' parts with swapped digits, and growth rates.
  private static func document(rows: Int, wrong: Int, claims: Int) -> String {
    var state: UInt64 = 42
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var table = (0..<rows).map { _ -> [Int] in
      let parts = (0..<9).map { _ in 1_012 + below(89_000) }
      return [parts.reduce(0, +)] + parts
    }
    let truth = table
    for index in 0..<wrong {
      let row = (index * 61 + 7) % rows
      let digits = String(table[row][1 + index % 9])
      table[row][1 + index % 9] = Int(String(digits.reversed())) ?? 0
    }
    func name(_ row: Int) -> String { "r\(row / 5).\(2_020 + row % 5)" }
    var lines = [
      "tamga: claims/1", "document: {id: bench, lang: en}", "tables:", "  T:", "    where: Table",
      "    unit: mln USD", "    grid: 1", "    columns: [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9]",
      "    row_parts: [place, period]", "    cells:",
    ]
    for (row, values) in table.enumerated() {
      let cells = values.map { "\"\($0 / 10).\($0 % 10)\"" }.joined(separator: ", ")
      lines.append("      \(name(row)): [\(cells)]")
    }
    let parts = (1...9).map { "c\($0)[*]" }.joined(separator: " + ")
    lines += ["    identities: [\"c0[*] = \(parts)\"]", "claims:"]
    if claims == 0 { lines.removeLast() }
    for index in 0..<claims {
      let row = (index * 5 + 1 + index % 4) % rows
      let (new, old) = (row % 5 == 0 ? row + 1 : row, row % 5 == 0 ? row : row - 1)
      let column = index % 10
      let growth = 100 * (Double(truth[new][column]) / Double(truth[old][column]) - 1)
      let value = String(format: "%.1f", growth)
      lines.append(
        "  - {id: b\(index), quote: \"by \(value)%\", says: {value: \"\(value)\", unit: \"%\"}, "
          + "expr: \"growth(T.c\(column)[\(name(new))], T.c\(column)[\(name(old))])\"}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  private static func shell(_ name: String, _ command: String) -> Engine {
    Engine(name: name, executable: "/bin/sh", arguments: ["-c", command])
  }
}
