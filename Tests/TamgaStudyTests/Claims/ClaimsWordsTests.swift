import TamgaAudit
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Words of the claims audit") struct ClaimsWordsTests {
  private func key(_ list: String, _ code: String) -> String {
    "claims.\(list).\(code.replacing("_", with: "-").replacing(" ", with: "-"))"
  }

  @Test("every code of the engine has its word in every language", arguments: Language.allCases)
  func words(language: Language) throws {
    var keys = Verdict.allCases.map { key("verdict", $0.rawValue) }
    keys += Verdict.allCases.filter { ![.rounding, .contradicted].contains($0) }
      .map { key("why", $0.rawValue) }
    for kind in VerdictKind.allCases {
      let isRounding = [.inputs, .truncated, .intermediates].contains(kind)
      let verdict = isRounding ? Verdict.rounding : .contradicted
      keys += ["verdict", "why"].map { key($0, "\(verdict.rawValue).\(kind.rawValue)") }
    }
    keys += WeakReason.allCases.map { key("weak", $0.rawValue) }
    keys += DigitEdit.allCases.map { key("edit", $0.rawValue) }
    keys += LexiconWord.allCases.map { key("word", $0.rawValue) }
    keys += ImpactEffect.allCases.map { key("impact", $0.rawValue) }
    keys += [PrintedReading.Kind.printed, .otherStyle, .lostSeparator, .letters]
      .map { key("reading", $0.rawValue) }
    keys += [Repair.Status.suggestion, .proposed, .unique, .confirmed]
      .map { key("repair.status", $0.rawValue) }
    keys += [ExternalVerdict.match, .otherVintage, .differs].map { key("external", $0.rawValue) }
    let modifiers = [
      "ambiguous", "reading", "pp_as_percent", "base_extreme", "convention", "vintage.mixed",
      "wording.causal", "range.sampled",
    ]
    keys += modifiers.map { key("modifier", $0) }
    let entries = try StringCatalog.catalog(of: language).entries
    #expect(keys.filter { entries[$0] == nil } == [])
  }
}
