import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// What every entry of the catalogue promises.
@Suite("Contract of indicators") struct IndicatorContractTests {
  private static let context = IndicatorContext(draws: 199)

  @Test("ids are unique and follow family.name.variant") func ids() {
    let ids = IndicatorCatalogue.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      let parts = id.split(separator: ".", omittingEmptySubsequences: false)
      #expect(parts.count == 3, "\(id)")
      #expect(
        parts.allSatisfy {
          !$0.isEmpty && $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".contains($0) }
        }, "\(id)")
      #expect(IndicatorCatalogue.indicator(id)?.id == id)
    }
    #expect(IndicatorCatalogue.indicator("flow.turnover.product") == nil)
  }

  @Test("the page says which values come with a rounding interval") func rounding() {
    for indicator in IndicatorCatalogue.all {
      let kinds = indicator.examples.compactMap { example -> [IndicatorResult]? in
        let tables = try? IndicatorTables(example.tables.map { try TidyTable(csv: $0) })
        return tables.flatMap {
          try? indicator.compute($0, IndicatorContext(choices: example.choices, draws: 19))
        }
      }.joined().compactMap { $0.interval?.kind }
      #expect(indicator.hasRoundingInterval == kinds.contains("rounding"), "\(indicator)")
    }
    #expect(IndicatorCatalogue.indicator("concentration.hhi.root")?.hasRoundingInterval == true)
    #expect(IndicatorCatalogue.indicator("potential.field.power")?.hasRoundingInterval == false)
  }

  @Test("formula, TeX, citation, unit, tables and examples are there")
  func description() {
    for indicator in IndicatorCatalogue.all {
      #expect(!indicator.formula.isEmpty && !indicator.tex.isEmpty, "\(indicator)")
      #expect(!indicator.citations.isEmpty, "\(indicator)")
      #expect(indicator.citation.contains { $0.isNumber }, "\(indicator): a source has its year")
      #expect(indicator.nameKey == "indicator.\(indicator.id)")
      #expect(!indicator.unit.id.isEmpty, "\(indicator)")
      #expect(!indicator.tables.isEmpty, "\(indicator)")
      #expect(!indicator.examples.isEmpty, "\(indicator)")
      #expect(indicator.examples.allSatisfy { !$0.source.isEmpty }, "\(indicator)")
      for choice in indicator.choices where !choice.values.isEmpty {
        #expect(choice.values.first == choice.standard, "\(indicator) \(choice.key)")
      }
      for table in indicator.tables where table.kind != .other {
        #expect(
          Set(table.required).isSubset(of: table.kind.columns), "\(indicator) \(table.required)")
      }
    }
  }

  @Test("a family has at most one default and one variant of each profile has a member")
  func families() {
    for (family, members) in Dictionary(grouping: IndicatorCatalogue.all, by: \.family) {
      #expect(members.count { $0.isStandard } <= 1, "\(family)")
      #expect(Set(members.map(\.group)).count == 1, "\(family)")
    }
  }

  @Test("worked examples agree", arguments: IndicatorCatalogue.all)
  func examples(_ indicator: IndicatorDefinition) throws {
    for example in indicator.examples {
      let results = try indicator.compute(
        example.loaded(), IndicatorContext(choices: example.choices, draws: 199))
      let found = results.filter {
        $0.subject == example.subject && $0.period == example.period
      }
      try #require(found.count == 1, "\(results.map { [$0.subject, $0.period, $0.state] })")
      let value = try #require(found[0].value, "\(found[0].state)")
      #expect(abs(value - example.expected) <= example.tolerance, "\(example.source): \(value)")
      check(results)
    }
  }

  @Test("missing numbers are never zeros", arguments: IndicatorCatalogue.all)
  func missing(_ indicator: IndicatorDefinition) throws {
    for example in indicator.examples {
      let results = try indicator.compute(example.changed { _ in nil }, Self.context)
      #expect(results.allSatisfy { $0.value == nil }, "\(results)")
      check(results)
    }
  }

  @Test("zeros give the state of the zero rule", arguments: IndicatorCatalogue.all)
  func zeros(_ indicator: IndicatorDefinition) throws {
    for example in indicator.examples {
      let results = try indicator.compute(example.changed { _ in .zero }, Self.context)
      check(results)
      switch indicator.zeroRule {
      case .zeroDenominator, .zeroClasses, .positiveLogarithm, .unreachable:
        #expect(results.allSatisfy { $0.value == nil }, "\(results)")
      case .plain, .oneSided, .coverage: break
      }
    }
  }

  @Test("none and one row give coded states", arguments: IndicatorCatalogue.all)
  func few(_ indicator: IndicatorDefinition) throws {
    for example in indicator.examples {
      let tables = try example.tables.map { try TidyTable(csv: $0) }
      let none = try indicator.compute(
        IndicatorTables(tables.map { try $0.rows([]) }), Self.context)
      #expect(none.allSatisfy { $0.value == nil })
      for row in 0..<(tables.map(\.rowCount).max() ?? 0) {
        let one = try tables.map { try $0.rows(row < $0.rowCount ? [row] : []) }
        check(try indicator.compute(IndicatorTables(one), Self.context))
      }
    }
  }

  @Test("the order of rows and the number of threads change no bit", arguments: UInt64(0)..<4)
  func order(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        let plain = try indicator.compute(
          example.loaded(), IndicatorContext(choices: example.choices, draws: 100))
        let tables = try example.tables.map { text in
          let table = try TidyTable(csv: text)
          return try table.rows(Array(0..<table.rowCount).shuffled(using: &random))
        }
        let shuffled = try indicator.compute(
          IndicatorTables(tables),
          IndicatorContext(choices: example.choices, draws: 100, threads: 2))
        #expect(plain == shuffled, "\(indicator)")
      }
    }
  }

  @Test("huge and negative numbers give an error or a coded state, never a trap")
  func hostile() throws {
    for indicator in IndicatorCatalogue.all {
      for example in indicator.examples {
        for value in [
          ExactDecimal(mantissa: .max), ExactDecimal(mantissa: .max, scale: 38),
          ExactDecimal(mantissa: 1, scale: 38), ExactDecimal(mantissa: -7, scale: 1),
        ] {
          do {
            check(try indicator.compute(example.changed { _ in value }, Self.context))
          } catch {
            #expect(error as? IndicatorError == .arithmetic(.overflow), "\(indicator) \(error)")
          }
        }
      }
    }
  }

  @Test("an absent table and a wrong choice are errors that name themselves")
  func wrongUse() throws {
    let empty = try IndicatorTables([TidyTable(csv: "colour\nred")])
    for indicator in IndicatorCatalogue.all {
      let example = try #require(indicator.examples.first)
      #expect(throws: IndicatorError.self, "\(indicator)") { try indicator.compute(empty) }
      do {
        _ = try indicator.compute(
          example.loaded(), IndicatorContext(choices: ["colour": "red"]))
        Issue.record("\(indicator) took an unknown choice")
      } catch {
        #expect(
          error as? IndicatorError
            == .unknownChoice(key: "colour", known: indicator.choices.map(\.key)))
      }
      for choice in indicator.choices {
        #expect(throws: IndicatorError.self, "\(indicator) \(choice.key)") {
          try indicator.compute(
            example.loaded(), IndicatorContext(choices: [choice.key: "no such value"]))
        }
      }
    }
  }

  /// No number leaves that is not finite; intervals hold their value's order; text is in place.
  private func check(_ results: [IndicatorResult]) {
    for result in results {
      #expect(!result.subject.isEmpty, "\(result)")
      #expect(result.value?.isFinite ?? true, "\(result)")
      #expect(result.probability.map { (0...1).contains($0) } ?? true, "\(result)")
      if let interval = result.interval {
        #expect(interval.lower <= interval.upper, "\(result)")
        #expect(result.value != nil || result.state == "interval-only", "\(result)")
      }
      if result.interval?.kind == "rounding", let interval = result.interval,
        let value = result.value
      {
        #expect(interval.lower <= value && value <= interval.upper, "\(result)")
      }
      #expect(result.flags == result.flags.sorted())
    }
  }
}

extension WorkedExample {
  /// The tables of the example.
  func loaded() throws -> IndicatorTables {
    IndicatorTables(try tables.map { try TidyTable(csv: $0) })
  }

  /// The tables with every number replaced.
  func changed(_ change: (ExactDecimal?) -> ExactDecimal?) throws -> IndicatorTables {
    IndicatorTables(try tables.map { try TidyTable(csv: $0).mappingNumbers(change) })
  }
}
