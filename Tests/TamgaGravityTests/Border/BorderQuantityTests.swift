import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Border quantities")
struct BorderQuantityTests {
  /// Border coefficient -2.474450 and its standard error 0.1193816, as printed in the log of the
  /// trade-without-borders application; the transforms are theirs.
  @Test("published border coefficient")
  func published() throws {
    let border = try #require(
      BorderQuantities.borderEffect(beta: -2.47445, standardError: 0.1193816).value)
    #expect(abs(border.estimate - 11.8751737) < 1e-6)
    #expect(abs(border.standardError - border.estimate * 0.1193816) < 1e-12)
    let percent = try #require(
      BorderQuantities.percentEffect(beta: -2.47445, standardError: 0.1193816).value)
    #expect(abs(percent.estimate + 91.5790705) < 1e-6)
    #expect(abs((1 + percent.estimate / 100) * border.estimate - 1) < 1e-13)
    let tariff = try #require(
      BorderQuantities.adValorem(beta: -2.47445, standardError: 0.1193816, sigma: 7).value)
    let seventh = 1 + tariff.estimate / 100
    #expect(
      abs(seventh * seventh * seventh * seventh * seventh * seventh * seventh - border.estimate)
        < 1e-10)
  }

  @Test("standard errors are slopes times the coefficient's", arguments: [-1.3, 0.2, 0.9])
  func slopes(beta: Double) throws {
    let functions: [(Double) -> Outcome<BorderQuantity>] = [
      { BorderQuantities.percentEffect(beta: $0, standardError: 0.3) },
      { BorderQuantities.borderEffect(beta: $0, standardError: 0.3) },
      { BorderQuantities.adValorem(beta: $0, standardError: 0.3, sigma: 5) },
      { BorderQuantities.delayEffect(elasticity: $0, standardError: 0.3, before: 8, after: 3) },
      {
        BorderQuantities.adValorem(
          beta: $0, tariff: -4, covariance: (beta: 0.09, cross: 0, tariff: 0))
      },
    ]
    let step = 1e-5
    for function in functions {
      let value = try #require(function(beta).value)
      let up = try #require(function(beta + step).value)
      let down = try #require(function(beta - step).value)
      let slope = abs(up.estimate - down.estimate) / (2 * step)
      #expect(abs(value.standardError - 0.3 * slope) < 1e-6 * (1 + slope))
      #expect(value.interval.lower < value.estimate && value.estimate < value.interval.upper)
    }
  }

  @Test("the model's own tariff elasticity adds its uncertainty")
  func ownTariff() throws {
    let both = try #require(
      BorderQuantities.adValorem(
        beta: 0.5, tariff: -4, covariance: (beta: 0.01, cross: 0.002, tariff: 0.25)
      ).value)
    // v+100 = 100·e^(-1/8); gradient (v+100)(-1/4, -1/32).
    let level = 100 + both.estimate
    let variance = level * level * (0.01 / 16 + 2 * 0.002 / 128 + 0.25 / 1_024)
    #expect(abs(both.standardError * both.standardError - variance) < 1e-10)
    #expect(
      BorderQuantities.adValorem(beta: 1, tariff: 0, covariance: (1, 0, 1))
        == .missing(.zeroDenominator))
    #expect(
      BorderQuantities.adValorem(beta: 1, tariff: 1, covariance: (1, 5, 1)) == .missing(.undefined))
  }

  @Test("a phased union is the sum of its lags")
  func phased() throws {
    let sum = BorderQuantities.phasedEffect(
      betas: [0.2, 0.1, -0.05], covariance: [0.04, 0.01, 0, 0.01, 0.09, 0, 0, 0, 0.01])
    let direct = BorderQuantities.percentEffect(beta: 0.25, standardError: 0.4)
    let (first, second) = (try #require(sum.value), try #require(direct.value))
    #expect(abs(first.estimate - second.estimate) < 1e-12)
    #expect(abs(first.standardError - second.standardError) < 1e-12)
    #expect(
      BorderQuantities.phasedEffect(betas: [], covariance: []) == .missing(.tooFewObservations))
    #expect(
      BorderQuantities.phasedEffect(betas: [1], covariance: [1, 2]) == .missing(.missingInput))
  }

  @Test("what overflows or is not defined is missing")
  func missing() {
    #expect(
      BorderQuantities.percentEffect(beta: 800, standardError: 1) == .missing(.undefined))
    #expect(
      BorderQuantities.percentEffect(beta: .nan, standardError: 1) == .missing(.undefined))
    #expect(
      BorderQuantities.borderEffect(beta: 0, standardError: -1) == .missing(.undefined))
    #expect(
      BorderQuantities.delayEffect(elasticity: -1, standardError: 0, before: 0, after: 2)
        == .missing(.nonpositiveInLog))
    #expect(
      BorderQuantities.adValorem(beta: 1, standardError: 0, sigma: 1) == .missing(.undefined))
  }
}
