import Foundation
import TamgaNumerics

/// A table of the bundled study's data, read for tests only.
struct StudyTable: Sendable, CustomStringConvertible {
  let name: String
  let header: [String]
  let rows: [[String: String]]
  var description: String { name }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Studies/kazakhstan-kyrgyzstan/data")

  /// The tables of numbers; `names.csv` holds words for readers and no number.
  static let all: [StudyTable] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".csv") && $0 != "names.csv" }.sorted()
      .compactMap { StudyTable(file: $0) }
  }()

  static func named(_ name: String) -> StudyTable? { all.first { $0.name == name } }

  init?(file: String) {
    guard let text = try? String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
    else { return nil }
    var records = text.split(separator: "\n").map { Self.fields(of: $0) }
    guard !records.isEmpty else { return nil }
    name = file
    let header = records.removeFirst()
    self.header = header
    rows = records.map { record in
      Dictionary(uniqueKeysWithValues: zip(header, record + Array(repeating: "", count: 20)))
    }
  }

  /// The value of the one row that has these fields.
  func value(_ wanted: [String: String]) -> ExactDecimal? {
    let found = rows.filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
    return found.count == 1 ? found[0]["value"].flatMap { ExactDecimal($0) } : nil
  }

  /// The fields of a record of RFC 4180 that stands on one line.
  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        if previous == "\"", !isQuoted { fields[fields.count - 1].append("\"") }
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
      previous = character
    }
    return fields
  }
}
