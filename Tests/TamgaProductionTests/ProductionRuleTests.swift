import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// Defects known from other tools; each test fails on the defective formula.
@Suite("Correctness rules of complexity and input–output") struct ProductionRuleTests {
  private func presence(_ rows: [[Int]]) throws -> PresenceMatrix {
    try PresenceMatrix(
      countries: rows.count, products: rows[0].count,
      isPresent: rows.flatMap { $0.map { $0 == 1 } })
  }

  /// A chain of three countries: S has the eigenvalues 1, ¾ and ¼, the second vector is
  /// (1, 0, −1)/√2, whose sum is zero.
  private static let chain = [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]

  @Test("7: an eigenvector is never scaled by its own sum") func ownSum() throws {
    let found = complexityScores(of: try presence(Self.chain))
    let eci = try found.eci.map { try #require($0.value) }
    let end = 1.5.squareRoot()
    #expect(isNear(abs(eci[0]), end, 1e-12) && isNear(abs(eci[2]), end, 1e-12))
    #expect(abs(eci[1]) < 1e-12 && abs(eci[0] + eci[2]) < 1e-12)
  }

  @Test("8: eigenpairs are sorted and their gap is checked, in any order of the table")
  func sortedPairs() throws {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let found = complexityScores(of: try presence(order.map { Self.chain[$0] }))
      #expect(isNear(found.secondEigenvalue.value, 0.75, 1e-12))
      #expect(isNear(found.gap.value, 0.5, 1e-12))
      let middle = try #require(order.firstIndex(of: 1))
      #expect(abs(try #require(found.eci[middle].value)) < 1e-12)
    }
    // Three countries that each share one product with each other: the second eigenvalue is double.
    let ring = complexityScores(of: try presence([[1, 1, 0], [0, 1, 1], [1, 0, 1]]))
    #expect(ring.flags.contains(.degenerate) && ring.eci.allSatisfy { $0.value == nil })
  }

  /// φ of the first product with the others is ⅔ and ⅓.
  @Test("9: density over the nearest products keeps their proximity as weight")
  func weights() throws {
    let matrix = try presence([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 1]])
    let found = try nearestDensity(ProductProximity(matrix), neighbours: 2)
    #expect(isNear(found[0][3].value, 1.0 / 3, 1e-12))
    #expect(isNear(found[0][1].value, 2.0 / 3, 1e-12))
  }

  @Test("10: presence is Boolean: two tests are joined, never added") func boolean() throws {
    let one = try presence([[1, 1], [0, 1]])
    let other = try presence([[1, 0], [0, 1]])
    let either = try #require(one.union(other))
    #expect(either == one && either.diversity == [2, 1] && either.ubiquity == [1, 2])
    let both = try #require(one.intersection(other))
    #expect(both == other && both.diversity == [1, 1])
    #expect(one.union(one) == one && one.intersection(one) == one)
  }

  /// A = (0.2 0.3; 0.4 0.1) with outputs of 100 and 200: L = (0.9 0.3; 0.4 0.8) / 0.6.
  private static func linkages() throws -> Linkages {
    try InputOutputModel(
      InputOutputTable(
        sectors: ["a", "b"], deliveries: [20, 60, 40, 20], finalDemand: [20, 140],
        output: [100, 200])
    ).linkages()
  }

  @Test("11: the variation of a linkage centres and sums along one column") func variation() throws
  {
    let found = try Self.linkages().backwardVariation
    let deviation = (5.0 / 6) / 2.0.squareRoot()
    #expect(isNear(found[0].value, deviation / (6.5 / 6), 1e-12))
    #expect(isNear(found[1].value, deviation / (5.5 / 6), 1e-12))
  }

  @Test("12: direct linkages are sums of A and B, not of an inverse") func direct() throws {
    let found = try Self.linkages()
    #expect(isNear(found.backwardDirect[0].value, 0.6, 1e-12))
    #expect(isNear(found.backwardDirect[1].value, 0.4, 1e-12))
    #expect(isNear(found.forwardDirect[0].value, 0.8, 1e-12))
    #expect(isNear(found.forwardDirect[1].value, 0.3, 1e-12))
    #expect(isNear(found.backwardTotal[0].value, 13.0 / 6, 1e-12))
  }
}
