import TamgaNumerics
import TestSupport
import Testing

/// A programme that has an optimum by construction: a point that meets the rows is chosen first, and
/// costs to which given duals fit.
struct RandomProgramme {
  var programme = LinearProgramme()
  private var random: SplitMix

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    let columns = 3 + random.below(18)
    let rows = 2 + random.below(18)
    let point = (0..<columns).map { _ in number() }
    var slopes = [Double](repeating: 0, count: columns)
    for column in 0..<columns { addColumn(around: point[column], slope: &slopes[column]) }
    for _ in 0..<rows {
      let terms = (0..<columns).filter { _ in random.below(3) == 0 }
        .map { LinearProgramme.Term($0, number()) }
      let dual = addRow(terms, value: terms.reduce(0) { $0 + $1.coefficient * point[$1.column] })
      for term in terms { slopes[term.column] += dual * term.coefficient }
    }
    for column in 0..<columns { programme.columns[column].cost = slopes[column] }
  }

  /// Between −10 and 10, now and then 0.
  private mutating func number() -> Double {
    random.below(10) == 0 ? 0 : (random.unit() * 20 - 10)
  }

  private mutating func addColumn(around value: Double, slope: inout Double) {
    let room = random.below(2) == 0 ? 0 : random.unit() * 5
    switch random.below(4) {
    case 0:
      programme.addColumn(lower: -.infinity)
    case 1:
      programme.addColumn(lower: value - room)
      slope = random.unit() * 3
    case 2:
      programme.addColumn(lower: -.infinity, upper: value + room)
      slope = random.unit() * -3
    default:
      programme.addColumn(lower: value - room, upper: value + random.unit() * 5)
      slope = number()
    }
  }

  /// Adds a row that the point meets, and returns a dual that its bounds allow.
  private mutating func addRow(_ terms: [LinearProgramme.Term], value: Double) -> Double {
    let room = random.below(2) == 0 ? 0 : random.unit() * 8
    switch random.below(4) {
    case 0:
      programme.addRow(terms, lower: value, upper: value)
      return number()
    case 1:
      programme.addRow(terms, lower: value - room)
      return random.unit() * 4
    case 2:
      programme.addRow(terms, upper: value + room)
      return random.unit() * -4
    default:
      programme.addRow(terms, lower: value - room, upper: value + random.unit() * 8)
      return number()
    }
  }
}

@Suite("Random linear programmes", .needsHighs) struct RandomProgrammeTests {
  private let solver = HighsSolver()

  @Test("the point meets all rows, and the duals prove it optimal", arguments: UInt64(0)..<50)
  func dualityGap(seed: UInt64) throws {
    let programme = RandomProgramme(seed: seed).programme
    let solution = try solver.solve(programme)
    #expect(solution.status == .optimal)
    let objective = try #require(solution.objective)
    // The tolerance of a row is 1e-7; its value is summed anew here.
    #expect(try #require(programme.largestViolation(at: solution.columnValues)) <= 1.001e-7)
    let computed = try #require(programme.objective(at: solution.columnValues))
    #expect(abs(computed - objective) <= 1e-10 * max(1, abs(objective)))
    let duals = try #require(solution.rowDuals)
    let bound = try #require(dualObjective(programme, duals))
    #expect(abs(bound - objective) <= 1e-7 * max(1, abs(objective)))
    let reduced = reducedCosts(programme, duals)
    let printed = try #require(solution.columnDuals)
    #expect(zip(reduced, printed).allSatisfy { abs($0 - $1) <= 1e-8 })
  }

  @Test("turned round, it has the same optimum with the other sign", arguments: UInt64(0)..<10)
  func direction(seed: UInt64) throws {
    var programme = RandomProgramme(seed: seed).programme
    let low = try #require(try solver.solve(programme).objective)
    programme.direction = .maximise
    for index in programme.columns.indices { programme.columns[index].cost.negate() }
    let high = try #require(try solver.solve(programme).objective)
    #expect(abs(low + high) <= 1e-9 * max(1, abs(low)))
  }

  @Test("the order of rows and columns does not change the optimum", arguments: UInt64(0)..<10)
  func order(seed: UInt64) throws {
    let programme = RandomProgramme(seed: seed).programme
    var reversed = programme
    reversed.columns.reverse()
    reversed.rows.reverse()
    let last = programme.columns.count - 1
    for row in reversed.rows.indices {
      for term in reversed.rows[row].terms.indices {
        reversed.rows[row].terms[term].column = last - reversed.rows[row].terms[term].column
      }
    }
    let forth = try #require(try solver.solve(programme).objective)
    let back = try #require(try solver.solve(reversed).objective)
    #expect(abs(forth - back) <= 1e-9 * max(1, abs(forth)))
  }

  @Test("a limit of steps ends a solve without duals or bound")
  func iterationLimit() throws {
    let long = try #require(
      try (UInt64(0)..<50).lazy.map { RandomProgramme(seed: $0).programme }
        .first { try solver.solve($0).iterations > 4 })
    let stopped = try HighsSolver(limits: .init(iterations: 2)).solve(long)
    #expect(stopped.status == .iterationLimit)
    #expect(stopped.iterations == 2)
    #expect(stopped.rowDuals == nil && stopped.columnDuals == nil && stopped.bound == nil)
  }

  @Test("twice, and on several threads at once, the same bits")
  func sameBits() async throws {
    let programmes =
      (UInt64(0)..<12).map { RandomProgramme(seed: $0).programme }
      + [Programmes.wyndorGlass]
      + (UInt64(0)..<4).map { seed in
        var random = SplitMix(seed: seed)
        return Programmes.knapsack(
          weights: (0..<15).map { _ in Double(5 + random.below(60)) },
          values: (0..<15).map { _ in Double(1 + random.below(200)) }, capacity: 240)
      }
    let solver = solver
    let alone = try programmes.map { try solver.solve($0).bits }
    let together = try await withThrowingTaskGroup(of: [[UInt64]].self) { group in
      for _ in 0..<4 {
        group.addTask { @concurrent in try programmes.map { try solver.solve($0).bits } }
      }
      return try await group.reduce(into: [[[UInt64]]]()) { $0.append($1) }
    }
    #expect(together.count == 4)
    #expect(together.allSatisfy { $0 == alone })
  }

  private func reducedCosts(_ programme: LinearProgramme, _ duals: [Double]) -> [Double] {
    var costs = programme.columns.map(\.cost)
    for (row, dual) in zip(programme.rows, duals) {
      for term in row.terms { costs[term.column] -= dual * term.coefficient }
    }
    return costs
  }

  /// b·y + Σ d·x at the bounds that signs choose; nil when a bound is infinite whose weight is not 0.
  private func dualObjective(_ programme: LinearProgramme, _ duals: [Double]) -> Double? {
    let reduced = reducedCosts(programme, duals)
    let rows = zip(programme.rows.map { ($0.lower, $0.upper) }, duals)
    let columns = zip(programme.columns.map { ($0.lower, $0.upper) }, reduced)
    var total = CompensatedSum()
    for ((lower, upper), weight) in Array(rows) + Array(columns) {
      let bound = weight > 0 ? lower : upper
      if bound.isFinite {
        total.add(weight * bound)
      } else if abs(weight) > 1e-7 {
        return nil
      }
    }
    return total.total
  }
}
