import Foundation
import TamgaNumerics
import Testing

@testable import TamgaGravity

@Suite("Hypotheses and effects") struct HypothesisTests {
  private let names = ["rta", "tariff", "lag(rta,1)", "border:log_time"]

  /// β = (0.4, −2, 0.1, −0.5) with V = diag(0.01, 0.25, 0.0025, 0.04) and cov(rta, tariff) = 0.02.
  private func estimate(_ law: ReferenceLaw = .normal) -> (VarianceEstimate, [Double]) {
    var matrix = SquareMatrix(size: 4)
    for (index, value) in [0.01, 0.25, 0.0025, 0.04].enumerated() { matrix[index, index] = value }
    matrix[0, 1] = 0.02
    matrix[1, 0] = 0.02
    let tag = VarianceTag(
      type: .cluster, convention: .fixest, law: law, factors: [1], clusters: [], settings: [],
      psdFixed: false)
    return (
      VarianceEstimate(covariance: matrix.values, tag: tag, warnings: []), [0.4, -2, 0.1, -0.5]
    )
  }

  @Test(
    "texts become numbers",
    arguments: [
      ("rta = 0", [1.0, 0, 0, 0], 0.0), ("rta - tariff = 0", [1, -1, 0, 0], 0),
      ("2*rta + 0.5 tariff = 1e-1 - lag(rta,1)", [2, 0.5, 1, 0], 0.1),
      ("-rta+lag(rta,1)", [-1, 0, 1, 0], 0), ("border:log_time = -1.5", [0, 0, 0, 1], -1.5),
      ("rta = tariff", [1, -1, 0, 0], 0), ("1 + rta = 3", [1, 0, 0, 0], 2),
    ])
  func parses(text: String, weights: [Double], value: Double) throws {
    let hypothesis = try LinearHypothesis(text, names: names)
    #expect(hypothesis.weights == weights && hypothesis.value == value)
  }

