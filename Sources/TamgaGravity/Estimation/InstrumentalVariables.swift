/// Two-stage least squares from the cross products of all projected columns.
///
/// With X̂ = Z(Z'WZ)⁻¹Z'WX: β = (X̂'WX̂)⁻¹X̂'Wy, everything projected on the effects first.
struct InstrumentalSolution {
  /// Columns of the regressors kept, and of the instruments with the exogenous regressors.
  let regressors: [Int]
  let instruments: [Int]
  let dropped: [DroppedRegressor]
  /// (X̂'WX̂)⁻¹, and Π = (Z'WZ)⁻¹Z'WX, instruments by regressors.
  let bread: [Double]
  let firstStage: [Double]
  private let excludedCount: Int
  private let endogenous: [Int]

  init(
    gram: [Double], side: Int, norms: [Double], names: [String], exogenous: Int, endogenous: Int
  ) throws(GravityError) {
    let first = Array(0..<exogenous)
    let second = Array(exogenous..<(exogenous + endogenous))
    let excluded = Array((exogenous + endogenous)..<names.count)
    let places = first + excluded
    let choice = RegressorChoice(
      gram: gram, side: side, places: places, norms: places.map { norms[$0] },
      names: places.map { names[$0] })
    instruments = choice.kept.map { places[$0] }
    excludedCount = instruments.count { $0 >= exogenous + endogenous }
    let columns = first + second
    let fitted = InstrumentalSolution.fitted(gram, side, instruments, columns)
    let kept = RegressorChoice(
      gram: fitted.cross, side: columns.count, places: columns, norms: columns.map { norms[$0] },
      names: columns.map { names[$0] })
    regressors = kept.kept.map { columns[$0] }
    dropped =
      kept.dropped
      + choice.dropped.filter { drop in
        excluded.contains { names[$0] == drop.name }
      }
    let ours = regressors.filter { $0 >= exogenous }
    self.endogenous = ours
    guard excludedCount >= second.count, excludedCount > 0 else {
      throw .tooFewInstruments(endogenous: second.count, instruments: excludedCount)
    }
    let result = InstrumentalSolution.fitted(gram, side, instruments, regressors)
    firstStage = result.coefficients
    bread = SymmetricFactor(result.cross, order: regressors.count)?.inverse ?? []
  }

  /// Π and X̂'WX̂ for columns.
  private static func fitted(
    _ gram: [Double], _ side: Int, _ instruments: [Int], _ columns: [Int]
  ) -> (coefficients: [Double], cross: [Double]) {
    let zz = submatrix(gram, side: side, rows: instruments, columns: instruments)
    let (height, width) = (instruments.count, columns.count)
    var coefficients = [Double](repeating: 0, count: height * width)
    var cross = [Double](repeating: 0, count: width * width)
    guard let factor = SymmetricFactor(zz, order: height) else { return (coefficients, cross) }
    for (place, column) in columns.enumerated() {
      let x = factor.solve(instruments.map { gram[$0 * side + column] })
      for row in 0..<height { coefficients[row * width + place] = x[row] }
      for (other, target) in columns.enumerated() {
        var sum = 0.0
        for row in 0..<height { sum += x[row] * gram[instruments[row] * side + target] }
        cross[place * width + other] = sum
      }
    }
    for row in 0..<width {
      for column in 0..<row { cross[row * width + column] = cross[column * width + row] }
    }
    return (coefficients, cross)
  }

  /// β, or its change, for the column of u in the cross products.
  func coefficients(_ gram: [Double], side: Int) -> [Double] {
    let width = regressors.count
    var right = [Double](repeating: 0, count: width)
    for (row, instrument) in instruments.enumerated() {
      for column in 0..<width {
        right[column] += firstStage[row * width + column] * gram[instrument * side + side - 1]
      }
    }
    return (0..<width).map { row in
      (0..<width).reduce(0) { $0 + bread[row * width + $1] * right[$1] }
    }
  }

