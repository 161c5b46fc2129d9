/// A word, number or sign of an expression.
struct ExpressionToken: Hashable, Sendable {
  /// What a token is.
  enum Kind: Hashable, Sendable {
    /// A number with its value.
    case number(Double)
    /// The name of a table, a column or a function, or `and`.
    case word
    /// Text in double quotes.
    case text
    /// The id behind an `@`.
    case id
    /// A sign, in the spelling of ASCII.
    case sign
    /// A row id or pattern, or the bare value of a named argument.
    case row
    /// The end of the expression.
    case end
  }

  /// The kind.
  var kind: Kind
  /// The content: without quotes and `@`; signs in ASCII.
  var text: String
  /// The offset in scalars.
  var offset: Int
  /// The length in scalars.
  var length: Int
}

/// Cuts an expression into tokens, on demand: rows in brackets follow rules of their own.
struct ExpressionLexer {
  private let scalars: [Unicode.Scalar]
  private(set) var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The number of scalars.
  var count: Int { scalars.count }

  /// The text of a token as written, for messages.
  func written(_ token: ExpressionToken) -> String {
    slice(token.offset, token.offset + token.length)
  }

  /// The next token.
  mutating func next() throws(ExpressionFault) -> ExpressionToken {
    skipBlanks()
    guard let scalar = peek() else { return token(.end, "", from: position) }
    if scalar == "\"" { return try quoted(.text) }
    if scalar == "@" { return try id() }
    if Self.isDigit(scalar) { return try number() }
    if Self.isNameStart(scalar) { return name() }
    return try sign()
  }

  /// The next token as a name that may begin with a digit: a column behind its table.
  mutating func nextName() throws(ExpressionFault) -> ExpressionToken {
    skipBlanks()
    guard let scalar = peek(), Self.isNamePart(scalar) else { return try next() }
    return name()
  }

  /// The next token in the brackets of a cell: a row, `..`, `,` or `]`.
  mutating func nextRow() throws(ExpressionFault) -> ExpressionToken {
    skipBlanks()
    let start = position
    guard let scalar = peek() else { return token(.end, "", from: start) }
    if scalar == "\"" { return try quoted(.row) }
    if scalar == ".", peek(1) == "." {
      position += 2
      return token(.sign, "..", from: start)
    }
    while let scalar = peek(), Self.isRowPart(scalar), !(scalar == "." && peek(1) == ".") {
      position += 1
    }
    guard position > start else { return try sign() }
    return token(.row, slice(start, position), from: start)
  }

  /// The next token as the value of a named argument: text or a bare code such as `2022-01`.
  mutating func nextValue() throws(ExpressionFault) -> ExpressionToken {
    skipBlanks()
    let start = position
    if peek() == "\"" { return try quoted(.text) }
    while let scalar = peek(), Self.isNamePart(scalar) || scalar == "." || scalar == "-" {
      position += 1
    }
    return position > start ? token(.row, slice(start, position), from: start) : try next()
  }

  /// Whether the next sign is a colon.
  func isBeforeColon() -> Bool {
    scalars[position...].first { !Self.isBlank($0) } == ":"
  }

  /// Whether a bracket stands right here.
  func isAtBracket() -> Bool { peek() == "[" }

  // MARK: Tokens

  private mutating func quoted(_ kind: ExpressionToken.Kind) throws(ExpressionFault)
    -> ExpressionToken
  {
    let start = position
    position += 1
    while let scalar = peek() {
      position += 1
      if scalar == "\"" { return token(kind, slice(start + 1, position - 1), from: start) }
    }
    throw ExpressionFault(code: "T647", arguments: [:], offset: start, length: 1)
  }

