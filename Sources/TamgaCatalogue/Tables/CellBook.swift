package import TamgaNumerics

/// A table's numbers by key: rows with one key are added up exactly, keys are sorted by their
/// words, so that nothing depends on the order of rows.
package struct CellBook: Sendable {
  /// A key: the codes of its words side by side in one number, from 1; 0 where a part is dropped.
  package typealias Key = UInt64

  /// The column of each part of the key.
  package let dimensions: [String]
  private let columns: [TextColumn]
  private let shifts: [Int]
  private let widths: [Int]
  /// The cells by their full key.
  package let cells: [Key: Cell]

  /// Groups a table.
  ///
  /// - Parameters:
  ///   - table: any order of rows.
  ///   - dimensions: columns of the key; one the table lacks has a single empty word.
  ///   - number: the column of values.
  /// - Throws: ``IndicatorError/tooManyKeys(count:)``, ``TableError``, `DecimalError`.
  package init(_ table: TidyTable, by dimensions: [String], of number: String) throws {
    self.dimensions = dimensions
    columns = try dimensions.map {
      table.has($0)
        ? try table.text($0)
        : TextColumn(codes: Array(repeating: 0, count: table.rowCount), of: [""])
    }
    widths = columns.map { Int.bitWidth - ($0.words.count + 1).leadingZeroBitCount }
    guard widths.reduce(0, +) <= 63 else {
      throw IndicatorError.tooManyKeys(count: table.rowCount)
    }
    var shift = widths.reduce(0, +)
    shifts = widths.map { width in
      shift -= width
      return shift
    }
    var cells: [Key: Cell] = [:]
    for (row, value) in try table.numbers(number).enumerated() {
      var key: Key = 0
      for place in columns.indices {
        key |= Key(columns[place].codes[row] + 1) << Key(shifts[place])
      }
      var cell = cells[key] ?? Cell()
      var addition = Cell()
      addition.rows = 1
      if cell.rows > 0 { addition.duplicates = 1 }
      if let value {
        addition.amount = Amount(printed: value)
        addition.isNegative = value < 0
      } else {
        addition.missing = 1
      }
      try cell.add(addition)
      cells[key] = cell
    }
    self.cells = cells
  }

  private func place(_ dimension: String) -> Int? { dimensions.firstIndex(of: dimension) }

  private func field(_ place: Int) -> Key { ((1 << Key(widths[place])) - 1) << Key(shifts[place]) }

  /// The word of a part of a key; empty where the part is dropped.
  package func word(_ dimension: String, _ key: Key) -> String {
    guard let place = place(dimension) else { return "" }
    let code = Int((key & field(place)) >> Key(shifts[place]))
    return code == 0 ? "" : columns[place].words[code - 1]
  }

  /// The words of parts of a key, those that are not empty.
  package func words(_ dimensions: [String], _ key: Key) -> [String] {
    dimensions.map { word($0, key) }.filter { !$0.isEmpty }
  }

  /// The words of a part that occur, sorted.
  package func allWords(_ dimension: String) -> [String] {
    place(dimension).map { columns[$0].words } ?? []
  }

  /// The code of a word in its part of a key; nil when it does not occur.
  package func code(_ dimension: String, _ word: String) -> Key? {
    guard let place = place(dimension), let code = columns[place].code(of: word) else { return nil }
    return Key(code + 1) << Key(shifts[place])
  }

  /// A key with one part replaced by a word; nil when the word does not occur.
  package func key(_ key: Key, _ dimension: String, _ word: String) -> Key? {
    guard let place = place(dimension), let code = code(dimension, word) else { return nil }
    return key & ~field(place) | code
  }

  /// A key with only some parts kept.
  package func key(_ key: Key, keeping dimensions: [String]) -> Key { key & mask(dimensions) }

  /// The bits of parts of a key.
  package func mask(_ dimensions: [String]) -> Key {
    dimensions.compactMap(place).reduce(0) { $0 | field($1) }
  }

  /// Cells summed over a part of the key, where a printed total stands for the sum of its parts.
  ///
  /// - Parameters:
  ///   - cells: cells of this book.
  ///   - dimension: the part to drop.
  ///   - total: the word of a printed total, as `WLD`.
  /// - Returns: cells whose keys lack the part.
  /// - Throws: ``DecimalError/overflow``.
  package func collapse(_ cells: [Key: Cell], over dimension: String, total: String?)
    throws(DecimalError)
    -> [Key: Cell]
  {
    guard let place = place(dimension) else { return cells }
    let field = field(place)
    let totalCode = total.flatMap { code(dimension, $0) }
    var sums: [Key: Cell] = [:]
    var totals: [Key: Cell] = [:]
    for (key, cell) in cells {
      if let totalCode, key & field == totalCode {
        totals[key & ~field] = cell
      } else {
        var sum = sums[key & ~field] ?? Cell()
        try sum.add(cell)
        sums[key & ~field] = sum
      }
    }
    return sums.merging(totals) { _, total in total }
  }

  /// Cells without those of a printed total.
  package func parts(_ cells: [Key: Cell], of dimension: String, total: String) -> [Key: Cell] {
    guard let place = place(dimension), let code = code(dimension, total) else { return cells }
    let field = field(place)
    return cells.filter { $0.key & field != code }
  }

  /// Cells gathered under keys of some parts, each group and its members in the order of keys.
  package func groups(_ cells: [Key: Cell], by dimensions: [String]) -> [(
    key: Key, members: [(key: Key, cell: Cell)]
  )] {
    let mask = mask(dimensions)
    var groups: [Key: [(key: Key, cell: Cell)]] = [:]
    for (key, cell) in cells { groups[key & mask, default: []].append((key, cell)) }
    return groups.keys.sorted().map { key in
      (key, (groups[key] ?? []).sorted { $0.key < $1.key })
    }
  }
}
