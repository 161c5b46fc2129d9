public import TamgaNumerics

/// The income that products and baskets imply.
public struct IncomeContent: Hashable, Sendable {
  /// PRODY of each product, in the unit of income; `zero-denominator` when nobody exports it.
  public let prody: [Outcome<Double>]
  /// EXPY of each country, in the unit of income; `zero-denominator` when it exports nothing.
  public let expy: [Outcome<Double>]
  /// Countries left out because their income is not known.
  public let leftOut: [String]
}

/// Returns the income content of products and of countries' exports.
///
///     PRODY_k = Σ_i (s_ik / Σ_j s_jk) y_i,  EXPY_i = Σ_k s_ik PRODY_k,  s_ik = X_ik / X_i
///
/// - Parameters:
///   - table: exports.
///   - incomes: y, income per head by country, above zero; nil where it is not known.
/// - Returns: a country without income carries no weight in PRODY, is listed, and has
///   `missing(missingInput)` for EXPY.
/// - Throws: ``ComplexityError/wrongSize(expected:given:)``,
///   ``ComplexityError/incomeOutOfRange(country:)``.
/// - Source: Hausmann, Hwang and Rodrik (2007), Journal of Economic Growth 12, eq. 6 and 7.
public func incomeContent(
  of table: ExportTable, incomes: [Double?]
) throws(ComplexityError) -> IncomeContent {
  let (countries, products) = (table.countries.count, table.products.count)
  guard incomes.count == countries else {
    throw .wrongSize(expected: countries, given: incomes.count)
  }
  for (country, income) in incomes.enumerated() {
    if let income, !(income > 0 && income < .infinity) {
      throw .incomeOutOfRange(country: table.countries[country])
    }
  }
  var shares = [Double](repeating: 0, count: countries * products)
  var totals = [Double](repeating: 0, count: countries)
  for country in 0..<countries {
    let range = (country * products)..<((country + 1) * products)
    totals[country] = compensatedTotal(of: table.values[range])
    guard totals[country] > 0 else { continue }
    for cell in range { shares[cell] = table.values[cell] / totals[country] }
  }
  let prody = (0..<products).map { product -> Outcome<Double> in
    var (weights, sum) = (CompensatedSum(), CompensatedSum())
    for country in 0..<countries {
      guard let income = incomes[country] else { continue }
      let share = shares[country * products + product]
      weights.add(share)
      sum.add(share * income)
    }
    return weights.total > 0 ? .value(sum.total / weights.total) : .missing(.zeroDenominator)
  }
  let expy = (0..<countries).map { country -> Outcome<Double> in
    guard incomes[country] != nil else { return .missing(.missingInput) }
    guard totals[country] > 0 else { return .missing(.zeroDenominator) }
    var sum = CompensatedSum()
    for product in 0..<products {
      if let content = prody[product].value {
        sum.add(shares[country * products + product] * content)
      }
    }
    return .value(sum.total)
  }
  return IncomeContent(
    prody: prody, expy: expy,
    leftOut: zip(table.countries, incomes).filter { $1 == nil }.map(\.0))
}
