internal import TamgaPresent

/// A table as CSV: exactly the rows and columns displayed.
struct TableDownload: Sendable {
  let table: ResultTable
  let sources: [SourceReference]
  let edition: Edition

  /// Neutral CSV: UTF-8, comma, decimal point, machine names of columns, full precision.
  var csv: [UInt8] {
    var lines = [table.columns.map { TableDownload.quoted($0.key, separator: ",") }]
    for row in table.rows {
      lines.append(row.map { TableDownload.quoted(edition.neutral($0), separator: ",") })
    }
    return Array(lines.map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
  }

  /// CSV for Excel: a byte-order mark, headers and decimal sign of the language, sources below.
  ///
  /// Text that a spreadsheet would take for a formula gets an apostrophe before it.
  var excel: [UInt8] {
    let separator = edition.decimalSeparator == "," ? ";" : ","
    var rows: [[String]] = [
      table.columns.map { column in
        let unit = column.unit.flatMap(edition.unitHeading).map { ", " + $0 } ?? ""
        return TableDownload.harmless(edition.plain(column.header) + unit)
      }
    ]
    for row in table.rows {
      rows.append(
        row.map { cell in
          if let number = edition.neutralNumber(cell) {
            return number.replacing(".", with: edition.decimalSeparator)
          }
          return TableDownload.harmless(edition.text(cell))
        })
    }
    rows.append([])
    rows.append([TableDownload.harmless(edition.plain(table.title))])
    for source in sources {
      rows.append([
        TableDownload.harmless(edition.ui("report.source") + ": " + edition.citation(source))
      ])
    }
    rows.append([edition.ui("report.run") + ": " + edition.run.run])
    let lines = rows.map { row in
      row.map { TableDownload.quoted($0, separator: separator) }.joined(separator: separator)
    }
    return Array("\u{FEFF}".utf8) + Array(lines.map { $0 + "\r\n" }.joined().utf8)
  }

  private static func quoted(_ text: String, separator: String) -> String {
    let needsQuotes =
      text.contains(separator) || text.utf8.contains { $0 == 34 || $0 == 10 || $0 == 13 }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  /// Text that no spreadsheet takes for a formula.
  static func harmless(_ text: String) -> String {
    guard let first = text.first, "=+-@\t".contains(first) else { return text }
    return "'" + text
  }
}
