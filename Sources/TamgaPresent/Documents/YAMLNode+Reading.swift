extension YAMLNode {
  /// Whether the node is empty: nothing, `~` or `null` without quotes.
  public var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null"].contains(text)
  }

  /// The text of a scalar, exactly as written.
  ///
  /// - Throws: `T007` when the node is a list, a mapping or empty.
  public func string() throws -> String {
    guard case .scalar(let text, _) = content, !isNull else { throw wrongKind("text") }
    return text
  }

  /// The elements of a list.
  ///
  /// - Throws: `T007` when the node is no list.
  public func list() throws -> [YAMLNode] {
    guard case .list(let elements) = content else { throw wrongKind("list") }
    return elements
  }

  /// The keys and values of a mapping in their order.
  ///
  /// - Throws: `T007` when the node is no mapping.
  public func mapping() throws -> [Member] {
    guard case .mapping(let members) = content else { throw wrongKind("mapping") }
    return members
  }

  /// A whole number.
  ///
  /// - Throws: `T007` when the text is none.
  public func integer() throws -> Int {
    guard let number = Int(try string()) else { throw wrongKind("integer") }
    return number
  }

  /// A number with a decimal point.
  ///
  /// - Throws: `T007` when the text is none or not finite.
  public func double() throws -> Double {
    guard let number = Double(try string()), number.isFinite else { throw wrongKind("number") }
    return number
  }

  /// `true` or `false`; no other spelling is taken.
  ///
  /// - Throws: `T007` when the text is neither.
  public func boolean() throws -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    default: throw wrongKind("boolean")
    }
  }

  /// The texts of a list of scalars.
  public func strings() throws -> [String] { try list().map { try $0.string() } }

  /// The nodes of a list, or the node itself where it is none.
  public func oneOrMore() -> [YAMLNode] {
    guard case .list(let elements) = content else { return [self] }
    return elements
  }

  /// One of a closed set of words.
  ///
  /// - Throws: `T010` with the nearest word when the text is none of them.
  public func choice(of words: [String]) throws -> String {
    let text = try string()
    guard words.contains(text) else {
      throw diagnostic(
        "T010",
        [
          "value": text, "key": path, "known": words.joined(separator: ", "),
          "suggestion": Spelling.nearest(to: text, in: words) ?? words.first ?? "",
        ])
    }
    return text
  }

  /// The value of a key; nil when this is no mapping or lacks the key.
  public subscript(key: String) -> YAMLNode? {
    guard case .mapping(let members) = content else { return nil }
    return members.first { $0.key.text == key }?.value
  }

  /// The value of a key that must be there.
  ///
  /// - Throws: `T011` when it is not.
  public func requireKey(_ key: String) throws -> YAMLNode {
    _ = try mapping()
    guard let value = self[key] else {
      throw diagnostic("T011", ["key": key, "path": path.isEmpty ? file : path])
    }
    return value
  }

  /// Refuses keys that are not in a list.
  ///
  /// - Throws: `T012` at the first unknown key, with the nearest known one; `T013` when none is near.
  public func rejectUnknownKeys(allowed: [String]) throws {
    for member in try mapping() where !allowed.contains(member.key.text) {
      let known = allowed.joined(separator: ", ")
      guard let nearest = Spelling.nearest(to: member.key.text, in: allowed) else {
        throw diagnostic("T013", ["key": member.key.text, "known": known], at: member.key)
      }
      throw diagnostic(
        "T012", ["key": member.key.text, "suggestion": nearest, "known": known], at: member.key)
    }
  }

  private func wrongKind(_ expected: String) -> Diagnostic {
    let found =
      switch content {
      case .scalar(let text, _): isNull ? "∅" : "\"\(text.prefix(60))\""
      case .list: "[…]"
      case .mapping: "{…}"
      }
    let kinds = [
      "text": "\"…\"", "list": "[…, …]", "mapping": "{…: …}", "integer": "12", "number": "0.05",
      "boolean": "true, false",
    ]
    return diagnostic(
      "T007",
      [
        "key": path.isEmpty ? file : path, "expected": expected, "found": found,
        "example": kinds[expected] ?? "",
      ])
  }
}
