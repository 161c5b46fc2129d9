public import TamgaNumerics
internal import TamgaStatistics

/// What happens to zeros and gaps in the input of an indicator.
public enum ZeroRule: String, Sendable, Codable, CaseIterable {
  /// A zero is a value; a gap gives `missing-input`.
  case plain
  /// A zero denominator gives `zero-denominator`.
  case zeroDenominator = "zero-denominator"
  /// A value that is not positive gives `nonpositive-in-log`; nothing is ever added to it.
  case positiveLogarithm = "positive-logarithm"
  /// Zero classes add nothing and stay in the count of classes.
  case zeroClasses = "zero-classes"
  /// A pair that only one side records is listed as `one-sided`, never imputed.
  case oneSided = "one-sided"
  /// An unreachable pair adds nothing and is counted; all unreachable gives `unreachable`.
  case unreachable
  /// Known values below the declared share of the total give `coverage`.
  case coverage
}

/// Where the uncertainty of an indicator comes from, and so the kind of its interval.
public enum VarianceRule: String, Sendable, Codable, CaseIterable {
  /// None but the rounding of printed figures: the range over half units of the last place.
  case exact
  /// Resampling of units: bias-corrected and accelerated bootstrap.
  case bootstrap
  /// The scatter about a fitted line: heteroskedasticity-consistent errors (HC3).
  case regression
  /// Reassignment of values to units: a p-value, exact where all arrangements can be listed.
  case permutation
  /// The spread over declared choices: least and most.
  case fan
  /// The indicator is an interval by its construction.
  case bounds
  /// A variance formula of the method itself, as Greenwood's.
  case analytic
}

/// The groups of the catalogue.
public enum IndicatorGroup: String, Sendable, Codable, CaseIterable {
  /// Flows, balance, growth.
  case flows = "A"
  /// Concentration and inequality.
  case concentration = "B"
  /// Specialisation, competitiveness, complexity.
  case specialisation = "C"
  /// Bilateral structure and potential.
  case bilateral = "D"
  /// Mirror statistics and hidden trade.
  case mirror = "E"
  /// Border geography.
  case border = "F"
  /// Regional structure and dynamics.
  case regions = "G"
  /// Poles and axes.
  case poles = "H"
  /// Statistics.
  case statistics = "I"
  /// Composite indices.
  case composites = "J"
  /// Input–output.
  case inputOutput = "K"
}

/// Whether a larger value of an indicator is better for the subject, where that can be said.
public enum IndicatorDirection: String, Sendable, Codable, CaseIterable {
  /// More is better.
  case higherIsBetter = "higher-is-better"
  /// Less is better.
  case lowerIsBetter = "lower-is-better"
  /// It describes and does not judge.
  case neutral
}

/// A source whose definitions `--as` switches to.
public enum IndicatorProfile: String, Sendable, Codable, CaseIterable {
  /// World Integrated Trade Solution, World Bank.
  case wits
  /// UNCTADstat and the UNCTAD Handbook of Statistics.
  case unctad
  /// The Atlas of Economic Complexity, Harvard Growth Lab.
  case harvard
  /// The R package REAT.
  case reat
}

/// The unit of an indicator's result.
public enum IndicatorUnit: Hashable, Sendable {
  /// The unit of the input.
  case sameAsInput
  /// A unit of its own.
  case fixed(MeasureUnit)
  /// An index or another unit that is named, as in `index`.
  case named(String)

  /// The unit as a word: `input`, or the id of the unit.
  public var id: String {
    switch self {
    case .sameAsInput: "input"
    case .fixed(let unit): unit.id
    case .named(let name): name
    }
  }
}

/// A switch of an indicator other than its variant, with the value in force when none is chosen.
public struct IndicatorChoice: Hashable, Sendable {
  /// The name, as in `duplicates`.
  public let key: String
  /// The values it takes, the default first; none where any number is taken.
  public let values: [String]
  /// The value in force when none is chosen.
  public let standard: String
  /// The values that sources have where they differ from ``standard``.
  public let profiles: [IndicatorProfile: String]

  /// A switch between named values, the default first.
  package static func named(_ key: String, _ values: [String]) -> Self {
    IndicatorChoice(key: key, values: values, standard: values.first ?? "", profiles: [:])
  }

  /// A number with its default.
  package static func number(
    _ key: String, _ standard: String, profiles: [IndicatorProfile: String] = [:]
  ) -> Self {
    IndicatorChoice(key: key, values: [], standard: standard, profiles: profiles)
  }

  /// What becomes of rows with one key: their sum, counted in a flag, or no value.
  package static let duplicates = Self.named("duplicates", ["sum", "error"])
}
