import TamgaNumerics
import Testing

@Suite("Linear programmes", .needsHighs) struct LinearProgrammeTests {
  private let solver = HighsSolver()

  @Test("Wyndor Glass: the published optimum and shadow prices")
  func wyndorGlass() throws {
    let programme = Programmes.wyndorGlass
    let solution = try solver.solve(programme)
    // Hillier and Lieberman, sections 3.1 and 4.7: 2 doors and 6 windows, 36; prices 0, 3/2, 1.
    #expect(solution.status == .optimal)
    expect(solution.columnValues, [2, 6])
    expect([solution.objective, solution.bound], [36, 36])
    expect(solution.rowValues, [2, 12, 18])
    expect(solution.rowDuals ?? [], [0, 1.5, 1])
    expect(solution.columnDuals ?? [], [0, 0])
    #expect(solution.mipGap == nil)
    #expect(solution.nodes == 0)
  }

  @Test("Reddy Mikks: the published optimum and dual prices")
  func reddyMikks() throws {
    var programme = LinearProgramme(.maximise)
    let exterior = programme.addColumn(cost: 5)
    let interior = programme.addColumn(cost: 4)
    programme.addRow([.init(exterior, 6), .init(interior, 4)], upper: 24)
    programme.addRow([.init(exterior, 1), .init(interior, 2)], upper: 6)
    programme.addRow([.init(exterior, -1), .init(interior, 1)], upper: 1)
    programme.addRow([.init(interior, 1)], upper: 2)
    let solution = try solver.solve(programme)
    // Taha, Operations Research: An Introduction, sections 2.2 and 3.6: (3, 1.5), 21; 0.75, 0.5.
    expect(solution.columnValues, [3, 1.5])
    expect([solution.objective], [21])
    expect(solution.rowDuals ?? [], [0.75, 0.5, 0, 0])
  }

  @Test("a dual is the change of the optimum, whatever the direction", arguments: [1.0, -1.0])
  func signs(direction: Double) throws {
    var programme = Programmes.wyndorGlass
    if direction < 0 {
      programme.direction = .minimise
      for index in programme.columns.indices { programme.columns[index].cost.negate() }
    }
    let before = try solver.solve(programme)
    programme.rows[1].upper += 0.5
    let after = try solver.solve(programme)
    let change = try #require(after.objective) - #require(before.objective)
    expect([before.rowDuals?[1]], [change / 0.5])
    expect([change], [direction * 0.75])
  }

  @Test("Beale's example, on which the simplex method may cycle")
  func degenerate() throws {
    var programme = LinearProgramme()
    let costs = [-0.75, 20, -0.5, 6]
    for cost in costs { programme.addColumn(cost: cost) }
    let rows: [[Double]] = [[0.25, -8, -1, 9], [0.5, -12, -0.5, 3], [0, 0, 1, 0]]
    for (row, upper) in zip(rows, [0.0, 0, 1]) {
      programme.addRow(row.enumerated().map { .init($0, $1) }, upper: upper)
    }
    // Beale (1955), Cycling in the dual simplex algorithm, Naval Research Logistics Quarterly 2:
    // −5/4 at (1, 0, 1, 0).
    let solution = try solver.solve(programme)
    expect([solution.objective], [-1.25])
    expect(solution.columnValues, [1, 0, 1, 0])
  }

  @Test("Klee and Minty's cube of five dimensions")
  func kleeMinty() throws {
    var programme = LinearProgramme(.maximise)
    let count = 5
    let power = { (exponent: Int) in (0..<exponent).reduce(1.0) { product, _ in product * 10 } }
    for j in 1...count { programme.addColumn(cost: power(count - j)) }
    for i in 1...count {
      let terms = (1..<i).map { LinearProgramme.Term($0 - 1, 2 * power(i - $0)) }
      programme.addRow(terms + [.init(i - 1, 1)], upper: power(2 * (i - 1)))
    }
    // Chvátal (1983), Linear Programming, chapter 4: 100ⁿ⁻¹, at the last corner.
    let solution = try solver.solve(programme)
    expect([solution.objective], [1e8])
    expect(solution.columnValues, [0, 0, 0, 0, 1e8])
  }

  @Test("what cannot be met is infeasible, in either kind of bound")
  func infeasible() throws {
    var programme = Programmes.wyndorGlass
    programme.addRow([.init(0, 1), .init(1, 1)], lower: 9)
    let solution = try solver.solve(programme)
    #expect(solution.status == .infeasible)
    #expect(!solution.hasPoint)
    #expect(solution.objective == nil && solution.bound == nil && solution.rowDuals == nil)
    #expect(solution.columnValues.isEmpty && solution.rowValues.isEmpty)
    var crossed = Programmes.wyndorGlass
    crossed.columns[0].lower = 2
    crossed.columns[0].upper = 1
    #expect(try solver.solve(crossed).status == .infeasible)
    crossed = Programmes.wyndorGlass
    crossed.rows[0].lower = 4.5
    #expect(try solver.solve(crossed).status == .infeasible)
  }

  @Test("an objective without limit is unbounded, and infeasible where no point is")
  func unbounded() throws {
    var programme = LinearProgramme(.maximise)
    let x = programme.addColumn(cost: 1)
    let y = programme.addColumn()
    programme.addRow([.init(x, 1), .init(y, -1)], upper: 1)
    let solution = try solver.solve(programme)
    #expect(solution.status == .unbounded)
    #expect(!solution.hasPoint && solution.bound == nil)
    programme.addRow([.init(y, 1)], upper: -1)
    #expect(try solver.solve(programme).status == .infeasible)
  }

  @Test("programmes without columns, without rows, without both")
  func empty() throws {
    let nothing = try solver.solve(LinearProgramme(offset: 2.5))
    #expect(nothing.status == .optimal)
    #expect(nothing.objective == 2.5 && nothing.bound == 2.5)
    #expect(nothing.columnValues.isEmpty && nothing.rowDuals == [] && nothing.columnDuals == [])
    var rowsOnly = LinearProgramme()
    rowsOnly.addRow([], lower: -1, upper: 2)
    #expect(try solver.solve(rowsOnly).rowValues == [0])
    rowsOnly.addRow([], lower: 1)
    #expect(try solver.solve(rowsOnly).status == .infeasible)
    var columnsOnly = LinearProgramme(offset: 1)
    columnsOnly.addColumn(lower: 2, cost: 1)
    columnsOnly.addColumn(lower: -.infinity, upper: 7, cost: -1)
    let solution = try solver.solve(columnsOnly)
    #expect(solution.objective == -4)
    #expect(solution.columnValues == [2, 7])
    #expect(solution.columnDuals == [1, -1])
  }

  @Test("an entry of zero is no entry") func zeroEntry() throws {
    var programme = Programmes.wyndorGlass
    programme.rows[0].terms.append(.init(1, 0))
    #expect(try solver.solve(programme).bits == solver.solve(Programmes.wyndorGlass).bits)
  }

  private func expect(
    _ values: [Double?], _ wanted: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    // The solver keeps rows within 1e-7; these have small whole coefficients.
    let isNear = zip(values, wanted).allSatisfy { value, target in
      value.map { abs($0 - target) <= 1e-9 * max(1, abs(target)) } ?? false
    }
    #expect(
      isNear && values.count == wanted.count, "\(values) is not \(wanted)",
      sourceLocation: sourceLocation)
  }
}
