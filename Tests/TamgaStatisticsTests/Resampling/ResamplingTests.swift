import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

@Suite("Resampling") struct ResamplingTests {
  private static func mean(of values: [Double], _ rows: [Int]) -> Outcome<Double> {
    TamgaNumerics.mean(of: rows.map { values[$0] })
  }

  @Test("the interval of a mean covers it about 95 times in a hundred") func coverage() {
    var covered = 0
    for seed in UInt64(0)..<100 {
      var stream = RandomStream(seed: seed, purpose: "test")
      let values = (0..<25).map { _ in stream.normal() }
      let result = bootstrap(count: 25, draws: 299, seed: seed) { Self.mean(of: values, $0) }
      if let interval = result.interval.value, interval.lower <= 0, interval.upper >= 0 {
        covered += 1
        #expect(result.warnings.contains(.intervalThroughZero))
      }
    }
    #expect((86...100).contains(covered))
  }

  @Test("blocks widen the interval of a series that follows itself") func blocks() {
    var stream = RandomStream(seed: 3, purpose: "test")
    var values = [0.0]
    for _ in 1..<120 { values.append(0.9 * (values.last ?? 0) + stream.normal()) }
    let series = values
    let rows = bootstrap(count: 120, draws: 399, seed: 1) { Self.mean(of: series, $0) }
    let blocks = bootstrap(count: 120, plan: .blocks(length: 20), draws: 399, seed: 1) {
      Self.mean(of: series, $0)
    }
    let narrow = rows.standardError.value ?? 0
    #expect((blocks.standardError.value ?? 0) > 1.8 * narrow && narrow > 0)
    #expect(blocks.blockLength == 20 && rows.blockLength == 1)
    let automatic = bootstrap(count: 27, plan: .blocks(length: nil), draws: 20, seed: 1) {
      Self.mean(of: series, $0)
    }
    #expect(automatic.blockLength == 3)
  }

  @Test("threads change no bit; missing draws are counted") func threads() {
    let values: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]
    func result(_ threads: Int) -> BootstrapResult {
      bootstrap(count: 8, draws: 500, seed: 9, threads: threads) { rows in
        rows.contains(5) ? Self.mean(of: values, rows) : .missing(.undefined)
      }
    }
    #expect(result(1) == result(2))
    #expect(result(1).drawsWithoutValue > 100)
    #expect(result(1).warnings.contains(.resamplesLeftOut))
    #expect(result(1).interval == .missing(.tooFewObservations))
    let flat = bootstrap(count: 5, draws: 50, seed: 1) { _ in .value(2) }
    #expect(flat.interval == .missing(.noVariation))
    let none = bootstrap(count: 0, draws: 50, seed: 1) { _ in .value(2) }
    #expect(none.interval == .missing(.tooFewObservations))
  }

  /// {3, 4} against {1, 2}: of six arrangements two are as far, p = 1/3.
  @Test("exact arrangements by hand") func exact() {
    let small = groupDifference([3, 4], [1, 2], seed: 1)
    #expect(small.isExact && small.arrangements == 6)
    #expect(small.difference == .value(2))
    #expect(isNear(small.probability.value, 1.0 / 3, 1e-12))
    #expect(small.warnings.contains(.lowPower) && small.warnings.contains(.smallSample))
    let three = groupDifference([10, 11, 12], [1, 2, 3], seed: 1)
    #expect(isNear(three.probability.value, 0.1, 1e-12))
  }

  @Test("drawn arrangements agree with exact ones; bad groups are coded") func drawn() {
    var stream = RandomStream(seed: 8, purpose: "test")
    let first = (0..<14).map { _ in stream.normal() + 0.6 }
    let second = (0..<14).map { _ in stream.normal() }
    let many = groupDifference(first, second, draws: 4000, seed: 5)
    #expect(!many.isExact && many.arrangements == 4000)
    let again = groupDifference(first.reversed(), second.reversed(), draws: 4000, seed: 5)
    #expect(many.probability == again.probability)
    let few = groupDifference(Array(first[0..<10]), Array(second[0..<10]), seed: 5)
    #expect(few.isExact && few.arrangements == 184_756)
    #expect(groupDifference([], [1], seed: 1).probability == .missing(.tooFewObservations))
    #expect(groupDifference([2, 2], [2], seed: 1).probability == .missing(.noVariation))
    #expect(groupDifference([.nan], [2], seed: 1).probability == .missing(.undefined))
  }
}
