internal import TamgaNumerics

/// A name of an entity in a language, ready for comparison.
struct Alias: Sendable {
  let text: String
  let language: NameLanguage
  /// The position of the entity in its table.
  let entity: Int
  /// The folded letters, with Kazakh and Kyrgyz letters kept.
  let letters: [UInt8]
  let place: PlaceWord?
  let years: ClosedRange<Int>
}

/// All names and aliases in one hash table, keyed by their loosest folding.
struct AliasTable: Sendable {
  private(set) var aliases: [Alias] = []
  private var heads: [[UInt8]: Int] = [:]
  private var next: [Int] = []

  /// The tables of aliases; the last names what must stay ambiguous (`Корея`).
  static let files = [
    "Aliases/countries.csv", "Aliases/groups.csv", "Aliases/regions.csv", "Aliases/ambiguous.csv",
  ]

  /// Reads the tables of the resource folder.
  init(of entities: EntityTable) throws {
    heads.reserveCapacity(4096)
    for (index, entity) in entities.entities.enumerated() {
      for (language, name) in zip(NameLanguage.allCases, entity.names) {
        add(name, language, index, years: entity.years)
      }
    }
    let columns = ["text", "language", "entity", "valid_from", "valid_to"]
    for file in AliasTable.files {
      let table = try ReferenceTable(bundled: file, columns: columns)
      for (line, row) in table.rows.enumerated() {
        guard let language = NameLanguage(rawValue: row[1]) else {
          throw ReferenceTable.damage(file, line: line + 2, "language \(row[1])")
        }
        for code in row[2].split(separator: " ") {
          guard let index = entities.indexOfCode[String(code)] else {
            throw ReferenceTable.damage(file, line: line + 2, "entity \(code)")
          }
          let own = entities.entities[index].years
          let first = ReferenceTable.year(row[3]) ?? own.lowerBound
          let last = ReferenceTable.year(row[4]) ?? own.upperBound
          add(row[0], language, index, years: first...max(first, last))
        }
      }
    }
  }

  private mutating func add(
    _ text: String, _ language: NameLanguage, _ entity: Int, years: ClosedRange<Int>
  ) {
    let key = NameKey(text)
    let plain = key.plainLetters
    next.append(heads[plain] ?? -1)
    heads[plain] = aliases.count
    aliases.append(
      Alias(
        text: text, language: language, entity: entity, letters: key.letters, place: key.place,
        years: years))
  }

  /// The names whose loosest folding is this.
  func bucket(of plainLetters: [UInt8]) -> [Alias] {
    var found: [Alias] = []
    var index = heads[plainLetters] ?? -1
    while index >= 0 {
      found.append(aliases[index])
      index = next[index]
    }
    return found
  }

  /// Every loosest folding in the table.
  var foldings: Dictionary<[UInt8], Int>.Keys { heads.keys }
}
