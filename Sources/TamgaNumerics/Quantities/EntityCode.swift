/// The code of a country, a group of countries or a region: `KAZ`, `EAEU`, `KZ-ZHM`.
public struct EntityCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The code as text.
  public let text: String

  /// Creates a code from text, unchecked.
  public init(_ text: String) { self.text = text }

  /// Creates a code from a literal.
  public init(stringLiteral value: String) { self.text = value }

  /// Creates a code from a single JSON string.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the code as a single JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The code as text.
  public var description: String { text }

  /// Orders codes by their bytes.
  public static func < (left: EntityCode, right: EntityCode) -> Bool { left.text < right.text }
}
