// A w = λ w;  CI = (λ_max − n)/(n − 1);  CR = CI/RI                               Saaty (1980)
// geometric: w_i ∝ (Π_j a_ij)^{1/n}                                  Crawford and Williams (1985)

public import TamgaNumerics

/// How weights come from comparisons.
public enum PriorityMethod: String, Sendable, Codable, CaseIterable {
  /// The principal eigenvector.
  case eigenvector
  /// Geometric means of rows.
  case geometric
}

/// Why comparisons cannot be used.
public enum JudgementError: Error, Hashable, Sendable {
  /// The matrix is not square.
  case notSquare(row: Int)
  /// A comparison is missing, not positive or not finite.
  case incomplete(row: Int, column: Int)
  /// a_ij · a_ji is not 1.
  case notReciprocal(row: Int, column: Int)
  /// There are no elements, or more than fifteen: too many to compare in pairs.
  case wrongSize(Int)
  /// Two elements have one key, or a key is unknown.
  case key(String)
}

/// Three elements whose comparisons contradict each other most.
public struct Triad: Hashable, Sendable {
  /// The elements' places.
  public let first: Int
  /// The second.
  public let second: Int
  /// The third.
  public let third: Int
  /// a_ij a_jk / a_ik, or its inverse if that is larger; 1 for no contradiction.
  public let excess: Double
}

/// Weights from comparisons in pairs.
public struct PairwisePriorities: Hashable, Sendable {
  /// The weights, which sum to 1.
  public let weights: [Double]
  /// The method.
  public let method: PriorityMethod
  /// λ_max.
  public let eigenvalue: Double
  /// (λ_max − n)/(n − 1); 0 for one element.
  public let consistencyIndex: Double
  /// The consistency index over that of random matrices; 0 for two elements or fewer, missing above
  /// ten, for which the source of the random index has none.
  public let consistencyRatio: Outcome<Double>
  /// The triad that contradicts itself most; nil below three elements or without a contradiction.
  public let worstTriad: Triad?

  /// Whether the judgements are too contradictory: a ratio above 0.10.
  public var isInconsistent: Bool { (consistencyRatio.value ?? 0) > 0.10 }
}

/// Returns the weights of elements from comparisons in pairs.
///
/// - Parameters:
///   - matrix: a_ij, how many times i matters more than j; a_ji = 1/a_ij within 1 % (as 0.33 for 1/3).
///   - method: how weights come from it.
/// - Returns: weights with their consistency.
/// - Throws: ``JudgementError``; nothing is filled in.
/// - Source: Saaty (1980), The Analytic Hierarchy Process; random index of its table for n ≤ 10.
public func pairwisePriorities(_ matrix: [[Double]], method: PriorityMethod = .eigenvector)
  throws(JudgementError) -> PairwisePriorities
{
  let size = matrix.count
  guard (1...15).contains(size) else { throw .wrongSize(size) }
  for row in matrix.indices {
    guard matrix[row].count == size else { throw .notSquare(row: row) }
    for column in matrix.indices {
      guard matrix[row][column].isFinite, matrix[row][column] > 0, matrix[row][column] < 1e6 else {
        throw .incomplete(row: row, column: column)
      }
    }
  }
  for row in matrix.indices {
    for column in matrix.indices where column >= row {
      guard abs(matrix[row][column] * matrix[column][row] - 1) <= 0.011 else {
        throw .notReciprocal(row: row, column: column)
      }
    }
  }
  // The larger of two reciprocals is taken as written, the other as its inverse.
  let exact = matrix.indices.map { row in
    matrix.indices.map { column -> Double in
      if row == column { return 1 }
      let (own, other) = (matrix[row][column], matrix[column][row])
      return own >= other ? own : 1 / other
    }
  }
  let logarithms = exact.map { row in
    compensatedTotal(of: row.map(Elementary.logarithm)) / Double(size)
  }
  var weights = shares(logarithms.map(Elementary.exponential))
  let geometric = weights
  var eigenvalue = Double(size)
  for _ in 0..<10_000 {
    let image = exact.map { row in compensatedTotal(of: zip(row, weights).map { $0 * $1 }) }
    eigenvalue = compensatedTotal(of: image)
    let next = shares(image)
    let change = zip(next, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
    weights = next
    if change < 1e-16 { break }
  }
  let index = size > 1 ? max(0, (eigenvalue - Double(size)) / Double(size - 1)) : 0
  let random: [Double] = [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49]
  let ratio: Outcome<Double> =
    size <= 2
    ? .value(0) : size <= 10 ? .value(index / random[size - 3]) : .missing(.undefined)
  return PairwisePriorities(
    weights: method == .geometric ? geometric : weights, method: method, eigenvalue: eigenvalue,
    consistencyIndex: index, consistencyRatio: ratio, worstTriad: worstTriad(exact))
}

private func shares(_ values: [Double]) -> [Double] {
  let sum = compensatedTotal(of: values)
  return values.map { $0 / sum }
}

private func worstTriad(_ matrix: [[Double]]) -> Triad? {
  var worst: Triad?
  for i in matrix.indices {
    for j in matrix.indices where j > i {
      for k in matrix.indices where k > j {
        let product = matrix[i][j] * matrix[j][k] / matrix[i][k]
        let excess = max(product, 1 / product)
        if excess > max(1 + 1e-9, worst?.excess ?? 0) {
          worst = Triad(first: i, second: j, third: k, excess: excess)
        }
      }
    }
  }
  return worst
}
