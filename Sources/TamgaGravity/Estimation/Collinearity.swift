/// A regressor that the model cannot tell from others.
public struct DroppedRegressor: Hashable, Sendable {
  /// Why it cannot be told.
  public enum Reason: Hashable, Sendable {
    /// The fixed effects explain all of it.
    case absorbedByEffects
    /// A combination of these regressors and the effects equals it.
    case collinear(with: [String])
    /// It is 0 everywhere.
    case zero
    /// It is this other number everywhere, which the constant or the effects explain.
    case constant(Double)
  }
  /// The name.
  public let name: String
  /// The reason.
  public let reason: Reason

  /// Names a regressor and its reason.
  public init(name: String, reason: Reason) {
    self.name = name
    self.reason = reason
  }
}

/// Which regressors stay, in the order the user wrote.
///
/// A column goes when the squared norm of its projection is below 1e-9 of its own before projection,
/// or its Cholesky pivot is below 1e-9 of the former.
struct RegressorChoice: Equatable {
  private(set) var kept: [Int] = []
  private(set) var dropped: [DroppedRegressor] = []

  static let tolerance = 1e-9

  /// - Parameters:
  ///   - gram: of the projected columns.
  ///   - side: numbers in a row of it.
  ///   - places: of the columns in it.
  ///   - norms: squared weighted norms before projection.
  ///   - names: of the columns.
  init(gram: [Double], side: Int, places: [Int], norms: [Double], names: [String]) {
    for (column, place) in places.enumerated() {
      let own = gram[place * side + place]
      guard norms[column] > 0 else {
        dropped.append(DroppedRegressor(name: names[column], reason: .zero))
        continue
      }
      guard own > RegressorChoice.tolerance * norms[column] else {
        dropped.append(DroppedRegressor(name: names[column], reason: .absorbedByEffects))
        continue
      }
      let chosen = kept.map { places[$0] }
      let cross = chosen.map { gram[place * side + $0] }
      let among = submatrix(gram, side: side, rows: chosen, columns: chosen)
      guard let factor = SymmetricFactor(among, order: chosen.count) else { continue }
      let weights = factor.solve(cross)
      var pivot = own
      for k in cross.indices { pivot -= cross[k] * weights[k] }
      if pivot > RegressorChoice.tolerance * own {
        kept.append(column)
      } else {
        let guilty = kept.indices.filter {
          weights[$0] * weights[$0] * gram[chosen[$0] * side + chosen[$0]] > 1e-8 * own
        }
        let reason = DroppedRegressor.Reason.collinear(with: guilty.map { names[kept[$0]] })
        dropped.append(DroppedRegressor(name: names[column], reason: reason))
      }
    }
  }
}