  /// Tests from the cross products with u = y.
  ///
  /// - Parameters:
  ///   - gram: the cross products.
  ///   - side: numbers in a row of them.
  ///   - rows: in the sample.
  ///   - absorbed: rank of the effects.
  ///   - robust: Z'diag(w²e²)Z of the kept instruments; e of 2SLS.
  /// - Returns: the tests that can be computed.
  func diagnostics(
    _ gram: [Double], side: Int, rows: Int, absorbed: Int, robust: [Double]
  ) -> InstrumentalDiagnostics {
    let rest = rows - absorbed
    let exogenous = instruments.filter { place in regressors.contains(place) }
    let y = side - 1
    func loss(_ target: Int, _ columns: [Int]) -> Double {
      let a = submatrix(gram, side: side, rows: columns, columns: columns)
      let own = gram[target * side + target]
      guard let factor = SymmetricFactor(a, order: columns.count) else { return own }
      let cross = columns.map { gram[$0 * side + target] }
      let x = factor.solve(cross)
      return columns.indices.reduce(own) { $0 - cross[$1] * x[$1] }
    }
    let stages = endogenous.compactMap { column -> InstrumentalDiagnostics.Test? in
      fTest(
        loss(column, exogenous), loss(column, instruments), excludedCount,
        rest - instruments.count)
    }
    let beta = coefficients(gram, side: side)
    let over = instruments.count - regressors.count
    var (sargan, hansen): (InstrumentalDiagnostics.Test?, InstrumentalDiagnostics.Test?)
    if over > 0 {
      let zz = submatrix(gram, side: side, rows: instruments, columns: instruments)
      let moment = moments(gram, side, beta)
      let total = sumOfSquares(gram, side, beta)
      if let factor = SymmetricFactor(zz, order: instruments.count), total > 0 {
        let value = product(moment, factor.solve(moment)) * Double(rows) / total
        sargan = InstrumentalDiagnostics.Test(statistic: value, freedom: over, denominator: nil)
      }
      hansen = twoStep(gram, side, robust).map {
        InstrumentalDiagnostics.Test(statistic: $0, freedom: over, denominator: nil)
      }
    }
    return InstrumentalDiagnostics(
      firstStage: stages, sargan: sargan, hansen: hansen,
      wuHausman: wuHausman(gram, side, loss(y, regressors), rest))
  }

  private func fTest(
    _ restricted: Double, _ free: Double, _ count: Int, _ rest: Int
  ) -> InstrumentalDiagnostics.Test? {
    guard free > 0, rest > 0, count > 0 else { return nil }
    let statistic = max(restricted - free, 0) / Double(count) / (free / Double(rest))
    guard statistic.isFinite else { return nil }
    return InstrumentalDiagnostics.Test(statistic: statistic, freedom: count, denominator: rest)
  }

  /// Z'W(y - Xβ).
  private func moments(_ gram: [Double], _ side: Int, _ beta: [Double]) -> [Double] {
    instruments.map { z in
      regressors.indices.reduce(gram[z * side + side - 1]) {
        $0 - gram[z * side + regressors[$1]] * beta[$1]
      }
    }
  }

  private func sumOfSquares(_ gram: [Double], _ side: Int, _ beta: [Double]) -> Double {
    let y = side - 1
    var total = gram[y * side + y]
    for (k, a) in regressors.enumerated() {
      total -= 2 * beta[k] * gram[a * side + y]
      for (l, b) in regressors.enumerated() { total += beta[k] * beta[l] * gram[a * side + b] }
    }
    return total
  }

  /// Hansen's J of efficient two-step GMM.
  private func twoStep(_ gram: [Double], _ side: Int, _ robust: [Double]) -> Double? {
    guard let weight = SymmetricFactor(robust, order: instruments.count) else { return nil }
    let columns = regressors.map { x in instruments.map { gram[$0 * side + x] } }
    let solved = columns.map { weight.solve($0) }
    let right = instruments.map { gram[$0 * side + side - 1] }
    let a = solved.flatMap { s in columns.map { product(s, $0) } }
    guard let factor = SymmetricFactor(a, order: regressors.count) else { return nil }
    let beta = factor.solve(solved.map { product($0, right) })
    let moment = moments(gram, side, beta)
    return product(moment, weight.solve(moment))
  }

  /// F of the first-stage residuals added to the structural equation.
  private func wuHausman(
    _ gram: [Double], _ side: Int, _ restricted: Double, _ rest: Int
  ) -> InstrumentalDiagnostics.Test? {
    let width = regressors.count
    let extra = endogenous.compactMap { regressors.firstIndex(of: $0) }
    // Cross products of [X, X̂₂] with itself and with y.
    let order = width + extra.count
    func weights(_ column: Int) -> [(Int, Double)] {
      if column < width { return [(regressors[column], 1)] }
      return instruments.enumerated().map {
        ($1, firstStage[$0 * width + extra[column - width]])
      }
    }
    func cross(_ left: [(Int, Double)], _ right: [(Int, Double)]) -> Double {
      left.reduce(0) { sum, a in
        right.reduce(sum) { $0 + a.1 * $1.1 * gram[a.0 * side + $1.0] }
      }
    }
    let columns = (0..<order).map(weights)
    let a = columns.flatMap { left in columns.map { cross(left, $0) } }
    guard let factor = SymmetricFactor(a, order: order) else { return nil }
    let y = side - 1
    let right = columns.map { cross($0, [(y, 1)]) }
    let free = gram[y * side + y] - product(right, factor.solve(right))
    return fTest(restricted, free, extra.count, rest - order)
  }
}

/// The inner product.
func product(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
