import Foundation
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

@Suite("Official extracts in delimited text") struct SharedDelimitedTests {
  static func files(_ folder: String) -> [URL] {
    guard let shared = SharedData.folder?.appending(path: "data/official/\(folder)") else {
      return []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shared.path)) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { shared.appending(path: $0) }
  }

  @Test(
    "the extracts of Eurostat Comext import whole, with groups flagged",
    .enabled(if: !files("eurostat-comext").isEmpty, "needs the official books beside the package"))
  func comext() throws {
    let files = Self.files("eurostat-comext")
    #expect(files.count == 12)
    for url in files {
      let file = try DelimitedImporter.importFile(
        url, options: ImportOptions(), resolver: try NameResolver.bundled())
      let sheet = try #require(file.sheets.first)
      #expect(sheet.rejected.map(\.raw) == [])
      #expect(sheet.rowsRead >= 29)
      #expect(sheet.observations.allSatisfy { $0.unit.id == "EUR" && $0.flow == "X" })
      let groups = sheet.observations.filter(\.isAggregate).map(\.reporter)
      #expect(groups == ["EA", "EA20", "EU", "EU27"])
      // What the members report adds up to what is printed for the union of 27, to the euro.
      let members = sheet.observations.filter { !$0.isAggregate }.compactMap { $0.value?.mantissa }
      let union = sheet.observations.first { $0.reporter == "EU27" }?.value?.mantissa
      #expect(members.reduce(0, +) == union)
    }
  }

  @Test(
    "the wide table of Uzbekistan imports when unit, flow and reporter are stated",
    .enabled(if: !files("uzbekistan").isEmpty, "needs the official books beside the package"))
  func uzbekistan() throws {
    let url = try #require(Self.files("uzbekistan").first)
    let resolver = try NameResolver.bundled()
    #expect(
      TidySample.code {
        _ = try DelimitedImporter.importFile(url, options: ImportOptions(), resolver: resolver)
      }?.hasPrefix("T14") == true)
    var options = ImportOptions()
    options.reporter = "UZB"
    options.flow = "M"
    options.unit = "kUSD"
    let file = try DelimitedImporter.importFile(url, options: options, resolver: resolver)
    let sheet = try #require(file.sheets.first)
    #expect(file.format == "delimited")
    #expect(sheet.rowsRead == sheet.rowsAccepted + sheet.rejected.count)
    #expect(sheet.rejected.map(\.raw) == [])
    let text = try DelimitedText(contentsOf: url)
    for row in sheet.observations where row.partner == "KGZ" {
      let record = try #require(text.record(at: row.row))
      #expect(record.line == row.line)
      #expect(record.fields[row.column] == row.raw)
      #expect(record.fields[3] == "Kyrgyzstan")
    }
  }
}
