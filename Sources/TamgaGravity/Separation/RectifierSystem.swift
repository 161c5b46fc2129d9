/// Weighted least squares on all columns of a design, with the coefficient of each column.
final class RectifierSystem {
  /// For each row in solver order the row of the separation design.
  let rows: [Int]
  /// The present weights, in solver order.
  private(set) var weights: [Double] = []
  private let projector: Projector
  private let columns: SeparationColumns
  private let blocks: EffectBlocks
  private let isGiven: [Int]
  private let regressors: [[Double]]
  private let scales: [Double]
  private var projected: [ColumnProjection] = []
  private var kept: [Int] = []
  private var factor: SymmetricFactor?

  private static let tolerance = 1e-12

  init(_ verifier: SeparationVerifier, rows: [Int]) {
    var effects = verifier.design.fitted(rows)
    effects.regressors = []
    let panel = PanelRows(effects, keep: nil, kept: rows.count, chunkRows: 131_072)
    projector = Projector(panel, threads: 1)
    let places = (0..<rows.count).map { Int(panel.order[$0]) }
    isGiven = places
    let own = places.map { rows[$0] }
    self.rows = own
    let columns = verifier.columns
    self.columns = columns
    blocks = EffectBlocks(columns)
    var all = columns.regressors.map { column in own.map { column[$0] } }
    if columns.hasConstant { all.append([Double](repeating: 1, count: own.count)) }
    let sizes = all.map { $0.reduce(0) { max($0, abs($1)) } }
    scales = sizes.map { $0 > 0 ? $0 : 1 }
    regressors = zip(all, sizes).map { column, size in size > 0 ? column.map { $0 / size } : column
    }
  }

  /// Values in solver order in the order of the rows given.
  func inOrder(_ values: [Double]) -> [Double] {
    var result = values
    for (place, given) in isGiven.enumerated() { result[given] = values[place] }
    return result
  }

  /// Takes new weights, all above 0.
  ///
  /// - Throws: ``GravityError`` when a projection does not converge.
  func weigh(_ weights: [Double]) throws(GravityError) {
    guard weights != self.weights else { return }
    self.weights = weights
    projected = try projector.projections(
      of: regressors, weights: weights, tolerance: Self.tolerance)
    let side = regressors.count
    var gram = [Double](repeating: 0, count: side * side)
    for a in 0..<side {
      for b in 0...a {
        let sum = product(projected[a].residuals, projected[b].residuals)
        gram[a * side + b] = sum
        gram[b * side + a] = sum
      }
    }
    let choice = RegressorChoice(
      gram: gram, side: side, places: Array(0..<side),
      norms: regressors.map { product($0, $0) }, names: regressors.indices.map { "\($0)" })
    kept = choice.kept
    factor = SymmetricFactor(
      submatrix(gram, side: side, rows: kept, columns: kept), order: kept.count)
  }

  /// The residuals of a column in solver order, and the coefficients by column of the design.
  ///
  /// - Throws: ``GravityError`` when a projection does not converge.
  func project(
    _ u: [Double]
  ) throws(GravityError) -> (residuals: [Double], coefficients: [Double]) {
    guard
      let own = try projector.projections(
        of: [u], weights: nil, tolerance: Self.tolerance
      ).first
    else { return (u, []) }
    var residuals = own.residuals
    var levels = own.levels
    var groups = own.groups
    var coefficients = [Double](repeating: 0, count: columns.count)
    let right = kept.map { product(projected[$0].residuals, own.residuals) }
    for (column, beta) in zip(kept, factor?.solve(right) ?? []) {
      for row in residuals.indices { residuals[row] -= beta * projected[column].residuals[row] }
      for level in levels.indices { levels[level] -= beta * projected[column].levels[level] }
      for group in groups.indices { groups[group] -= beta * projected[column].groups[group] }
      // The constant stands after the regressors, where its column is.
      coefficients[column] = beta / scales[column]
    }
    let panel = projector.panel
    for (place, effect) in panel.numbers.terms.enumerated() {
      guard let block = blocks[effect] else { continue }
      for (code, number) in panel.numbers.numbers[place].enumerated() where number >= 0 {
        coefficients[block.firstColumn + code] = levels[Int(number)]
      }
    }
    if let effect = panel.numbers.eliminated, let block = blocks[effect] {
      for (group, code) in panel.groupCodes.enumerated() {
        coefficients[block.firstColumn + Int(code)] = groups[group]
      }
    }
    return (residuals, coefficients)
  }

  private func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for row in weights.indices { sum += weights[row] * a[row] * b[row] }
    return sum
  }
}
