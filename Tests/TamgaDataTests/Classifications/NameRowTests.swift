import TamgaNumerics
import Testing

@testable import TamgaData

@Suite("Rows in several languages") struct NameRowTests {
  func answer(_ labels: [(text: String, language: NameLanguage?)]) throws -> NameAnswer {
    try Names.resolver().resolveRow(labels, in: nil, expecting: [.country, .group])
  }

  @Test("three languages that agree give the loosest of their rules")
  func agreement() throws {
    let row = try answer([("Корея (КНДР)", .ky), ("КОРЕЯ (КНДР)", .ru), ("Korea (DPRK)", .en)])
    #expect(
      row == .resolved(NameResolution(entity: "PRK", kind: .country, rule: .folded, footnotes: [])))
  }

  @Test("a language that says nothing certain is reported by the rule")
  func gap() throws {
    let unknown = try answer([("Тайландия", .ky), ("Таиланд", .ru), ("Thailand", .en)])
    #expect(
      unknown
        == .resolved(
          NameResolution(entity: "THA", kind: .country, rule: .rowWithGap, footnotes: [])))
    let doubtful = try answer([("Корея", .ru), ("Republic of Korea", .en)])
    #expect(
      doubtful
        == .resolved(
          NameResolution(entity: "KOR", kind: .country, rule: .rowWithGap, footnotes: [])))
  }

  @Test("languages that contradict each other block")
  func contradiction() throws {
    let row = try answer([("Нигер", .ru), ("Nigeria", .en)])
    #expect(row == .ambiguous(["NER", "NGA"]))
    let outside = try answer([("Корея", .ru), ("Japan", .en)])
    #expect(outside == .ambiguous(["JPN", "KOR", "PRK"]))
  }

  @Test("a row without one certain language stays open")
  func nothing() throws {
    #expect(try answer([("", .ky), ("нет", .ru)]) == .unresolved(proposals: []))
    #expect(try answer([]) == .unresolved(proposals: []))
    #expect(try answer([("Корея", .ru), ("Korea", .en)]) == .ambiguous(["KOR", "PRK"]))
  }

  @Test("footnotes of all languages are kept once")
  func footnotes() throws {
    let row = try answer([("Бардыгы2", .ky), ("Всего 2", .ru), ("Total 2", .en)])
    guard case .resolved(let resolution) = row else {
      Issue.record("\(row)")
      return
    }
    #expect(resolution.entity == "WLD")
    #expect(resolution.footnotes == ["2"])
  }
}
