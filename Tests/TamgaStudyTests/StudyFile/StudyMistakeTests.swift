import Foundation
import TamgaPresent
import Testing

@testable import TamgaStudy

/// A change that makes a good study wrong, and what must be said about it.
struct StudyMistake: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let code: String
  /// The text in the changed line at which the place must stand.
  let at: String
  var says: [String: String] = [:]

  var testDescription: String { "\(old) → \(new)" }

  static let all: [StudyMistake] = [
    .init(
      old: #"tamga: "1""#, new: #"tamga: "2""#, code: "T059", at: #""2""#, says: ["version": "2"]),
    .init(old: "study: made-border", new: "study: Made Border", code: "T062", at: "Made"),
    .init(old: "study: made-border", new: "study: \"\"", code: "T062", at: "\"\""),
    .init(old: "study: made-border", new: "study:", code: "T007", at: ""),
    .init(
      old: "2024-07-25", new: "2024-02-30", code: "T061", at: "\"", says: ["text": "2024-02-30"]),
    .init(old: "2024-07-24", new: "24 July", code: "T061", at: "\"", says: ["text": "24 July"]),
    .init(old: "[en, ru]", new: "[en, rus]", code: "T010", at: "rus", says: ["suggestion": "ru"]),
    .init(old: "[en, ru]", new: "en", code: "T007", at: "en"),
    .init(
      old: #"ru: "Выдуманная"#, new: #"rus: "Выдуманная"#, code: "T012", at: "rus",
      says: ["suggestion": "ru"]),
    .init(old: #"{en: "What"#, new: #"{ru: "What"#, code: "T011", at: "{ru", says: ["key": "en"]),
    .init(
      old: "data/trade.csv", new: "data/trades.csv", code: "T050", at: "data/",
      says: ["source": "trade", "file": "data/trades.csv"]),
    .init(
      old: "- id: prices", new: "- id: trade", code: "T060", at: "trade", says: ["id": "trade"]),
    .init(old: "- id: trade", new: "- id: Trade!", code: "T062", at: "Trade!"),
    .init(
      old: "trade.profile", new: "trade.profil", code: "T010", at: "trade.profil",
      says: ["suggestion": "trade.profile"]),
    .init(
      old: "stats.correlation", new: "stats.corelation", code: "T010", at: "stats",
      says: ["suggestion": "stats.correlation"]),
    .init(old: "unit: MUSD", new: "unit: MUSB", code: "T068", at: "MUSB", says: ["text": "MUSB"]),
    .init(old: "unit: MUSD", new: "unit: kg", code: "T068", at: "kg", says: ["text": "kg"]),
    .init(old: "from: 2020", new: "from: 2020.5", code: "T007", at: "2020.5"),
    .init(old: "to: 2023", new: "to: [2023]", code: "T007", at: "["),
    .init(old: "2024-12-31", new: "2024-12-32", code: "T061", at: "\""),
    .init(old: "reporter: KAZ", new: "reporter: [KAZ]", code: "T007", at: "["),
    .init(old: "flow: X", new: "flow: Y", code: "T010", at: "Y"),
    .init(
      old: "indicator: rent", new: "indicatr: rent", code: "T012", at: "indicatr",
      says: ["suggestion": "indicator"]),
    .init(old: "region: KAZ, ", new: "", code: "T011", at: "{indicator", says: ["key": "region"]),
  ]
}

@Suite("Mistakes in a study file have a code, a line, a column and a suggestion")
struct StudyMistakeTests {
  @Test("a wrong value is refused where it stands", arguments: StudyMistake.all)
  func wrong(mistake: StudyMistake) throws {
    let scratch = try ScratchStudy()
    let place = try scratch.replace(mistake.old, with: mistake.new)
    let found = try #require(try diagnostic { try scratch.read() })
    #expect(found.code == mistake.code)
    #expect(found.place?.file == "study.yml" && found.place?.line == place.line)
    let line = scratch.lines[(place.line ?? 1) - 1]
    if !mistake.at.isEmpty, let range = line.range(of: mistake.at) {
      let column = line[..<range.lowerBound].unicodeScalars.count + 1
      #expect(found.place?.column == column)
    }
    for (name, text) in mistake.says { #expect(found.arguments[name] == text, "\(name)") }
    let shown = DiagnosticCatalog.standard.text(of: found, in: .en)
    #expect(!shown.message.contains("{") && !shown.fix.contains("{"))
  }

  @Test(
    "a missing key is T011 and named",
    arguments: [
      ("tamga:", "tamga"), ("study:", "study"), ("title:", "title"), ("date:", "date"),
      ("file:", "file"), ("dataset: office", "dataset"), ("citation:", "citation"),
      ("analysis:", "analysis"), ("reporter:", "reporter"), ("partner:", "partner"),
      ("x:", "x"), ("y:", "y"),
    ]) func missing(line: String, key: String) throws
  {
    let scratch = try ScratchStudy()
    try scratch.remove(line)
    let found = try #require(try diagnostic { try scratch.read() })
    #expect(found.code == "T011" && found.arguments["key"] == key)
    #expect(found.place?.line != nil && found.place?.column != nil)
  }

  @Test("missing lists are T011") func lists() throws {
    for key in ["sources", "analyses"] {
      let scratch = try ScratchStudy(
        "tamga: \"1\"\nstudy: a\ntitle: A\ndate: 2024-01-01\n"
          + (key == "sources" ? "analyses: []\n" : "sources: []\n"))
      let found = try diagnostic { try scratch.read() }
      #expect(found?.code == "T011" && found?.arguments["key"] == key)
    }
  }

  @Test("a step without parameters that needs some is T063 at the step") func parameters() throws {
    let scratch = try ScratchStudy(
      ScratchStudy.good.components(separatedBy: "    parameters:")[0] + "\n")
    let found = try #require(try diagnostic { try scratch.read() })
    #expect(found.code == "T063")
    #expect(found.arguments == ["step": "profile", "key": "reporter"])
    #expect(found.place == Place(file: "study.yml", line: 20, column: 5))
  }

  @Test("ids of analyses stand once") func steps() throws {
    let scratch = try ScratchStudy()
    _ = try scratch.replace("id: profile", with: "id: prices")
    let found = try #require(try diagnostic { try scratch.read() })
    #expect(found.code == "T060" && found.place?.line == 30)
  }

  @Test("an analysis that the catalogue does not hold is T056") func unknown() throws {
    let step = StudyStep(
      id: "a", analysis: "trade.magic", parameters: nil, place: Place(file: "study.yml", line: 3),
      folder: BundledStudy.url.deletingLastPathComponent())
    let found = try diagnostic { try StudyRunner.prepare(step) }
    #expect(found?.code == "T056" && found?.place?.line == 3)
  }
}
