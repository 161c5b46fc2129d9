import TamgaNumerics
import Testing

@testable import TamgaPresent

@Suite("Localiser") struct LocaliserTests {
  static let imports = ValueRecord(
    id: ValueID("trade.imports", ["t": "2022", "who": "KAZ"]),
    value: .exact(ExactDecimal(mantissa: 453_925_253, scale: 6)), unit: "MUSD", digits: 1)
  static let gone = ValueRecord(
    id: ValueID("trade.imports", ["t": "2021", "who": "KAZ"]), value: .missing("not-reported"),
    unit: "MUSD", digits: 1)

  /// A localiser with a catalogue of its own, so that no text of the product matters here.
  static func localiser(
    _ language: Language, _ texts: String, names: [String: [String: String]] = [:]
  ) throws -> Localiser {
    let catalog = try StringCatalog(language: language, parsing: Array(texts.utf8), file: "t.yml")
    return try Localiser(language: language, names: names, catalogs: [catalog])
  }

  @Test("A number carries its unit in every language, and a missing one says why")
  func values() throws {
    let expected: [Language: (String, String)] = [
      .en: ("453.9 million USD", "no data (not reported)"),
      .ru: ("453,9 млн долл. США", "нет данных (не опубликовано)"),
      .kk: ("453,9 млн АҚШ доллары", "дерек жоқ (жарияланбаған)"),
      .ky: ("453,9 млн АКШ доллары", "маалымат жок (жарыяланган эмес)"),
    ]
    for (language, texts) in expected {
      let localiser = try Localiser(language: language)
      #expect(localiser.format(Self.imports) == texts.0.replacing(" ", with: "\u{A0}"))
      #expect(localiser.format(Self.gone) == texts.1)
    }
  }

  @Test("Numbers stay apart from text, so that they can be linked")
  func segments() throws {
    let localiser = try Self.localiser(
      .ru, "t: {text: \"Торговля: {reporter} — {partner}\"}",
      names: ["KAZ": ["ru": "Казахстан", "en": "Kazakhstan"]])
    let title = Message(
      "t", ["reporter": .entity("KAZ"), "partner": .value(Self.imports.id)])
    let segments = localiser.segments(title) { $0 == Self.imports.id ? Self.imports : nil }
    #expect(
      segments == [
        .text("Торговля: Казахстан — "),
        .value(Self.imports.id, "453,9\u{A0}млн\u{A0}долл.\u{A0}США"),
      ])
  }

  @Test("Plural forms follow the number")
  func plurals() throws {
    let russian = try Self.localiser(
      .ru,
      "n: {text: \"{n, plural, one{{n} год} few{{n} года} many{{n} лет} other{{n} года}}\"}")
    let forms = [1, 2, 5, 11, 21, 1_000].map {
      russian.text(Message("n", ["n": .count($0)]))
    }
    #expect(
      forms == [
        "1 год", "2 года", "5 лет", "11 лет", "21 год",
        "1\u{A0}000 лет",
      ])
    let english = try Self.localiser(
      .en, "n: {text: \"{n, plural, one{{n} year} other{{n} years}}\"}")
    #expect(english.text(Message("n", ["n": .count(1)])) == "1 year")
    #expect(english.text(Message("n", ["n": .count(0)])) == "0 years")
  }

  @Test("What is absent is seen: an unknown key, argument or number")
  func absent() throws {
    let english = try Self.localiser(.en, "f: {text: \"Figure {n}\"}")
    #expect(english.text(Message("no.such.key")) == "[no.such.key]")
    #expect(english.text(Message("f")) == "Figure {n}")
    let message = Message("f", ["n": .value(Self.gone.id)])
    #expect(english.text(message) == "Figure [v:trade.imports@t=2021,who=KAZ]")
    #expect(english.entityName("XYZ") == "XYZ")
  }

  @Test("A p-value below a thousandth is said to be below it")
  func pValues() throws {
    let english = try Localiser(language: .en)
    func record(_ p: Double) -> ValueRecord {
      ValueRecord(id: ValueID("p", [:]), value: .real(p), unit: "p", digits: 3)
    }
    #expect(english.format(record(0.0749)) == "p\u{A0}=\u{A0}0.075")
    #expect(english.format(record(0.00049)) == "p\u{A0}<\u{A0}0.001")
    #expect(english.number(of: record(0.0749)) == "0.075")
  }

  @Test("An interval takes the separator that its decimals leave free; marks have symbol and word")
  func intervalAndMarks() throws {
    let interval = Interval(lower: -0.173, upper: 0.989, level: 0.95, method: "fisher-z")
    let english = try Localiser(language: .en)
    let russian = try Localiser(language: .ru)
    #expect(english.interval(interval, digits: 2) == "[−0.17, 0.99]")
    #expect(russian.interval(interval, digits: 2) == "[−0,17; 0,99]")
    #expect(english.markSymbol("mirror") == "⇄" && english.markName("mirror") == "mirror data")
    #expect(russian.markName("mirror") == "зеркальные данные")
  }

  @Test("A number alone, a year and a bare style leave the unit out")
  func bare() throws {
    let english = try Localiser(language: .en)
    #expect(english.number(of: Self.imports) == "453.9")
    #expect(english.number(of: Self.gone) == "no data")
    let year = ValueRecord(
      id: ValueID("year", [:]), value: .exact(ExactDecimal(mantissa: 12_023)), unit: "year",
      digits: 0)
    #expect(english.format(year) == "12023")
    #expect(english.unitName("MUSD") == "million USD")
    #expect(english.unitName("no-such-unit") == "no-such-unit")
  }

  @Test("A plural over a number of the result follows its shown digits; a bare style has no unit")
  func pluralOfValue() throws {
    let text = "n: {text: \"{n:number} {n, plural, one{a} few{b} many{c} other{d}}\"}"
    let russian = try Self.localiser(.ru, text)
    func shown(_ value: ResultValue, digits: Int) -> String {
      let id = ValueID("x", [:])
      let record = ValueRecord(id: id, value: value, unit: "MUSD", digits: digits)
      return russian.text(Message("n", ["n": .value(id)])) { _ in record }
    }
    #expect(shown(.real(2.4), digits: 0) == "2 b")
    #expect(shown(.real(2.4), digits: 1) == "2,4 d")
    #expect(shown(.exact(ExactDecimal(mantissa: 21)), digits: 0) == "21 a")
  }

  @Test("Messages inside messages are rendered, and a circle ends")
  func nested() throws {
    let english = try Self.localiser(.en, "a: {text: \"<{m}>\"}\nb: {text: \"x\"}")
    #expect(english.text(Message("a", ["m": .message(Message("b"))])) == "<x>")
    var message = Message("b")
    for _ in 0..<20 { message = Message("a", ["m": .message(message)]) }
    #expect(english.text(message).contains("[a]"))
  }
}
