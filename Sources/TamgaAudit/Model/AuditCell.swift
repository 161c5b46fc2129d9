public import TamgaPresent

/// A printed number of a document with its address and the ways to read it.
public struct AuditCell: Sendable {
  /// What it belongs to.
  public enum Owner: Hashable, Sendable {
    /// A table's cell: indices of table, row, column.
    case table(Int, row: Int, column: Int)
    /// An entry of `numbers`.
    case number(Int)
    /// What a claim prints.
    case claim(Int)
  }

  /// The address: `T1.m[kg.2022]` or `@000-07`.
  public let address: String
  /// The text as printed.
  public let printed: String
  /// Its place in the claims file.
  public let node: YAMLNode
  /// Where it belongs.
  public let owner: Owner
  /// The unit; of what a claim prints without one, that of its expression.
  public internal(set) var unit: AuditUnit
  /// The decimals of its column, if they are known.
  public let grid: Int?
  /// A word that widens it.
  public let hedge: Hedge?
  /// The ways to read it, the cheapest first; empty when it holds no number.
  public let readings: [PrintedReading]
  /// The ends of a printed range, as in 20–30; its readings hold the middle.
  let ends: (low: PrintedReading, high: PrintedReading)?

  /// The number in base units under a reading; nil when it holds none.
  ///
  /// A range is its middle, and can be any number between its ends, each half a unit in its last place
  /// wider.
  public func value(reading: Int) -> PrintedValue? {
    guard readings.indices.contains(reading) else { return nil }
    var value = PrintedValue(readings[reading], power: unit.power, grid: grid, hedge: hedge)
    if let ends {
      let low = PrintedValue(ends.low, power: unit.power)
      let high = PrintedValue(ends.high, power: unit.power)
      value.rounding = RealInterval(low.rounding.low, high.rounding.high)
      value.truncation = value.rounding
    }
    return value
  }

  /// The decimals it is printed with, the column's grid counted.
  public func decimals(reading: Int) -> Int {
    guard readings.indices.contains(reading) else { return 0 }
    return Swift.max(readings[reading].decimals, grid ?? 0)
  }
}
