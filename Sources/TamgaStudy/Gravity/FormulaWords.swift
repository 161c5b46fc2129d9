internal import TamgaPresent

/// What formulas and changes expect or refuse, as words of the string catalogue.
///
/// Signs and pieces of formulas stay as they are: they are the same in every language.
enum FormulaWords {
  /// The word as an argument of a diagnostic.
  static func argument(_ word: String) -> String {
    if let key = whole[word] { return DiagnosticWord(key).argument }
    for (ending, key) in endings where word.hasSuffix(ending) {
      return DiagnosticWord(key, name: String(word.dropLast(ending.count))).argument
    }
    return word
  }

  /// Why rows left the sample, as an argument of a diagnostic.
  static func account(_ dropped: [(code: String, name: String?, rows: Int)]) -> String {
    let reasons = dropped.map { entry in
      let code = entry.code == "negative-weight" ? "negative" : entry.code
      return DiagnosticWord("regression.drop." + code).argument
        + (entry.name.map { " (\($0))" } ?? "") + ": \(entry.rows)"
    }
    return reasons.isEmpty ? "0" : reasons.joined(separator: ", ")
  }

  private static let whole: [String: String] = [
    "models": "gravity.word.models", "nesting": "gravity.word.nesting",
    "characters": "gravity.word.characters", "terms": "gravity.word.terms",
    "a level": "gravity.word.level", "the end of the formula": "gravity.word.end",
    "a column, a number or a function": "gravity.word.operand",
    "',' or ')'": "gravity.word.comma-or-bracket",
    "a slope in a cluster": "gravity.word.slope-in-cluster",
    "a function as an effect": "gravity.word.function-as-effect",
    "a column of the data": "gravity.word.column", "a constant": "gravity.word.constant",
    "endogenous ~ instruments": "gravity.word.instruments",
    "a second comparison": "gravity.word.second-comparison",
    "i(…) as a term of its own, or in a product f:x": "gravity.word.i-alone",
    "c(y1, y2) on the left, or after ref =": "gravity.word.c-left",
    "one stepwise list beside another": "gravity.word.stepwise",
    "a constant in a product": "gravity.word.constant-in-product",
    "a number as a term": "gravity.word.number-as-term",
    "1 or 0 for the constant, I(2*x)": "gravity.word.constant-or-arithmetic",
    "arithmetic with a bracket of terms": "gravity.word.arithmetic-of-terms",
    "a variable": "gravity.word.variable", "a country": "gravity.word.country",
    "a closing `": "gravity.word.closing-quote", "a number": "gravity.word.number",
    "between, from, to, except or where": "gravity.word.scopes",
    "between, from, to, except, where or ;": "gravity.word.scopes-or-semicolon",
    "=, *, + or -": "gravity.word.operators",
    "=, !=, <, <=, > or >=": "gravity.word.comparisons",
  ]

  /// Words behind something that was written.
  private static let endings: [(String, String)] = [
    (" between + signs", "gravity.word.between-signs"),
    (" in a product", "gravity.word.in-product"),
    (" inside brackets", "gravity.word.in-brackets"),
  ]
}
