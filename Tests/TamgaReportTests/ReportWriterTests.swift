import Foundation
import TamgaData
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaReport

@Suite("Writing a report") struct ReportWriterTests {
  static let assets = Package.root + "/.assets"
  static let hasAssets = FileManager.default.fileExists(atPath: assets + "/vega.js")

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-test-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("the first language has no code in its file names; notes are handed on")
  func names() throws {
    try inFolder { folder in
      let writer = ReportWriter(drawer: ChartDrawer(libraries: nil), assetFolder: nil)
      let written = try writer.write(SampleRun.make(), languages: [.en, .ru], to: folder)
      let names = written.paths.map { URL(fileURLWithPath: $0).lastPathComponent }
      #expect(
        names == [
          "report.html", "workbook.xlsx", "report.ru.html", "workbook.ru.xlsx", "results.json",
        ])
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.sorted() == names.sorted())
      #expect(written.diagnostics.map(\.code) == ["T720"])
      let page = try String(contentsOfFile: folder + "/report.ru.html", encoding: .utf8)
      #expect(page.contains("T720"))
    }
  }

  @Test("a folder that cannot be made is T723")
  func cannotWrite() throws {
    try inFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder))
      let writer = ReportWriter(drawer: ChartDrawer(libraries: nil), assetFolder: nil)
      let error = #expect(throws: Diagnostic.self) {
        try writer.write(SampleRun.make(), languages: [.en], to: folder + "/x")
      }
      #expect(error?.code == "T723")
    }
  }

  @Test("assets that are missing or different are named and left out")
  func wrongAssets() throws {
    try inFolder { folder in
      var error = #expect(throws: Diagnostic.self) { try AssetBundle.load(folder: folder) }
      #expect(error?.code == "T722" && error?.arguments["file"] == "vega.js")
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("alert(1)".utf8).write(to: URL(fileURLWithPath: folder + "/vega.js"))
      error = #expect(throws: Diagnostic.self) { try AssetBundle.load(folder: folder) }
      #expect(error?.code == "T728")
      let writer = ReportWriter(drawer: ChartDrawer(libraries: nil), assetFolder: folder)
      let written = try writer.write(
        SampleRun.make(), languages: [.en], formats: [.html], to: folder)
      #expect(written.diagnostics.map(\.code) == ["T728", "T720"])
    }
  }

  @Test("the pins in the program are those of assets.lock")
  func pins() throws {
    let lock = try JSONValue(
      parsing: Array(Data(contentsOf: URL(fileURLWithPath: Package.root + "/assets.lock"))))
    #expect(lock["outputs"]?["vega.js"]?.string == AssetPins.vega)
    #expect(lock["outputs"]?["THIRD-PARTY.txt"]?.string == AssetPins.notices)
  }

  @Test("with live charts the file stays under 2 MB", .enabled(if: hasAssets))
  func size() throws {
    let bytes = try HTMLReport.render(
      SampleRun.make(.ru), language: .ru, assets: AssetBundle.load(folder: Self.assets),
      drawings: [:])
    #expect((900_000..<2_000_000).contains(bytes.count))
    let assets = try AssetBundle.load(folder: Self.assets, pack: zlibPacked)
    let packed = try HTMLReport.render(
      SampleRun.make(.ru), language: .ru, assets: assets, drawings: [:])
    #expect(packed.count < bytes.count - assets.script.utf8.count / 2)
    // What the page unpacks is what its policy admits by hash.
    let text = try #require(assets.packed)
    let inner = try #require(Data(base64Encoded: text))
    let script = zlibUnpacked(Array(inner), count: assets.script.utf8.count)
    #expect(script == Array(assets.script.utf8))
    #expect(String(decoding: packed, as: UTF8.self).contains(text))
  }
}
