import TamgaPresent
import Testing

@testable import TamgaAudit

@Suite("Units of expressions") struct UnitCheckTests {
  /// usd = 5, 10, 20 mln; kusd = 4000, 6000, 1000 thousand; s in %; kg in t.
  static let values: [(String, Double, String)] = [
    ("T.usd[a] + T.kusd[a]", 9e6, "mln USD"), ("T.kusd[a] + T.usd[a]", 9e6, "thousand USD"),
    ("T.usd[a] + 5", 10e6, "mln USD"), ("5 + T.usd[a]", 10e6, "mln USD"),
    ("T.kusd[a] - 1000", 3e6, "thousand USD"), ("growth(T.usd[b], 5)", 100, "%"),
    ("growth(T.usd[b], T.kusd[a])", 150, "%"), ("share(T.kusd[a], T.usd[b])", 40, "%"),
    ("ratio(T.usd[b], T.kusd[a])", 2.5, "1"), ("T.usd[b] / T.kusd[a]", 2.5, "1"),
    ("T.s[b] - T.s[a]", 10, "pp"), ("T.s[b] + T.s[a]", 30, "%"), ("pp(T.s[b], T.s[a])", 10, "pp"),
    ("T.s[a] + (T.s[c] - T.s[a])", 15, "%"),
    ("T.s[b] * T.usd[b]", 2e6, "mln USD"), ("T.usd[b] * T.s[b]", 2e6, "mln USD"),
    ("T.s[b] * T.s[a]", 2, "%"), ("T.usd[a] / T.s[b]", 25e6, "mln USD"),
    ("T.usd[a] / T.kg[a]", 250, "USD·kg^-1"), ("T.usd[a] * 2", 10e6, "mln USD"),
    ("2 * T.usd[a]", 10e6, "mln USD"),
    ("T.kusd[a] / 2", 2e6, "thousand USD"),
    ("T.usd[a] ^ 2", 25e12, "USD^2"), ("sum(T.usd[a..c])", 35e6, "mln USD"),
    ("sum(T.usd[a], T.kusd[a])", 9e6, "mln USD"),
    ("round(T.kusd[a] / 3, 0)", 1_333_000, "thousand USD"),
    ("balance(T.usd[a], T.kusd[a])", 1e6, "mln USD"), ("@n", 2.5e9, "bln USD"),
    ("rank(T.usd[a], T.kusd[a..c])", 2, "1"), ("-T.usd[a]", -5e6, "mln USD"),
    ("cagr(T.kusd[a], T.usd[b], 1)", 150, "%"),
  ]

  @Test("Values in base units and the unit they are shown in", arguments: values)
  func value(text: String, expected: Double, unit: String) throws {
    let sample = try ModelSample(text)
    let found = sample.value
    let value = try #require(found)
    #expect(abs(value - expected) <= 1e-12 * abs(expected), "\(value)")
    let shown = sample.claim.unit
    #expect(shown.name == unit)
  }

  static let clashes: [(String, String, String, String)] = [
    ("T.usd[a] ⟦+ T.s[a]", "", "mln USD", "%"), ("T.s[a] ⟦- T.kg[a]", "", "%", "t"),
    ("1 + ⟦growth(T.usd[a], T.s[a])", "", "mln USD", "%"),
    ("⟦share(T.kg[a], T.usd[a])", "", "t", "mln USD"),
    ("⟦pp(T.usd[b], T.usd[a])", "", "mln USD", "%"),
    ("⟦sum(T.usd[a], T.s[a])", "", "mln USD", "%"),
    ("⟦balance(T.usd[a], T.kg[a])", "", "mln USD", "t"),
    ("T.usd[a] > ⟦T.s[a]", "", "mln USD", "%"),
    ("⟦T.usd[a] * 1", "{value: \"5\", unit: \"%\"}", "%", "mln USD"),
    ("⟦growth(T.usd[b], T.usd[a])", "{value: \"5\", unit: USD}", "USD", "%"),
    ("⟦rank(T.usd[a], T.s[*])", "", "mln USD", "%"),
  ]

  @Test("What does not go together, with its column", arguments: clashes)
  func clash(text: String, says: String, left: String, right: String) throws {
    do {
      _ = try ModelSample(text.filter { $0 != "⟦" }, says: says)
      Issue.record("no clash")
    } catch let fault as Diagnostic {
      #expect(fault.code == "T650")
      #expect(fault.arguments == ["left": left, "right": right])
      // The expression begins behind `expr: '` at column 12.
      let offset = text.unicodeScalars.prefix { $0 != "⟦" }.count
      #expect(fault.place?.column == 12 + offset)
    }
  }

  @Test("Points that are printed as percent are marked, not refused")
  func points() throws {
    let percent = try ModelSample("pp(T.s[b], T.s[a])", says: "{value: \"10\", unit: \"%\"}")
    #expect(percent.claim.isPointsAsPercent)
    #expect(percent.evaluation.fit == .reproduced)
    let points = try ModelSample("pp(T.s[b], T.s[a])", says: "{value: \"10\", unit: pp}")
    #expect(!points.claim.isPointsAsPercent)
  }

  @Test("Scale words are turned into one another")
  func scales() throws {
    for (number, unit) in [("0.01", "bln USD"), ("10", "mln USD"), ("10000", "тыс. долл. США")] {
      let sample = try ModelSample("T.usd[b]", says: "{value: \"\(number)\", unit: \"\(unit)\"}")
      #expect(sample.evaluation.fit == .reproduced, "\(unit)")
    }
    let wrong = try ModelSample("T.usd[b]", says: "{value: \"10\", unit: \"bln USD\"}")
    #expect(wrong.evaluation.fit == .contradicted)
  }

  @Test("A claim without a unit is printed in the unit of its expression")
  func adopted() throws {
    let sample = try ModelSample(
      "T.usd[b]", says: "{value: \"10\"}",
      more: "  - {id: c2, quote: q, says: {value: \"15\"}, expr: '@c + T.usd[a]'}")
    #expect(sample.claim.unit.name == "mln USD")
    #expect(sample.evaluation.fit == .reproduced)
    let evaluator = Evaluator(numbers: PrintedNumbers(sample.model))
    #expect(evaluator.evaluate(sample.model.statements[1]).fit == .reproduced)
  }

  @Test("A tolerance is in the unit of the claim")
  func tolerance() throws {
    let text = "T.usd[b]'\n    tolerance: '0.5"
    #expect(
      try ModelSample(text, says: "{value: \"10.4\", unit: mln USD}").evaluation.fit == .reproduced)
    #expect(
      try ModelSample(text, says: "{value: \"10.6\", unit: mln USD}").evaluation.fit == .inputs)
    #expect(
      try ModelSample(text, says: "{value: \"12\", unit: mln USD}").evaluation.fit == .contradicted)
  }
}
