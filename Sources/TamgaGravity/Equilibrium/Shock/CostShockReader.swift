/// Reads the text of a shock by recursive descent.
struct CostShockReader {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) throws(CostShockError) {
    guard text.utf8.count <= 10_000 else { throw .tooLong }
    characters = Array(text)
  }

  mutating func clauses() throws(CostShockError) -> [CostShock.Clause] {
    var found: [CostShock.Clause] = []
    while true {
      skipSpace()
      if place == characters.count { break }
      if characters[place] == ";" {
        place += 1
        continue
      }
      found.append(try clause())
      skipSpace()
      guard place == characters.count || characters[place] == ";" else {
        throw .expected("between, from, to, except, where or ;", column: column, found: rest)
      }
    }
    guard !found.isEmpty else { throw .empty }
    return found
  }

  private mutating func clause() throws(CostShockError) -> CostShock.Clause {
    let variable = try name("a variable")
    skipSpace()
    guard place < characters.count,
      let operation = CostShock.Operation(rawValue: String(characters[place]))
    else { throw .expected("=, *, + or -", column: column, found: rest) }
    place += 1
    let value = try number()
    var scopes: [CostShock.Scope] = []
    while let word = nextWord() {
      switch word {
      case "between":
        let start = column
        let names = try names()
        guard Set(names).count >= 2 else { throw .betweenNeedsTwo(column: start) }
        scopes.append(.between(names))
      case "from": scopes.append(.from(try names()))
      case "to": scopes.append(.to(try names()))
      case "except": scopes.append(.except(try names()))
      case "where", "and": scopes.append(try condition())
      default: throw .expected("between, from, to, except or where", column: column, found: word)
      }
    }
    return CostShock.Clause(
      variable: variable, operation: operation, number: value, scopes: scopes)
  }

  private mutating func condition() throws(CostShockError) -> CostShock.Scope {
    let variable = try name("a variable")
    skipSpace()
    for length in [2, 1] where place + length <= characters.count {
      let sign = String(characters[place..<(place + length)])
      if let comparison = CostShock.Comparison(rawValue: sign) {
        place += length
        return .condition(variable: variable, comparison, try number())
      }
    }
    throw .expected("=, !=, <, <=, > or >=", column: column, found: rest)
  }

  private mutating func names() throws(CostShockError) -> [String] {
    var found = [try name("a country")]
    while true {
      skipSpace()
      guard place < characters.count, characters[place] == "," else { return found }
      place += 1
      found.append(try name("a country"))
    }
  }

  /// A name: letters, digits, `_` and `.`, beginning with a letter or `_`; or anything in backquotes.
  private mutating func name(_ what: String) throws(CostShockError) -> String {
    skipSpace()
    guard place < characters.count else { throw .expected(what, column: column, found: "") }
    if characters[place] == "`" {
      let start = place
      place += 1
      guard let end = characters[place...].firstIndex(of: "`"), end > place else {
        throw .expected("a closing `", column: start + 1, found: "")
      }
      defer { place = end + 1 }
      return String(characters[place..<end])
    }
    let start = place
    guard characters[place].isLetter || characters[place] == "_" else {
      throw .expected(what, column: column, found: rest)
    }
    while place < characters.count, Self.belongsToName(characters[place]) { place += 1 }
    return String(characters[start..<place])
  }

  private mutating func number() throws(CostShockError) -> Double {
    skipSpace()
    let start = place
    while place < characters.count {
      let character = characters[place]
      let sign = character == "-" || character == "+"
      let afterExponent =
        place > start && (characters[place - 1] == "e" || characters[place - 1] == "E")
      guard Self.belongsToName(character) || (sign && (place == start || afterExponent)) else {
        break
      }
      place += 1
    }
    let text = String(characters[start..<place])
    guard !text.isEmpty else { throw .expected("a number", column: start + 1, found: rest) }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let value = Double(text), value.isFinite
    else { throw .badNumber(text, column: start + 1) }
    return value
  }

  /// The next word, when one stands before the end of the clause.
  private mutating func nextWord() -> String? {
    skipSpace()
    let start = place
    while place < characters.count, characters[place].isLetter { place += 1 }
    return place > start ? String(characters[start..<place]) : nil
  }

  private mutating func skipSpace() {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
  }

  private var column: Int { place + 1 }

  private var rest: String { String(characters[min(place, characters.count)...].prefix(12)) }

  private static func belongsToName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
