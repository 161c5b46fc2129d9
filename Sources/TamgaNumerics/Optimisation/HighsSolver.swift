internal import CNative

/// Solves programmes with HiGHS 1.15.1, opened at run time.
///
/// On one thread, from one seed, without output: the same programme gives the same bits on one
/// platform. The standard gap is 0, as the library's own of 1e-4 is no proof. Solves of one process
/// run one after the other, whatever threads ask for them.
///
///     let solution = try HighsSolver().solve(programme)
///
/// Method: dual simplex with presolve, branch and cut; Huangfu and Hall (2018), Parallelizing the
/// dual revised simplex method, Mathematical Programming Computation 10(1).
public struct HighsSolver: MIPSolver {
  /// How exactly programmes are solved.
  public var tolerances: SolverTolerances
  /// When the solver gives up.
  public var limits: SolverLimits
  private let library: HighsLibrary

  /// Creates a solver; that the library is there is asked when it is used.
  public init(tolerances: SolverTolerances = .init(), limits: SolverLimits = .init()) {
    self.init(tolerances: tolerances, limits: limits, library: .shared)
  }

  init(
    tolerances: SolverTolerances = .init(), limits: SolverLimits = .init(), library: HighsLibrary
  ) {
    self.tolerances = tolerances
    self.limits = limits
    self.library = library
  }

  /// Solves a programme; the same one gives the same bits.
  public func solve(_ programme: LinearProgramme) throws(SolverError) -> LinearSolution {
    try programme.validate()
    if programme.columns.isEmpty {
      var solution = try solve(programme.withPlaceholder)
      solution.columnValues = []
      solution.columnDuals = solution.columnDuals.map { _ in [] }
      return solution
    }
    let model = try HighsModel.load(programme, library, tolerances, limits)
    let isInteger = programme.isInteger
    let status = try model.run()
    var solution = LinearSolution(try model.meaning(of: status, isInteger: isInteger))
    guard solution.status != .infeasible, solution.status != .unbounded else { return solution }
    solution.iterations = model.count("simplex_iteration_count")
    solution.nodes = isInteger ? model.count("mip_node_count") : 0
    solution.bound = isInteger ? model.number("mip_dual_bound") : nil
    guard model.count("primal_solution_status") == Int(TAMGA_HIGHS_POINT_FEASIBLE) else {
      return solution
    }
    try model.solution().describe(&solution, isInteger: isInteger)
    if isInteger {
      solution.mipGap = model.number("mip_gap")
      solution.roundWholeNumbers(of: programme, within: tolerances.feasibility)
    }
    return solution
  }

  /// Returns groups of rows that cannot be met together, none of which can be left out.
  public func minimalInfeasibleRows(
    of programme: LinearProgramme, groups: [[Int]]
  ) throws(SolverError) -> [Int] {
    try programme.validate()
    if programme.columns.isEmpty {
      return try minimalInfeasibleRows(of: programme.withPlaceholder, groups: groups)
    }
    let rowGroups = try programme.groups(ofRows: groups)
    let model = try HighsModel.load(programme, library, tolerances, limits)
    try model.dropCosts()
    var isFree = [Bool](repeating: false, count: programme.rows.count)
    let conflict = try DeletionFilter.minimalConflict(among: groups.count) {
      kept throws(SolverError) in
      for (row, members) in rowGroups.enumerated() where !members.isEmpty {
        let free = !members.contains { kept[$0] }
        guard free != isFree[row] else { continue }
        isFree[row] = free
        let bounds = programme.rows[row]
        try model.setBounds(
          ofRow: row, lower: free ? -.infinity : bounds.lower,
          upper: free ? .infinity : bounds.upper)
      }
      return try model.isInfeasible(isInteger: programme.isInteger)
    }
    guard let conflict else { throw .feasible }
    return conflict
  }

  /// The weights of rows with which the library explains that a programme is infeasible.
  func dualRay(of programme: LinearProgramme) throws(SolverError) -> [Double]? {
    let model = try HighsModel.load(programme, library, tolerances, limits)
    return try model.isInfeasible(isInteger: false) ? model.dualRay() : nil
  }
}

extension LinearProgramme {
  /// The programme with a column that is always 0: the library calls one without columns empty, and
  /// looks at neither rows nor offset.
  fileprivate var withPlaceholder: LinearProgramme {
    var programme = self
    programme.addColumn(upper: 0)
    return programme
  }

  /// The groups that each row is in.
  ///
  /// - Throws: `invalid(unknownRow)`.
  fileprivate func groups(ofRows groups: [[Int]]) throws(SolverError) -> [[Int]] {
    var members = [[Int]](repeating: [], count: rows.count)
    for (group, indices) in groups.enumerated() {
      for row in indices {
        guard rows.indices.contains(row) else {
          throw .invalid(.unknownRow(group: group, row: row))
        }
        members[row].append(group)
      }
    }
    return members
  }
}