  private mutating func id() throws(ExpressionFault) -> ExpressionToken {
    let start = position
    position += 1
    if peek() == "\"" {
      let inner = try quoted(.id)
      return token(.id, inner.text, from: start)
    }
    while let scalar = peek() {
      let isMark = [".", "-", "_", ":"].contains(scalar)
      let isPart = Self.isPlain(scalar) || (isMark && position > start + 1 && isPlainNext())
      guard isPart else { break }
      position += 1
    }
    guard position > start + 1 else {
      throw unexpected(peek().map(String.init), expected: "`@id`", at: position)
    }
    return token(.id, slice(start + 1, position), from: start)
  }

  private mutating func number() throws(ExpressionFault) -> ExpressionToken {
    let start = position
    skipDigits()
    if peek() == ".", peek(1).map(Self.isDigit) == true {
      position += 1
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let signed = peek(1) == "+" || peek(1) == "-"
      if peek(signed ? 2 : 1).map(Self.isDigit) == true {
        position += signed ? 2 : 1
        skipDigits()
      }
    }
    let end = position
    while let scalar = peek(), Self.isNamePart(scalar) || isDecimalMark(scalar) { position += 1 }
    let written = slice(start, position)
    guard position == end, let value = Double(written), value.isFinite else {
      throw ExpressionFault(
        code: "T634", arguments: ["found": written], offset: start, length: position - start)
    }
    return token(.number(value), written, from: start)
  }

  private mutating func name() -> ExpressionToken {
    let start = position
    while let scalar = peek(), Self.isNamePart(scalar) { position += 1 }
    return token(.word, slice(start, position), from: start)
  }

  private mutating func sign() throws(ExpressionFault) -> ExpressionToken {
    let start = position
    let first = peek().map(String.init) ?? ""
    let pair = slice(position, min(position + 2, scalars.count))
    if pair == "==" {
      throw ExpressionFault(code: "T633", arguments: [:], offset: start, length: 2)
    }
    if ["<=", ">=", "!="].contains(pair) {
      position += 2
      return token(.sign, pair, from: start)
    }
    guard let sign = Self.signs[first] else {
      throw ExpressionFault(
        code: "T632", arguments: ["found": first], offset: start, length: 1)
    }
    position += 1
    return token(.sign, sign, from: start)
  }

  // MARK: Scalars

  private static let signs: [String: String] = {
    var signs = ["−": "-", "×": "*", "·": "*", "⋅": "*", "≤": "<=", "≥": ">=", "≠": "!="]
    for sign in ["(", ")", "[", "]", ",", ":", ".", "+", "-", "*", "/", "^", "=", "<", ">"] {
      signs[sign] = sign
    }
    return signs
  }()

  private func unexpected(_ found: String?, expected: String, at offset: Int) -> ExpressionFault {
    guard let found else {
      return ExpressionFault(
        code: "T631", arguments: ["expected": expected], offset: offset, length: 0)
    }
    return ExpressionFault(
      code: "T630", arguments: ["found": found, "expected": expected], offset: offset, length: 1)
  }

  private func token(_ kind: ExpressionToken.Kind, _ text: String, from start: Int)
    -> ExpressionToken
  {
    ExpressionToken(kind: kind, text: text, offset: start, length: position - start)
  }

  private func slice(_ from: Int, _ to: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[from..<to])
    return String(text)
  }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let scalar = peek(), Self.isBlank(scalar) { position += 1 }
  }

  private mutating func skipDigits() {
    while let scalar = peek(), Self.isDigit(scalar) { position += 1 }
  }

  /// Whether a full stop goes on with a digit: `1.2.3` is one wrong number, not three.
  private func isDecimalMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." && peek(1).map(Self.isDigit) == true
  }

  private func isPlainNext() -> Bool { peek(1).map(Self.isPlain) == true }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isIDStart
  }

  /// Letters of any script with their marks, digits, `_`; not the middle dot, which multiplies.
  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.properties.isIDContinue && scalar != "·")
  }

  private static func isRowPart(_ scalar: Unicode.Scalar) -> Bool {
    isNamePart(scalar) || [".", "-", "*", "{", "}"].contains(scalar)
  }
}
