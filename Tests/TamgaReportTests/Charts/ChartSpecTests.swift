import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Chart specifications") struct ChartSpecTests {
  private func spec(
    _ id: String, _ language: Language = .en, width: ChartSpec.Width = .wide
  ) throws -> JSONValue {
    let run = SampleRun.make(language)
    let figure = try #require(run.results.flatMap(\.figures).first { $0.id == id })
    return try ChartSpec.vegaLite(figure, in: Edition(run, language: language), width: width)
  }

  @Test("the data are the table's numbers; a missing one is null and keeps its place")
  func data() throws {
    let lines = try spec("fig:trade.flows")
    let values = try #require(lines["data"]?["values"]?.array)
    #expect(values.count == 8)
    #expect(
      values.compactMap { $0["y"]?.double } == [560.1, 250.2, 680.2, 300.1, 759.3, 453.9, 1100.4])
    #expect(values[7]["y"] == .null && values[7]["x"] == "2023" && values[7]["series"] == "Imports")
    #expect(lines["encoding"]?["x"]?["scale"]?["domain"] == ["2020", "2021", "2022", "2023"])
  }

  @Test("years are ordinal; bars start at zero")
  func axes() throws {
    #expect(try spec("fig:trade.flows")["encoding"]?["x"]?["type"] == "ordinal")
    let bars = try spec("fig:trade.balance")
    #expect(bars["encoding"]?["y"]?["scale"]?["zero"] == true)
    #expect(try spec("fig:trade.partners")["encoding"]?["x"]?["scale"]?["zero"] == true)
  }

  @Test("texts and numbers are in the language, ticks get our locale")
  func language() throws {
    let russian = try spec("fig:trade.flows", .ru)
    let locale = russian["config"]?["locale"]?["number"]
    #expect(locale?["decimal"] == "," && locale?["thousands"] == "\u{A0}")
    #expect(locale?["minus"] == "\u{2212}")
    #expect(russian["data"]?["values"]?[0]?["series"] == "Экспорт")
    #expect(russian["data"]?["values"]?[6]?["shown"]?.string?.hasPrefix("1\u{A0}100,4") == true)
  }

  @Test("equal figures give equal specifications")
  func repeats() throws {
    for figure in SampleRun.make().results.flatMap(\.figures) {
      #expect(try spec(figure.id).text() == spec(figure.id).text())
    }
  }

  @Test("an interval has a line at zero when it spans zero")
  func zeroLine() throws {
    let layers = try #require(try spec("fig:regions.intervals")["layer"]?.array)
    #expect(layers.contains { $0["data"]?["values"]?[0]?["zero"] == 0 })
  }

  @Test("names at the ends of lines are moved apart")
  func endLabels() throws {
    var run = SampleRun.make()
    let close = ValueID("trade.imports", ["who": "KAZ", "partner": "KGZ", "t": "2023"])
    let index = try #require(run.results[0].values.firstIndex { $0.id == close })
    run.results[0].values[index].value = SampleRun.exact("1099.9")
    let chart = try ChartSpec.vegaLite(
      run.results[0].figures[0], in: Edition(run, language: .en), width: .wide)
    let labels = try #require(chart["layer"]?.array?.last?["data"]?["values"]?.array)
    let ends = labels.compactMap { $0["y"]?.double }
    #expect(ends.count == 2 && abs(ends[0] - ends[1]) > 40)
  }

  @Test("a column that the table has not is refused")
  func unknownColumn() throws {
    var run = SampleRun.make()
    let figure = run.results[0].figures[0]
    run.results[0].figures[0] = Figure(
      id: figure.id, kind: .line, finding: figure.finding, subtitle: figure.subtitle,
      table: figure.table, x: "month", y: figure.y, xTitle: figure.xTitle, yTitle: figure.yTitle,
      sources: figure.sources, summary: figure.summary)
    let error = #expect(throws: Diagnostic.self) {
      try ChartSpec.vegaLite(
        run.results[0].figures[0], in: Edition(run, language: .en), width: .wide)
    }
    #expect(error?.code == "T724")
    #expect(error?.arguments == ["figure": "fig:trade.flows", "column": "month"])
  }

  @Test(
    "ticks are plain below ten thousand, compact above",
    arguments: [
      (9_999.0, "format(datum.value, ',~f')"), (10_000, "' тыс.'"), (2e6, "' млн'"),
      (3e9, "' млрд'"),
      (5e12, "' трлн'"), (7e15, "' трлн'"),
    ])
  func ticks(largest: Double, expected: String) throws {
    let edition = try Edition(SampleRun.make(.ru), language: .ru)
    let expression = edition.tickExpression(for: [1, largest])
      .replacing("\u{A0}", with: " ")
    #expect(expression.hasSuffix(expected))
  }

  @Test("colours of series have 3:1 against the page; dashes, shapes and hexes differ")
  func palette() {
    for colour in ChartPalette.series + [ChartPalette.other] {
      #expect(Self.contrast(colour.hex, "#ffffff") >= 3, "\(colour.hex)")
    }
    #expect(Self.contrast(ChartPalette.label.hex, "#ffffff") >= 4.5)
    #expect(Set(ChartPalette.all.map(\.hex)).count == ChartPalette.all.count)
    #expect(Set(ChartPalette.dashes).count == ChartPalette.dashes.count)
    #expect(Set(ChartPalette.shapes).count == ChartPalette.shapes.count)
  }

  /// The contrast ratio of two colours by WCAG 2.
  static func contrast(_ first: String, _ second: String) -> Double {
    let lights = [first, second].map { hex -> Double in
      let number = Int(hex.dropFirst(), radix: 16) ?? 0
      let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }.sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }
}
