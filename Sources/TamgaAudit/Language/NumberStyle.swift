/// How a document prints numbers.
public struct NumberStyle: Hashable, Sendable {
  /// The decimal mark.
  public var decimal: Character
  /// The mark between groups of three digits; nil when there is none.
  public var group: Character?

  /// Creates a style.
  public init(decimal: Character, group: Character?) {
    self.decimal = decimal
    self.group = group
  }

  /// As in `79,138.8`.
  public static let english = NumberStyle(decimal: ".", group: ",")
  /// As in `79 138,8`.
  public static let spaced = NumberStyle(decimal: ",", group: " ")
}

/// How far the printed digits of a source can be trusted.
public enum LiteralTrust: String, Sendable, CaseIterable {
  /// Printed or digital text.
  case print
  /// Text read by a scanner.
  case scan
  /// A label of a chart read by a scanner.
  case chart
}
