internal import CNative

extension HighsModel {
  /// Silent, on one thread, from one seed: the same programme gives the same bits.
  borrowing func setOptions(
    _ tolerances: SolverTolerances, _ limits: SolverLimits
  ) throws(SolverError) {
    try set("output_flag", false)
    try set("threads", 1)
    try set("parallel", "off")
    try set("random_seed", 0)
    try set("primal_feasibility_tolerance", tolerances.feasibility)
    try set("dual_feasibility_tolerance", tolerances.optimality)
    try set("mip_feasibility_tolerance", tolerances.integrality)
    try set("mip_rel_gap", tolerances.relativeGap)
    try set("mip_abs_gap", tolerances.absoluteGap)
    if let seconds = limits.seconds { try set("time_limit", seconds) }
    if let iterations = limits.iterations { try set("simplex_iteration_limit", iterations) }
    if let nodes = limits.nodes { try set("mip_max_nodes", nodes) }
  }

  private borrowing func set(_ name: String, _ value: Bool) throws(SolverError) {
    try unsafe check(name) { functions in
      unsafe functions.pointee.setBoolOptionValue(reference, name, value ? 1 : 0)
    }
  }

  private borrowing func set(_ name: String, _ value: Int) throws(SolverError) {
    try unsafe check(name) { functions in
      unsafe functions.pointee.setIntOptionValue(reference, name, Int32(clamping: value))
    }
  }

  private borrowing func set(_ name: String, _ value: Double) throws(SolverError) {
    guard value.isFinite else { throw .badOption(name) }
    try unsafe check(name) { functions in
      unsafe functions.pointee.setDoubleOptionValue(reference, name, value)
    }
  }

  private borrowing func set(_ name: String, _ value: String) throws(SolverError) {
    try unsafe check(name) { functions in
      unsafe functions.pointee.setStringOptionValue(reference, name, value)
    }
  }

  private borrowing func check(
    _ option: String, _ body: (UnsafePointer<tamga_highs_functions>) -> Int32
  ) throws(SolverError) {
    guard unsafe library.call(body) == 0 else { throw .badOption(option) }
  }
}
