internal import TamgaNumerics

/// The id of a number: an object path and keys, `v:trade.turnover@partner=KGZ,t=2022,u=USD,who=KAZ`.
///
/// Keys are sorted; values are codes, never names.
public struct ValueID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// The object path, as in `trade.turnover`.
  public let path: String
  /// The keys and their codes.
  public let keys: [String: String]
  /// The canonical text.
  public let text: String

  /// Creates an id from a path and keys.
  public init(_ path: String, _ keys: [String: String]) {
    self.path = path
    self.keys = keys
    let pairs = keys.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    text = "v:" + path + (pairs.isEmpty ? "" : "@" + pairs.joined(separator: ","))
  }

  /// Reads an id from its text; nil when the text does not follow the grammar.
  public init?(_ text: String) {
    guard text.hasPrefix("v:") else { return nil }
    let body = text.dropFirst(2)
    let parts = body.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, !path.isEmpty else { return nil }
    var keys: [String: String] = [:]
    if parts.count == 2 {
      for pair in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { return nil }
        guard keys.updateValue(String(sides[1]), forKey: String(sides[0])) == nil else {
          return nil
        }
      }
    }
    self.init(String(path), keys)
  }

  /// Reads an id from a JSON string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = ValueID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a value id")
    }
    self = id
  }

  /// Writes the id as a JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The anchor in a page: `v-` and twelve base-32 digits of the id's SHA-256.
  public var anchor: String { "v-" + SHA256Digest(ofText: text).base32.prefix(12) }

  /// The canonical text.
  public var description: String { text }

  /// Orders ids by their text.
  public static func < (left: ValueID, right: ValueID) -> Bool { left.text < right.text }
}
