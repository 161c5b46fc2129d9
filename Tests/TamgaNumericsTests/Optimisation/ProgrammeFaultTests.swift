import Testing

@testable import TamgaNumerics

@Suite("Programmes that are none") struct ProgrammeFaultTests {
  private typealias Change = @Sendable (inout LinearProgramme) -> Void

  private static let cases: [(ProgrammeFault, Change)] = [
    (.unknownColumn(row: 1, column: 2), { $0.rows[1].terms[0].column = 2 }),
    (.unknownColumn(row: 0, column: -1), { $0.rows[0].terms[0].column = -1 }),
    (.unknownColumn(row: 2, column: .max), { $0.rows[2].terms[1].column = .max }),
    (.repeatedColumn(row: 2, column: 0), { $0.rows[2].terms[1].column = 0 }),
    (.badCoefficient(row: 2, column: 1), { $0.rows[2].terms[1].coefficient = .nan }),
    (.badCoefficient(row: 0, column: 0), { $0.rows[0].terms[0].coefficient = -.infinity }),
    (.badCoefficient(row: 0, column: 0), { $0.rows[0].terms[0].coefficient = 1e15 }),
    (.badCoefficient(row: 0, column: 0), { $0.rows[0].terms[0].coefficient = -1e-9 }),
    (.badCost(column: 1), { $0.columns[1].cost = .nan }),
    (.badCost(column: 0), { $0.columns[0].cost = -.infinity }),
    (.badColumnBounds(column: 0), { $0.columns[0].lower = .nan }),
    (.badColumnBounds(column: 1), { $0.columns[1].lower = .infinity }),
    (.badColumnBounds(column: 1), { $0.columns[1].upper = 1e20 }),
    (.badRowBounds(row: 1), { $0.rows[1].upper = -.infinity }),
    (.badRowBounds(row: 2), { $0.rows[2].lower = .nan }),
    (.badOffset, { $0.offset = .infinity }),
  ]

  @Test("each fault has its code and place, found before the library is asked for")
  func faults() {
    let solver = HighsSolver(library: Self.noLibrary)
    for (fault, change) in Self.cases {
      var programme = Programmes.wyndorGlass
      change(&programme)
      #expect(throws: SolverError.invalid(fault)) { try programme.validate() }
      #expect(throws: SolverError.invalid(fault)) { try solver.solve(programme) }
      #expect(throws: SolverError.invalid(fault)) {
        try solver.minimalInfeasibleRows(of: programme, groups: [[0]])
      }
      #expect(throws: SolverError.invalid(fault)) {
        try solver.infeasibilityProof(of: programme)
      }
    }
  }

  @Test("a group may name rows that are there only", arguments: [3, -1, Int.max])
  func unknownRow(row: Int) {
    #expect(throws: SolverError.invalid(.unknownRow(group: 1, row: row))) {
      try HighsSolver(library: Self.noLibrary).minimalInfeasibleRows(
        of: Programmes.wyndorGlass, groups: [[0], [1, row]])
    }
  }

  @Test("a missing library is told with the paths tried")
  func unavailable() throws {
    let error = #expect(throws: SolverError.self) {
      try HighsSolver(library: Self.noLibrary).solve(Programmes.wyndorGlass)
    }
    guard case .unavailable(let lookup) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lookup.wanted == "1.15.1")
    #expect(lookup.variable == "TAMGA_NOTHING")
    #expect(lookup.tried.count > 2)
    #expect(lookup.tried.allSatisfy { $0.state == .absent })
  }

  @Test("another version than the pinned one is not used", .needsHighs)
  func otherVersion() {
    let library = HighsLibrary(
      NativeLibrary("HiGHS", variable: "TAMGA_HIGHS", stem: "highs", major: 1, version: "1.15.0"))
    #expect(library.lookup.tried.contains { $0.state == .otherVersion && $0.detail == "1.15.1" })
    #expect(throws: SolverError.unavailable(library.lookup)) {
      try HighsSolver(library: library).solve(Programmes.wyndorGlass)
    }
  }

  @Test("tolerances and limits out of range are refused by name", .needsHighs)
  func options() {
    var tolerances = SolverTolerances()
    tolerances.feasibility = 0
    expect("primal_feasibility_tolerance", HighsSolver(tolerances: tolerances))
    tolerances = SolverTolerances()
    tolerances.relativeGap = .nan
    expect("mip_rel_gap", HighsSolver(tolerances: tolerances))
    expect("time_limit", HighsSolver(limits: .init(seconds: -1)))
    expect("simplex_iteration_limit", HighsSolver(limits: .init(iterations: -1)))
    expect("mip_max_nodes", HighsSolver(limits: .init(nodes: .min)))
  }

  @Test("values are computed for a point of the right size only")
  func evaluation() {
    let programme = Programmes.wyndorGlass
    #expect(programme.objective(at: [2, 6]) == 36)
    #expect(programme.rowValues(at: [2, 6]) == [2, 12, 18])
    #expect(programme.largestViolation(at: [2, 6]) == 0)
    #expect(programme.largestViolation(at: [-1, 8]) == 4)
    #expect(programme.largestViolation(at: [-1, 0]) == 1)
    #expect(programme.objective(at: [1]) == nil)
    #expect(programme.largestViolation(at: [1, 2, 3]) == nil)
    #expect(programme.largestViolation(at: [1, .nan]) == nil)
    #expect(programme.objective(at: [.infinity, 1]) == nil)
    var broken = programme
    broken.rows[0].terms[0].column = 5
    #expect(broken.rowValues(at: [2, 6]) == nil)
  }

  private static let noLibrary = HighsLibrary(
    NativeLibrary(
      "HiGHS", variable: "TAMGA_NOTHING", stem: "tamga-nothing", version: "1.15.1"))

  private func expect(
    _ option: String, _ solver: HighsSolver, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(throws: SolverError.badOption(option), sourceLocation: sourceLocation) {
      try solver.solve(Programmes.wyndorGlass)
    }
  }
}
