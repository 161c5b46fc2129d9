internal import TamgaNumerics

/// A row of a table as words and numbers.
package struct KeyedRow: Sendable {
  package let words: [String]
  package let numbers: [Double?]

  package init(words: [String], numbers: [Double?]) {
    self.words = words
    self.numbers = numbers
  }
}

/// Rows of a table in the order of their words, whatever the order they stood in.
package struct KeyedRows: Sendable {
  package let rows: [KeyedRow]

  /// Reads columns; an absent column of `ifPresent` gives empty words.
  package init(
    _ table: TidyTable, words: [String], ifPresent: [String] = [], numbers: [String]
  ) throws(TableError) {
    var texts: [TextColumn?] = []
    for name in words { texts.append(try table.text(name)) }
    for name in ifPresent { texts.append(table.has(name) ? try table.text(name) : nil) }
    var reals: [[Double?]] = []
    for name in numbers { reals.append(try table.reals(name)) }
    rows = (0..<table.rowCount).map { row in
      KeyedRow(words: texts.map { $0?[row] ?? "" }, numbers: reals.map { $0[row] })
    }
    .sorted { one, other in
      if one.words != other.words {
        return one.words.lexicographicallyPrecedes(other.words)
      }
      return one.numbers.lexicographicallyPrecedes(other.numbers) {
        ($0 ?? -.infinity) < ($1 ?? -.infinity)
      }
    }
  }

  private init(_ rows: [KeyedRow]) { self.rows = rows }

  /// The rows by the word at a place, in its order.
  package func grouped(by place: Int) -> [(word: String, rows: KeyedRows)] {
    var groups: [(word: String, rows: [KeyedRow])] = []
    for (word, rows) in Dictionary(grouping: rows, by: { $0.words[place] }) {
      groups.append((word, rows))
    }
    return groups.sorted { $0.word < $1.word }.map { ($0.word, KeyedRows($0.rows)) }
  }

  /// Rows without a gap, and how many have one.
  package var complete: (rows: [(words: [String], numbers: [Double])], gaps: Int) {
    let whole = rows.compactMap { row -> (words: [String], numbers: [Double])? in
      let known = row.numbers.compactMap(\.self)
      return known.count == row.numbers.count ? (row.words, known) : nil
    }
    return (whole, rows.count - whole.count)
  }

  /// The distinct words at places, in order.
  package func names(_ places: [Int]) -> [String] {
    Set(rows.flatMap { row in places.map { row.words[$0] } }).sorted()
  }
}
