internal import TamgaNumerics

/// The linear programme that decides separation exactly.
///
///     maximise    Σ t
///     subject to  xγ = 0            on rows inside the range of the outcome
///                 ± xγ − t ≥ 0      on rows at a bound, 0 ≤ t ≤ 1
///
/// The set of γ is a cone, so at the optimum t is 0 or 1, and t = 1 exactly on the separated rows.
/// When the optimum is 0, the weights of the rows (the duals) are the proof that there is no
/// separation.
///
/// - Source: Correia, Guimarães and Zylkin (2019), section 3.
struct SeparationProgramme {
  /// What a solve says.
  enum Answer {
    /// A combination of columns, with z ≥ 1 on separated rows.
    case separated([Double])
    /// None is separated; a weight for each row in the order of the rows given.
    case exists([Double])
    /// No answer, as without the library or at the limit of time.
    case none(SeparationDoubt)
  }

  private let verifier: SeparationVerifier
  private var solver: HighsSolver

  init(_ verifier: SeparationVerifier, seconds: Double?) {
    self.verifier = verifier
    solver = HighsSolver(limits: SolverLimits(seconds: seconds))
    solver.tolerances.feasibility = 1e-9
    solver.tolerances.optimality = 1e-9
  }

  /// Solves the programme on some rows.
  ///
  /// - Parameter rows: rows of the sample.
  /// - Returns: a combination, weights, or why there are none.
  func solve(rows: [Int]) -> Answer {
    let build = programme(rows: rows)
    let solution: LinearSolution
    do {
      solution = try solver.solve(build.programme)
    } catch {
      if case .unavailable = error { return .none(.solverUnavailable) }
      return .none(.solverFailed)
    }
    guard solution.status == .optimal, let objective = solution.objective else {
      return .none(solution.status == .timeLimit ? .timeLimit : .solverFailed)
    }
    if objective > 0.5 {
      var coefficients = [Double](repeating: 0, count: verifier.columns.count)
      for (place, column) in build.columns.enumerated() {
        coefficients[column] = solution.columnValues[place] / build.scales[place]
      }
      return .separated(coefficients)
    }
    guard let duals = solution.rowDuals else { return .none(.solverFailed) }
    return .exists(
      zip(rows, duals).map { row, dual in
        -dual * (verifier.tails[row] == 0 ? 1 : Double(verifier.tails[row]))
      })
  }

  private struct Build {
    var programme = LinearProgramme(.maximise)
    /// The column of the design for each of the first columns of the programme.
    var columns: [Int] = []
    var scales: [Double] = []
  }

  private func programme(rows: [Int]) -> Build {
    var build = Build()
    var largest = [Double](repeating: 0, count: verifier.columns.count)
    for row in rows {
      verifier.columns.forEachEntry(ofRow: row) { column, entry in
        largest[column] = max(largest[column], abs(entry))
      }
    }
    var places = [Int](repeating: -1, count: largest.count)
    for column in largest.indices where largest[column] > 0 {
      places[column] = build.programme.addColumn(lower: -.infinity)
      build.columns.append(column)
      build.scales.append(largest[column])
    }
    for row in rows {
      let tail = verifier.tails[row]
      let isFree = tail != 0
      let sign = isFree ? Double(tail) : 1
      var terms: [LinearProgramme.Term] = []
      verifier.columns.forEachEntry(ofRow: row) { column, entry in
        let scaled = places[column] < 0 ? 0 : sign * entry / largest[column]
        // The library takes smaller entries for 0; the verifier sees them.
        if abs(scaled) > 1e-9 { terms.append(.init(places[column], scaled)) }
      }
      if isFree {
        terms.append(.init(build.programme.addColumn(upper: 1, cost: 1), -1))
        build.programme.addRow(terms, lower: 0)
      } else {
        build.programme.addRow(terms, lower: 0, upper: 0)
      }
    }
    return build
  }
}
