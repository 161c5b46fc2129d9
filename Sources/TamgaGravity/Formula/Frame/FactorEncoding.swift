internal import TamgaNumerics

/// A fixed effect or cluster with the combinations its levels stand for.
public struct EncodedFactor: Sendable {
  /// The levels of the rows, numbered in the order of the columns' levels.
  public let column: FactorColumn
  /// The columns combined.
  public let parts: [String]
  /// For each column its levels.
  let partLevels: [[String]]
  /// For each level one after the other, the place of each column's level.
  let combinations: [Int32]

  /// The name of a level, as in `KAZ^2006`; nil when there is no such level.
  public func levelName(_ level: Int) -> String? {
    guard level >= 0, level < column.levelCount else { return nil }
    let start = level * parts.count
    return parts.indices.map { part in partLevels[part][Int(combinations[start + part])] }
      .joined(separator: "^")
  }
}

extension EncodedFactor {
  /// Numbers the combinations that occur, in the order of the columns' levels.
  ///
  /// A table over all possible combinations where it is small, else the sorted distinct pairs: the
  /// numbering is the same, and does not depend on the order of the rows. Nil when a row has no level.
  ///
  /// - Parameters:
  ///   - columns: at least one; all of one length, no row without a level.
  ///   - name: the name of the result.
  init?(combining columns: [CategoricalColumn], name: String) {
    guard let first = columns.first else { return nil }
    var codes = first.codes
    var size = first.levels.count
    var combinations: [Int32]
    if columns.count == 1 {
      guard let counted = countedLevels(codes.span, size: size) else { return nil }
      combinations = counted.filter { $0.isPresent }.map { Int32(truncatingIfNeeded: $0.code) }
      if combinations.count < size {
        var table = [Int32](repeating: -1, count: size)
        for (new, old) in combinations.enumerated() { table[Int(old)] = Int32(new) }
        renumber(&codes, table.span)
        size = combinations.count
      }
    } else {
      combinations = (0..<size).map { Int32(truncatingIfNeeded: $0) }
      for (index, next) in columns.enumerated().dropFirst() {
        guard
          let pairs = LevelPairs(codes.span, size, next.codes.span, next.levels.count)
        else { return nil }
        var longer: [Int32] = []
        longer.reserveCapacity(pairs.keys.count * (index + 1))
        for key in pairs.keys {
          let (old, code) = key.quotientAndRemainder(dividingBy: max(1, next.levels.count))
          longer += combinations[(old * index)..<((old + 1) * index)]
          longer.append(Int32(truncatingIfNeeded: code))
        }
        (codes, size, combinations) = (pairs.codes, pairs.keys.count, longer)
      }
    }
    guard let column = FactorColumn(name: name, codes: codes, levelCount: size) else { return nil }
    self.column = column
    parts = columns.map(\.name)
    partLevels = columns.map(\.levels)
    self.combinations = combinations
  }
}

/// Which levels occur; nil when a code lies outside.
private func countedLevels(
  _ codes: Span<Int32>, size: Int
) -> [(code: Int, isPresent: Bool)]? {
  var present = [UInt8](repeating: 0, count: size)
  guard mark(codes, in: &present) else { return nil }
  return present.enumerated().map { ($0.offset, $0.element != 0) }
}

private func mark(_ codes: Span<Int32>, in present: inout [UInt8]) -> Bool {
  var present = present.mutableSpan
  for index in codes.indices {
    let code = Int(codes[index])
    guard code >= 0, code < present.count else { return false }
    present[code] = 1
  }
  return true
}

private func renumber(_ codes: inout [Int32], _ table: Span<Int32>) {
  var codes = codes.mutableSpan
  for index in codes.indices { codes[index] = table[Int(codes[index])] }
}

/// The pairs of two codes that occur, numbered in ascending order.
private struct LevelPairs {
  /// first · size of second + second, ascending.
  var keys: [Int] = []
  var codes: [Int32]

