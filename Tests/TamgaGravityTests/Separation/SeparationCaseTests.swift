import TamgaGravity
import Testing

@Suite("Separation: cases", .needsHighs)
struct SeparationCaseTests {
  private func regressor(_ values: [Double]) -> SeparationDesign.Regressor {
    .init(name: "x", values: values)
  }

  private func find(_ design: SeparationDesign) throws -> [Int] {
    let result = findSeparation(in: design)
    try ProofCheck(design: design).expectProved(result)
    return result.separatedRows
  }

  @Test("A constant alone: all zeros are separated, with a positive outcome none")
  func constantAlone() throws {
    #expect(try find(SeparationDesign(outcome: [0, 0, 0])) == [0, 1, 2])
    #expect(try find(SeparationDesign(outcome: [0, 2, 0])) == [])
    #expect(try find(SeparationDesign(outcome: [1, 2])) == [])
    let empty = findSeparation(in: try SeparationDesign(outcome: []))
    #expect(empty.status == .notApplicable)
    #expect(empty.separatedRows.isEmpty)
  }

  @Test("A regressor without effects, with the constant")
  func regressorAlone() throws {
    #expect(try find(.init(outcome: [0, 0, 1, 2], regressors: [regressor([5, 1, 1, 1])])) == [0])
    #expect(try find(.init(outcome: [0, 0, 1, 2], regressors: [regressor([5, -1, 1, 1])])) == [])
    #expect(try find(.init(outcome: [0, 0, 1, 2], regressors: [regressor([5, 7, 1, 2])])) == [])
    #expect(try find(.init(outcome: [1, 3, 1, 2], regressors: [regressor([5, 7, 1, 2])])) == [])
  }

  @Test("Levels fall in a chain, and a row alone in a level takes its part back")
  func chain() throws {
    // Row 0 is alone in level a0; without it level b0 has zeros only.
    let a = Factor.column("a", [0, 1, 1, 2, 2, 2])
    let b = Factor.column("b", [0, 0, 1, 1, 1, 2])
    let design = try SeparationDesign(outcome: [3, 0, 2, 1, 0, 0], effects: [a, b])
    let result = findSeparation(in: design)
    try ProofCheck(design: design).expectProved(result)
    #expect(result.separatedRows == [1, 5])
    #expect(result.singletonRows.contains(0))
    #expect(result.methods.first == .levels)
  }

