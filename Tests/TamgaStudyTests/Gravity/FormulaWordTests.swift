import Foundation
import TamgaData
import TamgaGravity
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("What formulas expect, in the reader's language")
struct FormulaWordTests {
  private func diagnostic(_ formula: String) throws -> Diagnostic {
    let specification = ModelSpecification(
      source: .file(URL(fileURLWithPath: "x.csv")), formula: formula)
    let error = #expect(throws: FormulaError.self) { try Formula(formula) }
    return ModelFailure(specification).diagnostic(try #require(error))
  }

  @Test(
    "the engine's words are spoken in every language",
    arguments: [
      "y ~", "y ~ x x", "y ~ i(f, ref = )", "y ~ x | log(f)", "y ~ x | f | 1 ~ z",
      "y ~ I(a < b < c)", "y ~ I(i(f))", "y ~ -sw(a, b)", "y ~ sw(a, b):x", "y ~ (sw(a, b) + x)",
      "y ~ 2:x", "y ~ 2", "y ~ (a + b)^2",
    ])
  func words(formula: String) throws {
    let diagnostic = try diagnostic(formula)
    #expect(["T504", "T507"].contains(diagnostic.code))
    let spoken = diagnostic.arguments.values.filter { $0.hasPrefix("@{") }
    #expect(!spoken.isEmpty, "\(diagnostic.arguments)")
    let english = DiagnosticCatalog.standard.text(of: diagnostic, in: .en)
    for language in [Language.ru, .kk, .ky] {
      let text = DiagnosticCatalog.standard.text(of: diagnostic, in: language)
      #expect(!(text.message + text.fix).contains("@{"))
      for word in spoken {
        let key = String(word.dropFirst(2).prefix { $0 != ":" && $0 != "}" })
        let own = try Localiser(language: language).text(Message(key, ["name": .text("")]))
        #expect(own != (try Localiser(language: .en).text(Message(key, ["name": .text("")]))))
      }
      #expect(text.message != english.message)
    }
  }

  @Test("why rows left the sample and why separation is open, in words; codes in JSON")
  func accounts() throws {
    let account = FormulaWords.account([("singleton", nil, 2), ("missing", "gdp", 3)])
    let diagnostic = Diagnostic("T517", ["account": account, "separated_rows": "0"])
    let english = DiagnosticCatalog.standard.text(of: diagnostic, in: .en).message
    #expect(english.hasSuffix("singleton: 2, missing value (gdp): 3"))
    let json = DiagnosticRenderer(language: .ru).json(diagnostic)
    #expect(json["arguments"]?["account"] == "singleton: 2, missing (gdp): 3")
    #expect(json["message"]?.string?.contains("singleton") == false)
    for doubt in SeparationDoubt.allCases {
      let note = Diagnostic(
        "T548", ["rows": "1", "reason": DiagnosticWord("gravity.doubt.\(doubt.rawValue)").argument])
      for language in Language.allCases {
        #expect(
          !DiagnosticCatalog.standard.text(of: note, in: language).message.contains("gravity.doubt")
        )
      }
    }
    for reason in PruneReason.allCases {
      #expect(try Localiser(language: .ky).has("regression.drop.\(reason.rawValue)"))
    }
    for drop in [
      RowDrop.userFilter, .missing("x"), .missingCluster("x"), .logNonpositive("x"),
      .nonFinite("x"), .negativeWeight("x"),
    ] {
      let word = FormulaWords.account([(drop.code, drop.name, 1)])
      let text = DiagnosticCatalog.standard.text(
        of: Diagnostic("T517", ["account": word, "separated_rows": "0"]), in: .kk)
      #expect(!text.message.contains("@{"), "\(drop)")
    }
  }
}
