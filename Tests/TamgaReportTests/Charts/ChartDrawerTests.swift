import Foundation
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Drawing charts") struct ChartDrawerTests {
  static let libraries = Package.root + "/.deps/py"
  static let isInstalled = FileManager.default.fileExists(atPath: libraries + "/vl_convert")

  /// A run with one figure.
  private var run: RunResult {
    var run = SampleRun.make()
    run.results[0].figures = [run.results[0].figures[0]]
    run.results[1].figures = []
    return run
  }

  /// A program that stands for Python, and a folder that stands for the component.
  private func pretend(_ script: String, _ body: (String, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-test-\(UUID().uuidString)")
    let library = folder.appendingPathComponent("vl_convert")
    try FileManager.default.createDirectory(at: library, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("python3")
    try Data(("#!/bin/sh\n" + script + "\n").utf8).write(to: program)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path)
    try body(program.path, folder.path)
  }

  @Test("without the component there is a note and no drawing")
  func missing() {
    let drawings = ChartDrawer(libraries: nil).draw(run, language: .en)
    #expect(drawings.svg.isEmpty)
    #expect(drawings.diagnostics.map(\.code) == ["T720"])
    #expect(drawings.diagnostics.first?.severity == .note)
  }

  @Test("the component draws each figure wide and narrow", .enabled(if: isInstalled))
  func draws() throws {
    let drawings = ChartDrawer(libraries: Self.libraries).draw(run, language: .en)
    #expect(drawings.diagnostics.isEmpty)
    #expect(drawings.svg.keys.sorted() == ["fig:trade.flows", "fig:trade.flows@narrow"])
    let wide = try #require(drawings.svg["fig:trade.flows"])
    let polished = try #require(SVGPolisher(prefix: "x-").polish(wide))
    #expect(polished.contains(">Exports</text>") && polished.contains(">1,000</text>"))
    #expect(polished.contains("var(--k1)") && !polished.contains("#0072b2"))
    #expect(polished.components(separatedBy: "class=\"mark\"").count >= 4)
  }

  @Test("finished drawings come from the cache, without the helper")
  func cache() throws {
    try pretend(
      "while read line; do id=$(echo \"$line\" | cut -d'\"' -f4); "
        + "echo \"{\\\"id\\\":\\\"$id\\\",\\\"svg\\\":\\\"<svg/>\\\"}\"; done"
    ) { program, folder in
      let cache = folder + "/cache"
      let first = ChartDrawer(libraries: folder, cache: cache, python: program)
        .draw(run, language: .en)
      #expect(first.svg.values.sorted() == ["<svg/>", "<svg/>"])
      let second = ChartDrawer(libraries: nil, cache: cache).draw(run, language: .en)
      #expect(second.svg == first.svg)
      #expect(second.diagnostics.isEmpty)
      #expect(ChartDrawer(libraries: nil, cache: cache).draw(run, language: .ru).svg.isEmpty)
    }
  }

  @Test("a helper that ends without an answer is a warning for each figure")
  func silent() throws {
    try pretend("exit 3") { program, folder in
      let drawings = ChartDrawer(libraries: folder, python: program).draw(run, language: .en)
      #expect(drawings.diagnostics.map(\.code) == ["T721", "T721"])
      #expect(drawings.diagnostics.first?.detail == "the helper ended with status 3")
    }
  }

  @Test("a helper that hangs is ended")
  func hangs() throws {
    try pretend("exec sleep 60") { program, folder in
      let drawer = ChartDrawer(libraries: folder, python: program, timeout: 0.2)
      let drawings = drawer.draw(run, language: .en)
      #expect(drawings.diagnostics.map(\.code) == ["T721", "T721"])
      #expect(drawings.diagnostics.first?.detail == "the helper ended by signal 9")
    }
  }

  @Test("the helper's own words about a chart are kept")
  func words() throws {
    try pretend("echo '{\"id\":\"fig:trade.flows\",\"error\":\"bad field\"}'; exit 0") {
      program, folder in
      let drawings = ChartDrawer(libraries: folder, python: program).draw(run, language: .en)
      #expect(drawings.diagnostics.first?.arguments == ["figure": "fig:trade.flows"])
      #expect(drawings.diagnostics.first?.detail == "bad field")
    }
  }
}