  @Test(
    "what does not parse says where",
    arguments: [
      ("rtb = 0", 0), ("rta = ", 6), ("rta + * tariff", 6), ("rta = 0 = 1", 8), ("2*", 2),
      ("rtax", 0), ("", 0),
    ])
  func refuses(text: String, place: Int) {
    #expect(throws: InferenceError.hypothesis(text: text, position: place)) {
      try LinearHypothesis(text, names: names)
    }
  }

  @Test("a hypothesis about nothing is refused")
  func nothing() {
    #expect(throws: InferenceError.dependentHypotheses) {
      try LinearHypothesis("rta = rta", names: names)
    }
  }

  @Test("Wald tests by hand: one, a difference, two together")
  func wald() throws {
    let (variance, beta) = estimate()
    let one = try variance.wald([try LinearHypothesis("rta = 0", names: names)], estimates: beta)
    #expect(abs(one.statistic - 16) < 1e-12 && one.numerator == 1 && one.denominator == nil)
    #expect(abs(one.p - NormalDistribution.twoSided(4)) < 1e-15)
    let difference = try variance.wald(
      [try LinearHypothesis("rta - tariff = 2", names: names)], estimates: beta)
    // (0.4 + 2 − 2)² / (0.01 + 0.25 − 0.04)
    #expect(abs(difference.statistic - 0.16 / 0.22) < 1e-12)
    let both = try variance.wald(
      [
        try LinearHypothesis("rta = 0", names: names),
        try LinearHypothesis("tariff = 0", names: names),
      ], estimates: beta)
    // [0.4, −2] (1/0.0021) [[0.25, −0.02], [−0.02, 0.01]] [0.4, −2]ᵀ
    #expect(abs(both.statistic - (0.25 * 0.16 + 2 * 0.02 * 0.8 + 0.01 * 4) / 0.0021) < 1e-9)
    // P(χ²₂ > w) = e^(−w/2)
    #expect(abs(both.p / exp(-both.statistic / 2) - 1) < 1e-10)
    let (student, _) = estimate(.student(9))
    let f = try student.wald([try LinearHypothesis("rta = 0", names: names)], estimates: beta)
    let t = StudentDistribution(degreesOfFreedom: 9)?.twoSided(4) ?? 0
    #expect(f.denominator == 9 && abs(f.p - t) < 1e-14)
    let repeated = try LinearHypothesis("2*rta = 0", names: names)
    #expect(throws: InferenceError.dependentHypotheses) {
      try variance.wald([try LinearHypothesis("rta = 0", names: names), repeated], estimates: beta)
    }
  }

  @Test("a sum of coefficients with its standard error")
  func combination() throws {
    let (variance, beta) = estimate()
    let row = try variance.combination(
      try LinearHypothesis("rta + lag(rta,1)", names: names), estimates: beta)
    #expect(abs(row.estimate - 0.5) < 1e-15)
    #expect(abs(row.se - 0.0125.squareRoot()) < 1e-15)
    #expect(row.seType == variance.tag)
  }

  @Test("effects by hand: percent, border, elasticity, ratio, ad valorem")
  func effects() throws {
    let (variance, beta) = estimate()
    func effect(_ kind: EffectKind, _ index: Int) throws -> EffectRow {
      try variance.effect(kind, of: index, names: names, estimates: beta)
    }
    let percent = try effect(.percent, 0)
    // 100 (e^0.4 − 1) = 49.1824697641, se 100 e^0.4 · 0.1
    #expect(abs(percent.estimate - 49.182_469_764_127_03) < 1e-9)
    #expect(abs(percent.se - 14.918_246_976_412_703) < 1e-9)
    #expect(abs(percent.ci95.lower - 22.630257) < 1e-5 && percent.ci95.method == "transformed")
    let border = try effect(.border, 3)
    #expect(abs(border.estimate - 1.648_721_270_700_128) < 1e-12)
    #expect(abs(border.se - 0.2 * 1.648_721_270_700_128) < 1e-12)
    #expect(border.ci95.lower < border.estimate && border.estimate < border.ci95.upper)
    let delay = try effect(.elasticity, 3)
    #expect(delay.estimate == -0.5 && delay.se == 0.2)
    let half = try effect(.ratio(0.25), 3)
    // 100 (0.25^−0.5 − 1) = 100
    #expect(abs(half.estimate - 100) < 1e-10)
    let tariff = try effect(.adValorem(tariff: 1), 0)
    // 100 (e^(0.4/−2) − 1); g = 100 e^−0.2 (1/−2, −0.4/4)
    let level = 100 * 0.818_730_753_077_981_8
    #expect(abs(tariff.estimate - (level - 100)) < 1e-9)
    let square = 0.25 * 0.01 + 0.01 * 0.25 + 2 * 0.5 * 0.1 * 0.02
    #expect(abs(tariff.se - level * square.squareRoot()) < 1e-9)
    let declared = try effect(.adValoremDeclared(sigma: 5), 0)
    #expect(abs(declared.estimate - 100 * (0.923_116_346_386_635_8 - 1)) < 1e-9)
    #expect(abs(declared.se - 100 / 5 * 0.923_116_346_386_635_8 * 0.1) < 1e-9)
  }

  @Test("effects that are not finite are errors, not numbers")
  func overflow() {
    let (variance, _) = estimate()
    #expect(throws: InferenceError.outOfRange(name: "rta")) {
      try variance.effect(.percent, of: 0, names: names, estimates: [800, 0, 0, 0])
    }
    #expect(throws: InferenceError.outOfRange(name: "rta")) {
      try variance.effect(.adValorem(tariff: 1), of: 0, names: names, estimates: [1, 0, 0, 0])
    }
    #expect(throws: InferenceError.outOfRange(name: "rta")) {
      try variance.effect(.ratio(-1), of: 0, names: names, estimates: [1, 0, 0, 0])
    }
  }

  @Test("a coefficient without error has no t and no p")
  func noError() throws {
    let (variance, _) = estimate()
    let row = try #require(
      CoefficientRow(name: "a", estimate: 1, se: 0, seType: variance.tag))
    #expect(row.t == .missing(.zeroDenominator) && row.p == .missing(.zeroDenominator))
    #expect(CoefficientRow(name: "a", estimate: .nan, se: 1, seType: variance.tag) == nil)
    #expect(CoefficientRow(name: "a", estimate: 1, se: -1, seType: variance.tag) == nil)
  }
}
