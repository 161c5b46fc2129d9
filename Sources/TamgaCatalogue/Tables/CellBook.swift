package import TamgaNumerics

/// A table's numbers by key: rows with one key are added up exactly, keys are sorted by their
/// words, so that nothing depends on the order of rows.
package struct CellBook: Sendable {
  /// A key: the codes of its words side by side in one number, from 1; 0 where a part is dropped.
  package typealias Key = CellMap.Key

  /// The column of each part of the key.
  package let dimensions: [String]
  private let columns: [TextColumn]
  private let shifts: [Int]
  private let widths: [Int]
  /// The cells by their full key.
  package let cells: CellMap

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
    let numbers = try table.numbers(number)
    var keys = [Key](repeating: 0, count: numbers.count)
    for (column, shift) in zip(columns, shifts) {
      for row in keys.indices { keys[row] |= Key(column.codes[row] + 1) << Key(shift) }
    }
    cells = try CellMap(gathering: keys) { (rows) throws(DecimalError) in
      var cell = Cell()
      for row in rows { try cell.add(numbers[row]) }
      cell.duplicates = rows.count - 1
      return cell
    }
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
  package func collapse(
    _ cells: CellMap, over dimension: String, total: String?
  ) throws(DecimalError) -> CellMap {
    guard let place = place(dimension) else { return cells }
    let field = field(place)
    let totalCode = total.flatMap { code(dimension, $0) }
    return try CellMap(gathering: cells.keys.map { $0 & ~field }) { (places) throws(DecimalError) in
      if let totalCode, let printed = places.first(where: { cells.keys[$0] & field == totalCode }) {
        return cells.values[printed]
      }
      var sum = Cell()
      for place in places { try sum.add(cells.values[place]) }
      return sum
    }
  }

  /// Cells without those of a printed total.
  package func parts(_ cells: CellMap, of dimension: String, total: String) -> CellMap {
    guard let place = place(dimension), let code = code(dimension, total) else { return cells }
    let field = field(place)
    return cells.filter { $0.key & field != code }
  }

  /// Cells gathered under keys of some parts, each group and its members in the order of keys.
  package func groups(_ cells: CellMap, by dimensions: [String]) -> [(
    key: Key, members: [(key: Key, cell: Cell)]
  )] {
    let mask = mask(dimensions)
    let masked = cells.keys.map { $0 & mask }
    var groups: [(key: Key, members: [(key: Key, cell: Cell)])] = []
    for place in CellMap.order(masked) {
      let member = (key: cells.keys[place], cell: cells.values[place])
      if groups.last?.key == masked[place] {
        groups[groups.count - 1].members.append(member)
      } else {
        groups.append((masked[place], [member]))
      }
    }
    return groups
  }
}
