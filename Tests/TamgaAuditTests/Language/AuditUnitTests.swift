import Testing

@testable import TamgaAudit

@Suite("Units as printed") struct AuditUnitTests {
  /// Scale words of English, Russian, Kazakh and Kyrgyz.
  static let scales: [(Int, [String])] = [
    (3, ["thousand", "thsd", "thous", "тыс.", "тыс", "тысяч", "тысяча", "мың", "миң", "k"]),
    (6, ["million", "millions", "mln", "mn", "m", "млн", "млн.", "миллион", "миллионов"]),
    (9, ["billion", "bln", "bn", "b", "млрд", "млрд.", "миллиард", "миллиардов"]),
    (12, ["trillion", "trln", "tn", "трлн", "трлн.", "триллион", "триллионов"]),
  ]

  @Test("Every scale word, before and behind what is measured", arguments: scales)
  func scale(power: Int, words: [String]) throws {
    for word in words {
      let spellings = [
        "\(word) USD", "\(word) долл. США", "USD \(word)", "\(word.uppercased()) usd",
      ]
      for spelling in spellings {
        let unit = try #require(AuditUnit.parse(spelling), "\(spelling)")
        #expect(unit.dimension == ["USD": 1], "\(spelling)")
        #expect(unit.power == power, "\(spelling)")
        #expect(unit.text == spelling)
      }
    }
  }

  static let kinds: [([String], [String: Int], Int)] = [
    (
      ["USD", "$", "US$", "US dollars", "долл.", "долларов США", "АҚШ доллары", "АКШ доллары"],
      ["USD": 1], 0
    ),
    (["KZT", "₸", "tenge", "тенге", "теңге"], ["KZT": 1], 0),
    (["KGS", "som", "сом", "сомов"], ["KGS": 1], 0),
    (["UZS", "сум", "сўм"], ["UZS": 1], 0), (["RUB", "₽", "руб.", "рублей"], ["RUB": 1], 0),
    (["EUR", "€", "евро", "еуро"], ["EUR": 1], 0),
    (["%", "percent", "per cent", "процентов", "пайыз", "% of GDP", "% к итогу"], ["%": 1], 0),
    (["‰", "промилле"], ["%": 1], -1),
    (["pp", "p.p.", "percentage points", "п.п.", "п. п.", "процентных пункта"], ["pp": 1], 0),
    (["пайыздық тармақ", "пайыздык пункт"], ["pp": 1], 0), (["bp", "basis points"], ["pp": 1], -2),
    (["", "times", "раза", "есе", "эсе", "1"], [:], 0), (["thousand", "тыс."], [:], 3),
    (["kg", "кг"], ["kg": 1], 0), (["t", "tonnes", "т", "тонн", "тонна"], ["kg": 1], 3),
    (["thousand tonnes", "тыс. тонн", "мың тонна", "миң тонна", "kt"], ["kg": 1], 6),
    (["m", "metres", "м"], ["m": 1], 0), (["km", "км"], ["m": 1], 3),
    (["hours", "часов", "сағат", "саат"], ["h": 1], 0), (["days", "күн", "суток"], ["day": 1], 0),
    (["kUSD", "thousand dollars", "тыс.долл.", "тыс. долл. США"], ["USD": 1], 3),
    (["MUSD", "млн.долл.", "USD mln", "$ million", "$, mln"], ["USD": 1], 6),
    (["USD/t", "USD per tonne", "долл./т", "$/t"], ["USD": 1, "kg": -1], -3),
    (["USD per person", "USD/capita", "долл. / чел."], ["USD": 1, "person": -1], 0),
    (["mln t/day"], ["kg": 1, "day": -1], 9),
    (["тыс. вагонов"], ["вагонов": 1], 3), (["containers"], ["containers": 1], 0),
  ]

  @Test("What is measured, in four languages", arguments: kinds)
  func kind(spellings: [String], dimension: [String: Int], power: Int) throws {
    for spelling in spellings {
      let unit = try #require(AuditUnit.parse(spelling), "\(spelling)")
      #expect(unit.dimension == dimension, "\(spelling)")
      #expect(unit.power == power, "\(spelling)")
    }
  }

  @Test("What is no unit", arguments: ["12", "%%", "/", "USD/", "3 USD", "?", "% %", "-"])
  func refused(text: String) { #expect(AuditUnit.parse(text) == nil) }

  @Test("Spellings of one unit are equal, other scales and kinds are not")
  func equality() throws {
    let dollars = try #require(AuditUnit.parse("mln USD"))
    #expect(dollars == AuditUnit.parse("млн долл. США"))
    #expect(dollars != AuditUnit.parse("bln USD"))
    #expect(try dollars.isSameKind(as: #require(AuditUnit.parse("USD"))))
    #expect(!dollars.isSameKind(as: .percent))
    #expect(!AuditUnit.percent.isSameKind(as: .points))
    #expect(AuditUnit(dimension: ["USD": 0]) == .pure)
  }
}
