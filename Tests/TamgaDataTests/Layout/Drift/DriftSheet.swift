import TamgaNumerics

@testable import TamgaData

/// A sheet under construction: cells by row and column, then shifted, stretched and written.
struct DriftSheet {
  var rows: [[TestCell]] = []
  var merges: [MergedRange] = []

  /// Writes a number as the book would: a double, or text with spaces and a decimal comma.
  static func cell(_ value: ExactDecimal, asText: Bool, separator: String = " ") -> TestCell {
    guard asText else { return .number(value.double) }
    let text = value.magnitude.description
    let parts = text.split(separator: ".")
    var whole = String(parts[0])
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole = String(whole.dropLast(3))
    }
    let grouped = ([whole] + groups).joined(separator: separator)
    return .text(grouped + (parts.count > 1 ? "," + parts[1] : ""))
  }

  /// Inserts a blank column before a position, in every row.
  mutating func insertColumn(at position: Int) {
    for row in rows.indices where rows[row].count > position {
      rows[row].insert(.empty, at: position)
    }
    merges = merges.map { range in
      func moved(_ address: CellAddress) -> CellAddress {
        CellAddress(row: address.row, column: address.column + (address.column >= position ? 1 : 0))
      }
      return MergedRange(first: moved(range.first), last: moved(range.last))
    }
  }

  /// Inserts a blank row before a position.
  mutating func insertRow(at position: Int) {
    rows.insert([], at: position)
    merges = merges.map { range in
      func moved(_ address: CellAddress) -> CellAddress {
        CellAddress(row: address.row + (address.row >= position ? 1 : 0), column: address.column)
      }
      return MergedRange(first: moved(range.first), last: moved(range.last))
    }
  }

  /// The sheet as a grid; merges given, forgotten or not known to the format.
  func grid(name: String, index: Int, dice: inout DriftDice) -> Grid {
    let known = dice.pick([0, 1, 2])
    return Grid(
      rows, name: name, index: index, merges: known == 0 ? nil : known == 1 ? merges : [])
  }

  /// Sheets that hold no table.
  static func front(_ dice: inout DriftDice, publisher: String) -> [[[TestCell]]] {
    var sheets: [[[TestCell]]] = []
    if dice.chance(60) {
      sheets.append([
        ["Дата опубликования: 25.07.2025"], ["Дата следующего опубликования: 25.07.2026"], [],
        [.text(publisher)], ["2024 год"],
      ])
    }
    if dice.chance(50) {
      sheets.append([
        [nil, "Содержание", "стр."], ["1.", "Методологические пояснения", 3],
        ["2.", "Основные показатели внешней торговли", 5],
      ])
    }
    if dice.chance(40) {
      sheets.append([[nil, "Условные обозначения:"], [nil, "«0,0» – незначительная величина"]])
    }
    return sheets
  }
}
