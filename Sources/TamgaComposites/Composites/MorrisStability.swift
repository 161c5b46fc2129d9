public import TamgaNumerics

/// A year of a country in the index of economic stability; nil where not known.
public struct StabilityRow: Hashable, Sendable {
  /// The country's key.
  public let country: String
  /// The year.
  public let year: Int
  /// Inflation, per cent a year; less is better.
  public let inflation: Double?
  /// Unemployment, per cent of the labour force; less is better.
  public let unemployment: Double?
  /// Private debt, per cent of GDP; less is better.
  public let privateDebt: Double?
  /// Public debt, per cent of GDP; less is better.
  public let publicDebt: Double?
  /// Trade, per cent of GDP; more is better.
  public let trade: Double?

  /// Creates a row.
  public init(
    country: String, year: Int, inflation: Double?, unemployment: Double?, privateDebt: Double?,
    publicDebt: Double?, trade: Double?
  ) {
    self.country = country
    self.year = year
    self.inflation = inflation
    self.unemployment = unemployment
    self.privateDebt = privateDebt
    self.publicDebt = publicDebt
    self.trade = trade
  }

  var parts: [Double?] { [inflation, unemployment, privateDebt, publicDebt, trade] }
}

/// The stability of a country in a year.
public struct StabilityScore: Hashable, Sendable {
  /// The country's key.
  public let country: String
  /// The year.
  public let year: Int
  /// The mean of the five parts, `0...100`; `missing(missingInput)` when one is not known.
  public let score: Outcome<Double>
  /// The five parts, `0...100`: inflation, unemployment, private debt, public debt, trade.
  public let parts: [Outcome<Double>]
}

/// Returns the index of economic stability after Morris.
///
///     mean of 100 (x − min)/(max − min), reversed for all but trade, bounds over all rows
///
/// A reconstruction: the papers that use it give no bounds, so that levels depend on the panel and
/// must not be compared with theirs.
///
/// - Parameter rows: countries by year.
/// - Returns: scores sorted by country and year; a part without variation over the panel is
///   `missing(noVariation)` and so is every score.
/// - Throws: ``CompositeError/duplicateKey(_:)``, ``CompositeError/notFinite(unit:indicator:)``.
/// - Source: after Morris (1979), Measuring the Condition of the World's Poor; as described by Bastanifar
///   et al. (2024).
public func morrisStability(_ rows: [StabilityRow]) throws(CompositeError) -> [StabilityScore] {
  let names = ["inflation", "unemployment", "private-debt", "public-debt", "trade"]
  let sorted = rows.sorted { ($0.country, $0.year) < ($1.country, $1.year) }
  for (row, next) in zip(sorted, sorted.dropFirst())
  where row.country == next.country && row.year == next.year {
    throw .duplicateKey("\(row.country) \(row.year)")
  }
  for row in sorted {
    for (name, value) in zip(names, row.parts) where value?.isFinite == false {
      throw .notFinite(unit: "\(row.country) \(row.year)", indicator: name)
    }
  }
  let columns = names.indices.map { part -> [Outcome<Double>] in
    let values = sorted.map { $0.parts[part] }
    let known = values.compactMap(\.self)
    return values.map { value in
      guard let value, let low = known.min(), let high = known.max() else {
        return .missing(.missingInput)
      }
      guard low < high else { return .missing(.noVariation) }
      let share = (value / 2 - low / 2) / (high / 2 - low / 2)
      return .value(100 * (names[part] == "trade" ? share : 1 - share))
    }
  }
  return sorted.indices.map { place in
    let parts = columns.map { $0[place] }
    let known = parts.compactMap(\.value)
    let reason = parts.compactMap(\.reason).first
    return StabilityScore(
      country: sorted[place].country, year: sorted[place].year,
      score: reason.map { .missing($0) }
        ?? .value(compensatedTotal(of: known) / Double(max(1, known.count))),
      parts: parts)
  }
}
