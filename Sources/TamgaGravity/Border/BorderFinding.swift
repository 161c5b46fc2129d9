/// What the data at hand can or cannot identify, as a code with its numbers.
public struct BorderFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The effect is not identified; a number would mean nothing.
    case error
    /// It is identified by little, or with an assumption.
    case warning
  }

  /// What was found.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// No row has exporter and importer alike: a common border effect is absorbed.
    case noInternalRows = "gravity.border.no-internal-rows"
    /// Some countries have no internal row in some period; their border is not compared.
    case someInternalRowsMissing = "gravity.border.some-internal-rows-missing"
    /// Every value depends on exporter and period alone.
    case absorbedByExporterPeriod = "gravity.border.absorbed-by-exporter-period"
    /// Every value depends on importer and period alone.
    case absorbedByImporterPeriod = "gravity.border.absorbed-by-importer-period"
    /// Every value is a sum of an exporter-period and an importer-period part.
    case absorbedByCountryPeriods = "gravity.border.absorbed-by-country-periods"
    /// No pair's value changes over time: pair effects absorb it.
    case absorbedByPairs = "gravity.border.absorbed-by-pairs"
    /// The rows' values follow from the model's fixed effects together.
    case absorbedByAllEffects = "gravity.border.absorbed-by-all-effects"
    /// The variable does not vary at all.
    case constant = "gravity.border.constant"
    /// No pair enters the union within the panel.
    case noJoiners = "gravity.border.no-joiners"
    /// No pair keeps its state over the whole panel: nothing to compare joiners with.
    case noStayers = "gravity.border.no-stayers"
    /// A lag is as long as the panel or longer: it has no value.
    case lagLongerThanPanel = "gravity.border.lag-longer-than-panel"
    /// Fewer than 30 pairs enter the union.
    case fewJoiners = "gravity.border.few-joiners"
    /// An indicator has values besides 0 and 1.
    case notAnIndicator = "gravity.border.not-an-indicator"
    /// Crossing hours that are not positive have no logarithm.
    case nonpositiveHours = "gravity.border.nonpositive-hours"
    /// Rows have no value of the variable.
    case missingValues = "gravity.border.missing-values"
  }

  /// What was found.
  public let kind: Kind
  /// How much it matters.
  public let severity: Severity
  /// The variable it concerns.
  public let variable: String
  /// How many rows, pairs, country-periods or lags it concerns, of ``total``.
  public let count: Int
  /// Of how many.
  public let total: Int

  /// The stable code.
  public var code: String { kind.rawValue }
}
