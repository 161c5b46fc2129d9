import Foundation
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Downloads of a table") struct TableDownloadTests {
  private func download(_ language: Language, _ table: Int = 0) throws -> TableDownload {
    let run = SampleRun.make(language)
    let edition = try Edition(run, language: language)
    let chosen = run.results[0].tables[table]
    return TableDownload(table: chosen, sources: edition.sources(of: chosen), edition: edition)
  }

  @Test("CSV has machine names, neutral numbers and an empty cell where nothing is known")
  func neutral() throws {
    let text = String(decoding: try download(.ru).csv, as: UTF8.self)
    #expect(
      text == """
        year,exports,imports,turnover,balance\r
        2020,560.1,250.2,810.3,309.9\r
        2021,680.2,300.1,980.3,380.1\r
        2022,759.3,453.9,1213.2,305.4\r
        2023,1100.4,,,\r

        """)
  }

  @Test("CSV for Excel has a byte-order mark, the language's decimal sign, and sources")
  func excel() throws {
    let bytes = try download(.ru).excel
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("Год;Экспорт, млн"))
    #expect(lines[3] == "2022;759,3;453,9;1213,2;305,4")
    #expect(lines[4].hasPrefix("2023;1100,4;нет данных (не опубликовано);нет данных"))
    #expect(lines.contains { $0.contains("Bureau of National Statistics") })
    #expect(lines.contains { $0.contains("7f3a91c4d0e2") })
  }

  @Test("in English the decimal point and the comma are kept")
  func english() throws {
    let text = String(decoding: try download(.en).excel, as: UTF8.self)
    #expect(text.contains("2022,759.3,453.9,1213.2,305.4"))
  }

  @Test(
    "text that a spreadsheet takes for a formula gets an apostrophe",
    arguments: ["=1+1", "+1", "-1", "@x", "\tx"])
  func formulas(text: String) { #expect(TableDownload.harmless(text) == "'" + text) }

  @Test("other text and negative numbers are left alone")
  func harmless() throws {
    #expect(TableDownload.harmless("a=1") == "a=1")
    let run = SampleRun.make()
    let edition = try Edition(run, language: .en)
    let partners = run.results[0].figures[2].table
    let bytes = TableDownload(table: partners, sources: [], edition: edition).excel
    #expect(String(decoding: bytes, as: UTF8.self).contains("Belarus,812.5,-412.9\r\n"))
  }
}
