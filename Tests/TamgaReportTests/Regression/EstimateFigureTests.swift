import Foundation
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Figures of estimates") struct EstimateFigureTests {
  private let source = SourceReference(dataset: "test", citation: "Made up")

  private func run(_ figure: EstimateFigure) -> RunResult {
    var run = SampleRun.make()
    run.results = [
      AnalysisResult(
        step: "gravity", title: figure.figure.finding, values: figure.values,
        figures: [figure.figure])
    ]
    return run
  }

  @Test("coefficients stand in falling order with their intervals, ids follow the grammar")
  func coefficients() throws {
    let table = try SampleModels.table()
    let made = try #require(
      table.coefficientFigure(column: 2, id: "gravity.logs", sources: [source]))
    #expect(made.figure.kind == .interval && made.figure.id == "fig:gravity.logs")
    #expect(made.figure.table.rows.map { $0[0] } == [.text("rta"), .text("=border_x")])
    for record in made.values { #expect(ValueID(record.id.text) == record.id) }
    #expect(made.values[0].interval?.level == 0.95)
    let edition = try Edition(run(made), language: .en)
    try edition.checkReferences()
    #expect(edition.plain(made.figure.subtitle).contains("time (20 clusters)"))
    let spec = try ChartSpec.vegaLite(made.figure, in: edition, width: .wide)
    let rows = try #require(spec["data"]?["values"]?.array)
    #expect(rows.map { $0["name"]?.string } == ["rta", "=border_x"])
    #expect(rows[1]["low"] == .number(0.05 - ReferenceLaw.student(19).critical() * 0.04))
    #expect(table.coefficientFigure(column: 3, id: "x", sources: []) == nil)
  }

  @Test("country effects are ranked; the middle of a long list is left out and counted")
  func ranked() throws {
    let codes = (0..<9).map { EntityCode("C0\($0)") }
    let effects = codes.enumerated().map { place, code in
      (
        country: code, estimate: Double((place * 5) % 9) - 4,
        interval: place == 0
          ? nil : Interval(lower: -5, upper: 6, level: 0.95, method: "draws")
      )
    }
    let made = try #require(
      EstimateFigure.ranked(
        id: "ge.output", effects: effects, what: Message("regression.part.estimate"),
        subtitle: Message("regression.none"), unit: "pct", digits: 2, sources: [source], limit: 5))
    #expect(made.figure.table.rows.count == 5)
    let numbers = made.figure.table.rows.compactMap { row -> Double? in
      guard case .value(let id) = row[1],
        case .real(let value)? = made.values.first(where: { $0.id == id })?.value
      else { return nil }
      return value
    }
    #expect(numbers == [4, 3, 2, -3, -4])
    #expect(made.figure.notes == [Message("regression.note.leftOut", ["n": .count(4)])])
    let edition = try Edition(run(made), language: .en)
    #expect(
      edition.plain(made.figure.finding) == "Estimate: C08 highest, C00 lowest"
        || edition.plain(made.figure.finding).hasPrefix("Estimate: C0"))
    #expect(made.figure.table.rows.last?[2] == .blank)
    _ = try ChartSpec.vegaLite(made.figure, in: edition, width: .narrow)
  }

  @Test("names with separators get codes of their own")
  func codes() throws {
    let items = ["lag(rta,1)", "lag(rta.1)", "a=b"].map {
      EstimateFigure.Item(label: .text($0), code: $0, estimate: 1, interval: nil)
    }
    let texts = EstimateFigure.Texts(
      finding: Message("regression.none"), subtitle: Message("regression.none"),
      axis: Message("regression.none"), summary: Message("regression.none"))
    let made = try #require(
      EstimateFigure(
        id: "x", items: items, texts: texts, unit: "1", digits: 2, sources: [source]))
    #expect(made.values.map { $0.id.keys["of"] } == ["lag.rta.1.", "lag.rta.1.-2", "a.b"])
    let bad = EstimateFigure.Item(
      label: .text("a"), code: "a", estimate: .nan, interval: nil)
    #expect(
      EstimateFigure(id: "x", items: [bad], texts: texts, unit: "1", digits: 2, sources: []) == nil)
    #expect(
      EstimateFigure(id: "x", items: [], texts: texts, unit: "1", digits: 2, sources: []) == nil)
  }

  @Test(
    "a figure alone is drawn as SVG where the component is installed",
    .enabled(if: ChartDrawerTests.isInstalled))
  func standalone() throws {
    let table = try SampleModels.table()
    let made = try #require(
      table.coefficientFigure(column: 0, id: "gravity.base", sources: [source]))
    let drawings = ChartDrawer(libraries: ChartDrawerTests.libraries)
      .draw(made.figure, values: made.values, language: .ru)
    #expect(drawings.diagnostics.isEmpty)
    let svg = try #require(drawings.svg["fig:gravity.base"])
    #expect(svg.hasPrefix("<svg") && svg.contains("log_tariff") && svg.contains("−2,123"))
  }
}
