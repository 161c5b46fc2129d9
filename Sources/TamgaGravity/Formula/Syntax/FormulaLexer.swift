/// A word or sign of a formula.
struct FormulaToken: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    case text(String)
    case sign(String)
    case end
  }

  let kind: Kind
  let place: FormulaPlace
  /// The characters, as written.
  let words: String
}

/// Cuts a formula into words and signs.
struct FormulaLexer {
  private let characters: [Character]
  private var position = 0
  private var tokens: [FormulaToken] = []

  private init(_ text: String) { characters = Array(text) }

  /// The words of a formula; the last one is the end.
  static func tokens(of text: String) throws(FormulaError) -> [FormulaToken] {
    guard text.utf8.count <= FormulaLimits.characters else {
      throw FormulaError(
        .tooLarge(what: "characters", limit: FormulaLimits.characters), at: FormulaPlace(column: 1))
    }
    var lexer = FormulaLexer(text)
    try lexer.run()
    return lexer.tokens
  }

  private mutating func run() throws(FormulaError) {
    while position < characters.count {
      let character = characters[position]
      if character.isWhitespace {
        position += 1
      } else if character.isNumber || (character == "." && digitFollows) {
        try number()
      } else if Self.beginsName(character) {
        name()
      } else if character == "`" || character == "\"" || character == "'" {
        try quoted(character)
      } else {
        try sign()
      }
    }
    tokens.append(
      FormulaToken(kind: .end, place: FormulaPlace(column: characters.count + 1), words: ""))
  }

  private var digitFollows: Bool {
    position + 1 < characters.count && characters[position + 1].isNumber
  }

  private static func beginsName(_ character: Character) -> Bool {
    character.isLetter || character == "_" || character == "."
  }

  private mutating func add(_ kind: FormulaToken.Kind, from start: Int) {
    tokens.append(
      FormulaToken(
        kind: kind, place: FormulaPlace(column: start + 1, length: position - start),
        words: String(characters[start..<position])))
  }

  private mutating func name() {
    let start = position
    while position < characters.count {
      let character = characters[position]
      guard Self.beginsName(character) || character.isNumber else { break }
      position += 1
    }
    add(.name(String(characters[start..<position])), from: start)
  }

  private mutating func number() throws(FormulaError) {
    let start = position
    func isDigit(_ index: Int) -> Bool {
      index < characters.count && characters[index].isASCII && characters[index].isNumber
    }
    while isDigit(position) { position += 1 }
    if position < characters.count, characters[position] == "." {
      position += 1
      while isDigit(position) { position += 1 }
    }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      var next = position + 1
      if next < characters.count, characters[next] == "-" || characters[next] == "+" { next += 1 }
      if isDigit(next) {
        position = next
        while isDigit(position) { position += 1 }
      }
    }
    position = max(position, start + 1)
    let words = String(characters[start..<position])
    let read = words.hasSuffix(".") ? String(words.dropLast()) : words
    guard let value = Double(read.hasPrefix(".") ? "0" + read : read), value.isFinite else {
      throw FormulaError(
        .badNumber(words), at: FormulaPlace(column: start + 1, length: position - start))
    }
    add(.number(value), from: start)
  }

  private mutating func quoted(_ mark: Character) throws(FormulaError) {
    let start = position
    position += 1
    while position < characters.count, characters[position] != mark { position += 1 }
    guard position < characters.count else {
      throw FormulaError(
        .unclosedQuote, at: FormulaPlace(column: start + 1, length: characters.count - start))
    }
    let inside = String(characters[(start + 1)..<position])
    position += 1
    add(mark == "`" ? .name(inside) : .text(inside), from: start)
  }

  private mutating func sign() throws(FormulaError) {
    let start = position
    let pair = String(characters[start..<min(start + 2, characters.count)])
    if ["==", "!=", "<=", ">=", "&&", "||"].contains(pair) {
      position += 2
      add(.sign(pair), from: start)
    } else if "~|+-*/^:()[],=<>&!".contains(characters[start]) {
      position += 1
      add(.sign(String(characters[start])), from: start)
    } else {
      throw FormulaError(
        .unexpectedCharacter(String(characters[start])), at: FormulaPlace(column: start + 1))
    }
  }
}
