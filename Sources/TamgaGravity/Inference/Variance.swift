public import TamgaNumerics

/// Which variance is wanted.
public enum VarianceRequest: Sendable {
  /// The inverse information; for least squares with the weighted sum of squared residuals
  /// Σω(y−μ)².
  case iid(residualSumOfSquares: Double?)
  /// Robust to heteroskedasticity, no factor whatever the convention.
  case hc0
  /// Robust to heteroskedasticity.
  case hc1
  /// Scores over √(1 − h), leverages one a row.
  case hc2(leverages: [Double])
  /// Scores over 1 − h, leverages one a row.
  case hc3(leverages: [Double])
  /// Clusters in 1 to 4 dimensions.
  case cluster([FactorColumn])
  /// The jackknife over clusters, with the working weights w of the bread.
  case jackknife(FactorColumn, weights: [Double])
  /// Dyads; both columns number the same countries.
  case dyadic(exporter: FactorColumn, importer: FactorColumn)
  /// Driscoll and Kraay.
  case driscollKraay(time: [Int32], LagChoice)
  /// Newey and West within units.
  case neweyWest(unit: FactorColumn, time: [Int32], LagChoice)
  /// Conley.
  case conley(ConleySpecification)
}

/// What a reader should be warned of.
public enum VarianceWarning: Hashable, Sendable {
  /// Fewer than 30 clusters: the asymptotics is in doubt.
  case fewClusters(ClusterCount)
  /// Negative eigenvalues were set to 0.
  case psdFixed
}

/// A variance matrix and what it is.
public struct VarianceEstimate: Sendable, Equatable {
  /// V by rows, coefficients × coefficients, symmetric.
  public let covariance: [Double]
  /// What it is.
  public let tag: VarianceTag
  /// Warnings.
  public let warnings: [VarianceWarning]

  /// The standard errors, the roots of the diagonal.
  public var standardErrors: [Double] {
    let size = Int(Double(covariance.count).squareRoot().rounded())
    return (0..<size).map { max(0, covariance[$0 * size + $0]).squareRoot() }
  }

  /// The covariance as a matrix.
  var matrix: SquareMatrix {
    SquareMatrix(
      size: Int(Double(covariance.count).squareRoot().rounded()), values: covariance)
  }

  /// The rows of a coefficient table.
  ///
  /// - Throws: ``InferenceError/shape(name:found:wanted:)`` when names or estimates do not fit,
  ///   ``InferenceError/outOfRange(name:)`` for an estimate that is not finite.
  public func rows(names: [String], estimates: [Double]) throws(InferenceError) -> [CoefficientRow]
  {
    let errors = standardErrors
    guard names.count == errors.count else {
      throw .shape(name: "names", found: names.count, wanted: errors.count)
    }
    guard estimates.count == errors.count else {
      throw .shape(name: "estimates", found: estimates.count, wanted: errors.count)
    }
    var rows: [CoefficientRow] = []
    for index in errors.indices {
      guard
        let row = CoefficientRow(
          name: names[index], estimate: estimates[index], se: errors[index], seType: tag)
      else { throw .outOfRange(name: names[index]) }
      rows.append(row)
    }
    return rows
  }
}

/// Estimates a variance.
///
///     V = c · A⁻¹ M A⁻¹
///
/// M is the meat of the request and c the product of the convention's factors. Dyadic variances
/// have no factor in any of the named programs; they are given with the convention `none`. A matrix
/// with a negative eigenvalue is replaced by its positive part, which the tag says.
///
/// - Parameters:
///   - scores: scores and bread.
///   - request: the estimator.
///   - convention: the small-sample rule.
///   - counts: rows, coefficients, fixed effects, family.
///   - threads: at least 1; the bits of the result do not depend on it.
/// - Returns: the variance; equal bits on repeat.
/// - Throws: ``InferenceError`` by case.
public func variance(
  of scores: ScoreData, _ request: VarianceRequest, convention: SmallSample,
  counts: ParameterCounts, threads: Int = 1
) throws(InferenceError) -> VarianceEstimate {
  for effect in counts.fixedEffects { try scores.check(effect.name, effect.codes.count) }
  guard counts.rows == scores.rowCount else {
    throw .shape(name: "rows", found: counts.rows, wanted: scores.rowCount)
  }
  var builder = VarianceBuilder(
    scores: scores, convention: convention, counts: counts, threads: max(1, threads))
  return try builder.build(request)
}

