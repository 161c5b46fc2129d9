internal import TamgaNumerics

/// Cells by key, side by side in the order of keys: a pass over them is quick, and the same whatever
/// the order of rows.
package struct CellMap: Sendable {
  /// A key: the codes of its words side by side in one number.
  package typealias Key = UInt64

  /// The keys, ascending, each once.
  package let keys: [Key]
  /// The cells of ``keys``.
  package let values: [Cell]

  /// No cells.
  package init() { (keys, values) = ([], []) }

  private init(keys: [Key], values: [Cell]) {
    self.keys = keys
    self.values = values
  }

  /// Gathers what stands under equal keys.
  ///
  /// - Parameters:
  ///   - keys: in any order.
  ///   - cell: makes the cell of the places of one key, which are in the order given.
  /// - Throws: what `cell` throws.
  init(
    gathering keys: [Key], _ cell: (ArraySlice<Int>) throws(DecimalError) -> Cell
  ) throws(DecimalError) {
    let order = CellMap.order(keys)
    var found: [Key] = []
    var cells: [Cell] = []
    var start = 0
    while start < order.count {
      let key = keys[order[start]]
      var end = start + 1
      while end < order.count, keys[order[end]] == key { end += 1 }
      found.append(key)
      cells.append(try cell(order[start..<end]))
      start = end
    }
    self.init(keys: found, values: cells)
  }

  /// The places of keys in ascending order; equal keys as they stand.
  static func order(_ keys: [Key]) -> [Int] {
    var isSorted = true
    for place in keys.indices.dropFirst() where keys[place - 1] > keys[place] {
      isSorted = false
      break
    }
    guard !isSorted else { return Array(keys.indices) }
    return keys.indices.sorted { one, other in
      keys[one] == keys[other] ? one < other : keys[one] < keys[other]
    }
  }

  /// The cell of a key, by halving.
  package subscript(key: Key) -> Cell? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? values[low] : nil
  }

  /// The cells whose key and cell hold to a condition.
  package func filter(_ isKept: ((key: Key, value: Cell)) throws -> Bool) rethrows -> CellMap {
    let kept = try keys.indices.filter { try isKept((keys[$0], values[$0])) }
    return CellMap(keys: kept.map { keys[$0] }, values: kept.map { values[$0] })
  }
}

extension CellMap: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { keys.count }
  package subscript(position: Int) -> (key: Key, value: Cell) { (keys[position], values[position]) }
}
