internal import TamgaPresent

/// The points of a figure: its table's cells, with the number and the text of each.
struct ChartData: Sendable {
  /// A point of a series.
  struct Point: Sendable {
    /// The number; nil where the table says that there is none.
    var number: Double?
    /// The number as the reader sees it, with its unit.
    var shown: String
    /// The number for a small place, without its unit.
    var short: String
  }

  /// A row of the figure's table.
  struct Row: Sendable {
    /// The text of the horizontal axis' cell.
    var category: String
    /// The number of the horizontal axis' cell, where it is a value.
    var x: Point?
    /// The text of the label column.
    var label: String?
    /// One point a series.
    var points: [Point]
  }

  /// The rows in the table's order.
  var rows: [Row]
  /// The names of the series.
  var series: [String]
  /// Whether the horizontal axis shows periods.
  var overTime: Bool

  /// Reads the columns a figure names.
  ///
  /// - Throws: `T724` when the table has no such column.
  init(_ figure: Figure, in edition: Edition) throws {
    func place(_ key: String) throws -> Int {
      guard let index = figure.table.columns.firstIndex(where: { $0.key == key }) else {
        throw Diagnostic("T724", ["figure": figure.id, "column": key])
      }
      return index
    }
    let x = try place(figure.x)
    let y = try figure.y.map(place)
    let label = try figure.labels.map(place)
    series = y.map { edition.plain(figure.table.columns[$0].header) }
    overTime = figure.table.rows.contains { row in
      if case .period = row[x] { true } else { false }
    }
    rows = figure.table.rows.map { row in
      Row(
        category: edition.text(row[x]), x: ChartData.point(row[x], edition),
        label: label.map { edition.text(row[$0]) },
        points: y.map {
          ChartData.point(row[$0], edition)
            ?? Point(number: nil, shown: edition.text(row[$0]), short: edition.text(row[$0]))
        })
    }
  }

  private static func point(_ cell: TableCell, _ edition: Edition) -> Point? {
    guard case .value(let id) = cell, let record = edition.record(id) else { return nil }
    return Point(
      number: edition.double(record), shown: edition.withUnit(record),
      short: edition.short(record))
  }

  /// Every number drawn on the vertical axis.
  var numbers: [Double] { rows.flatMap { $0.points.compactMap(\.number) } }

  /// Breaks long names of categories into lines between words.
  mutating func wrapCategories(at limit: Int) {
    for index in rows.indices {
      rows[index].category = ChartData.wrapped(rows[index].category, at: limit)
    }
  }

  /// A text in lines of at most so many characters, broken between words.
  static func wrapped(_ text: String, at limit: Int) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= limit {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
