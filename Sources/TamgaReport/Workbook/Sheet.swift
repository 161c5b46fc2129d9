/// A sheet of a workbook: lines of text above one table.
struct Sheet: Sendable, Equatable {
  /// A cell.
  enum Cell: Sendable, Equatable {
    /// Text; written as text whatever it begins with.
    case text(String)
    /// A number and the decimal places shown.
    case number(Double, digits: Int)
    /// A whole number without grouping: a year, a row.
    case whole(Int)
    /// Text that leads to a sheet of the same workbook.
    case link(String, sheet: String)
    /// Nothing.
    case blank
  }

  /// The name of the tab.
  var name: String
  /// The lines above the table; the first is the title.
  var lines: [String]
  /// The headers, unique.
  var headers: [String]
  /// The widths of the columns in characters.
  var widths: [Double]
  /// The rows.
  var rows: [[Cell]]
  /// The lines below the table.
  var notes: [String] = []

  /// The row of the headers, from 0.
  var headerRow: Int { lines.count + 1 }

  /// The address of a cell of the table, as in `B7`.
  func address(row: Int, column: Int) -> String {
    Sheet.letters(column) + String(headerRow + row + 2)
  }

  /// The letters of a column, from 0: `A`, `Z`, `AA`.
  static func letters(_ column: Int) -> String {
    var text = ""
    var rest = column
    repeat {
      text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
      rest = rest / 26 - 1
    } while rest >= 0
    return text
  }

  /// Names for tabs: at most 31 characters, no forbidden ones, unique whatever the case.
  static func uniqueNames(_ names: [String]) -> [String] {
    var used: Set<String> = []
    return names.map { name in
      let cleaned = String(name.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
      return unique(cleaned.isEmpty ? "-" : cleaned, limit: 31, &used)
    }
  }

  /// Headers that differ from each other whatever the case, as a table object asks for.
  static func uniqueHeaders(_ headers: [String]) -> [String] {
    var used: Set<String> = []
    return headers.map { unique($0.isEmpty ? " " : $0, limit: 250, &used) }
  }

  private static func unique(_ name: String, limit: Int, _ used: inout Set<String>) -> String {
    var candidate = String(name.prefix(limit))
    var number = 2
    while !used.insert(candidate.lowercased()).inserted {
      let tail = " (\(number))"
      candidate = name.prefix(limit - tail.count) + tail
      number += 1
    }
    return candidate
  }
}

/// What a workbook says of itself.
struct WorkbookProperties: Sendable, Equatable {
  /// The title.
  var title: String
  /// The authors.
  var author: String
  /// The run and the software.
  var comments: String
  /// The date of the study, ISO 8601.
  var date: String

  /// The date in seconds since 1970, never 0: the library would take the clock instead.
  var createdSeconds: Int {
    let parts = date.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1971...9999).contains(parts[0]), (1...12).contains(parts[1]),
      (1...31).contains(parts[2])
    else { return 315_532_800 }
    // Days from 1 March of year 0, era by era (Hinnant's calendar algorithm).
    let shifted = parts[1] > 2 ? parts[0] : parts[0] - 1
    let month = (parts[1] + 9) % 12
    let dayOfYear = (153 * month + 2) / 5 + parts[2] - 1
    let century = shifted / 100
    let days = shifted * 365 + shifted / 4 - century + century / 4 + dayOfYear - 719_468
    return days * 86_400
  }
}
