internal import Foundation
internal import TamgaData
internal import TamgaPresent

/// Rows of results in a file, whose ending says the form.
enum DataFile {
  /// The forms.
  private static let endings: Set<String> = ["csv", "json", "parquet"]

  /// Refuses an ending without a form before anything is computed.
  ///
  /// - Throws: `T595`.
  static func check(_ path: String) throws {
    guard endings.contains(ending(of: path)) else { throw Diagnostic("T595", ["path": path]) }
  }

  /// Writes columns, or the JSON that stands for them.
  ///
  /// - Throws: `T595` for an ending without a form, `T183` when the file cannot be written.
  static func write(_ columns: [PanelColumn], json: JSONValue, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    switch ending(of: path) {
    case "parquet": try PanelWriter.write(columns, to: url)
    case "json": try ModelFile.write(Data(json.bytes(layout: .indented)), to: url)
    case "csv": try ModelFile.write(Data(csv(columns).utf8), to: url)
    default: throw Diagnostic("T595", ["path": path])
    }
  }

  /// The columns as CSV: all digits, nothing where there is no value.
  static func csv(_ columns: [PanelColumn]) -> String {
    let cells = columns.map(\.texts)
    let rows = (0..<(columns.first?.count ?? 0)).map { row in cells.map { $0[row] } }
    return TerminalTable(
      columns: columns.map { TerminalTable.Column($0.name) }, rows: rows
    ).csv(.neutral)
  }

  /// The ending of a file's name, in small letters.
  static func ending(of path: String) -> String {
    URL(fileURLWithPath: path).pathExtension.lowercased()
  }
}

extension PanelColumn {
  /// The cells as texts; empty where there is no value.
  fileprivate var texts: [String] {
    let isPresent = { (row: Int) in
      validity.map { $0[row >> 6] >> UInt64(row & 63) & 1 == 1 } ?? true
    }
    switch values {
    case .numbers(let numbers):
      return numbers.indices.map { row in
        guard isPresent(row) else { return "" }
        return Int(exactly: numbers[row]).map(String.init) ?? JSONWriter.text(of: numbers[row])
      }
    case .levels(let codes, let texts):
      return codes.map { $0 < 0 ? "" : texts[Int($0)] }
    }
  }
}
