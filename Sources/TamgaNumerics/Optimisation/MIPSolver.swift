/// A solver of linear and mixed-integer programmes.
public protocol MIPSolver: Sendable {
  /// Solves a programme; the same one gives the same bits.
  ///
  /// - Throws: `unavailable`, `invalid`, `badOption` or `failed`. That there is no optimum is no
  ///   error but a status.
  func solve(_ programme: LinearProgramme) throws(SolverError) -> LinearSolution

  /// Returns groups of rows that cannot be met together, none of which can be left out.
  ///
  /// A group is a list of indices of rows. Each in turn is left out for good when the rest still cannot be met. So of several such
  /// sets the one of late groups is found: name first what you would rather not blame. A row in no
  /// group always holds, as do the bounds of columns; a row in several holds while one of them does.
  ///
  /// - Returns: indices of groups, ascending; empty when the rows in no group and the bounds of
  ///   columns suffice.
  /// - Throws: `feasible` when all can be met together, `undecided` when a solve ended without an
  ///   answer, and what `solve` throws.
  /// - Source: deletion filter; Chinneck and Dravnieks (1991), Locating minimal infeasible
  ///   constraint sets in linear programs, ORSA Journal on Computing 3(2).
  func minimalInfeasibleRows(
    of programme: LinearProgramme, groups: [[Int]]
  ) throws(SolverError) -> [Int]
}

/// Why a solver gave no answer.
public enum SolverError: Error, Hashable, Sendable {
  /// The library is not there or is not the pinned version; the look-up tells the paths tried.
  case unavailable(LibraryLookup)
  /// The programme is none.
  case invalid(ProgrammeFault)
  /// A tolerance or limit is outside the range of this option.
  case badOption(String)
  /// The library failed in a call, with its state or status.
  case failed(call: String, code: Int)
  /// A solve that had to decide ended with this status.
  case undecided(LinearSolution.Status)
  /// The rows can be met together: there is no infeasible set.
  case feasible
}

/// How exactly a programme is solved.
public struct SolverTolerances: Hashable, Sendable {
  /// By how much a row or bound may be missed, at least 1e-10.
  public var feasibility = 1e-7
  /// By how much a reduced cost may have the wrong sign, at least 1e-10.
  public var optimality = 1e-7
  /// By how much a whole number may be missed, at least 1e-10.
  public var integrality = 1e-6
  /// The gap |objective − bound| / |objective| that ends a search over whole numbers.
  public var relativeGap = 0.0
  /// The gap |objective − bound| that ends a search over whole numbers.
  public var absoluteGap = 1e-6

  /// Creates the standard tolerances.
  public init() {}
}

/// When a solver gives up.
public struct SolverLimits: Hashable, Sendable {
  /// Seconds of the clock.
  ///
  /// The result then depends on the machine; the other limits do not.
  public var seconds: Double?
  /// Steps of the simplex method, for programmes without whole numbers.
  public var iterations: Int?
  /// Nodes of branch and bound.
  public var nodes: Int?

  /// Creates limits; nil is none.
  public init(seconds: Double? = nil, iterations: Int? = nil, nodes: Int? = nil) {
    self.seconds = seconds
    self.iterations = iterations
    self.nodes = nodes
  }
}
