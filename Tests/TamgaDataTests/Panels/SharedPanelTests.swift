import Foundation
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaData

private let gravity = SharedData.folder?.appending(path: "data/gravity")

@Suite(
  "Published panels", .enabled(if: gravity != nil, "the gravity samples are not beside the package")
)
struct SharedPanelTests {
  @Test(
    "rows and pairs as the sources state them",
    arguments: [
      ("log-of-gravity.parquet", 18_360), ("ppmlhdfe-trade-fta.parquet", 17_850),
      ("agtpa-chapter1.parquet", 99_981),
    ])
  func rows(name: String, rows: Int) throws {
    let source = PanelSource.file(try #require(gravity).appending(path: name))
    let names = try PanelReader.columnNames(of: source)
    let table = try PanelReader.read(PanelRequest(source, columns: names))
    #expect(table.rowCount == rows)
    #expect(table.columns.allSatisfy { $0.count == rows })
  }

  @Test("the sample as text: 30 countries, all pairs")
  func text() throws {
    let source = PanelSource.file(try #require(gravity).appending(path: "gegravity-sample.csv"))
    let names = try PanelReader.columnNames(of: source)
    let table = try PanelReader.read(PanelRequest(source, columns: names))
    #expect(table.rowCount == 900)
    let levels = table.columns.compactMap { column -> Int? in
      guard case .levels(_, let texts) = column.values else { return nil }
      return texts.count
    }
    #expect(levels.filter { $0 == 30 }.count >= 2)
  }
}