  @Test("Jointly by a regressor and an effect, neither alone")
  func jointly() throws {
    // x − 1[id = 1] is 0 on positive rows and positive on row 4 only.
    let id = Factor.column("id", [0, 0, 1, 1, 1, 0])
    let x = [0.0, 0, 1, 1, 2, 0]
    #expect(
      try find(.init(outcome: [1, 2, 1, 3, 0, 0], regressors: [regressor(x)], effects: [id])) == [4]
    )
  }

  @Test("Nested effects")
  func nested() throws {
    let small = Factor.column("small", [0, 0, 1, 1, 2, 2, 3, 3])
    let large = Factor.column("large", [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(
      try find(.init(outcome: [1, 0, 0, 0, 2, 1, 0, 4], effects: [small, large])) == [2, 3])
  }

  @Test("Slopes by level, of either sign and where the variable is 0")
  func slopes() throws {
    let unit = Factor.column("unit", [0, 0, 0, 1, 1, 1])
    let trend = regressor([0, 0, 1, 0, 1, 2])
    let slope = SeparationDesign.Slope(factor: unit, variable: trend)
    #expect(
      try find(.init(outcome: [1, 0, 0, 1, 2, 0], effects: [unit], slopes: [slope])) == [2])
    let down = SeparationDesign.Slope(factor: unit, variable: regressor([0, 0, -2, 0, -1, 2]))
    #expect(try find(.init(outcome: [1, 0, 0, 1, 0, 0], effects: [unit], slopes: [down])) == [2])
  }

  @Test("Missing rows and weights of 0 are out first, and are counted")
  func exclusions() throws {
    let id = Factor.column("id", [0, 0, 1, 1])
    let design = try SeparationDesign(
      outcome: [0, 5, 0, 1], weights: [1, 0, 1, 2], regressors: [regressor([1, 2, .nan, 4])],
      effects: [id])
    let result = findSeparation(in: design)
    try ProofCheck(design: design).expectProved(result)
    #expect(result.separatedRows == [0])
    #expect(result.zeroWeightRows == [1])
    #expect(result.missingRows == [2])
    #expect(result.isSeparated == [true, false, false, false])
  }

  @Test("Logit: both tails, all ones, shares between")
  func logit() throws {
    let x = regressor([1, 2, 3, 4, 5, 6])
    #expect(
      try find(.init(outcome: [0, 0, 0, 1, 1, 1], regressors: [x], family: .logit)).count == 6)
    #expect(try find(.init(outcome: [0, 0, 1, 0, 1, 1], regressors: [x], family: .logit)) == [])
    #expect(try find(.init(outcome: [1, 1], family: .logit)) == [0, 1])
    #expect(try find(.init(outcome: [1, 0.5, 0], family: .logit)) == [])
    let same = regressor([1, 2, 3, 3, 5, 6])
    #expect(
      try find(.init(outcome: [0, 0, 0, 1, 1, 1], regressors: [same], family: .logit))
        == [0, 1, 4, 5])
  }

  @Test("Badly scaled regressors")
  func scales() throws {
    let x = [5e8, 1e8, 1e8, 1e8]
    #expect(try find(.init(outcome: [0, 0, 1, 2], regressors: [regressor(x)])) == [0])
    #expect(
      try find(.init(outcome: [0, 0, 1, 2], regressors: [regressor(x.map { $0 * 1e-15 })])) == [0])
  }

  @Test("Random designs are proved in both directions", arguments: 0..<30)
  func random(_ seed: Int) throws {
    var stream = RandomNumbers(seed: UInt64(seed))
    let count = 20 + stream.below(40)
    let levels = 2 + stream.below(6)
    let effects = (0..<stream.below(4)).map { index in
      Factor.column("f\(index)", (0..<count).map { _ in stream.below(levels) })
    }
    let regressors = (0..<stream.below(4)).map { _ in
      regressor((0..<count).map { _ in Double(stream.below(5) - 2) })
    }
    let isLogit = stream.below(3) == 0
    let outcome = (0..<count).map { _ in
      isLogit ? Double(stream.below(2)) : Double(max(0, stream.below(6) - 3))
    }
    let design = try SeparationDesign(
      outcome: outcome, regressors: regressors, effects: effects,
      family: isLogit ? .logit : .poisson)
    let result = findSeparation(in: design)
    try ProofCheck(design: design).expectProved(result)
    #expect(design.verify(result.certificates) != nil)
  }

  @Test("A proof that was changed is refused")
  func tampered() throws {
    let design = try SeparationDesign(
      outcome: [0, 0, 1, 2], regressors: [regressor([5, 1, 1, 1])])
    let other = try SeparationDesign(
      outcome: [0, 0, 1, 2], regressors: [regressor([5, 1, 1, 1.1])])
    let result = findSeparation(in: design)
    #expect(try #require(design.verify(result.certificates)) <= 1e-6)
    #expect(other.verify(result.certificates) == nil)
    #expect(try SeparationDesign(outcome: [0, 0, 1, 2]).verify(result.certificates) == nil)
    #expect(design.verify(result.certificates + result.certificates) == nil)
  }

  @Test("Bad input is told with its place")
  func badInput() {
    #expect(throws: SeparationError.outcomeOutOfRange(row: 1)) {
      try SeparationDesign(outcome: [1, -1])
    }
    #expect(throws: SeparationError.outcomeOutOfRange(row: 0)) {
      try SeparationDesign(outcome: [2], family: .logit)
    }
    #expect(throws: SeparationError.negativeWeight(row: 0)) {
      try SeparationDesign(outcome: [2], weights: [-1])
    }
    #expect(throws: SeparationError.lengthMismatch(column: "x", count: 1, expected: 2)) {
      try SeparationDesign(outcome: [2, 1], regressors: [regressor([1])])
    }
  }
}
