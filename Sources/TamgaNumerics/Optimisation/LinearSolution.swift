/// What a solver says of a programme.
public struct LinearSolution: Hashable, Sendable {
  /// How a solve ended.
  public enum Status: String, Sendable, CaseIterable {
    /// The point is optimal, within the tolerances.
    case optimal
    /// No point meets all rows and bounds.
    case infeasible
    /// There are points, and the objective has no limit.
    case unbounded
    /// The limit of seconds was reached; there may be a point.
    case timeLimit = "time-limit"
    /// The limit of iterations was reached; there may be a point.
    case iterationLimit = "iteration-limit"
    /// The limit of nodes was reached; there may be a point.
    case nodeLimit = "node-limit"
    /// The solver could not tell, as with numbers of very different sizes.
    case undecided
  }

  /// How the solve ended.
  public let status: Status
  /// The objective at the point; nil when there is no point.
  public internal(set) var objective: Double?
  /// One value a column; empty when there is no point.
  ///
  /// Whole ones are rounded if the rows still hold, else they are whole within the tolerance.
  public internal(set) var columnValues: [Double] = []
  /// One value a row; empty when there is no point.
  public internal(set) var rowValues: [Double] = []
  /// The change of the optimum for each unit by which a row's binding bound moves.
  ///
  /// Nil unless it is the optimum of a programme without whole numbers.
  public internal(set) var rowDuals: [Double]?
  /// The same for the bounds of columns, the reduced costs cⱼ − Σ aᵢⱼ yᵢ.
  public internal(set) var columnDuals: [Double]?
  /// A proven limit of the optimum, below when minimising; nil when there is none.
  public internal(set) var bound: Double?
  /// With whole numbers |objective − bound| / |objective|; nil when it is not defined.
  public internal(set) var mipGap: Double?
  /// The steps of the simplex method.
  public internal(set) var iterations = 0
  /// The nodes of branch and bound; 0 without whole numbers.
  public internal(set) var nodes = 0

  init(_ status: Status) { self.status = status }

  /// Whether there is a point that meets all rows and bounds, optimal or not.
  public var hasPoint: Bool { objective != nil }

  /// Rounds what should be whole, as 0.9999999999999988, and computes the rest from it anew.
  mutating func roundWholeNumbers(of programme: LinearProgramme, within tolerance: Double) {
    let rounded = zip(programme.columns, columnValues).map { column, value in
      column.isInteger ? value.rounded() + 0 : value
    }
    guard let violation = programme.largestViolation(at: rounded), violation <= tolerance,
      let objective = programme.objective(at: rounded),
      let rowValues = programme.rowValues(at: rounded)
    else { return }
    columnValues = rounded
    self.objective = objective
    self.rowValues = rowValues
  }
}
