import TestSupport
import Testing

@testable import TamgaNumerics

@Suite("Minimal infeasible rows", .needsHighs) struct MinimalInfeasibleRowsTests {
  private let solver = HighsSolver()

  /// Two shares of at most 3 and 4 that should make up 10, and rows that have no part in it.
  private var shares: LinearProgramme {
    var programme = LinearProgramme(.maximise)
    let x = programme.addColumn(cost: 1)
    let y = programme.addColumn(cost: 1)
    programme.addRow([.init(x, 1), .init(y, -1)], upper: 100)
    programme.addRow([.init(x, 1), .init(y, 1)], lower: 10)
    programme.addRow([.init(x, 1)], upper: 3)
    programme.addRow([.init(x, 1)], upper: 50)
    programme.addRow([.init(y, 1)], upper: 4)
    return programme
  }

  @Test("the rows that conflict are found, and no other")
  func byHand() throws {
    #expect(
      try solver.minimalInfeasibleRows(of: shares, groups: (0..<5).map { [$0] }) == [1, 2, 4])
    // Groups of several rows; the sum is a law, in no group.
    #expect(
      try solver.minimalInfeasibleRows(of: shares, groups: [[0, 2], [3], [4]]) == [0, 2])
  }

  @Test("of two conflicts the one of late groups is told")
  func twoConflicts() throws {
    var programme = shares
    programme.addRow([.init(0, 1)], lower: 60)
    // 5 (x ≥ 60) conflicts with 3 (x ≤ 50) and with 2 (x ≤ 3).
    #expect(
      try solver.minimalInfeasibleRows(of: programme, groups: (0..<6).map { [$0] }) == [3, 5])
    let reversed = (0..<6).reversed().map { [$0] }
    #expect(try solver.minimalInfeasibleRows(of: programme, groups: reversed) == [1, 3, 4])
  }

  @Test("a row in two groups holds while one of them does")
  func sharedRow() throws {
    let groups = [[1, 2], [2, 3], [4], [0]]
    #expect(try solver.minimalInfeasibleRows(of: shares, groups: groups) == [0, 2])
    #expect(
      try solver.minimalInfeasibleRows(of: shares, groups: [[2], [1], [2, 3], [4]]) == [1, 2, 3])
  }

  @Test("what can be met has no such rows; bounds alone need none")
  func borders() throws {
    var programme = shares
    programme.rows[4].upper = 8
    #expect(throws: SolverError.feasible) {
      try solver.minimalInfeasibleRows(of: programme, groups: (0..<5).map { [$0] })
    }
    programme.columns[0].upper = -1
    #expect(try solver.minimalInfeasibleRows(of: programme, groups: [[0], [1], [2]]) == [])
    var bare = LinearProgramme()
    bare.addRow([], lower: -1, upper: 1)
    bare.addRow([], lower: 2)
    #expect(try solver.minimalInfeasibleRows(of: bare, groups: [[0], [1]]) == [1])
    #expect(throws: SolverError.feasible) {
      try solver.minimalInfeasibleRows(of: LinearProgramme(), groups: [])
    }
  }

  @Test("an objective without limit and whole numbers do not disturb")
  func otherKinds() throws {
    var programme = LinearProgramme(.maximise)
    let x = programme.addColumn(cost: 1, isInteger: true)
    let y = programme.addColumn(cost: 1, isInteger: true)
    programme.addRow([.init(x, 1), .init(y, -1)], lower: -5)
    programme.addRow([.init(x, 2), .init(y, -2)], lower: 0.5, upper: 1.5)
    #expect(try solver.minimalInfeasibleRows(of: programme, groups: [[0], [1]]) == [1])
    programme.rows[1].upper = 2.5
    #expect(throws: SolverError.feasible) {
      try solver.minimalInfeasibleRows(of: programme, groups: [[0], [1]])
    }
  }

  @Test("infeasible together, feasible without any one of them", arguments: UInt64(0)..<30)
  func minimality(seed: UInt64) throws {
    let (programme, groups) = randomConflict(seed: seed)
    guard try solver.solve(programme).status == .infeasible else {
      #expect(throws: SolverError.feasible) {
        try solver.minimalInfeasibleRows(of: programme, groups: groups)
      }
      return
    }
    let found = try solver.minimalInfeasibleRows(of: programme, groups: groups)
    let only = { (kept: [Int]) in
      var part = programme
      part.rows = kept.flatMap { groups[$0] }.sorted().map { programme.rows[$0] }
      return part
    }
    #expect(try solver.solve(only(found)).status == .infeasible)
    for left in found {
      #expect(try solver.solve(only(found.filter { $0 != left })).status == .optimal)
    }
    #expect(try solver.minimalInfeasibleRows(of: programme, groups: groups) == found)
    let proof = try #require(try solver.infeasibilityProof(of: programme))
    #expect(proof.excess > 0)
    #expect(InfeasibilityProof(proof.weights, of: programme) == proof)
  }

  @Test("most of the random systems have a conflict")
  func share() throws {
    let infeasible = try (UInt64(0)..<30).filter {
      try solver.solve(randomConflict(seed: $0).0).status == .infeasible
    }
    #expect(infeasible.count >= 15 && infeasible.count < 30)
  }

  private func randomConflict(seed: UInt64) -> (LinearProgramme, [[Int]]) {
    var random = SplitMix(seed: seed)
    var programme = LinearProgramme()
    for _ in 0..<4 { programme.addColumn(lower: -10, upper: 10, cost: Double(random.below(5))) }
    var groups: [[Int]] = []
    for _ in 0..<14 {
      let rows = (0...random.below(2)).map { _ in
        let terms = (0..<4).map { LinearProgramme.Term($0, Double(random.below(7) - 3)) }
        let middle = Double(random.below(61) - 30)
        return programme.addRow(terms, lower: middle - 25, upper: middle + 25)
      }
      groups.append(rows)
    }
    return (programme, groups)
  }
}

