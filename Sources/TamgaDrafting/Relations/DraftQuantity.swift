internal import TamgaAudit

/// A number an expression can name: a cell or the number of a claim.
struct DraftQuantity {
  var expression: String
  /// The number in base units.
  var value: DraftValue
  var unit: AuditUnit
  /// What is the same over the years: table, column and row without the year.
  var series: String
  var year: Int?
  /// The first letters of the words that name its column and its row.
  var columnStems: Set<String> = []
  var rowStems: Set<String> = []
  /// The total it can be a share of.
  var total: Int?
  /// The index of its claim, if it is one.
  var claim: Int?

  /// Words as their first five letters, those of four and more.
  static func stems(_ text: String) -> Set<String> {
    Set(text.lowerWords.filter { $0.count >= 4 }.map { String($0.prefix(5)) })
  }

  static func cells(of tables: [DraftTable]) -> [DraftQuantity] {
    var result: [DraftQuantity] = []
    for table in tables where result.count < 4_000 {
      let start = result.count
      var places: [String: Int] = [:]
      for row in table.rows {
        for column in table.columns.indices {
          guard let cell = quantity(table, row, column) else { continue }
          places["\(row.id)\u{1}\(column)"] = result.count
          result.append(cell)
        }
      }
      link(table, places, &result, from: start)
    }
    return result
  }

  private static func quantity(
    _ table: DraftTable, _ row: DraftTable.Row, _ column: Int
  ) -> DraftQuantity? {
    guard let value = row.cells[column]?.value else { return nil }
    let printed = table.columns[column]
    let unit = AuditUnit.parse(table.unit(column)) ?? .pure
    let factor = powerOfTen(unit.power)
    let kept = row.id.split(separator: ".").filter { Numeral.year($0) == nil }
    let series = [table.id, printed.year == nil ? printed.name : ""] + kept.map(String.init)
    return DraftQuantity(
      expression: "\(table.id).\(printed.name)[\(row.id)]",
      value: DraftValue(value: value.value * factor, half: value.half * factor), unit: unit,
      series: series.joined(separator: "\u{1}"), year: row.year ?? printed.year,
      columnStems: stems(printed.title), rowStems: stems(row.label))
  }

  private static func link(
    _ table: DraftTable, _ places: [String: Int], _ result: inout [DraftQuantity], from start: Int
  ) {
    for row in table.rows {
      guard let total = table.total(of: row) else { continue }
      for column in table.columns.indices {
        guard let part = places["\(row.id)\u{1}\(column)"] else { continue }
        result[part].total = places["\(total.id)\u{1}\(column)"]
      }
    }
  }
}

/// Two quantities of one series, the earlier first.
struct DraftPair {
  var old: Int
  var new: Int

  /// All pairs of years of each series, at most 20,000.
  static func all(_ cells: [DraftQuantity]) -> [DraftPair] {
    var series: [String: [Int]] = [:]
    var order: [String] = []
    for (index, cell) in cells.enumerated() where cell.year != nil && cell.unit.text != "count" {
      if series[cell.series] == nil { order.append(cell.series) }
      series[cell.series, default: []].append(index)
    }
    var pairs: [DraftPair] = []
    for key in order where pairs.count < 20_000 {
      let members = series[key] ?? []
      for first in members {
        for second in members where (cells[first].year ?? 0) < (cells[second].year ?? 0) {
          pairs.append(DraftPair(old: first, new: second))
        }
      }
    }
    return pairs
  }
}
