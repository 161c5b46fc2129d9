// O = column sums of L;  total effect m = hᵀL;  type I = m / h;  type II the same with households
// as a sector: Ā = [A c; h 0]

public import TamgaNumerics

/// The effects of a unit of final demand for each sector's product.
public struct Multipliers: Hashable, Sendable {
  /// What the effect is measured in, as in `employment`.
  public let name: String
  /// The direct coefficient: per unit of output.
  public let direct: [Outcome<Double>]
  /// The effect with all suppliers, per unit of final demand.
  public let simple: [Outcome<Double>]
  /// Type I: ``simple`` over ``direct``; `zero-denominator` where the coefficient is zero.
  public let typeI: [Outcome<Double>]
  /// The effect with suppliers and the spending of households; `missing-input` without households.
  public let total: [Outcome<Double>]
  /// Type II: ``total`` over ``direct``.
  public let typeII: [Outcome<Double>]
}

/// What households earn in each sector and spend on each product.
public struct HouseholdAccount: Hashable, Sendable {
  /// Labour income paid by each sector.
  public let income: [Double]
  /// Household consumption of each product, a part of final demand.
  public let consumption: [Double]
  /// All income of households; consumption is divided by it.
  public let totalIncome: Double

  /// Creates an account.
  ///
  /// - Parameters:
  ///   - income: by sector, none below zero.
  ///   - consumption: by product, none below zero.
  ///   - totalIncome: all income, with that from outside the sectors; without it the sum of
  ///     `income`.
  public init(income: [Double], consumption: [Double], totalIncome: Double? = nil) {
    self.income = income
    self.consumption = consumption
    self.totalIncome = totalIncome ?? compensatedTotal(of: income)
  }
}

extension InputOutputModel {
  /// Returns multipliers of output.
  ///
  /// - Parameter households: closes the model for type II; nil leaves it open.
  /// - Returns: `direct` is 1, so that type I and II are the simple and total (truncated) effects.
  /// - Throws: ``InputOutputError``.
  /// - Source: Miller and Blair (2009), §6.2.1.
  public func outputMultipliers(
    households: HouseholdAccount? = nil
  ) throws(InputOutputError) -> Multipliers {
    try multipliers("output", coefficients: [Double](repeating: 1, count: count), households)
  }

  /// Returns multipliers of income, employment or another use of output.
  ///
  /// - Parameters:
  ///   - name: what is used.
  ///   - amounts: by sector, as persons or income, none below zero.
  ///   - households: closes the model for type II; nil leaves it open.
  /// - Returns: effects in the unit of `amounts` per unit of final demand.
  /// - Throws: ``InputOutputError``.
  /// - Source: Miller and Blair (2009), §6.2.2 and 6.2.3.
  public func multipliers(
    of name: String, amounts: [Double], households: HouseholdAccount? = nil
  ) throws(InputOutputError) -> Multipliers {
    try checkSize(name, amounts, count)
    for (place, amount) in amounts.enumerated() { try check(name, amount, table.sectors[place]) }
    let coefficients = zip(amounts, table.output).map { $1 == 0 ? 0 : $0 / $1 }
    return try multipliers(name, coefficients: coefficients, households)
  }

  private func multipliers(
    _ name: String, coefficients: [Double], _ households: HouseholdAccount?
  ) throws(InputOutputError) -> Multipliers {
    let simple = effects(coefficients, leontief, size: count)
    var total: [Double]?
    if let households {
      total = effects(coefficients, try closedInverse(households), size: count + 1)
    }
    func quotient(_ effects: [Double], _ place: Int) -> Outcome<Double> {
      coefficients[place] == 0
        ? .missing(.zeroDenominator) : outcome(place, effects[place] / coefficients[place])
    }
    return Multipliers(
      name: name, direct: coefficients.indices.map { outcome($0, coefficients[$0]) },
      simple: simple.indices.map { outcome($0, simple[$0]) },
      typeI: simple.indices.map { quotient(simple, $0) },
      total: simple.indices.map { place in
        total.map { outcome(place, $0[place]) } ?? .missing(.missingInput)
      },
      typeII: simple.indices.map { place in
        total.map { quotient($0, place) } ?? .missing(.missingInput)
      })
  }

  /// (I − Ā)⁻¹ with households as the last sector.
  ///
  /// - Throws: ``InputOutputError/notProductive(sector:)`` when households spend more than all.
  public func closedInverse(_ households: HouseholdAccount) throws(InputOutputError) -> [Double] {
    try checkSize("income", households.income, count)
    try checkSize("consumption", households.consumption, count)
    for place in 0..<count {
      try check("income", households.income[place], table.sectors[place])
      try check("consumption", households.consumption[place], table.sectors[place])
    }
    guard households.totalIncome > 0, households.totalIncome.isFinite else {
      throw .choiceOutOfRange("total income")
    }
    let size = count + 1
    var closed = [Double](repeating: 0, count: size * size)
    for row in 0..<count {
      for column in 0..<count { closed[row * size + column] = technical[row * count + column] }
      closed[row * size + count] = households.consumption[row] / households.totalIncome
      let output = table.output[row]
      closed[count * size + row] = output == 0 ? 0 : households.income[row] / output
    }
    return try productiveInverse(closed, table.sectors + ["households"])
  }

  /// Sums over the sectors of coefficient times inverse, by column; a household row is left out.
  private func effects(_ coefficients: [Double], _ inverse: [Double], size: Int) -> [Double] {
    (0..<count).map { column in
      compensatedTotal(
        of: (0..<count).lazy.map { coefficients[$0] * inverse[$0 * size + column] })
    }
  }
}
