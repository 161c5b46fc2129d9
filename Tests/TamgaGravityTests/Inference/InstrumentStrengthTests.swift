import TamgaNumerics
import Testing

@testable import TamgaGravity

@Suite("Strength of instruments")
struct InstrumentStrengthTests {
  private let pi = [0.4, -0.2, 0.7]
  private let bread = [2.0, 0.3, 0.1, 0.3, 1.0, -0.2, 0.1, -0.2, 1.5]

  @Test("with equal variances the effective F is the robust F, whatever the instruments")
  func homoskedastic() throws {
    let strength = try #require(
      InstrumentStrength(
        estimates: pi, covariance: bread.map { 0.01 * $0 }, bread: bread, places: [0, 1, 2]))
    #expect(abs(strength.effective / strength.robust - 1) < 1e-12)
    // M is a multiple of the identity: K_eff = L²(1 + 2x)/(L + 2xL) = L.
    #expect(abs(strength.effectiveFreedom - 3) < 1e-12)
  }

  @Test("unequal variances: π'Qπ/tr(VQ) against the robust Wald by hand")
  func heteroskedastic() throws {
    let variance = [0.09, 0, 0, 0, 0.01, 0, 0, 0, 0.04]
    let identity = [1.0, 0, 0, 0, 1, 0, 0, 0, 1]
    let strength = try #require(
      InstrumentStrength(
        estimates: pi, covariance: variance, bread: identity, places: [0, 1, 2]))
    #expect(abs(strength.effective - (0.16 + 0.04 + 0.49) / 0.14) < 1e-12)
    #expect(abs(strength.robust - (0.16 / 0.09 + 4 + 0.49 / 0.04) / 3) < 1e-12)
    let keff = 0.14 * 0.14 * 21 / (0.0081 + 0.0001 + 0.0016 + 20 * 0.14 * 0.09)
    #expect(abs(strength.effectiveFreedom - keff) < 1e-12)
    let two = try #require(
      InstrumentStrength(
        estimates: pi, covariance: variance, bread: identity, places: [0, 2]))
    #expect(two.instruments == 2 && abs(two.effective - 0.65 / 0.13) < 1e-12)
  }

  /// Montiel Olea and Pflueger (2013), table 1: 23.1 for K_eff = 1, x = 10 (their column for 10 %).
  @Test("the noncentral χ² agrees with the published critical value and the normal law")
  func quantile() throws {
    let one = try #require(noncentralQuantile(freedom: 1, noncentrality: 10, upperTail: 0.05))
    #expect(abs(one - 23.1) < 0.05)
    // One degree of freedom: P((Z + √λ)² > c) by the normal law.
    let root = 10.0.squareRoot()
    let tail =
      NormalDistribution.twoSided(one.squareRoot() - root) / 2
      + NormalDistribution.twoSided(one.squareRoot() + root) / 2
    #expect(abs(tail - 0.05) < 1e-9)
    let central = try #require(noncentralQuantile(freedom: 3, noncentrality: 0, upperTail: 0.05))
    #expect(abs(central - 7.814727903251179) < 1e-8)
    #expect(noncentralQuantile(freedom: 0, noncentrality: 1, upperTail: 0.05) == nil)
  }

  @Test("nothing is said without instruments or of singular matrices") func refusals() {
    let none = InstrumentStrength(
      estimates: pi, covariance: bread, bread: bread, places: [])
    #expect(none == nil)
    let flat = [Double](repeating: 0, count: 9)
    #expect(
      InstrumentStrength(estimates: pi, covariance: flat, bread: bread, places: [0, 1]) == nil)
    #expect(InstrumentStrength(estimates: pi, covariance: [1], bread: bread, places: [0]) == nil)
  }
}
