import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("The correlation of two series") struct CorrelationPresentationTests {
  private static let years = (2010..<2024).map(String.init)

  private func run(x: [String?], y: [String?], printed: String? = nil) throws -> AnalysisResult {
    let points = [
      "x": zip(Self.years, x).map { Made.number("KAZ", "rent", $0, $1, unit: "1") },
      "y": zip(Self.years, y).map { Made.flow("KAZ:KGZ", "X", $0, $1) },
      "printed": printed.map {
        [Made.number("KAZ", "published.r", "2023", $0, unit: "1", dataset: "published.made")]
      } ?? [],
    ]
    return try PreparedStep.reading("stats.correlation", AnalysisCase.correlation.parameters)
      .run(Tables(points))
  }

  private func value(_ result: AnalysisResult, _ name: String) -> ResultValue? {
    result.record("v:correlation.\(name)@step=made")?.value
  }

  @Test("Pearson's r by hand, with n and t") func pearson() throws {
    // Σ(x−x̄)(y−ȳ) = 8, Σ(x−x̄)² = 10, Σ(y−ȳ)² = 10.
    let result = try run(x: ["1", "2", "3", "4", "5"], y: ["1", "2", "4", "3", "5"])
    let r = try #require(value(result, "pearson.r")?.double)
    #expect(abs(r - 0.9) < 1e-15)
    #expect(value(result, "pearson.n") == .exact(5))
    let t = try #require(value(result, "pearson.t")?.double)
    #expect(abs(t - 0.9 * (3 / (1 - 0.81)).squareRoot()) < 1e-12)
    #expect(abs((value(result, "spearman.r")?.double ?? 0) - 0.9) < 1e-15)
    #expect(abs((value(result, "kendall.r")?.double ?? 0) - 0.8) < 1e-15)
    // Changes of x are all 1: their correlation is not defined.
    #expect(value(result, "first-differences.r") == .missing("no-variation"))
  }

  @Test("five years are a weak finding, however high the coefficient") func weak() throws {
    let result = try run(
      x: ["1", "2", "3", "4", "6"], y: ["1", "2", "3.1", "4", "6"], printed: "1.00")
    let kinds = Dictionary(uniqueKeysWithValues: result.findings.map { ($0.id, $0.kind) })
    #expect(kinds["made.strength"] == .weak && kinds["made.printed"] == .reproduced)
    #expect(result.record("v:correlation.pearson.r@step=made")?.marks == ["small-n"])
    let codes = result.diagnostics.map(\.code)
    #expect(codes.contains("T313") && Set(codes).count == codes.count)
    for diagnostic in result.diagnostics {
      #expect(DiagnosticCatalog.standard.entries[diagnostic.code] != nil)
      let text = DiagnosticCatalog.standard.text(of: diagnostic, in: .en)
      #expect(!(text.message + text.why + text.fix).contains("{"), "\(diagnostic.code)")
    }
  }

  @Test("fourteen years that move together are no weak finding") func strong() throws {
    let x = (1...14).map { String($0 * $0) }
    let y = (1...14).map { String($0 * $0 + ($0 % 3)) }
    let result = try run(x: x, y: y)
    let strength = try #require(result.findings.first { $0.id == "made.strength" })
    #expect(strength.kind == .statement && strength.message.key == "correlation.finding.strong")
    #expect(result.values.allSatisfy { !$0.marks.contains("small-n") })
  }

  @Test("a printed coefficient that does not follow is a difference") func printed() throws {
    let result = try run(
      x: ["1", "2", "3", "4", "5"], y: ["1", "2", "4", "3", "5"], printed: "0.95")
    let finding = try #require(result.findings.first { $0.id == "made.printed" })
    #expect(finding.kind == .differs && finding.message.key == "correlation.finding.differs")
  }

  @Test("a year with one number is shown and left out of the statistics") func gaps() throws {
    let result = try run(
      x: ["1", "2", nil, "4", "6", "5"], y: ["1", "3", "9", "4", nil, "5.5"])
    #expect(result.tables[0].rows.count == 6)
    #expect(value(result, "pearson.n") == .exact(4))
    #expect(result.record("v:correlation.pearson.r@step=made")?.observations == 4)
  }

  @Test("a series that does not vary has no coefficient and no finding") func constant() throws {
    let result = try run(x: ["1", "2", "3", "4"], y: ["5", "5", "5", "5"])
    #expect(value(result, "pearson.r") == .missing("no-variation"))
    #expect(result.findings.isEmpty && result.figures.isEmpty)
  }

  @Test("parts of a year do not enter") func partial() throws {
    var points = AnalysisCase.correlation.points
    points["x"]?.append(Made.number("KAZ", "rent", "2023-YTD08", "99", unit: "1"))
    let step = try AnalysisCase.correlation.step()
    #expect(try step.run(Tables(points)) == step.run(Tables(AnalysisCase.correlation.points)))
  }

  @Test("an indicator without a name of its own is shown by its id") func names() throws {
    let result = try AnalysisCase.correlation.step().run(Tables(AnalysisCase.correlation.points))
    #expect(result.title.arguments["x"] == .text("rent"))
    #expect(result.title.arguments["y"] == .message(Message("flow.X")))
    let named = AnalysisCase.correlation.parameters.replacing(
      "{indicator: rent", with: "{title: {en: rent of a stall}, indicator: rent")
    let other = try PreparedStep.reading("stats.correlation", named)
      .run(Tables(AnalysisCase.correlation.points))
    #expect(other.title.arguments["x"] == .name(["en": "rent of a stall"]))
  }
}
