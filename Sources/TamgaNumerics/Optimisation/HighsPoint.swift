/// What the library wrote about a solve, before it is known whether it means anything.
struct HighsPoint {
  var objective = 0.0
  var columnValues: [Double]
  var columnDuals: [Double]
  var rowValues: [Double]
  var rowDuals: [Double]

  init(columns: Int, rows: Int) {
    columnValues = [Double](repeating: 0, count: columns)
    columnDuals = columnValues
    rowValues = [Double](repeating: 0, count: rows)
    rowDuals = rowValues
  }

  /// Writes the point into a solution; a negative zero becomes a plain one.
  func describe(_ solution: inout LinearSolution, isInteger: Bool) {
    solution.objective = objective + 0
    solution.columnValues = columnValues.map { $0 + 0 }
    solution.rowValues = rowValues.map { $0 + 0 }
    guard !isInteger, solution.status == .optimal else { return }
    solution.bound = solution.objective
    solution.rowDuals = rowDuals.map { $0 + 0 }
    solution.columnDuals = columnDuals.map { $0 + 0 }
  }
}