@Suite("Deletion filter") struct DeletionFilterTests {
  @Test("it keeps a minimal conflict, asks once a part and once for all")
  func oracle() throws {
    var asked = 0
    let found = try DeletionFilter.minimalConflict(among: 6) { kept in
      asked += 1
      return (kept[1] && kept[4]) || (kept[0] && kept[2] && kept[5])
    }
    // Leaving out 0 breaks one conflict, so the other stays.
    #expect(found == [1, 4])
    #expect(asked == 7)
    #expect(try DeletionFilter.minimalConflict(among: 3) { _ in false } == nil)
    #expect(try DeletionFilter.minimalConflict(among: 2) { _ in true } == [])
  }

  @Test("an unanswered question ends it") func undecided() {
    #expect(throws: SolverError.undecided(.timeLimit)) {
      try DeletionFilter.minimalConflict(among: 2) { kept throws(SolverError) in
        guard kept[0] else { throw .undecided(.timeLimit) }
        return true
      }
    }
  }
}

@Suite("Proofs of infeasibility", .needsHighs) struct InfeasibilityProofTests {
  private var programme: LinearProgramme {
    var programme = LinearProgramme()
    let x = programme.addColumn(upper: 50)
    let y = programme.addColumn()
    programme.addRow([.init(x, 1), .init(y, 1)], lower: 10)
    programme.addRow([.init(x, 1)], upper: 3)
    programme.addRow([.init(y, 2)], upper: 8)
    return programme
  }

  @Test("the weights are those of the hand: x + y ≥ 10 against x ≤ 3 and 2y ≤ 8")
  func byHand() throws {
    let proof = try #require(try HighsSolver().infeasibilityProof(of: programme))
    #expect(proof.weights == [1, -1, -0.5])
    #expect(proof.excess == 3)
  }

  @Test("either sign is read, other weights prove nothing")
  func check() {
    #expect(InfeasibilityProof([-2, 2, 1], of: programme)?.weights == [1, -1, -0.5])
    #expect(InfeasibilityProof([1, -1, 0], of: programme) == nil)
    #expect(InfeasibilityProof([1, 0, -0.5], of: programme) == nil)
    #expect(InfeasibilityProof([0, 0, 0], of: programme) == nil)
    #expect(InfeasibilityProof([1, .nan, 0], of: programme) == nil)
    #expect(InfeasibilityProof([1, -1], of: programme) == nil)
    var near = programme
    near.rows[0].lower = 7 + 1e-9
    #expect(InfeasibilityProof([1, -1, -0.5], of: near) == nil)
    // With y ≥ 0 and x ≤ 50 alone the first row can be met: y has no upper bound.
    #expect(InfeasibilityProof([1, 0, 0], of: programme) == nil)
  }

  @Test("there is none for what can be met, or fails by whole numbers only")
  func none() throws {
    var feasible = programme
    feasible.rows[2].upper = 20
    #expect(try HighsSolver().infeasibilityProof(of: feasible) == nil)
    #expect(try HighsSolver().infeasibilityProof(of: LinearProgramme()) == nil)
    var whole = LinearProgramme()
    whole.addColumn(upper: 1, isInteger: true)
    whole.addRow([.init(0, 2)], lower: 1, upper: 1)
    #expect(try HighsSolver().solve(whole).status == .infeasible)
    #expect(try HighsSolver().infeasibilityProof(of: whole) == nil)
  }
}
