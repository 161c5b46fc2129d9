import Foundation
import TamgaNumerics
import TestSupport
import Testing

/// A row of `Fixtures/special-functions.tsv`.
struct SpecialFunctionCase: Sendable, CustomTestStringConvertible {
  let function: String
  let arguments: [Double]
  let expected: Double
  var testDescription: String { "\(function)\(arguments)" }

  static let all: [SpecialFunctionCase] = {
    guard
      let file = Bundle.module.url(
        forResource: "special-functions", withExtension: "tsv", subdirectory: "Fixtures"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let expected = Double(fields[2]) else { return nil }
      let arguments = fields[1].split(separator: ":").compactMap { Double($0) }
      return SpecialFunctionCase(
        function: String(fields[0]), arguments: arguments, expected: expected)
    }
  }()

  var computed: Double? {
    switch (function, arguments.count) {
    case ("logGamma", 1): logGamma(arguments[0])
    case ("regularisedBeta", 3): regularisedBeta(arguments[0], arguments[1], arguments[2])
    case ("studentTwoSided", 2):
      StudentDistribution(degreesOfFreedom: arguments[1])?.twoSided(arguments[0])
    case ("studentQuantile", 2):
      StudentDistribution(degreesOfFreedom: arguments[1])?.quantile(arguments[0]).value
    case ("normalUpperTail", 1): NormalDistribution.upperTail(arguments[0])
    case ("normalQuantile", 1): NormalDistribution.quantile(arguments[0]).value
    default: nil
    }
  }
}

@Suite("Special functions") struct SpecialFunctionTests {
  @Test("values computed elsewhere with fifty digits", arguments: SpecialFunctionCase.all)
  func reference(_ row: SpecialFunctionCase) throws {
    let computed = try #require(row.computed)
    let error = abs(computed - row.expected) / abs(row.expected)
    #expect(error <= 2e-14, "relative error \(error)")
  }

  @Test("the fixture is there") func fixture() { #expect(SpecialFunctionCase.all.count == 68) }

  @Test("I_x(a, b) and I_(1−x)(b, a) add up to one", arguments: UInt64(0)..<100)
  func reflection(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let (a, b, x) = (random.unit() * 40 + 0.01, random.unit() * 40 + 0.01, random.unit())
    let sum = regularisedBeta(x, a, b) + regularisedBeta(1 - x, complement: x, b, a)
    #expect(abs(sum - 1) < 1e-13)
  }

  @Test("quantiles invert probabilities", arguments: UInt64(0)..<100)
  func inverse(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let probability = random.unit() * 0.998 + 0.001
    let normal = try #require(NormalDistribution.quantile(probability).value)
    #expect(abs(NormalDistribution.cumulative(normal) / probability - 1) < 1e-13)
    let student = try #require(StudentDistribution(degreesOfFreedom: random.unit() * 60 + 0.2))
    let t = try #require(student.quantile(probability).value)
    #expect(abs(student.cumulative(t) / probability - 1) < 1e-12)
  }

  @Test("arguments outside a function's range give no value") func range() {
    #expect(StudentDistribution(degreesOfFreedom: 0) == nil)
    #expect(StudentDistribution(degreesOfFreedom: .nan) == nil)
    #expect(StudentDistribution(degreesOfFreedom: 3)?.quantile(1) == .missing(.undefined))
    #expect(StudentDistribution(degreesOfFreedom: 3)?.quantile(0.5) == .value(0))
    #expect(NormalDistribution.quantile(0) == .missing(.undefined))
    #expect(NormalDistribution.quantile(.nan) == .missing(.undefined))
    #expect(regularisedBeta(0, 2, 3) == 0)
    #expect(regularisedBeta(1, 2, 3) == 1)
    #expect(StudentDistribution(degreesOfFreedom: 3)?.twoSided(1e300) == 0)
  }
}
