import TamgaPresent
import Testing

@testable import TamgaAudit

@Suite("Functions of the claims language") struct FunctionTests {
  /// x = 100, 110, 99; y = 3, 5, 4; worked by hand.
  static let values: [(String, Double)] = [
    ("sum(T.x[a..c])", 309), ("mean(T.x[a..c])", 103), ("min(T.x[a..c])", 99),
    ("max(T.x[a..c])", 110), ("count(T.x[*])", 3), ("count(T.y[*])", 4),
    ("sum(T.x[a], T.x[c], 1)", 200),
    ("wmean(T.x[a..c], T.y[a..c])", 1246.0 / 12), ("growth(T.x[b], T.x[a])", 10),
    ("index(T.x[b], T.x[a])", 110), ("ratio(T.x[b], T.x[a])", 1.1), ("fold(T.x[b], T.x[a])", 1.1),
    ("share(T.x[a], T.x[c])", 10_000.0 / 99), ("pp(T.s[b], T.s[a])", 10),
    // 100 (√1.1 − 1)
    ("cagr(T.x[a], T.x[b], 2)", 4.880884817015), ("mean_growth(T.x[a..c])", 0),
    // 100 ln 1.1
    ("logdiff(T.x[b], T.x[a])", 9.531017980432),
    ("turnover(T.x[a], T.x[b])", 210), ("balance(T.x[a], T.x[b])", -10),
    ("coverage(T.x[a], T.x[b])", 1000.0 / 11), ("hhi(T.y[a..c])", 50.0 / 144),
    // Σ dx dy = 10, Σ dx² = 74, Σ dy² = 2
    ("pearson(T.x[a..c], T.y[a..c])", 0.821994936527), ("slope(T.x[a..c], T.y[a..c])", 10.0 / 74),
    // ranks 2 3 1 and 1 3 2: 1 − 6 · 2 / 24
    ("spearman(T.x[a..c], T.y[a..c])", 0.5), ("rank(T.x[a], T.x[a..c])", 2),
    ("rank(T.x[b], T.x[a..c])", 1), ("rank(T.x[c], T.x[a..c])", 3),
    ("abs(T.x[a] - T.x[b])", 10), ("sqrt(T.y[c])", 2), ("ln(T.x[a] / T.x[a])", 0),
    ("round(T.x[a] / T.y[a], 1)", 33.3), ("round(0 - T.y[b] / 2, 0)", -3),
    ("T.y[a] ^ 2", 9), ("-T.y[a] ^ 2", -9), ("T.y[a] ^ -1", 1.0 / 3),
    ("2 ^ 3 ^ 2 + T.y[a] * 0", 512),
    ("T.x[c..a] * 0 + 1", .nan),
    // Tables of Student's t and of F: 2.228 (10) and 4.965 (1, 10) at 5 %
    ("round(p_t(2.228139, 10), 6)", 0.05), ("round(p_f(4.964603, 1, 10), 6)", 0.05),
    // Critical r of ten pairs at 5 %: 0.6319
    ("round(p_r(0.631897, 10), 6)", 0.05),
  ]

  @Test("Values by hand and from tables", arguments: values)
  func value(text: String, expected: Double) throws {
    guard !expected.isNaN else {
      #expect(throws: (any Error).self) { try ModelSample(text) }
      return
    }
    let found = try ModelSample(text).value
    let value = try #require(found)
    #expect(abs(value - expected) <= 1e-10 * max(1, abs(expected)), "\(value)")
  }

  static let conditions: [(String, Fit)] = [
    ("T.x[b] > T.x[a] > T.x[c]", .reproduced), ("T.x[a] > T.x[b]", .contradicted),
    ("T.x[b] > T.x[a] and T.y[b] > T.y[a]", .reproduced),
    ("T.x[b] > T.x[a] and T.y[b] < T.y[a]", .contradicted),
    ("increasing(T.kg[*])", .reproduced), ("decreasing(T.kg[*])", .contradicted),
    ("increasing(T.x[a..c])", .contradicted), ("decreasing(T.kg[d..a])", .reproduced),
    ("T.x[a] + T.x[b] = 210", .reproduced), ("T.x[a] = 100.4", .reproduced),
    ("T.x[a] = 100.6", .contradicted), ("T.x[a] > 100.4", .inputs),
    ("increasing(T.x[*])", .missing),
    // Brown and Heathers (2017): no mean of 28 whole numbers prints as 5.19, one prints as 5.18
    ("grim(@mean, 28)", .contradicted), ("grim(@mean2, 28)", .reproduced),
  ]

  @Test("Conditions and GRIM", arguments: conditions)
  func condition(text: String, fit: Fit) throws {
    #expect(try ModelSample(text).evaluation.fit == fit)
  }

  static let refused: [(String, String, String)] = [
    ("round(T.x[a], 1.5)", "…", "0 … 15"), ("pearson(T.x[a..b], T.y[a..c])", "3", "2"),
    ("mean_growth(T.x[a])", "1", "2"), ("count(1)", "12.5", "T1.x[…]"),
    ("grim(T.x[a] + 1, 5)", "…", "T1.x[…]"), ("growth(T.x[*], T.x[a])", "4", "1"),
    ("1 + increasing(T.x[*])", "increasing", "12.5"), ("sum((T.x[a] = 1))", "=", "12.5"),
    ("T.x[a] = 1 and T.x[a]", "12.5", "="),
  ]

  @Test("Arguments of the wrong kind", arguments: refused)
  func misused(text: String, found: String, expected: String) throws {
    let fault = try #require(ClaimsSample.fault(Self.file(text)))
    #expect(fault.code == "T651")
    #expect(fault.arguments == ["found": found, "expected": expected])
  }

  static func file(_ expression: String) -> String {
    """
    tamga: claims/1
    document: {id: d}
    tables:
      T: {columns: [x, y], cells: {a: ["1", "2"], b: ["2", "3"], c: ["3", "4"], d: ["4", "5"]}}
    claims:
      - {id: c, quote: q, expr: '\(expression)'}
    """
  }
}
