/// A word of an expression with its place.
struct ExpressionToken: Hashable {
  /// What it is.
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case text(String)
    case printed(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// The offset in the text, in characters from 0.
  var offset: Int
  /// The characters it takes.
  var length: Int

  /// The token for messages.
  var shown: String {
    switch kind {
    case .number(let value): "\(value)"
    case .name(let name): name
    case .text(let text): "\"\(text)\""
    case .printed(let id): "@" + id
    case .symbol(let symbol): symbol
    case .end: "∎"
    }
  }
}

/// Cuts an expression into tokens.
struct ExpressionLexer {
  private let characters: [Character]
  private var place = 0

  /// The longest expression.
  static let longest = 4_000

  init(_ text: String) throws(ExpressionFault) {
    characters = Array(text)
    guard characters.count <= Self.longest else {
      throw ExpressionFault(
        code: "T601", arguments: ["found": "\(characters.count)", "expected": "≤ \(Self.longest)"],
        offset: 0, length: 1)
    }
  }

  /// All tokens, the last an end.
  mutating func tokens() throws(ExpressionFault) -> [ExpressionToken] {
    var result: [ExpressionToken] = []
    while let token = try next() { result.append(token) }
    result.append(ExpressionToken(kind: .end, offset: place, length: 1))
    return result
  }

  private func peek(_ ahead: Int = 0) -> Character? {
    characters.indices.contains(place + ahead) ? characters[place + ahead] : nil
  }

  private mutating func next() throws(ExpressionFault) -> ExpressionToken? {
    while let character = peek(), character.isWhitespace { place += 1 }
    guard let character = peek() else { return nil }
    let start = place
    let kind: ExpressionToken.Kind
    if character.isASCII, character.isWholeNumber {
      kind = try number()
    } else if character.isLetter || character == "_" {
      kind = .name(word { $0.isLetter || $0.isWholeNumber || $0 == "_" })
    } else if character == "\"" {
      kind = .text(try quoted())
    } else if character == "@" {
      kind = .printed(try identifier())
    } else {
      kind = .symbol(try symbol(character))
    }
    return ExpressionToken(kind: kind, offset: start, length: place - start)
  }

  private mutating func word(_ fits: (Character) -> Bool) -> String {
    var result = ""
    while let character = peek(), fits(character) {
      result.append(character)
      place += 1
    }
    return result
  }

  /// A number with a decimal point.
  private mutating func number() throws(ExpressionFault) -> ExpressionToken.Kind {
    let start = place
    var text = word { $0.isASCII && $0.isWholeNumber }
    if peek() == ".", let after = peek(1), after.isASCII, after.isWholeNumber {
      place += 1
      text += "." + word { $0.isASCII && $0.isWholeNumber }
    }
    guard let value = Double(text), value.isFinite else {
      throw ExpressionFault(
        code: "T601", arguments: ["found": text, "expected": "1.5"], offset: start,
        length: place - start)
    }
    return .number(value)
  }

  private mutating func quoted() throws(ExpressionFault) -> String {
    let start = place
    place += 1
    let text = word { $0 != "\"" }
    guard peek() == "\"" else {
      throw ExpressionFault(
        code: "T601", arguments: ["found": "∎", "expected": "\""], offset: start, length: 1)
    }
    place += 1
    return text
  }

  /// The id after `@`: words joined by `.`, `-`, `_` or `:`, or anything in quotes.
  private mutating func identifier() throws(ExpressionFault) -> String {
    let start = place
    place += 1
    if peek() == "\"" { return try quoted() }
    let isPart = { (character: Character) in character.isLetter || character.isWholeNumber }
    var id = word(isPart)
    while let joint = peek(), ".-_:".contains(joint), let after = peek(1), isPart(after) {
      place += 1
      id += String(joint) + word(isPart)
    }
    guard !id.isEmpty else {
      throw ExpressionFault(
        code: "T601", arguments: ["found": "@", "expected": "@id"], offset: start, length: 1)
    }
    return id
  }

  /// The text between `[` and `]`, for rows; the place stands behind the opening bracket.
  private mutating func symbol(_ character: Character) throws(ExpressionFault) -> String {
    let same: [Character: String] = [
      "−": "-", "–": "-", "×": "*", "·": "*", "≤": "<=", "≥": ">=", "≠": "!=",
    ]
    let pair = String(character) + (peek(1).map(String.init) ?? "")
    if ["<=", ">=", "!="].contains(pair) {
      place += 2
      return pair
    }
    if pair == "==" {
      throw ExpressionFault(
        code: "T601", arguments: ["found": "==", "expected": "="], offset: place, length: 2)
    }
    place += 1
    if character == "[" { return "[" + rows() }
    if let symbol = same[character] { return symbol }
    guard "+-*/^()],=<>:.".contains(character) else {
      throw ExpressionFault(
        code: "T601", arguments: ["found": String(character), "expected": "+ − * / ^ ( ) [ ] ,"],
        offset: place - 1, length: 1)
    }
    return String(character)
  }

  /// Everything up to the closing bracket: row ids are not expressions.
  private mutating func rows() -> String {
    var isQuoted = false
    return word { character in
      if character == "\"" { isQuoted.toggle() }
      return character != "]" || isQuoted
    }
  }
}
