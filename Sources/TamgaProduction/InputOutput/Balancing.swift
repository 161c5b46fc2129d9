internal import TamgaNumerics

/// A matrix fitted to margins, and the account of its convergence.
public struct BalancedMatrix: Hashable, Sendable {
  /// rows × columns by rows.
  public let values: [Double]
  /// The factors of rows.
  public let rowFactors: [Double]
  /// The factors of columns.
  public let columnFactors: [Double]
  /// Rounds of rows and columns.
  public let iterations: Int
  /// The largest difference from a margin over the largest margin, round by round.
  public let gaps: [Double]
}

/// Returns a matrix with given margins whose entries are those of a start times factors of rows and
/// columns (RAS).
///
///     x_ij = r_i a_ij s_j,  Σ_j x_ij = u_i,  Σ_i x_ij = v_j
///
/// - Parameters:
///   - start: rows × columns by rows, none below zero; zeros stay zero.
///   - rows: u, none below zero.
///   - columns: v, none below zero, of the same total as u within 10⁻⁹.
///   - tolerance: the largest gap that is left, relative to the largest margin.
///   - iterations: the most rounds.
/// - Returns: the matrix with its account.
/// - Throws: ``InputOutputError``: margins that no such matrix has are an error, never a best
///   effort.
/// - Source: Stone (1961), Input–Output and National Accounts; Miller and Blair (2009), §7.4.
public func balanced(
  _ start: [Double], rows: [Double], columns: [Double], tolerance: Double = 1e-10,
  iterations: Int = 10_000
) throws(InputOutputError) -> BalancedMatrix {
  let (height, width) = (rows.count, columns.count)
  try checkSize("start", start, height * width)
  guard tolerance > 0, tolerance < 1 else { throw .choiceOutOfRange("tolerance") }
  guard iterations >= 1 else { throw .choiceOutOfRange("iterations") }
  for (place, value) in start.enumerated() { try check("start", value, "\(place)") }
  for (place, value) in rows.enumerated() { try check("row margin", value, "\(place)") }
  for (place, value) in columns.enumerated() { try check("column margin", value, "\(place)") }
  let (down, across) = (compensatedTotal(of: rows), compensatedTotal(of: columns))
  guard abs(down - across) <= 1e-9 * max(down, across) else {
    throw .marginsDiffer(rows: down, columns: across)
  }
  if let blocked = blockingColumns(start, rows: rows, columns: columns) {
    throw .infeasibleMargins(columns: blocked)
  }
  let largest = max(rows.max() ?? 0, columns.max() ?? 0)
  var matrix = start
  var (r, s) = ([Double](repeating: 1, count: height), [Double](repeating: 1, count: width))
  var gaps: [Double] = []
  while gaps.count < iterations {
    for row in 0..<height {
      let sum = compensatedTotal(of: matrix[(row * width)..<((row + 1) * width)])
      let factor = sum > 0 ? rows[row] / sum : 1
      r[row] *= factor
      for column in 0..<width { matrix[row * width + column] *= factor }
    }
    var gap = 0.0
    for column in 0..<width {
      let sum = compensatedTotal(of: (0..<height).lazy.map { matrix[$0 * width + column] })
      gap = max(gap, abs(sum - columns[column]))
      let factor = sum > 0 ? columns[column] / sum : 1
      s[column] *= factor
      for row in 0..<height { matrix[row * width + column] *= factor }
    }
    gaps.append(largest > 0 ? gap / largest : 0)
    if gap <= tolerance * largest { break }
  }
  guard let last = gaps.last, last <= tolerance, matrix.allSatisfy(\.isFinite) else {
    throw .notConverged(iterations: gaps.count, gap: gaps.last ?? 0)
  }
  return BalancedMatrix(
    values: matrix, rowFactors: r, columnFactors: s, iterations: gaps.count, gaps: gaps)
}

/// Columns that take more than the rows with entries in them can deliver; nil when margins fit.
///
/// Margins fit when the largest flow from rows to columns through entries above zero is their total
/// (Gale 1957); else the columns that still can be reached are the witness.
private func blockingColumns(
  _ start: [Double], rows: [Double], columns: [Double]
) -> [Int]? {
  let (height, width) = (rows.count, columns.count)
  let total = rows.reduce(0, +)
  let tiny = total * 1e-11
  var (left, open) = (rows, columns)
  var flow = [Double](repeating: 0, count: height * width)
  while true {
    // A breadth-first search from rows with something left to a column that still takes.
    var rowFrom = [Int?](repeating: nil, count: height)
    var columnFrom = [Int?](repeating: nil, count: width)
    var queue = (0..<height).filter { left[$0] > tiny }
    var seen = Set(queue)
    var end: Int?
    var place = 0
    search: while place < queue.count {
      let row = queue[place]
      place += 1
      for column in 0..<width where columnFrom[column] == nil && start[row * width + column] > 0 {
        columnFrom[column] = row
        if open[column] > tiny {
          end = column
          break search
        }
        for other in 0..<height
        where flow[other * width + column] > tiny && !seen.contains(other) {
          seen.insert(other)
          rowFrom[other] = column
          queue.append(other)
        }
      }
    }
    guard let end else {
      guard left.contains(where: { $0 > tiny * Double(height) }) else { return nil }
      let blocked = (0..<width).filter { columnFrom[$0] == nil }
      return blocked
    }
    var path: [(row: Int, column: Int, isForward: Bool)] = []
    var (column, amount) = (end, open[end])
    while let row = columnFrom[column] {
      path.append((row, column, true))
      guard let back = rowFrom[row] else {
        amount = min(amount, left[row])
        left[row] -= amount
        break
      }
      amount = min(amount, flow[row * width + back])
      path.append((row, back, false))
      column = back
    }
    open[end] -= amount
    for step in path {
      flow[step.row * width + step.column] += step.isForward ? amount : -amount
    }
  }
}
