internal import TamgaNumerics

/// Values of subjects over time: regions, or flows where there is no table of regions.
package struct SeriesBook: Sendable {
  /// A value of a period.
  package struct Point: Sendable {
    package let period: String
    package let cell: Cell
  }

  /// The values of one subject, the earliest first.
  package struct Series: Sendable {
    package let subject: [String]
    package let points: [Point]
  }

  package static let inputs = [
    InputTable(.regions, ["region", "period", "value"], mayBeAbsent: true),
    InputTable(.flows, ["reporter", "flow", "period", "value"], mayBeAbsent: true),
  ]

  package let series: [Series]

  package init(_ tables: IndicatorTables) throws {
    let dimensions: [String]
    let table: TidyTable
    if let regions = tables.optional(Self.inputs[0]) {
      (table, dimensions) = (regions, ["region", "period"])
    } else {
      dimensions = FlowBook.dimensions
      guard let flows = tables.optional(Self.inputs[1]) else {
        throw IndicatorError.missingTable(kind: .regions, columns: Self.inputs[0].required)
      }
      table = flows
    }
    let book = try CellBook(table, by: dimensions, of: "value")
    let names = dimensions.filter { $0 != "period" }
    series = book.groups(book.cells, by: names).map { key, members in
      let points = members.map { Point(period: book.word("period", $0.key), cell: $0.cell) }
      return Series(
        subject: book.words(names, key),
        points: points.sorted { periodPrecedes($0.period, $1.period) })
    }
  }
}

/// Whether a word is earlier by its bytes.
package func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// Whether a period is earlier; texts that are no periods follow by their bytes.
package func periodPrecedes(_ left: String, _ right: String) -> Bool {
  if let first = Period(left), let second = Period(right) { return first < second }
  return precedes(left, right)
}

/// The intervals between two points: years between whole years, else steps of the list.
package func intervals(from first: SeriesBook.Point, to last: SeriesBook.Point, steps: Int) -> Int {
  guard let start = wholeYear(first.period), let end = wholeYear(last.period) else { return steps }
  return end - start
}

/// The year of a whole-year period.
package func wholeYear(_ text: String) -> Int? {
  guard let period = Period(text), period.description.count == 4 else { return nil }
  return period.year
}
