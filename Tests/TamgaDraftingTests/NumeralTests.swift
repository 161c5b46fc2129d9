import Testing

@testable import TamgaAudit
@testable import TamgaDrafting

@Suite("Numerals of a text") struct NumeralTests {
  /// The class of the first numeral of a line that stands alone in a text.
  private func kind(_ line: String, _ wanted: String) throws -> NumeralClass {
    let text = try DraftText(Array(line.utf8), file: "t")
    let numerals = text.lines.indices.flatMap {
      NumeralScanner(joinsBlanks: true).numerals(text.lines[$0].characters, index: $0)
    }
    let numeral = try #require(numerals.first { $0.text == wanted }, "\(numerals.map(\.text))")
    return NumeralClassifier(text).classify(numeral)
  }

  @Test(
    "are classed by what stands around them",
    arguments: [
      ("Exports of the region grew by 11.0% in 2023.", "11.0", NumeralClass.claim),
      ("Exports of the region grew by 11.0% in 2023.", "2023", .date),
      ("as earlier studies of the border showed [12].", "12", .reference),
      ("as was shown before (Kim et al., 2025) for it", "2025", .reference),
      ("Kuanshaliev (2025) found that trade grew", "2025", .reference),
      ("the volume of trade doubled (Table 1) in it", "1", .reference),
      ("Figure 3. Share of imports in the turnover", "3", .heading),
      ("2. Current state of trade between them", "2", .heading),
      ("- 1) development of economic interaction", "1", .heading),
      ("302", "302", .page),
      ("it was signed on June 9, 2023, in the city", "9", .date),
      ("as of 27.07.2024 the bureau published it", "27.07.2024", .date),
      ("after the outbreak of COVID-19 trade fell", "19", .name),
      ("see https://stat.gov.kz/ru/12/spreadsheets for it", "12", .name),
      ("за год экспорт вырос до 1 147,2 млн долл. США", "1 147,2", .claim),
      ("подписано 12 октября в городе Астана сторонами", "12", .date),
      ("в соответствии с указом № 1045 от той даты", "1045", .name),
      ("доля импорта показана на рис. 2 этой статьи", "2", .reference),
      ("2021 жылы экспорт 12,5 пайызға артты деп", "12,5", .claim),
      ("2021 жылы экспорт 12,5 пайызға артты деп", "2021", .date),
      ("1-кесте. Қазақстанның сыртқы саудасы", "1", .heading),
      ("кол қойылған күні 9 маусым болып саналады", "9", .date),
      ("импорт 3,4 эсе көбөйүп, экспорттон ашты", "3,4", .claim),
      ("2-таблица. Кыргызстандын тышкы соодасы", "2", .heading),
      ("150,0%", "150,0", .todo),
    ])
  func classes(_ line: String, _ numeral: String, _ expected: NumeralClass) throws {
    #expect(try kind(line, numeral) == expected, "\(line)")
  }

  @Test("a blank parts groups of three digits; a list of years is no number")
  func scanning() {
    func texts(_ line: String, joins: Bool = true) -> [String] {
      NumeralScanner(joinsBlanks: joins).numerals(Array(line), index: 0).map(\.text)
    }
    #expect(texts("79 138,8 and 5.774.330 and 1,147.2") == ["79 138,8", "5.774.330", "1,147.2"])
    #expect(texts("in 2020,2021 and 2022") == ["2020", "2021", "2022"])
    #expect(texts("12 500", joins: false) == ["12", "500"])
    #expect(texts("12\u{A0}500", joins: false) == ["12\u{A0}500"])
    #expect(texts("by -5.2 points, 2020-2024") == ["-5.2", "2020", "2024"])
    #expect(texts("no digits") == [])
  }

  @Test(
    "style is voted for",
    arguments: [
      (["1,147.2", "35"], "en", NumberStyle.english), (["79 138,8", "0,9"], "ru", .spaced),
      (["5.774.330", "4.855"], "en", NumberStyle(decimal: ",", group: ".")),
      (["0,9", "1,4"], "en", .spaced), ([], "kk", .spaced), ([], "en", .english),
    ])
  func style(_ texts: [String], _ language: String, _ expected: NumberStyle) {
    var vote = StyleVote()
    for text in texts { vote.add(text) }
    #expect(vote.winner(language: language) == expected)
  }

  @Test(
    "the language is guessed by letters and words",
    arguments: [
      ("en", "The volume of trade grew in the region and was high."),
      ("ru", "Объём торговли вырос и составил в этом году больше, чем на границе."),
      ("kk", "Сауда көлемі өсті және Қазақстанның үлесі бұрынғыдан артық болды."),
      ("ky", "Соода көлөмү өстү жана Кыргызстандын үлүшү мурдагыдан көп болду."),
    ])
  func language(_ code: String, _ sentence: String) throws {
    let text = try DraftText(Array(sentence.utf8), file: "t")
    #expect(DraftLanguage.guess(text) == code)
  }

  @Test(
    "units are guessed from the words around",
    arguments: [
      ("by ", "% in 2023", "%"), ("by ", " percentage points", "percentage points"),
      ("на ", " п.п. за год", "п.п"), ("reached ", " million US dollars.", "million US dollars"),
      ("USD ", " million in 2020", "million USD"), ("to $", " billion", "billion USD"),
      ("вырос до ", " млрд долл. США", "млрд долл. США"), ("", " есе өсті", "есе"),
      ("grew ", " times since", "times"), ("in ", ", USD fell", ""), ("", " provinces are", ""),
      ("sets at ", " km.", "km"), ("", " thousand tonnes of grain", "thousand tonnes"),
    ])
  func units(_ before: String, _ after: String, _ expected: String) {
    #expect(UnitGuess.unit(before: before, after: after) == expected)
  }
}
