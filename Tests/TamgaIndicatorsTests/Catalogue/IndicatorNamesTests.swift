import TamgaIndicators
import TamgaPresent
import Testing

@Suite("Names of indicators") struct IndicatorNamesTests {
  @Test("every indicator and rule has a text in every language", arguments: Language.allCases)
  func names(language: Language) throws {
    let localiser = try Localiser(language: language)
    for indicator in IndicatorCatalogue.all {
      #expect(localiser.has(indicator.nameKey), "\(indicator)")
      #expect(!localiser.text(indicator.nameKey).isEmpty)
    }
    for rule in ZeroRule.allCases { #expect(localiser.has("zero-rule." + rule.rawValue)) }
    for rule in VarianceRule.allCases { #expect(localiser.has("variance-rule." + rule.rawValue)) }
  }

  @Test("no two indicators have one name", arguments: Language.allCases)
  func unique(language: Language) throws {
    let localiser = try Localiser(language: language)
    let names = Dictionary(grouping: IndicatorCatalogue.all) { localiser.text($0.nameKey) }
    for (name, indicators) in names { #expect(indicators.count == 1, "\(name): \(indicators)") }
  }
}
