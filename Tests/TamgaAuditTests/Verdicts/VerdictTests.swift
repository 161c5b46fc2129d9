import TamgaAudit
import TamgaPresent
import Testing

@Suite("Verdicts")
struct VerdictTests {
  /// One claim over a table of two years.
  private func claim(_ value: String, _ unit: String, _ expression: String) throws -> ClaimResult {
    let text =
      head + """
        tables:
          T1:
            where: "Table 1"
            unit: "mln USD"
            grid: 1
            columns: [x, m, s]
            column_units: {s: "%"}
            row_parts: [partner, period]
            cells:
              kg.2022: ["119.6", "80.0", "2.4"]
              kg.2021: ["100.0", "50.0", "2.0"]
              kg.2020: ["90.0", "41.3", "1.7"]
              uz.2022: ["300.0", "210.0", "6.1"]
        claims:
          - {id: c, quote: "q", says: {value: "\(value)", unit: "\(unit)"}, expr: "\(expression)"}

        """
    return try #require(try checked(text).claim("c"))
  }

  @Test(
    "each verdict by its definition",
    arguments: [
      // 100 (119.6/100 − 1) = 19.6: inside [19.55, 19.65].
      ("19.6", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", Verdict.reproduced, VerdictKind?.none),
      // The range over 119.6 ± 0.05 and 100.0 ± 0.05 is [19.49, 19.71]: it meets [19.65, 19.75].
      ("19.7", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .rounding, .inputs),
      // 100 (100/90 − 1) = 11.11; 11.1 rounds; 41.3/90 = 45.89 cut off to 45.8.
      ("45.8", "%", "share(T1.m[kg.2020], T1.x[kg.2020])", .rounding, .inputs),
      ("45.88", "%", "share(41.3, 90)", .rounding, .truncated),
      ("21.3", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .contradicted, .arithmetic),
      // (119.6 − 100)/119.6 = 16.39: the later year as the base.
      ("16.4", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .contradicted, .base),
      ("119.6", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .contradicted, .base),
      ("-19.6", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .contradicted, .sign),
      ("119.6", "bln USD", "T1.x[kg.2022]", .contradicted, .unit),
      // 100 (2.4/2.0 − 1) = 20: percent where points are said.
      ("20.0", "pp", "pp(T1.s[kg.2022], T1.s[kg.2021])", .contradicted, .point),
      // 100 (119.6/90 − 1) = 32.89: the year before as the base.
      ("32.9", "%", "growth(T1.x[kg.2022], T1.x[kg.2021])", .contradicted, .period),
    ])
  func verdicts(
    value: String, unit: String, expression: String, verdict: Verdict, sub: VerdictKind?
  ) throws {
    let result = try claim(value, unit, expression)
    #expect(result.verdict == verdict)
    #expect(result.sub == sub)
  }

  @Test("points printed as percent reproduce and are marked")
  func pointsAsPercent() throws {
    let result = try claim("0.4", "%", "pp(T1.s[kg.2022], T1.s[kg.2021])")
    #expect(result.verdict == .reproduced)
    #expect(result.modifiers.contains("pp_as_percent"))
  }

  @Test("the range is exact where a cell occurs twice")
  func rangeOfShareOfSum() throws {
    // 100 x/(x + m): at the ends 119.55/(119.55 + 80.05) and 119.65/(119.65 + 79.95).
    let result = try claim("59.9", "%", "share(T1.x[kg.2022], T1.x[kg.2022] + T1.m[kg.2022])")
    let range = try #require(result.range?.interval)
    #expect(abs(range.low - 100 * 119.55 / 199.6) < 1e-9)
    #expect(abs(range.high - 100 * 119.65 / 199.6) < 1e-9)
  }

  @Test("missing is not zero: a claim over a cell that is not printed is not derivable")
  func missing() throws {
    let text =
      head + """
        tables:
          T1: {columns: [x], cells: {"2022": ["–"], "2021": ["5"]}}
        claims:
          - {id: c, quote: "q", says: {value: "3"}, expr: "T1.x[2022] + T1.x[2021]"}
          - {id: z, quote: "q", says: {value: "3", unit: "%"}, expr: "growth(T1.x[2021], 0)"}

        """
    let report = try checked(text)
    #expect(report.claim("c")?.verdict == .notDerivable)
    #expect(report.claim("c")?.missing == ["T1.x[2022]"])
    #expect(report.claim("z")?.verdict == .notDerivable)
  }

  @Test("the same quantity printed twice with other digits is contradicted")
  func internalDisagreement() throws {
    let text =
      head + """
        claims:
          - {id: a, quote: "q", says: {value: "327", unit: "mln USD"}, needs: "a table"}
          - {id: b, quote: "q", says: {value: "0.33", unit: "bln USD"}, same_as: [a]}
          - {id: c, quote: "q", says: {value: "372", unit: "mln USD"}, same_as: [a]}

        """
    let report = try checked(text)
    #expect(report.claim("a")?.verdict == .notDerivable)
    #expect(report.claim("b")?.verdict == .reproduced)
    #expect(report.claim("c")?.verdict == .contradicted)
    #expect(report.claim("c")?.sub == .internal)
    #expect(report.claim("c")?.disagreements == ["@a"])
  }

  @Test("a number that follows from printed intermediates is explained by them")
  func intermediates() throws {
    // 202/197.5 = 102.28; from the cells 102.38.
    let text =
      head + """
        tables:
          T1:
            unit: "mln USD"
            columns: [x, m]
            cells:
              "2023": ["1147.24", "541.00"]
              "2020": ["581.00", "267.60"]
        claims:
          - {id: m, quote: "q", says: {value: "202", unit: "%"}, expr: "index(T1.m[2023], T1.m[2020])"}
          - {id: x, quote: "q", says: {value: "197.5", unit: "%"}, expr: "index(T1.x[2023], T1.x[2020])"}
          - {id: i, quote: "q", says: {value: "102.28", unit: "%"}, expr: "index(index(T1.m[2023], T1.m[2020]), index(T1.x[2023], T1.x[2020]))"}

        """
    let result = try #require(try checked(text).claim("i"))
    #expect(result.verdict == .rounding)
    #expect(result.sub == .intermediates)
  }

  @Test("words are tested by their thresholds, and say so")
  func words() throws {
    let text =
      head + """
        tables:
          T1: {columns: [x], unit: "mln USD", cells: {a: ["100"], b: ["198"], c: ["101"], d: ["96"]}}
        claims:
          - {id: double, quote: "q", says: {about: nearly_doubled}, expr: "fold(T1.x[b], T1.x[a])"}
          - {id: twice, quote: "q", says: {about: nearly_doubled}, expr: "growth(T1.x[b], T1.x[a])"}
          - {id: same, quote: "q", says: {about: unchanged}, expr: "growth(T1.x[c], T1.x[a])"}
          - {id: not, quote: "q", says: {about: unchanged}, expr: "growth(T1.x[b], T1.x[a])"}
          - {id: over, quote: "q", says: {bound: "> 97"}, expr: "T1.x[d]"}
          - {id: order, quote: "q", kind: order, expr: "T1.x[b] > T1.x[c] > T1.x[d]"}
          - {id: falls, quote: "q", kind: order, expr: "decreasing(T1.x[a, b])"}

        """
    let report = try checked(text)
    let verdicts = ["double", "twice", "same", "not", "over", "order", "falls"].map {
      report.claim($0)?.verdict
    }
    #expect(
      verdicts == [
        .reproduced, .reproduced, .reproduced, .contradicted, .contradicted, .reproduced,
        .contradicted,
      ])
    #expect(report.claim("same")?.modifiers.contains("convention") == true)
    #expect(report.claim("over")?.sub == .bound)
  }

