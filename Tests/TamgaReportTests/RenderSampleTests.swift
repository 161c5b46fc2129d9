import Foundation
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("The sample report is written") struct RenderSampleTests {
  @Test("in all formats when TAMGA_SAMPLE_OUT names a folder")
  func write() throws {
    guard let folder = ProcessInfo.processInfo.environment["TAMGA_SAMPLE_OUT"] else { return }
    let root = Package.root
    let drawer = ChartDrawer(libraries: root + "/.deps/py", cache: folder + "/cache")
    let writer = ReportWriter(drawer: drawer, assetFolder: root + "/.assets")
    for language in [Language.en, .ru] {
      let written = try writer.write(
        SampleRun.make(language), languages: [language], to: folder + "/" + language.rawValue)
      #expect(written.diagnostics.isEmpty)
    }
  }
}

/// The package under test.
enum Package {
  /// Its folder.
  static let root: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
}
