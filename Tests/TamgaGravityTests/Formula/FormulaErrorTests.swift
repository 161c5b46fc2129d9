import TamgaGravity
import Testing

@Suite("Formulas that are refused") struct FormulaErrorTests {
  private func refusal(_ text: String) -> FormulaError? {
    do throws(FormulaError) {
      _ = try Formula(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "the error names column and reason",
    arguments: [
      ("y", 2, FormulaError.Reason.expected("'~'", found: "")),
      ("", 1, .expected("a column, a number or a function", found: "")),
      ("y ~ ", 5, .expected("a column, a number or a function", found: "")),
      ("y ~ x +", 8, .expected("a column, a number or a function", found: "")),
      ("y ~ (x", 7, .expected("')'", found: "")),
      ("y ~ x)", 6, .expected("the end of the formula", found: ")")),
      ("y ~ x | a | b", 14, .expected("'~'", found: "")),
      ("y ~ x $ z", 7, .unexpectedCharacter("$")),
      ("y ~ `my column", 5, .unclosedQuote),
      ("y ~ 1e999", 5, .badNumber("1e999")),
      ("y ~ lgo(x)", 5, .unknownFunction("lgo", nearest: ["log"])),
      ("y ~ log(x, 2)", 5, .badArguments("log", usage: "log(x)")),
      ("y ~ lag(x, 1.5)", 12, .badArguments("lag", usage: "lag(x, 1)")),
      ("y ~ i(log(x))", 7, .badArguments("i", usage: "i(factor, x, ref = level)")),
      (
        "y ~ 2 + x", 5,
        .notAllowed("a number as a term", instead: "1 or 0 for the constant, I(2*x)")
      ),
      (
        "y ~ (a + b)^2", 5,
        .notAllowed("arithmetic with a bracket of terms", instead: "I((a + b)^2)")
      ),
      (
        "y ~ x | log(a)", 9, .notAllowed("a function as an effect", instead: "a column of the data")
      ),
      ("y ~ I(0 < x < 1)", 13, .notAllowed("a second comparison", instead: "(a < b) & (b < c)")),
      ("y ~ sw(a, b):x", 13, .notAllowed("sw(…) in a product", instead: "sw(a:x, b:x)")),
      ("y ~ x | e1 + e2 ~ z", 9, .tooFewInstruments(endogenous: 2, instruments: 1)),
      ("y ~ x | a[z", 12, .expected("']'", found: "")),
    ])
  func placeAndReason(text: String, column: Int, reason: FormulaError.Reason) throws {
    let error = try #require(refusal(text), "accepted: \(text)")
    #expect(error.reason == reason)
    #expect(error.place.column == column)
    #expect(error.source == .formula)
  }

  @Test("what would take too much time or memory is refused")
  func limits() {
    let deep = "y ~ I(" + String(repeating: "(", count: 5_000) + "x"
    #expect(refusal(deep)?.reason == .tooLarge(what: "nesting", limit: 100))
    let signs = "y ~ I(" + String(repeating: "-", count: 5_000) + "x)"
    #expect(refusal(signs)?.reason == .tooLarge(what: "nesting", limit: 100))
    let powers = "y ~ I(" + Array(repeating: "x", count: 5_000).joined(separator: "^") + ")"
    #expect(refusal(powers)?.reason == .tooLarge(what: "nesting", limit: 100))
    let steps = (1...40).map { "x\($0)" }.joined(separator: ", ")
    #expect(
      refusal("y ~ sw(\(steps)) + sw(\(steps)) | f")?.reason
        == .tooLarge(what: "models", limit: 1_000))
    let product = (1...20).map { "x\($0)" }.joined(separator: "*")
    #expect(refusal("y ~ \(product)")?.reason == .tooLarge(what: "terms", limit: 2_000))
    #expect(
      refusal(String(repeating: "y", count: 100_001))?.reason
        == .tooLarge(what: "characters", limit: 100_000))
  }

  @Test("damaged formulas are read or refused, never trapped", arguments: UInt64(0)..<300)
  func damaged(seed: UInt64) {
    var dice = FormulaDice(seed: seed)
    let text = dice.damaged()
    if let error = refusal(text) {
      #expect(error.place.column <= text.count + 1)
    }
  }
}
