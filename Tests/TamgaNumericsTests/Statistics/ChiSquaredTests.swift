import TamgaNumerics
import Testing

@Suite("χ² and F distributions") struct ChiSquaredTests {
  @Test(
    "upper 5 % points of the printed tables",
    arguments: [(1.0, 3.841), (2, 5.991), (5, 11.070), (10, 18.307), (30, 43.773), (100, 124.342)])
  func chiSquared(df: Double, point: Double) throws {
    let law = try #require(ChiSquaredDistribution(degreesOfFreedom: df))
    #expect(abs(law.upperTail(point) - 0.05) < 2e-5)
  }

  @Test("two degrees of freedom are exponential, one is the squared normal")
  func exact() throws {
    let two = try #require(ChiSquaredDistribution(degreesOfFreedom: 2))
    #expect(abs(two.upperTail(2) - 0.367_879_441_171_442_3) < 1e-15)
    // e^−50
    #expect(abs(two.upperTail(100) / 1.928_749_847_963_918e-22 - 1) < 1e-12)
    let one = try #require(ChiSquaredDistribution(degreesOfFreedom: 1))
    for z in [0.01, 0.5, 1.96, 6] {
      #expect(abs(one.upperTail(z * z) / NormalDistribution.twoSided(z) - 1) < 1e-12)
    }
    #expect(one.upperTail(-1) == 1 && one.upperTail(.infinity) == 0)
    #expect(ChiSquaredDistribution(degreesOfFreedom: 0) == nil)
  }

  @Test(
    "upper 5 % points of F",
    arguments: [(1.0, 10.0, 4.965), (2, 10, 4.103), (5, 20, 2.711), (10, 30, 2.165)])
  func fisher(first: Double, second: Double, point: Double) throws {
    let law = try #require(FisherDistribution(numerator: first, denominator: second))
    #expect(abs(law.upperTail(point) - 0.05) < 1e-4)
    #expect(law.upperTail(0) == 1 && law.upperTail(.infinity) == 0)
  }

  @Test("F with one degree above is the square of t; with many below χ²")
  func limits() throws {
    let law = try #require(FisherDistribution(numerator: 1, denominator: 7))
    let student = try #require(StudentDistribution(degreesOfFreedom: 7))
    #expect(abs(law.upperTail(6.25) - student.twoSided(2.5)) < 1e-14)
    let wide = try #require(FisherDistribution(numerator: 3, denominator: 1e12))
    let limit = try #require(ChiSquaredDistribution(degreesOfFreedom: 3))
    #expect(abs(wide.upperTail(2.5) - limit.upperTail(7.5)) < 1e-9)
  }
}