  /// Nil when a code lies outside its range.
  init?(_ first: Span<Int32>, _ firstSize: Int, _ second: Span<Int32>, _ secondSize: Int) {
    let rows = first.count
    codes = [Int32](large: 0, count: rows)
    guard rows == second.count, areInside(first, firstSize), areInside(second, secondSize) else {
      return nil
    }
    let (product, overflow) = firstSize.multipliedReportingOverflow(by: secondSize)
    if !overflow, product <= max(65_536, 4 * rows) {
      var table = [Int32](repeating: -1, count: product)
      markPairs(first, second, secondSize, in: &table)
      number(&table)
      lookUpPairs(first, second, secondSize, table.span, into: &codes)
    } else {
      hashPairs(first, second, secondSize)
    }
  }

  private mutating func number(_ table: inout [Int32]) {
    for key in table.indices where table[key] == 0 {
      table[key] = Int32(truncatingIfNeeded: keys.count)
      keys.append(key)
    }
  }

  /// Open addressing: one probe a row, then the distinct keys are sorted.
  private mutating func hashPairs(
    _ first: Span<Int32>, _ second: Span<Int32>, _ secondSize: Int
  ) {
    var places = LevelPairTable()
    for row in first.indices {
      let key =
        UInt64(UInt32(bitPattern: first[row])) << 32 | UInt64(UInt32(bitPattern: second[row]))
      codes[row] = places.place(of: key)
    }
    let order = places.distinct.indices.sorted { places.distinct[$0] < places.distinct[$1] }
    var rank = [Int32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { rank[old] = Int32(truncatingIfNeeded: new) }
    keys = order.map { place in
      let key = places.distinct[place]
      return Int(key >> 32) * secondSize + Int(key & 0xFFFF_FFFF)
    }
    renumber(&codes, rank.span)
  }
}

private func areInside(_ codes: Span<Int32>, _ size: Int) -> Bool {
  var lowest: Int32 = 0
  var highest: Int32 = -1
  for index in codes.indices {
    lowest = min(lowest, codes[index])
    highest = max(highest, codes[index])
  }
  return lowest >= 0 && Int(highest) < size
}

private func markPairs(
  _ first: Span<Int32>, _ second: Span<Int32>, _ size: Int, in table: inout [Int32]
) {
  var table = table.mutableSpan
  for row in first.indices { table[Int(first[row]) &* size &+ Int(second[row])] = 0 }
}

private func lookUpPairs(
  _ first: Span<Int32>, _ second: Span<Int32>, _ size: Int, _ table: Span<Int32>,
  into codes: inout [Int32]
) {
  var codes = codes.mutableSpan
  for row in first.indices { codes[row] = table[Int(first[row]) &* size &+ Int(second[row])] }
}

/// Gives each key a number in the order of first sight.
private struct LevelPairTable {
  private(set) var distinct: [UInt64] = []
  private var slots: [Int32]
  private var mask: Int

  init() {
    slots = [Int32](repeating: -1, count: 1 << 16)
    mask = slots.count - 1
  }

  mutating func place(of key: UInt64) -> Int32 {
    var slot = Self.mixed(key) & mask
    while slots[slot] >= 0 {
      let place = slots[slot]
      if distinct[Int(place)] == key { return place }
      slot = (slot + 1) & mask
    }
    let place = Int32(truncatingIfNeeded: distinct.count)
    distinct.append(key)
    slots[slot] = place
    if distinct.count * 2 > slots.count { grow() }
    return place
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    mask = slots.count - 1
    for (place, key) in distinct.enumerated() {
      var slot = Self.mixed(key) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(truncatingIfNeeded: place)
    }
  }

  /// The finaliser of MurmurHash3 (Appleby): every bit of the key moves every bit of the result.
  private static func mixed(_ key: UInt64) -> Int {
    var hash = (key ^ (key >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: (hash ^ (hash >> 33)) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
