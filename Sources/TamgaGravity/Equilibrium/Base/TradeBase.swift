internal import TamgaNumerics

/// Flows of one period between all countries, internal ones included: where a counterfactual starts.
///
///     Y_i = Σ_j X_ij,  E_j = Σ_i X_ij,  s_ij = X_ij / E_j
///
/// - Source: Anderson and van Wincoop (2003); Yotov, Piermartini, Monteiro and Larch (2016),
///   chapter 2.
public struct TradeBase: Hashable, Sendable {
  /// Where the flows come from.
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// Fitted values μ of an estimated model.
    case fitted
    /// Flows as recorded.
    case observed
  }

  /// What to do when world output and world expenditure differ.
  public enum Rebase: String, Hashable, Sendable, CaseIterable {
    /// Refuse.
    case none
    /// Multiply every expenditure by ΣY/ΣE.
    case scaleExpenditure = "scale-E"
  }

  /// What was done to the margins that were handed in.
  public struct RebaseRecord: Hashable, Sendable {
    /// The method.
    public let method: Rebase
    /// ΣY/ΣE of the margins handed in; every expenditure was multiplied by it.
    public let expenditureFactor: Double
  }

  /// The countries, in the order of rows and columns.
  public let countries: [String]
  /// X_ij by rows: the flow from exporter i to importer j stands at i·N + j.
  ///
  /// In any currency.
  public let flows: [Double]
  /// Where the flows come from.
  public let source: Source
  /// Y_i, the value that country i sells, also to itself.
  public let output: [Double]
  /// E_j, the value that country j buys, also from itself.
  public let expenditure: [Double]
  /// How margins from another source were made to add up; nil when the flows' own sums are used.
  public let rebase: RebaseRecord?

  /// The number of countries.
  public var count: Int { countries.count }

  /// Creates a base whose margins are the sums of its flows.
  ///
  /// - Parameters:
  ///   - countries: names, each once, at least two.
  ///   - flows: N·N numbers by rows, none negative, each X_ii positive.
  ///   - source: where they come from.
  /// - Throws: ``EquilibriumError`` for a wrong size, an invalid flow or a missing internal flow.
  public init(countries: [String], flows: [Double], source: Source) throws(EquilibriumError) {
    try checkCountries(countries)
    try checkFlows(flows, countries)
    self.init(checked: countries, flows: flows, source: source, rebase: nil)
  }

  /// Creates a base from trade costs, or flows, and margins of another source: rows and columns are
  /// scaled until they add up to output and expenditure.
  ///
  ///     X_ij = a_i · t_ij · c_j,  Σ_j X_ij = Y_i,  Σ_i X_ij = E_j · (ΣY/ΣE)
  ///
  /// - Parameters:
  ///   - countries: names, each once, at least two.
  ///   - pattern: t_ij = τ_ij^(1-σ) = exp(βx_ij), or flows; by rows, none negative, t_ii positive.
  ///   - output: Y_i, positive.
  ///   - expenditure: E_j, positive.
  ///   - source: where the pattern comes from.
  ///   - rebase: what to do when ΣY ≠ ΣE (beyond 1e-9 of the total).
  /// - Throws: ``EquilibriumError``.
  public init(
    countries: [String], pattern: [Double], output: [Double], expenditure: [Double],
    source: Source, rebase: Rebase = .none
  ) throws(EquilibriumError) {
    try checkCountries(countries)
    try checkFlows(pattern, countries)
    try checkMargin("output", output, countries)
    try checkMargin("expenditure", expenditure, countries)
    let sold = compensatedTotal(of: output)
    let bought = compensatedTotal(of: expenditure)
    if abs(sold / bought - 1) > 1e-9, rebase == .none {
      throw .worldTotalsDiffer(output: sold, expenditure: bought)
    }
    let factor = sold / bought
    let balanced = try balanceMatrix(
      pattern, rows: output, columns: expenditure.map { $0 * factor }, names: countries)
    self.init(
      checked: countries, flows: balanced.matrix, source: source,
      rebase: RebaseRecord(method: rebase, expenditureFactor: factor))
  }

  /// Creates a base from flows that are known to be sound.
  init(checked countries: [String], flows: [Double], source: Source, rebase: RebaseRecord?) {
    let n = countries.count
    self.countries = countries
    self.flows = flows
    self.source = source
    self.rebase = rebase
    output = (0..<n).map { i in compensatedTotal(of: flows[(i * n)..<(i * n + n)]) }
    expenditure = (0..<n).map { j in
      compensatedTotal(of: (0..<n).lazy.map { i in flows[i * n + j] })
    }
  }

  /// The place of a country.
  ///
  /// - Throws: ``EquilibriumError/unknownCountry(_:nearest:)``.
  public func index(of country: String) throws(EquilibriumError) -> Int {
    guard let index = countries.firstIndex(of: country) else {
      throw .unknownCountry(country, nearest: NearestNames.of(country, among: countries))
    }
    return index
  }
}

func checkCountries(_ countries: [String]) throws(EquilibriumError) {
  guard countries.count >= 2 else { throw .tooFewCountries(countries.count) }
  var seen = Set<String>()
  for country in countries where !seen.insert(country).inserted {
    throw .duplicateCountry(country)
  }
}

private func checkFlows(_ flows: [Double], _ countries: [String]) throws(EquilibriumError) {
  let n = countries.count
  guard flows.count == n * n else {
    throw .wrongSize(what: "flows", expected: n * n, found: flows.count)
  }
  for (k, flow) in flows.enumerated() where !(flow >= 0 && flow.isFinite) {
    throw .invalidFlow(exporter: countries[k / n], importer: countries[k % n])
  }
  let missing = (0..<n).filter { flows[$0 * n + $0] <= 0 }.map { countries[$0] }
  guard missing.isEmpty else { throw .missingInternalFlows(missing) }
  guard flows.reduce(0, +).isFinite else { throw .notFinite }
}

private func checkMargin(
  _ what: String, _ values: [Double], _ countries: [String]
) throws(EquilibriumError) {
  guard values.count == countries.count else {
    throw .wrongSize(what: what, expected: countries.count, found: values.count)
  }
  for (i, value) in values.enumerated() where !(value > 0 && value.isFinite) {
    throw .invalidMargin(what: what, country: countries[i])
  }
  guard values.reduce(0, +).isFinite else { throw .notFinite }
}
