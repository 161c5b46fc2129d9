/// A categorical column: for each row the number of its level.
public struct FactorColumn: Sendable, Hashable {
  /// The name as in the formula, as in `exporter^year`.
  public let name: String
  /// For each row its level, from 0 to ``levelCount`` - 1.
  public let codes: [Int32]
  /// How many levels there are; a level without a row is allowed.
  public let levelCount: Int

  /// Creates a column from codes that are known to lie in range.
  ///
  /// - Returns: nil when a code lies outside `0..<levelCount`.
  public init?(name: String, codes: [Int32], levelCount: Int) {
    guard codes.allSatisfy({ $0 >= 0 && Int($0) < levelCount }) else { return nil }
    self.name = name
    self.codes = codes
    self.levelCount = levelCount
  }
}
