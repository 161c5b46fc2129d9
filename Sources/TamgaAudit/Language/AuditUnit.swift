/// The unit of a printed number: a dimension and a power of ten.
///
/// `mln USD` is the dimension `USD` with the power 6. Percent and points are dimensions of their
/// own, so dollars and percent do not add.
public struct AuditUnit: Hashable, Sendable {
  /// The dimension: base symbols and their exponents, as in `["USD": 1]`; empty for a pure number.
  public var dimension: [String: Int]
  /// The power of ten of the scale word, as in 6 for million.
  public var power: Int
  /// The text it was read from, shown to readers.
  public var text: String

  /// Creates a unit.
  public init(dimension: [String: Int], power: Int = 0, text: String = "") {
    self.dimension = dimension.filter { $0.value != 0 }
    self.power = power
    self.text = text
  }

  /// A pure number: a ratio, a coefficient, a count without a name.
  public static let pure = AuditUnit(dimension: [:])
  /// Percent.
  public static let percent = AuditUnit(dimension: ["%": 1], text: "%")
  /// Percentage points.
  public static let points = AuditUnit(dimension: ["pp": 1], text: "pp")

  /// Whether two units measure the same thing; the scale may differ.
  public func isSameKind(as other: AuditUnit) -> Bool { dimension == other.dimension }

  /// Equal dimension and scale, whatever the spelling.
  public static func == (left: AuditUnit, right: AuditUnit) -> Bool {
    left.dimension == right.dimension && left.power == right.power
  }

  /// Hashes dimension and scale.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(dimension)
    hasher.combine(power)
  }
}
