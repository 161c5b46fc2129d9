// d_cp = Σ_l φ_pl M_cl / Σ_l φ_pl;  COI_c = Σ_p d_cp (1 − M_cp) PCI_p
// COG_cp = (1 − M_cp) (Σ_l (φ_pl / Σ_m φ_ml) (1 − M_cl) PCI_l − d_cp PCI_p)

public import TamgaNumerics

/// Where countries stand among products: density and outlook.
///
/// - Source: Hidalgo, Klinger, Barabási and Hausmann (2007), Science 317; Hausmann et al. (2014),
///   The Atlas of Economic Complexity, technical boxes 5.1 and 5.2.
public struct ProductSpace: Hashable, Sendable {
  /// The number of countries.
  public let countries: Int
  /// The number of products.
  public let products: Int
  /// The outlook index of each country.
  public let outlookIndex: [Outcome<Double>]
  /// Σ_l φ_pl of each product, itself included.
  public let proximityTotals: [Double]
  private let reason: MissingReason?
  /// By product, then country.
  private let densities: [Double]
  private let gains: [Double]

  init(
    countries: Int, products: Int, outlookIndex: [Outcome<Double>], proximityTotals: [Double],
    reason: MissingReason?, densities: [Double], gains: [Double]
  ) {
    self.countries = countries
    self.products = products
    self.outlookIndex = outlookIndex
    self.proximityTotals = proximityTotals
    self.reason = reason
    self.densities = densities
    self.gains = gains
  }

  /// The share of a product's proximity that lies in what a country exports, in `0...1`.
  ///
  /// - Returns: `missing(zeroDenominator)` for a product nobody exports.
  public func density(_ country: Int, _ product: Int) -> Outcome<Double> {
    cell(country, product, densities, nil)
  }

  /// What the outlook of a country gains by a product; 0 when it exports the product already.
  ///
  /// - Returns: `missing` as ``density(_:_:)``, or for the reason why there is no complexity index.
  public func outlookGain(_ country: Int, _ product: Int) -> Outcome<Double> {
    cell(country, product, gains, reason)
  }

  private func cell(
    _ country: Int, _ product: Int, _ values: [Double], _ reason: MissingReason?
  ) -> Outcome<Double> {
    guard country >= 0, country < countries, product >= 0, product < products else {
      return .missing(.missingInput)
    }
    guard proximityTotals[product] > 0 else { return .missing(.zeroDenominator) }
    if let reason { return .missing(reason) }
    return .value(values[product * countries + country])
  }
}

/// Returns density, outlook index and outlook gain of all countries and products.
///
/// - Parameters:
///   - proximity: φ; a product's own proximity of 1 is in its sums, as in the Atlas.
///   - scores: PCI; products without one carry no weight.
///   - subtractsPresent: take d_cp PCI_p off the gain, as the Atlas prints; false leaves it, as
///     programs of the field do.
///   - threads: at least 1; any number gives equal bits.
/// - Returns: densities, outlook indices and gains with their reasons where there is none.
/// - Throws: ``ComplexityError/wrongSize(expected:given:)`` when `scores` is of another table.
public func productSpace(
  _ proximity: ProductProximity, scores: ComplexityScores, subtractsPresent: Bool = true,
  threads: Int = 1
) throws(ComplexityError) -> ProductSpace {
  let presence = proximity.presence
  let (countries, products) = (presence.countries, presence.products)
  guard scores.pci.count == products, scores.eci.count == countries else {
    throw .wrongSize(expected: products, given: scores.pci.count)
  }
  let totals = proximityTotals(proximity, threads: threads)
  let pci = scores.pci.map { $0.value ?? 0 }
  let reason =
    scores.pci.contains { $0.value != nil }
    ? nil : scores.pci.compactMap(\.reason).first { $0 != .zeroDenominator } ?? .undefined
  let weights = zip(pci, totals).map { $1 > 0 ? $0 / $1 : 0 }
  let sums = ProximitySums(
    presence, ubiquity: proximity.ubiquity, weights: weights, threads: threads)
  var densities = sums.present
  var gains = sums.absent
  for product in 0..<products {
    for country in 0..<countries {
      let place = product * countries + country
      let density = totals[product] > 0 ? min(1, densities[place] / totals[product]) : 0
      densities[place] = density
      if presence[country, product] || totals[product] == 0 {
        gains[place] = 0
      } else if subtractsPresent {
        gains[place] -= density * pci[product]
      }
    }
  }
  var outlook = [Double](repeating: 0, count: countries)
  for product in 0..<products {
    for country in 0..<countries where !presence[country, product] {
      outlook[country] += densities[product * countries + country] * pci[product]
    }
  }
  return ProductSpace(
    countries: countries, products: products,
    outlookIndex: outlook.map { value in reason.map { .missing($0) } ?? .value(value) },
    proximityTotals: totals, reason: reason, densities: densities, gains: gains)
}

/// Returns density over the nearest products only, each with its proximity as weight.
///
///     d_cp = Σ_{l ∈ N(p)} φ_pl M_cl / Σ_{l ∈ N(p)} φ_pl,  N(p) = the k nearest other products
///
/// - Parameters:
///   - proximity: φ.
///   - neighbours: k, at least 1.
///   - threads: at least 1; any number gives equal bits.
/// - Returns: products × countries, in `0...1`; `missing(zeroDenominator)` for a product that
///   shares no country with another.
/// - Throws: ``ComplexityError/choiceOutOfRange(_:)``.
/// - Source: Hidalgo, Klinger, Barabási and Hausmann (2007), Science 317.
public func nearestDensity(
  _ proximity: ProductProximity, neighbours: Int, threads: Int = 1
) throws(ComplexityError) -> [[Outcome<Double>]] {
  guard neighbours >= 1 else { throw .choiceOutOfRange("neighbours") }
  let presence = proximity.presence
  return mapBlocks(count: presence.products, threads: threads) { product in
    var sums = [Double](repeating: 0, count: presence.countries)
    var total = 0.0
    let row = proximity.row(product)
    for other in proximity.neighbours(of: product, count: neighbours) {
      total += row[other]
      presence.forEachCountry(of: other) { sums[$0] += row[other] }
    }
    return sums.map { total > 0 ? .value(min(1, $0 / total)) : .missing(.zeroDenominator) }
  }
}

/// Σ_l φ_pl of each product.
private func proximityTotals(_ proximity: ProductProximity, threads: Int) -> [Double] {
  let products = proximity.presence.products
  return mapBlocks(count: (products + 63) / 64, threads: threads) { block in
    ((block * 64)..<min(products, block * 64 + 64)).map { product in
      var sum = 0.0
      let most = proximity.ubiquity[product]
      let base = product * products
      for other in 0..<products {
        let common = proximity.common[base + other]
        if common != 0 { sum += Double(common) / Double(max(most, proximity.ubiquity[other])) }
      }
      return sum
    }
  }.flatMap(\.self)
}
