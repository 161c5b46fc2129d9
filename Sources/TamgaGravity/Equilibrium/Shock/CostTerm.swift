/// One term of a model's trade costs: a coefficient on a function of a variable.
public struct CostTerm: Hashable, Sendable {
  /// The function of the variable that stands in the model.
  public enum Transform: String, Hashable, Sendable, CaseIterable {
    /// x.
    case identity
    /// log x, for x > 0.
    case log
    /// log(1 + x), for x > -1.
    case logOnePlus = "log1p"
    /// √x, for x ≥ 0.
    case squareRoot = "sqrt"
    /// x².
    case square

    /// The value, nil where it is not defined.
    func callAsFunction(_ x: Double) -> Double? {
      let value: Double
      switch self {
      case .identity: value = x
      case .log: value = x > 0 ? RealFunctions.log(x) : .nan
      case .logOnePlus: value = x > -1 ? RealFunctions.log1p(x) : .nan
      case .squareRoot: value = x >= 0 ? x.squareRoot() : .nan
      case .square: value = x * x
      }
      return value.isFinite ? value : nil
    }
  }

  /// The variable, as named in the data.
  public let variable: String
  /// The function of it.
  public let transform: Transform
  /// β.
  public let coefficient: Double
  /// The variable's values for each pair, by rows; NaN where missing.
  public let values: [Double]

  /// Creates a term.
  ///
  /// - Parameters:
  ///   - variable: its name.
  ///   - transform: the function in the model.
  ///   - coefficient: β.
  ///   - values: N·N values by rows, exporter first; NaN where missing. Only what a change or a
  ///     rebuilt base needs has to be there.
  public init(
    variable: String, transform: Transform = .identity, coefficient: Double, values: [Double]
  ) {
    self.variable = variable
    self.transform = transform
    self.coefficient = coefficient
    self.values = values
  }
}

/// The trade costs of a model between the countries of a base: Σ_k β_k f_k(x_kij), and effects of
/// pairs, which no change of a variable moves and which therefore need not be given.
public struct TradeCosts: Hashable, Sendable {
  /// The countries, in the order of rows and columns.
  public let countries: [String]
  /// The terms, in the order of the coefficients' covariance matrix.
  public let terms: [CostTerm]
  /// For each pair, by rows, whether it has a flow; a change leaves the others alone.
  public let hasFlow: [Bool]

  /// Creates costs.
  ///
  /// - Parameters:
  ///   - countries: the countries, in the order of rows and columns.
  ///   - terms: the terms.
  ///   - hasFlow: for each pair whether it has a flow; nil when all have.
  /// - Throws: ``CostShockError/wrongSize(variable:expected:found:)`` or
  ///   ``CostShockError/badCoefficients``.
  public init(
    countries: [String], terms: [CostTerm], hasFlow: [Bool]? = nil
  ) throws(CostShockError) {
    let cells = countries.count * countries.count
    if let hasFlow, hasFlow.count != cells {
      throw .wrongSize(variable: "flows", expected: cells, found: hasFlow.count)
    }
    for term in terms {
      guard term.values.count == cells else {
        throw .wrongSize(variable: term.variable, expected: cells, found: term.values.count)
      }
      guard term.coefficient.isFinite else { throw .badCoefficients }
    }
    self.countries = countries
    self.terms = terms
    self.hasFlow = hasFlow ?? [Bool](repeating: true, count: cells)
  }

  /// The coefficients, in the order of the terms.
  public var coefficients: [Double] { terms.map(\.coefficient) }

  /// The change of trade costs that a shock makes.
  ///
  /// - Throws: ``CostShockError``.
  public func change(_ shock: CostShock) throws(CostShockError) -> TradeCostChange {
    try CostDifferences(shock, in: self).change(coefficients: coefficients)
  }
}
