import TamgaData
import TamgaNumerics
import Testing

/// One resolver for all tests: the tables do not change.
enum Names {
  static let shared = Result { try NameResolver.bundled() }
  static func resolver() throws -> NameResolver { try shared.get() }
}

@Suite("Names of countries, groups and regions") struct NameResolverTests {
  @Test("labels of books and data bases mean what they say", arguments: NameCases.all)
  func label(_ c: NameCases.Case) throws {
    let answer = try Names.resolver().resolve(
      c.label, language: c.language, in: nil, expecting: [])
    #expect(answer.entity == c.entity)
  }

  @Test("there are at least 300 typed cases, each entity known")
  func enoughCases() throws {
    #expect(NameCases.all.count >= 300)
    let resolver = try Names.resolver()
    for c in NameCases.all { #expect(resolver.kind(of: c.entity) != nil, "\(c.entity)") }
  }

  @Test(
    "the rule that fired is told",
    arguments: [
      ("Казахстан", NameLanguage.ru, NameRule.exact), ("КАЗАХСТАН", .ru, .folded),
      ("Республика Украина", .ru, .exact), ("Республика Швеция", .ru, .form),
      ("Гуам (Брит.)", .ru, .form), ("CША", .ru, .homoglyph), ("Озбекстан", .kk, .letters),
      ("Акмолинской области", .ru, .adjective), ("Ч³й облусу", .ky, .legacyFont),
      ("Bangladesh", .ru, .otherLanguage),
    ])
  func rule(label: String, language: NameLanguage, rule: NameRule) throws {
    let answer = try Names.resolver().resolve(label, language: language, in: nil, expecting: [])
    guard case .resolved(let resolution) = answer else {
      Issue.record("\(label): \(answer)")
      return
    }
    #expect(resolution.rule == rule)
  }

  @Test(
    "names that several entities bear stay ambiguous",
    arguments: [
      ("Корея", NameLanguage.ru, ["KOR", "PRK"]), ("Виргинские острова", .ru, ["VGB", "VIR"]),
      ("Алматы", .kk, ["KZ-19", "KZ-75"]), ("Almaty", .en, ["KZ-19", "KZ-75"]),
      ("Ош", .ky, ["KG-GO", "KG-O"]), ("Osh", .en, ["KG-GO", "KG-O"]),
      ("Altai", .en, ["CN-6543", "RU-AL", "RU-ALT"]), ("ОАР", .kk, ["CAF", "ZAF"]),
      ("Алтай", .ky, ["CN-6543", "RU-AL", "RU-ALT"]), ("Tashkent", .en, ["UZ-TK", "UZ-TO"]),
      ("Виргинские острова (Дат.)", .ru, ["VGB", "VIR"]),
    ])
  func ambiguous(label: String, language: NameLanguage, entities: [String]) throws {
    let answer = try Names.resolver().resolve(label, language: language, in: nil, expecting: [])
    #expect(answer == .ambiguous(entities.map { EntityCode($0) }))
  }

  @Test(
    "what is no name of an entity is not taken for one",
    arguments: [
      "Жетысай", "Жетысайский район", "Zhetysay", "г. Талас", "г. Павлодар", "Павлодар", "Нарын",
      "Северная Ирландия", "Южная Осетия", "Мехико", "Mexico City", "Республика Доминика",
      "Демократическая Республика", "Остров", "область", "1 Предварительные данные", "2023", "—",
      "Наименование области", "Georgia, USA (state)", "Гвинея Новая", "Новая Гвинея", "в том числе",
    ])
  func unknown(label: String) throws {
    let answer = try Names.resolver().resolve(label, language: .ru, in: nil, expecting: [])
    #expect(answer.entity == nil)
    guard case .unresolved = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test("a label one letter away is proposed, never taken")
  func proposals() throws {
    let resolver = try Names.resolver()
    func answer(_ label: String) -> NameAnswer {
      resolver.resolve(label, language: .ru, in: nil, expecting: [.country])
    }
    #expect(answer("Казахстн") == .unresolved(proposals: ["KAZ"]))
    #expect(answer("Узбекситан") == .unresolved(proposals: []))
    // Five letters are too few, and two names at distance 1 are no proposal.
    #expect(answer("Итали") == .unresolved(proposals: []))
    #expect(answer("Австрилия") == .unresolved(proposals: ["AUS"]))
    #expect(answer("Нигерияя") == .unresolved(proposals: ["NGA"]))
  }

  @Test("bare nouns of Russian are proposed as regions, since they may be towns")
  func towns() throws {
    let answer = try Names.resolver().resolve(
      "Павлодар", language: .ru, in: nil, expecting: [.region])
    #expect(answer == .unresolved(proposals: ["KZ-55"]))
  }

  @Test("dates bind: a region before its creation is only proposed")
  func dates() throws {
    let resolver = try Names.resolver()
    func answer(_ label: String, _ years: ClosedRange<Int>) -> NameAnswer {
      resolver.resolve(label, language: .ru, in: years, expecting: [.region, .country])
    }
    #expect(answer("Абайская", 2019...2021) == .unresolved(proposals: ["KZ-10"]))
    #expect(answer("Абайская", 2019...2023).entity == "KZ-10")
    #expect(answer("Южно-Казахстанская", 2015...2018).entity == "KZ-YUZ")
    #expect(answer("Южно-Казахстанская", 2019...2019).entity == nil)
    #expect(answer("Туркестанская", 2018...2018).entity == "KZ-61")
    #expect(answer("СССР", 1990...1991).entity == "SUN")
    #expect(answer("СССР", 2000...2001) == .unresolved(proposals: ["SUN"]))
    // Old names of states that go on are good in every year.
    #expect(answer("Заир", 2020...2023).entity == "COD")
    #expect(answer("Свазиленд", 2022...2022).entity == "SWZ")
  }

  @Test("only the kinds that can stand in a place are asked")
  func kinds() throws {
    let resolver = try Names.resolver()
    func answer(_ label: String, _ kinds: Set<EntityKind>) -> EntityCode? {
      resolver.resolve(label, language: .ru, in: nil, expecting: kinds).entity
    }
    #expect(answer("Всего", [.country]) == nil)
    #expect(answer("Всего", [.country, .group]) == "WLD")
    #expect(answer("ООН", [.group]) == nil)
    #expect(answer("Таласская область", [.country, .group, .special]) == nil)
  }

  @Test(
    "footnote marks are taken off and returned",
    arguments: [
      ("Всего 2", ["2"]), ("Бардыгы2", ["2"]), ("Всего1)", ["1"]), ("Всего 1,2", ["1", "2"]),
      ("Всего²", ["2"]), ("Всего*", ["*"]), ("Всего", []),
    ])
  func footnotes(label: String, marks: [String]) throws {
    let answer = try Names.resolver().resolve(label, language: nil, in: nil, expecting: [.group])
    guard case .resolved(let resolution) = answer else {
      Issue.record("\(label): \(answer)")
      return
    }
    #expect(resolution.entity == "WLD")
    #expect(resolution.footnotes == marks)
  }
}
