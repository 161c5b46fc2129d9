/// A word of the string catalogue inside an argument of a diagnostic: `@{key}`, or `@{key:NAME}` for a
/// text with the place `{name}`.
///
/// Sentences show it in the reader's language; `--json` has the last part of its key, which is the same
/// in every language.
public struct DiagnosticWord: Hashable, Sendable {
  /// The key in the string catalogue.
  public let key: String
  /// What stands in the text's place `{name}`; may be empty.
  public let name: String

  /// Names a word.
  public init(_ key: String, name: String = "") {
    self.key = key
    self.name = name
  }

  /// The word as it stands in an argument.
  public var argument: String {
    Self.mark + key + (name.isEmpty ? "" : ":" + name.filter { $0 != "}" }) + "}"
  }

  /// What a word begins with.
  static let mark = "@{"

  /// The last part of the key, with the name before it.
  var code: String {
    let last = key.split(separator: ".").last.map(String.init) ?? key
    return name.isEmpty ? last : "\(last): \(name)"
  }

  /// A text with its words replaced; one without a replacement stays.
  static func replacing(in text: String, by replacement: (DiagnosticWord) -> String?) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: mark),
      let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      let parts = rest[open.upperBound..<close].split(separator: ":", maxSplits: 1).map(String.init)
      let word = DiagnosticWord(parts.first ?? "", name: parts.count > 1 ? parts[1] : "")
      result += rest[..<open.lowerBound]
      result += replacement(word) ?? String(rest[open.lowerBound...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
