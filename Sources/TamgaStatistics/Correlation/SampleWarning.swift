/// What a reader must know beside a statistic of a small or dependent sample.
public enum SampleWarning: String, Sendable, Codable, CaseIterable {
  /// Rows with a missing number were left out.
  case rowsLeftOut = "rows-left-out"
  /// There are fewer than ten observations.
  case smallSample = "small-n"
  /// There are fewer than twenty effective observations for a test of lags.
  case fewEffectiveObservations = "few-effective-observations"
  /// Fewer than three degrees of freedom are left.
  case fewDegreesOfFreedom = "few-degrees-of-freedom"
  /// A single row decides a coefficient: its leverage is above 0.9.
  case highLeverage = "high-leverage"
  /// Neighbouring residuals or observations are alike, so that n overstates what is known.
  case autocorrelation
  /// The 95 % interval contains zero.
  case intervalThroughZero = "interval-contains-zero"
  /// The model leaves no residual: rows of a constructed or copied series.
  case exactFit = "exact-fit"
  /// Tests of a unit root disagree, or are too weak to decide.
  case undeterminedIntegration = "undetermined-integration"
  /// A p-value lies outside the published table and is a bound.
  case probabilityBound = "p-value-is-a-bound"
  /// With this sample a medium effect would be found less than half of the time.
  case lowPower = "low-power"
  /// Resamples without a value were left out.
  case resamplesLeftOut = "resamples-left-out"
  /// Regions without a neighbour take no part.
  case islands
  /// A class of states was never left or never reached.
  case emptyClass = "empty-class"
  /// There are fewer than thirty regions, or a region has very few neighbours.
  case fewRegions = "few-regions"

  /// Warnings in the order of their declaration.
  package static func ordered(_ found: Set<SampleWarning>) -> [SampleWarning] {
    allCases.filter(found.contains)
  }
}
