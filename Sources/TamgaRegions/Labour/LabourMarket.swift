// unemployment 100 U/(E + U);  participation 100 (E + U)/W;  employment 100 E/W
// dependency 100 (young + old)/W;  tightness V/U                        ILO (2013), ICLS 19

public import TamgaNumerics

/// The people and jobs of a place.
public struct LabourMarket: Hashable, Sendable {
  /// Employed persons.
  public let employed: Double
  /// Unemployed persons.
  public let unemployed: Double
  /// Persons of working age.
  public let workingAge: Double

  /// Creates a market.
  public init(employed: Double, unemployed: Double, workingAge: Double) {
    self.employed = employed
    self.unemployed = unemployed
    self.workingAge = workingAge
  }

  private func checked(_ formula: () -> Outcome<Double>) -> Outcome<Double> {
    let all = [employed, unemployed, workingAge]
    guard all.allSatisfy(\.isFinite) else { return .missing(.undefined) }
    return all.contains { $0 < 0 } ? .missing(.negativeValue) : formula()
  }

  /// 100 U/(E + U), per cent of the labour force.
  ///
  /// - Source: ILO (2013), Resolution I of the 19th Conference of Labour Statisticians.
  public var unemploymentRate: Outcome<Double> {
    checked { quotient(100 * unemployed, employed + unemployed) }
  }

  /// 100 (E + U)/W, per cent of those of working age; above 100 when older people work.
  public var participationRate: Outcome<Double> {
    checked { quotient(100 * (employed + unemployed), workingAge) }
  }

  /// 100 E/W, per cent.
  public var employmentRate: Outcome<Double> { checked { quotient(100 * employed, workingAge) } }

  /// Vacancies for each unemployed person.
  ///
  /// - Parameter vacancies: open positions.
  /// - Returns: a ratio; `missing(zeroDenominator)` without unemployed, `missing(negativeValue)`.
  /// - Source: Pissarides (2000), Equilibrium Unemployment Theory, chapter 1.
  public func tightness(vacancies: Double) -> Outcome<Double> {
    checked { vacancies >= 0 ? quotient(vacancies, unemployed) : .missing(.negativeValue) }
  }
}

/// Returns the persons too young or too old to work for each hundred of working age.
///
///     100 (young + old)/W
///
/// - Parameters:
///   - young: persons below working age.
///   - old: persons above it.
///   - workingAge: persons of working age.
/// - Returns: per cent; `missing(zeroDenominator)`, `missing(negativeValue)`.
/// - Source: United Nations (2019), World Population Ageing.
public func dependencyRatio(young: Double, old: Double, workingAge: Double) -> Outcome<Double> {
  share(young + old, of: workingAge, parts: [young, old])
}

/// Returns transfers from people abroad as a share of output.
///
/// - Parameters:
///   - remittances: personal transfers and compensation of employees received.
///   - output: GDP or GRP in the same currency.
/// - Returns: per cent; `missing(zeroDenominator)`, `missing(negativeValue)`.
/// - Source: World Bank (2024), World Development Indicators, BX.TRF.PWKR.DT.GD.ZS.
public func remittanceShare(remittances: Double, output: Double) -> Outcome<Double> {
  share(remittances, of: output, parts: [remittances])
}

/// Returns the share of those with higher education among those who leave.
///
/// - Parameters:
///   - tertiary: persons with higher education who left.
///   - departures: all who left.
/// - Returns: per cent; `missing(undefined)` when the part exceeds the whole.
/// - Source: Docquier and Marfouk (2006), International migration by educational attainment.
public func tertiaryLossShare(tertiary: Double, departures: Double) -> Outcome<Double> {
  if tertiary > departures, departures > 0 { return .missing(.undefined) }
  return share(tertiary, of: departures, parts: [tertiary])
}

/// Returns the wage abroad over the wage at home, the pull on workers near a border.
///
/// - Parameters:
///   - abroad: the mean wage on the other side, in one currency.
///   - home: the mean wage on this side.
/// - Returns: a ratio; `missing(zeroDenominator)`, `missing(negativeValue)`.
/// - Source: Harris and Todaro (1970), Migration, unemployment and development.
public func wagePull(abroad: Double, home: Double) -> Outcome<Double> {
  share(abroad, of: home, parts: [abroad]).map { $0 / 100 }
}

/// 100 part/whole, or why it cannot be used.
private func share(_ part: Double, of whole: Double, parts: [Double]) -> Outcome<Double> {
  let all = parts + [whole]
  guard all.allSatisfy(\.isFinite) else { return .missing(.undefined) }
  guard all.allSatisfy({ $0 >= 0 }) else { return .missing(.negativeValue) }
  return quotient(100 * part, whole)
}
