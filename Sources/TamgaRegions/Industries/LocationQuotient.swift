// LQ = (e_rk / e_r) / (E_k / E)
// SLQ = (LQ − mean) / sd over the regions of one industry     O'Donoghue and Gleave (2004)
// symmetric (LQ − 1)/(LQ + 1); excess e_rk − e_r E_k / E, the jobs above the nation's mix

public import TamgaNumerics

/// The location quotient of an industry in a region, in all variants.
public struct LocationQuotient: Hashable, Sendable {
  /// The region's key.
  public let region: String
  /// The industry's key.
  public let industry: String
  /// (e_rk/e_r)/(E_k/E), 0 or more; missing for a region or an industry without employment.
  public let ratio: Outcome<Double>
  /// (LQ − 1)/(LQ + 1), `−1...1`.
  public let symmetric: Outcome<Double>
  /// z over the regions of the industry, divisor n − 1; missing below three regions.
  public let standardised: Outcome<Double>
  /// z of ln LQ over the regions where LQ is positive; `missing(nonpositiveInLog)` where it is 0.
  public let standardisedLogarithm: Outcome<Double>
  /// Employment above the share of the nation: e_rk − e_r E_k/E, may be negative.
  public let excess: Outcome<Double>
  /// The 95 % band of the ratio when persons are drawn again within the region.
  public let band: Outcome<Interval>
}

/// Returns location quotients of all regions and industries.
///
///     LQ = (e_rk / e_r) / (E_k / E)
///
/// - Parameters:
///   - table: employment of all regions; the nation is their sum.
///   - draws: multinomial draws for the band; 0 for none.
///   - seed: of the draws.
///   - threads: of the computation; no bit depends on them.
/// - Returns: one for each region and industry, regions first, in the order of their keys.
/// - Source: Florence (1939); O'Donoghue and Gleave (2004); Tian (2013) for bands; Dalum, Laursen and
///   Villumsen (1998) for the symmetric form.
public func locationQuotients(
  _ table: IndustryTable, draws: Int = 0, seed: UInt64 = 0, threads: Int = 1
) -> [LocationQuotient] {
  let ratios = table.regions.indices.map { region in
    table.industries.indices.map { quotient(table, region, $0) }
  }
  let scores = table.industries.indices.map {
    industry -> (plain: [Outcome<Double>], log: [Outcome<Double>]) in
    let column = ratios.map { $0[industry] }
    let logs = column.map { outcome -> Outcome<Double> in
      guard case .value(let ratio) = outcome else { return outcome }
      return ratio > 0 ? .value(Elementary.logarithm(ratio)) : .missing(.nonpositiveInLog)
    }
    return (standardScores(column), standardScores(logs))
  }
  let bands = mapped(draws > 0 ? table.regions.count : 0, threads: threads) {
    quotientBands(table, region: $0, draws: min(draws, 100_000), seed: seed)
  }
  return table.regions.indices.flatMap { region in
    table.industries.indices.map { industry in
      let ratio = ratios[region][industry]
      return LocationQuotient(
        region: table.regions[region], industry: table.industries[industry], ratio: ratio,
        symmetric: ratio.map { ($0 - 1) / ($0 + 1) }, standardised: scores[industry].plain[region],
        standardisedLogarithm: scores[industry].log[region],
        excess: table.share(industry: industry).map {
          table.values[region][industry] - table.regionTotals[region] * $0
        },
        band: bands.isEmpty ? .missing(.missingInput) : bands[region][industry])
    }
  }
}

private func quotient(_ table: IndustryTable, _ region: Int, _ industry: Int) -> Outcome<Double> {
  guard case .value(let local) = table.share(region: region, industry: industry),
    case .value(let whole) = table.share(industry: industry), whole > 0
  else { return .missing(.zeroDenominator) }
  return .value(local / whole)
}

/// z over the values that are there, divisor n − 1; missing below three or without variation.
func standardScores(_ outcomes: [Outcome<Double>]) -> [Outcome<Double>] {
  let values = outcomes.compactMap(\.value)
  let moments = PairedMoments(x: values, y: values)
  let deviation =
    values.count >= 3 ? (moments.squaresX / Double(values.count - 1)).squareRoot() : 0
  let spread = values.reduce(0) { max($0, abs($1)) }
  var place = 0
  return outcomes.map { outcome in
    guard outcome.value != nil else { return outcome }
    defer { place += 1 }
    guard values.count >= 3 else { return .missing(.tooFewObservations) }
    guard deviation * moments.scaleX > 1e-13 * spread else { return .missing(.noVariation) }
    return .value(moments.deviationsX[place] / deviation)
  }
}

/// Percentile bands when the persons of a region choose their industries again.
private func quotientBands(_ table: IndustryTable, region: Int, draws: Int, seed: UInt64)
  -> [Outcome<Interval>]
{
  let row = table.values[region]
  let size = table.regionTotals[region]
  guard size >= 1, size < 1e15 else { return row.map { _ in .missing(.zeroDenominator) } }
  var samples = [[Double]](repeating: [], count: row.count)
  for draw in 0..<draws {
    var stream = RandomStream(
      seed: seed, entity: UInt64(region) << 32 | UInt64(draw), purpose: "indicators.quotient")
    var left = size.rounded()
    var rest = size
    for industry in row.indices {
      let probability = rest > 0 ? min(1, row[industry] / rest) : 0
      let chosen = binomialDraw(left, probability, &stream)
      samples[industry].append(chosen)
      left -= chosen
      rest -= row[industry]
    }
  }
  return row.indices.map { industry in
    let whole = table.industryTotals[industry]
    guard whole > 0, table.total > 0 else { return .missing(.zeroDenominator) }
    let ratios = samples[industry].map { $0 / size / (whole / table.total) }.sorted()
    let low = ratios[min(ratios.count - 1, Int(0.025 * Double(ratios.count)))]
    let high = ratios[min(ratios.count - 1, Int(0.975 * Double(ratios.count)))]
    return .value(Interval(lower: low, upper: high, level: 0.95, method: "multinomial-percentile"))
  }
}

/// A binomial number: by single trials up to 64, else by the rounded normal within its range.
private func binomialDraw(_ trials: Double, _ probability: Double, _ stream: inout RandomStream)
  -> Double
{
  guard trials > 0, probability > 0 else { return 0 }
  guard probability < 1 else { return trials }
  if trials <= 64 {
    return Double((0..<Int(trials)).count { _ in stream.uniform() < probability })
  }
  let spread = (trials * probability * (1 - probability)).squareRoot()
  return min(trials, max(0, (trials * probability + spread * stream.normal()).rounded()))
}
