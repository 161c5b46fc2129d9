import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

/// Laws that every line of the tables of codes and aliases must keep.
@Suite("Tables of codes and names") struct NameTableTests {
  static let slices = 0..<8

  /// Every eighth alias, beginning at a slice; the aliases that must stay ambiguous left out.
  static func aliases(_ slice: Int) throws -> [Alias] {
    let ambiguous = try ReferenceTable(
      bundled: "Aliases/ambiguous.csv", columns: ["text", "language"])
    let open = Set(ambiguous.rows.map { $0.joined(separator: "|") })
    let all = try Names.resolver().aliases.aliases
    return stride(from: slice, to: all.count, by: slices.count).map { all[$0] }.filter {
      !open.contains("\($0.text)|\($0.language.rawValue)")
    }
  }

  static func answer(_ alias: Alias, as text: String) throws -> EntityCode? {
    try Names.resolver().resolve(
      text, language: alias.language, in: alias.years, expecting: []
    ).entity
  }

  @Test("every alias resolves to its entity, exactly, in its language and years", arguments: slices)
  func aliasesResolve(slice: Int) throws {
    let entities = try Names.resolver().table.entities
    for alias in try Self.aliases(slice) {
      let answer = try Names.resolver().resolve(
        alias.text, language: alias.language, in: alias.years, expecting: [])
      guard case .resolved(let found) = answer, found.rule == .exact else {
        Issue.record("\(alias.language) \(alias.text): \(answer)")
        continue
      }
      #expect(found.entity == entities[alias.entity].code, "\(alias.text)")
    }
  }

  @Test("case, spaces, dashes and ё do not change what an alias means", arguments: slices)
  func spellings(slice: Int) throws {
    let entities = try Names.resolver().table.entities
    for alias in try Self.aliases(slice) {
      let entity = entities[alias.entity].code
      let dashed = alias.text.map { "-—–".contains($0) ? " – " : $0 == " " ? "\u{A0}\n" : "\($0)" }
      let spelt = " " + dashed.joined().replacingOccurrences(of: "ё", with: "е") + "\u{202F}"
      #expect(try Self.answer(alias, as: alias.text.uppercased()) == entity, "\(alias.text)")
      #expect(try Self.answer(alias, as: spelt) == entity, "\(spelt)")
    }
  }

  @Test("no folded name means two entities in one language and year")
  func noCollisions() throws {
    let resolver = try Names.resolver()
    let open = Set(
      try ReferenceTable(bundled: "Aliases/ambiguous.csv", columns: ["text"]).rows.map {
        NameFolding.fold($0[0]).key
      })
    var seen: [String: Alias] = [:]
    for alias in resolver.aliases.aliases {
      let letters = String(decoding: alias.letters, as: UTF8.self)
      guard !open.contains(letters) else { continue }
      let key = "\(alias.language)|\(alias.place.map { "\($0)" } ?? "")|\(letters)"
      if let other = seen[key], other.entity != alias.entity {
        #expect(!other.years.overlaps(alias.years), "\(alias.language) \(alias.text)")
      }
      seen[key] = alias
    }
  }

  @Test("folding a folded name changes nothing", arguments: slices)
  func foldingIsIdempotent(slice: Int) throws {
    for alias in try Self.aliases(slice) {
      let once = NameFolding.fold(alias.text)
      #expect(NameFolding.fold(once.key).key == once.key, "\(alias.text)")
      #expect(!once.key.isEmpty)
    }
  }

  @Test("every entity has four names, and each name means it")
  func fourNames() throws {
    let resolver = try Names.resolver()
    for entity in resolver.table.entities {
      #expect(resolver.names(of: entity.code).count == 4, "\(entity.code)")
      for language in NameLanguage.allCases {
        let name = try #require(resolver.name(of: entity.code, in: language))
        #expect(!name.isEmpty && name == LabelSearch.trimmed(name))
        let answer = resolver.resolve(
          name, language: language, in: entity.years, expecting: [entity.kind])
        #expect(answer.entity == entity.code, "\(language) \(name)")
      }
    }
  }

  @Test("codes are unique, well formed, and read back")
  func codes() throws {
    let resolver = try Names.resolver()
    let all = resolver.table.entities.map(\.code)
    #expect(Set(all).count == all.count)
    for entity in resolver.table.entities {
      #expect(resolver.code(entity.code.text.lowercased()) == entity.code)
      let letters = entity.code.text.utf8.count
      switch entity.kind {
      case .country, .special: #expect(letters == 3, "\(entity.code)")
      case .region:
        let parent = try #require(entity.parent)
        #expect(resolver.kind(of: parent) != nil, "\(entity.code)")
      case .group: #expect(letters >= 2)
      }
    }
  }

  @Test("memberships name known groups and countries, end after they begin and do not overlap")
  func memberships() throws {
    let resolver = try Names.resolver()
    var last: [String: Membership] = [:]
    for membership in resolver.table.memberships {
      #expect(resolver.kind(of: membership.group) == .group, "\(membership.group)")
      #expect(resolver.kind(of: membership.member) == .country, "\(membership.member)")
      #expect(membership.to.isEmpty || membership.from < membership.to)
      let pair = "\(membership.group) \(membership.member)"
      if let earlier = last[pair] {
        #expect(!earlier.to.isEmpty && earlier.to < membership.from, "\(pair)")
      }
      last[pair] = membership
    }
  }

  @Test("letters are folded alike in capitals and small ones, for every letter of the house")
  func alphabet() {
    let letters =
      "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіўѓќїєјљњџabcdefghijklmnopqrstuvwxyzçéöüåñ"
    for letter in letters {
      #expect(NameFolding.fold("\(letter)").key == NameFolding.fold(letter.uppercased()).key)
    }
    #expect(NameFolding.fold("Ёлка").key == "елка")
    #expect(NameFolding.fold("и\u{306}у\u{306}е\u{308}").key == "йўе")
    #expect(NameFolding.fold("Ｋａｚａｋｈｓｔａｎ").key == "kazakhstan")
    #expect(NameFolding.fold("Å Đ Ł Ộ").key == "adlo")
  }
}