/// Puts a variance together.
private struct VarianceBuilder {
  let scores: ScoreData
  let convention: SmallSample
  let counts: ParameterCounts
  let threads: Int
  var settings: [VarianceSetting] = []
  var clusters: [ClusterCount] = []
  var warnings: [VarianceWarning] = []

  mutating func build(_ request: VarianceRequest) throws(InferenceError) -> VarianceEstimate {
    switch request {
    case .iid(let squares): return try iid(squares)
    case .hc0:
      let meat = try rowMeat(scores, leverages: [], power: .none, threads: threads)
      return try finish(meat, .hc0, try SmallSampleRule(.none, .rows, counts), .none)
    case .hc1:
      let meat = try rowMeat(scores, leverages: [], power: .none, threads: threads)
      return try finish(meat, .hc1, try SmallSampleRule(convention, .rows, counts), convention)
    case .hc2(let leverages):
      let meat = try rowMeat(scores, leverages: leverages, power: .one, threads: threads)
      return try finish(meat, .hc2, try SmallSampleRule(.none, .rows, counts), .none)
    case .hc3(let leverages):
      let meat = try rowMeat(scores, leverages: leverages, power: .two, threads: threads)
      return try finish(meat, .hc3, try SmallSampleRule(.none, .rows, counts), .none)
    case .cluster(let columns): return try cluster(columns)
    case .jackknife(let column, let weights): return try jackknife(column, weights)
    case .dyadic(let exporter, let importer): return try dyadic(exporter, importer)
    case .driscollKraay(let time, let choice): return try driscollKraay(time, choice)
    case .neweyWest(let unit, let time, let choice): return try neweyWest(unit, time, choice)
    case .conley(let specification): return try conley(specification)
    }
  }

  private func iid(_ squares: Double?) throws(InferenceError) -> VarianceEstimate {
    let rule = try SmallSampleRule(convention, .iid, counts)
    var dispersion = 1.0
    if counts.family == .linear {
      guard let squares, squares >= 0, squares.isFinite else {
        throw .outOfRange(name: "residual sum of squares")
      }
      dispersion = squares / Double(scores.rowCount)
    }
    return try finish(
      covariance: scores.breadMatrix.scaled(by: dispersion * rule.factor), .iid, rule, convention)
  }

  /// Counts the clusters of a column: fewer than 2 are an error, fewer than 30 a warning.
  private mutating func count(_ column: FactorColumn) throws(InferenceError) -> Int {
    try scores.check(column.name, column.codes.count)
    return try count(ClusterCount(name: column.name, count: column.occupiedCount))
  }

  private mutating func count(_ dimension: ClusterCount) throws(InferenceError) -> Int {
    guard dimension.count >= 2 else {
      throw .tooFewClusters(name: dimension.name, count: dimension.count)
    }
    clusters.append(dimension)
    if dimension.count < 30 { warnings.append(.fewClusters(dimension)) }
    return dimension.count
  }

  private mutating func cluster(
    _ columns: [FactorColumn]
  ) throws(InferenceError) -> VarianceEstimate {
    guard (1...4).contains(columns.count) else { throw .dimensions(columns.count) }
    var fewest = Int.max
    for column in columns { fewest = min(fewest, try count(column)) }
    let rule = try SmallSampleRule(convention, .clusters(columns, fewest: fewest), counts)
    let meat = multiwayMeat(scores, columns, threads: threads)
    return try finish(meat, .cluster, rule, convention)
  }

