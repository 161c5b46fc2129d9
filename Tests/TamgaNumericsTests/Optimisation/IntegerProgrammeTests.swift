import TamgaNumerics
import TestSupport
import Testing

@Suite("Programmes with whole numbers", .needsHighs) struct IntegerProgrammeTests {
  private let solver = HighsSolver()

  @Test("knapsacks of a public collection: the published choices")
  func knapsacks() throws {
    // Burkardt, KNAPSACK_01, data sets P01 and P07 (Florida State University).
    let small = try solver.solve(
      Programmes.knapsack(
        weights: [23, 31, 29, 44, 53, 38, 63, 85, 89, 82],
        values: [92, 57, 49, 68, 60, 43, 67, 84, 87, 72], capacity: 165))
    #expect(small.objective == 309)
    #expect(small.columnValues == [1, 1, 1, 1, 0, 1, 0, 0, 0, 0])
    let large = try solver.solve(
      Programmes.knapsack(
        weights: [70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120],
        values: [135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240],
        capacity: 750))
    #expect(large.status == .optimal)
    #expect(large.objective == 1_458)
    #expect(large.columnValues == [1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 1])
    #expect(large.mipGap == 0)
    #expect(large.bound == 1_458)
    #expect(large.rowDuals == nil)
  }

  @Test("branch and bound goes on where rounding would fail")
  func branching() throws {
    var programme = LinearProgramme(.maximise)
    let x = programme.addColumn(cost: 5, isInteger: true)
    let y = programme.addColumn(cost: 4, isInteger: true)
    programme.addRow([.init(x, 1), .init(y, 1)], upper: 5)
    programme.addRow([.init(x, 10), .init(y, 6)], upper: 45)
    // Taha, Operations Research: An Introduction, section 9.2: 23 at (3, 2); 23.75 without.
    let solution = try solver.solve(programme)
    #expect(solution.objective == 23)
    #expect(solution.columnValues == [3, 2])
    programme.columns[x].isInteger = false
    programme.columns[y].isInteger = false
    #expect(try solver.solve(programme).objective == 23.75)
  }

  @Test("the optimum is that of dynamic programming", arguments: UInt64(0)..<20)
  func dynamicProgramming(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let weights = (0..<12).map { _ in 5 + random.below(40) }
    let values = (0..<12).map { _ in 1 + random.below(1_000) }
    let capacity = weights.reduce(0, +) / 2
    var best = [Int](repeating: 0, count: capacity + 1)
    for (weight, value) in zip(weights, values) {
      for room in stride(from: capacity, through: weight, by: -1) {
        best[room] = max(best[room], best[room - weight] + value)
      }
    }
    let programme = Programmes.knapsack(
      weights: weights.map(Double.init), values: values.map(Double.init),
      capacity: Double(capacity))
    let solution = try solver.solve(programme)
    #expect(solution.objective == Double(best[capacity]))
    #expect(programme.objective(at: solution.columnValues) == Double(best[capacity]))
    #expect(programme.largestViolation(at: solution.columnValues) == 0)
  }

  @Test("no gap is left where the library's own limit of 1e-4 would stop")
  func gap() throws {
    let programme = severalKnapsacks(things: 30, sacks: 3, values: 1_000_000..<1_002_000)
    var loose = SolverTolerances()
    loose.relativeGap = 1e-4
    let near = try HighsSolver(tolerances: loose).solve(programme)
    #expect(try #require(near.mipGap) > 1e-6)
    let exact = try solver.solve(programme)
    #expect(exact.status == .optimal)
    let objective = try #require(exact.objective)
    #expect(try #require(exact.bound) - objective <= 1e-6)
    #expect(try #require(exact.mipGap) <= 1e-12)
    #expect(try #require(near.objective) <= objective)
    #expect(try #require(near.bound) >= objective)
  }

  @Test("infeasible by whole numbers only; without limit; both at once")
  func statuses() throws {
    var programme = LinearProgramme()
    let x = programme.addColumn(cost: -1, isInteger: true)
    let y = programme.addColumn(isInteger: true)
    programme.addRow([.init(x, 2), .init(y, -2)], lower: 0, upper: 0)
    #expect(try solver.solve(programme).status == .unbounded)
    programme.rows[0].lower = 1
    programme.rows[0].upper = 1
    #expect(try solver.solve(programme).status == .infeasible)
    var narrow = LinearProgramme()
    narrow.addColumn(lower: 0.3, upper: 0.7, isInteger: true)
    #expect(try solver.solve(narrow).status == .infeasible)
  }

  @Test("limits end a solve with a status and a bound that holds")
  func limits() throws {
    let programme = severalKnapsacks(things: 40, sacks: 8, values: 10..<100)
    let stopped = try HighsSolver(limits: .init(nodes: 1)).solve(programme)
    #expect(stopped.status == .nodeLimit)
    let bound = try #require(stopped.bound)
    let objective = try #require(stopped.objective)
    let gap = try #require(stopped.mipGap)
    #expect(bound > objective)
    #expect(abs(gap - (bound - objective) / objective) < 1e-12)
    #expect(try HighsSolver(limits: .init(nodes: 1)).solve(programme).bits == stopped.bits)
    #expect(try HighsSolver(limits: .init(seconds: 0)).solve(programme).status == .timeLimit)
  }

  /// Things that must fit into several sacks at once, each a third as large as all of them.
  private func severalKnapsacks(
    things: Int, sacks: Int, values: Range<Int>
  ) -> LinearProgramme {
    var random = SplitMix(seed: 9)
    var programme = LinearProgramme(.maximise)
    for _ in 0..<things {
      let value = values.lowerBound + random.below(values.count)
      programme.addColumn(upper: 1, cost: Double(value), isInteger: true)
    }
    for _ in 0..<sacks {
      let weights = (0..<things).map { _ in Double(1 + random.below(50)) }
      programme.addRow(
        weights.enumerated().map { .init($0, $1) },
        upper: (weights.reduce(0, +) / 3).rounded(.down))
    }
    return programme
  }
}
