// p_ij = n_ij / n_i.;  π P = π;  Shorrocks' index (k − tr P)/(k − 1)
// first passage M = (I − Z + E Z_dg) D,  Z = (I − P + 1π)⁻¹            Kemeny and Snell (1976), 4.4

public import TamgaNumerics

/// Moves between classes and what they lead to.
public struct MarkovChain: Hashable, Sendable {
  /// Moves from a class to a class.
  public let counts: [[Int]]
  /// The share of moves from each class; missing for a class that no region was in.
  public let probabilities: [Outcome<[Double]>]
  /// The long-run shares of the classes; missing when a class was empty or several sets of classes
  /// never reach each other.
  public let steadyState: Outcome<[Double]>
  /// Shorrocks' index, 0 without mobility, 1 when a class says nothing of the next.
  public let shorrocks: Outcome<Double>
  /// Expected steps from a class to another for the first time; missing as the steady state.
  public let firstPassage: Outcome<[[Double]]>
  /// All moves.
  public let observations: Int

  /// Computes a chain from moves; square, not negative.
  public init(counts: [[Int]]) {
    self.counts = counts
    let size = counts.count
    let totals = counts.map { $0.reduce(0, +) }
    observations = totals.reduce(0, +)
    let rows = zip(counts, totals).map { row, total -> [Double]? in
      total > 0 ? row.map { Double($0) / Double(total) } : nil
    }
    probabilities = rows.map { $0.map { .value($0) } ?? .missing(.zeroDenominator) }
    let matrix = rows.compactMap(\.self)
    guard size >= 2, matrix.count == size else {
      let reason: MissingReason = size < 2 ? .tooFewObservations : .zeroDenominator
      steadyState = .missing(reason)
      shorrocks = .missing(reason)
      firstPassage = .missing(reason)
      return
    }
    let trace = compensatedTotal(of: matrix.indices.lazy.map { matrix[$0][$0] })
    shorrocks = .value((Double(size) - trace) / Double(size - 1))
    guard let state = MarkovChain.steadyState(matrix) else {
      steadyState = .missing(.undefined)
      firstPassage = .missing(.undefined)
      return
    }
    steadyState = .value(state)
    firstPassage = MarkovChain.firstPassage(matrix, state)
  }

  /// The solution of πP = π, Σπ = 1, by the state reduction of Grassmann, Taksar and Heyman (1985),
  /// which subtracts nothing; nil when several closed sets exist.
  private static func steadyState(_ matrix: [[Double]]) -> [Double]? {
    let size = matrix.count
    guard closedSets(matrix) == 1 else { return nil }
    // Transient classes have no long-run share: reduce the closed set only.
    let members = closedSet(matrix)
    var reduced = members.map { row in members.map { matrix[row][$0] } }
    let count = members.count
    for last in stride(from: count - 1, to: 0, by: -1) {
      let leaving = compensatedTotal(of: reduced[last][0..<last])
      guard leaving > 0 else { return nil }
      for row in 0..<last {
        reduced[row][last] /= leaving
        for column in 0..<last {
          reduced[row][column] += reduced[row][last] * reduced[last][column]
        }
      }
    }
    var state = [Double](repeating: 0, count: count)
    state[0] = 1
    for place in 1..<max(1, count) {
      state[place] = compensatedTotal(of: (0..<place).map { state[$0] * reduced[$0][place] })
    }
    let total = compensatedTotal(of: state)
    var result = [Double](repeating: 0, count: size)
    for (place, member) in members.enumerated() { result[member] = state[place] / total }
    return result
  }

  private static func reachable(_ matrix: [[Double]]) -> [[Bool]] {
    var reach = matrix.map { $0.map { $0 > 0 } }
    for place in reach.indices { reach[place][place] = true }
    for middle in reach.indices {
      for from in reach.indices where reach[from][middle] {
        for to in reach.indices where reach[middle][to] { reach[from][to] = true }
      }
    }
    return reach
  }

  /// The number of sets of classes that are never left.
  private static func closedSets(_ matrix: [[Double]]) -> Int {
    let reach = reachable(matrix)
    let closed = reach.indices.filter { from in
      reach.indices.allSatisfy { !reach[from][$0] || reach[$0][from] }
    }
    return Set(closed.map { from in reach[from] }).count
  }

  private static func closedSet(_ matrix: [[Double]]) -> [Int] {
    let reach = reachable(matrix)
    return reach.indices.filter { from in
      reach.indices.allSatisfy { !reach[from][$0] || reach[$0][from] }
    }
  }

  /// Mean first passage times; the diagonal is the mean time of return, 1/π.
  private static func firstPassage(_ matrix: [[Double]], _ state: [Double]) -> Outcome<[[Double]]> {
    let size = matrix.count
    guard state.allSatisfy({ $0 > 0 }) else { return .missing(.undefined) }
    // m_j = 1 + Σ_{k ≠ j} p_ik m_kj for each target, solved by elimination.
    var passage = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for target in 0..<size {
      let others = (0..<size).filter { $0 != target }
      let system = others.map { row in
        others.map { (row == $0 ? 1 : 0) - matrix[row][$0] }
      }
      guard let times = solved(system, others.map { _ in 1 }) else { return .missing(.undefined) }
      for (place, row) in others.enumerated() { passage[row][target] = times[place] }
      passage[target][target] = 1 / state[target]
    }
    return .value(passage)
  }
}

/// Solves a linear system with partial pivots; nil when it is singular.
func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
  let size = right.count
  var rows = zip(matrix, right).map { $0 + [$1] }
  for column in 0..<size {
    let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
    guard abs(rows[pivot][column]) > 1e-14 else { return nil }
    rows.swapAt(column, pivot)
    for row in (column + 1)..<max(size, column + 1) {
      let factor = rows[row][column] / rows[column][column]
      guard factor != 0 else { continue }
      for place in column...size { rows[row][place] -= factor * rows[column][place] }
    }
  }
  var solution = [Double](repeating: 0, count: size)
  for row in (0..<size).reversed() {
    var value = rows[row][size]
    for place in (row + 1)..<max(size, row + 1) { value -= rows[row][place] * solution[place] }
    solution[row] = value / rows[row][row]
  }
  return solution
}