  @Test("GRIM: a mean of whole numbers that cannot print so")
  func grim() throws {
    // Brown and Heathers (2017): 3.45 of n = 10 is possible as no k/10 rounds to it: impossible;
    // 3.45 of n = 20 is 69/20.
    let text =
      head + """
        numbers:
          - {id: m, value: "3.45"}
        claims:
          - {id: ten, quote: "q", kind: test_statistic, expr: "grim(@m, 10)"}
          - {id: twenty, quote: "q", kind: test_statistic, expr: "grim(@m, 20)"}

        """
    let report = try checked(text)
    #expect(report.claim("ten")?.verdict == .contradicted)
    #expect(report.claim("twenty")?.verdict == .reproduced)
  }

  @Test("p-values follow from printed statistics")
  func probabilities() throws {
    // Student's t: P(|T| > 2.571, 5) = 0.05; F: P(F > 4.965, 1, 10) = 0.05 (tables of any text).
    let text =
      head + """
        claims:
          - {id: t, quote: "q", says: {value: "0.050"}, expr: "p_t(2.571, 5)"}
          - {id: f, quote: "q", says: {value: "0.050"}, expr: "p_f(4.965, 1, 10)"}
          - {id: r, quote: "q", says: {value: "0.050"}, expr: "p_r(0.754, 7)"}

        """
    let report = try checked(text)
    for id in ["t", "f", "r"] { #expect(report.claim(id)?.verdict == .reproduced, "\(id)") }
  }
}
