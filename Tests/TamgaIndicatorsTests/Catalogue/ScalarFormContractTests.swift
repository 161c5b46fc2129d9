import Foundation
import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// `Fixtures/<id>.json`: worked values of an indicator with their source.
struct IndicatorFixture: Decodable {
  struct Case: Decodable {
    let source: String
    let inputs: [String]
    let expected: String
  }
  let id: String
  let tolerance: Double
  let reason: String
  let cases: [Case]

  init(id: String) throws {
    let file = try #require(
      Bundle.module.url(forResource: id, withExtension: "json", subdirectory: "Fixtures"),
      "Fixtures/\(id).json is missing")
    self = try JSONDecoder().decode(IndicatorFixture.self, from: Data(contentsOf: file))
  }
}

private func decimals(_ texts: [String]) throws -> [ExactDecimal] {
  try texts.map { try ExactDecimal(parsing: $0) }
}

extension IndicatorDefinition {
  /// The indicators that have a scalar form.
  static let scalars = IndicatorCatalogue.all.filter { $0.inputs != nil }

  /// As many inputs of one value as the indicator takes.
  fileprivate func inputs(of value: ExactDecimal?, series count: Int = 4) -> [ExactDecimal?] {
    guard case .named(let names)? = inputs else { return Array(repeating: value, count: count) }
    return names.map { _ in value }
  }
}

@Suite("Contract of scalar forms") struct ScalarFormContractTests {
  @Test("worked values agree", arguments: IndicatorDefinition.scalars)
  func reference(_ indicator: IndicatorDefinition) throws {
    let fixture = try IndicatorFixture(id: indicator.id)
    #expect(fixture.id == indicator.id)
    #expect(!fixture.cases.isEmpty && !fixture.reason.isEmpty)
    for row in fixture.cases {
      #expect(!row.source.isEmpty)
      switch try indicator.evaluate(decimals(row.inputs)) {
      case .value(.exact(let value)): #expect(value == ExactDecimal(row.expected))
      case .value(.real(let value)):
        let expected = try #require(Double(row.expected))
        #expect(abs(value - expected) <= fixture.tolerance * abs(expected), "\(row.inputs)")
      case .missing(let reason): Issue.record("missing: \(reason)")
      }
    }
  }

  @Test("a missing input is never a zero", arguments: IndicatorDefinition.scalars)
  func missing(_ indicator: IndicatorDefinition) throws {
    #expect(try indicator.evaluate(indicator.inputs(of: nil)) == .missing(.missingInput))
    for place in indicator.inputs(of: 5).indices {
      var inputs = indicator.inputs(of: 5)
      inputs[place] = nil
      #expect(try indicator.evaluate(inputs) == .missing(.missingInput))
    }
  }

  @Test("zeros give the state of the zero rule", arguments: IndicatorDefinition.scalars)
  func zeros(_ indicator: IndicatorDefinition) throws {
    let outcome = try indicator.evaluate(indicator.inputs(of: .zero))
    switch indicator.zeroRule {
    case .plain: #expect(outcome == .value(.exact(.zero)))
    case .zeroDenominator, .zeroClasses: #expect(outcome == .missing(.zeroDenominator))
    case .positiveLogarithm: #expect(outcome == .missing(.nonpositiveInLog))
    case .oneSided, .unreachable, .coverage: #expect(outcome.reason != nil)
    }
  }

  @Test("none, one and too many inputs give coded states", arguments: IndicatorDefinition.scalars)
  func counts(_ indicator: IndicatorDefinition) throws {
    switch indicator.inputs {
    case .named(let names)?:
      #expect(throws: IndicatorError.wrongCount(expected: names.count, given: 0)) {
        try indicator.evaluate([])
      }
      #expect(throws: IndicatorError.wrongCount(expected: names.count, given: 9)) {
        try indicator.evaluate(Array(repeating: 1, count: 9))
      }
    case .series?:
      #expect(try indicator.evaluate([]) == .missing(.tooFewObservations))
      #expect(try indicator.evaluate([7]) == .missing(.tooFewObservations))
    case nil: Issue.record("no scalar form")
    case .flows?:
      #expect(try indicator.evaluate([]) == .missing(.tooFewObservations))
      #expect(try indicator.evaluate([7]) == .value(.real(1)))
      #expect(throws: IndicatorError.negativeFlow(row: 1)) { try indicator.evaluate([7, -1]) }
    }
  }

  @Test("the order of flows changes no bit", arguments: IndicatorDefinition.scalars)
  func order(_ indicator: IndicatorDefinition) throws {
    guard indicator.inputs == .flows else { return }
    for seed in UInt64(0)..<20 {
      var random = SplitMix(seed: seed)
      let flows: [ExactDecimal?] = (0..<30).map { _ in
        ExactDecimal(mantissa: Int128(random.below(1 << 40)), scale: random.below(4))
      }
      #expect(
        try indicator.evaluate(flows) == indicator.evaluate(flows.shuffled(using: &random)))
    }
  }

  @Test(
    "numbers beyond 38 digits are an error, or a value, never a trap",
    arguments: IndicatorDefinition.scalars)
  func huge(_ indicator: IndicatorDefinition) {
    for value in [ExactDecimal(mantissa: .max), ExactDecimal(mantissa: .max, scale: 38)] {
      do {
        let outcome = try indicator.evaluate(indicator.inputs(of: value))
        if case .value(.real(let number)) = outcome { #expect(number.isFinite) }
      } catch {
        #expect(error == .arithmetic(.overflow))
      }
    }
  }
}
