internal import CNative

extension HighsModel {
  /// What a status of the library says of the programme.
  ///
  /// Presolve may find that there is no limit before it finds whether there is a point; a second
  /// solve without costs then tells.
  borrowing func meaning(
    of status: Int32, isInteger: Bool
  ) throws(SolverError) -> LinearSolution.Status {
    switch status {
    case Int32(TAMGA_HIGHS_OPTIMAL): return .optimal
    case Int32(TAMGA_HIGHS_INFEASIBLE): return .infeasible
    case Int32(TAMGA_HIGHS_TIME_LIMIT): return .timeLimit
    case Int32(TAMGA_HIGHS_ITERATION_LIMIT): return .iterationLimit
    case Int32(TAMGA_HIGHS_SOLUTION_LIMIT): return .nodeLimit
    case Int32(TAMGA_HIGHS_UNBOUNDED) where !isInteger: return .unbounded
    case Int32(TAMGA_HIGHS_UNBOUNDED), Int32(TAMGA_HIGHS_UNBOUNDED_OR_INFEASIBLE):
      try dropCosts()
      switch try run() {
      case Int32(TAMGA_HIGHS_OPTIMAL): return .unbounded
      case Int32(TAMGA_HIGHS_INFEASIBLE): return .infeasible
      default: return .undecided
      }
    default: return .undecided
    }
  }

  /// Whether no point meets the bounds of columns and rows as they stand.
  ///
  /// - Throws: `undecided` when the solve ended for another reason than an answer.
  borrowing func isInfeasible(isInteger: Bool) throws(SolverError) -> Bool {
    let status = try meaning(of: run(), isInteger: isInteger)
    switch status {
    case .optimal, .unbounded: return false
    case .infeasible: return true
    case .timeLimit, .iterationLimit, .nodeLimit, .undecided: throw .undecided(status)
    }
  }
}
