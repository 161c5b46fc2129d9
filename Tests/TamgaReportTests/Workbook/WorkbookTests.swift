import Foundation
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Workbook") struct WorkbookTests {
  private func sheets(_ language: Language = .en) throws -> [Sheet] {
    WorkbookSheets(edition: try Edition(SampleRun.make(language), language: language)).all
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("written twice it has equal bytes and leaves no other file", arguments: [Language.en, .ru])
  func repeats(language: Language) throws {
    try inFolder { folder in
      let run = SampleRun.make(language)
      for name in ["a", "b"] {
        try WorkbookReport.write(run, language: language, to: folder + "/\(name).xlsx")
      }
      let books = try ["a", "b"].map {
        try Data(contentsOf: URL(fileURLWithPath: folder + "/\($0).xlsx"))
      }
      #expect(books[0] == books[1])
      #expect(books[0].starts(with: [0x50, 0x4B, 3, 4]))
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.sorted() == ["a.xlsx", "b.xlsx"])
    }
  }

  @Test("a folder that is not there is an error with the path, and nothing is left")
  func cannotWrite() throws {
    try inFolder { folder in
      let path = folder + "/none/a.xlsx"
      let error = #expect(throws: Diagnostic.self) {
        try WorkbookReport.write(SampleRun.make(), language: .en, to: path)
      }
      #expect(error?.code == "T725")
      #expect(error?.arguments["path"] == path)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("the sheets come in order, one for each table, each once")
  func order() throws {
    #expect(
      try sheets().map(\.name) == [
        "Contents", "Read me", "Findings", "trade.flows", "trade.balance", "trade.partners",
        "trade.profile", "regions.scatter", "regions.intervals", "regions.correlations", "Tidy",
        "Lineage", "Notes",
      ])
  }

  @Test("numbers are numbers with all digits; a missing one is said in words")
  func numbers() throws {
    let profile = try #require(try sheets().first { $0.name == "trade.profile" })
    #expect(profile.lines.prefix(2) == ["Trade by year", "Unit: million USD"])
    #expect(profile.rows[2][0] == .whole(2022))
    #expect(profile.rows[2][2] == .number(453.9, digits: 1))
    #expect(profile.rows[3][2] == .text("no data (not reported)"))
    let correlations = try #require(try sheets().first { $0.name == "regions.correlations" })
    #expect(correlations.rows[0][1] == .number(0.839, digits: 2))
  }

  @Test("the lineage names the sheet and the cell where a number stands")
  func lineage() throws {
    let all = try sheets()
    let lineage = try #require(all.first { $0.name == "Lineage" })
    for row in lineage.rows {
      guard case .text(let name) = row[0], case .text(let address) = row[1],
        case .text(let id) = row[2]
      else { continue }
      let sheet = try #require(all.first { $0.name == name })
      let column = Int(address.first?.asciiValue ?? 0) - 65
      let line = try #require(Int(address.dropFirst())) - sheet.headerRow - 2
      let tables = SampleRun.make().results.flatMap { $0.figures.map(\.table) + $0.tables }
      let table = try #require(tables.first { $0.id == name })
      #expect(table.rows[line][column].valueID?.text == id)
    }
    let cell = lineage.rows.first { $0[4] != .blank }
    #expect(cell?[4] == .text("trade_by_partner.xls") && cell?[6] == .text("2020"))
    #expect(cell?[7] == .text("D11") && cell?[8] == .text("560.1"))
  }

  @Test("the tidy list has each number once, with its keys in columns")
  func tidy() throws {
    let tidy = try #require(try sheets().first { $0.name == "Tidy" })
    #expect(
      tidy.headers == [
        "Measure", "partner", "t", "who", "x", "y", "Value", "Unit", "Mark", "Value id",
      ])
    #expect(tidy.rows.count == SampleRun.make().results.flatMap(\.values).count)
    #expect(
      tidy.rows[0] == [
        .text("trade.exports"), .text("KGZ"), .whole(2020), .text("KAZ"), .blank, .blank,
        .number(560.1, digits: 1), .text("MUSD"), .text(""),
        .text("v:trade.exports@partner=KGZ,t=2020,who=KAZ"),
      ])
  }

  @Test("names of sheets are short, allowed and unique whatever the case")
  func names() {
    let long = String(repeating: "a", count: 40)
    let names = Sheet.uniqueNames(["a/b", "A-B", long, long, "", "'x'"])
    #expect(names[0...1] == ["a-b", "A-B (2)"])
    #expect(names[2].count == 31 && names[3].count == 31 && names[2] != names[3])
    #expect(names[4...5] == ["-", "-x-"])
  }

  @Test(
    "letters of columns", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
  func letters(column: Int, expected: String) { #expect(Sheet.letters(column) == expected) }

  @Test(
    "the date of creation is the study's, in seconds since 1970",
    arguments: [
      ("2024-11-21", 1_732_147_200), ("2000-02-29", 951_782_400), ("1999-12-31", 946_598_400),
      ("", 315_532_800), ("1970-01-01", 315_532_800), ("2024-13-01", 315_532_800),
    ])
  func created(date: String, seconds: Int) {
    let properties = WorkbookProperties(title: "", author: "", comments: "", date: date)
    #expect(properties.createdSeconds == seconds)
  }
}