  private mutating func jackknife(
    _ column: FactorColumn, _ weights: [Double]
  ) throws(InferenceError) -> VarianceEstimate {
    let groups = try count(column)
    let covariance = try jackknifeCovariance(scores, column, weights: weights, threads: threads)
    let isLinear = counts.family == .linear && convention != .none
    let rule = SmallSampleRule(
      factors: [Double(groups - 1) / Double(groups)],
      law: isLinear ? .student(Double(groups - 1)) : .normal)
    return try finish(
      covariance: covariance.scaled(by: rule.factor), .jackknife, rule, convention)
  }

  private mutating func dyadic(
    _ exporter: FactorColumn, _ importer: FactorColumn
  ) throws(InferenceError) -> VarianceEstimate {
    try scores.check(exporter.name, exporter.codes.count)
    try scores.check(importer.name, importer.codes.count)
    let countries = FactorColumn(
      known: "", codes: exporter.codes + importer.codes,
      levelCount: max(exporter.levelCount, importer.levelCount)
    ).occupiedCount
    _ = try count(ClusterCount(name: exporter.name + "+" + importer.name, count: countries))
    let meat = dyadicMeat(scores, exporter: exporter, importer: importer, threads: threads)
    return try finish(meat, .dyadic, try SmallSampleRule(.none, .rows, counts), .none)
  }

  private mutating func axis(_ time: [Int32]) throws(InferenceError) -> PeriodAxis {
    try scores.check("time", time.count)
    let axis = PeriodAxis(time)
    _ = try count(ClusterCount(name: "time", count: axis.periods.count))
    return axis
  }

  private mutating func driscollKraay(
    _ time: [Int32], _ choice: LagChoice
  ) throws(InferenceError) -> VarianceEstimate {
    let axis = try axis(time)
    let lags = try choice.lags(periods: axis.periods.count)
    settings = [.lags(lags), .periodStep(axis.step)]
    let rule = try SmallSampleRule(convention, .periods(axis.periods.count), counts)
    let meat = driscollKraayMeat(scores, axis, lags: lags, threads: threads)
    return try finish(meat, .driscollKraay, rule, convention)
  }

  private mutating func neweyWest(
    _ unit: FactorColumn, _ time: [Int32], _ choice: LagChoice
  ) throws(InferenceError) -> VarianceEstimate {
    try scores.check(unit.name, unit.codes.count)
    let axis = try axis(time)
    let lags = try choice.lags(periods: axis.periods.count)
    settings = [.lags(lags), .periodStep(axis.step)]
    let rule = try SmallSampleRule(convention, .periods(axis.periods.count), counts)
    let meat = try neweyWestMeat(
      scores, unit: unit, axis, time: time, lags: lags, threads: threads)
    return try finish(meat, .neweyWest, rule, convention)
  }

  private mutating func conley(
    _ specification: ConleySpecification
  ) throws(InferenceError) -> VarianceEstimate {
    try specification.check(scores)
    settings = [
      .cutoff(kilometres: specification.cutoffKilometres),
      .kernel(specification.kernel.rawValue),
      .unit(specification.columns.map(\.name).joined(separator: "*")),
    ]
    let meat = conleyMeat(scores, specification, threads: threads)
    return try finish(meat, .conley, try SmallSampleRule(convention, .rows, counts), convention)
  }

  private func finish(
    _ meat: SquareMatrix, _ type: VarianceType, _ rule: SmallSampleRule, _ convention: SmallSample
  ) throws(InferenceError) -> VarianceEstimate {
    try finish(
      covariance: scores.sandwich(meat).scaled(by: rule.factor), type, rule, convention)
  }

  private func finish(
    covariance: SquareMatrix, _ type: VarianceType, _ rule: SmallSampleRule,
    _ convention: SmallSample
  ) throws(InferenceError) -> VarianceEstimate {
    guard covariance.values.allSatisfy(\.isFinite) else {
      throw .nonFinite(row: scores.firstBadRow ?? -1)
    }
    let (matrix, wasFixed) = covariance.positivePart
    let tag = VarianceTag(
      type: type, convention: convention, law: rule.law, factors: rule.factors,
      clusters: clusters, settings: settings, psdFixed: wasFixed)
    return VarianceEstimate(
      covariance: matrix.values, tag: tag, warnings: warnings + (wasFixed ? [.psdFixed] : []))
  }
}
