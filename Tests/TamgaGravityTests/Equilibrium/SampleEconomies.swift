import TamgaGravity
import TamgaNumerics
import Testing

/// Economies for tests, from seeds.
enum SampleEconomies {
  static func names(_ n: Int) -> [String] { (0..<n).map { "C\($0)" } }

  /// Flows with strong internal trade; `zeros` is the share of absent international flows.
  static func base(_ n: Int, seed: UInt64, zeros: Double = 0) throws -> TradeBase {
    var stream = RandomStream(seed: seed, entity: UInt64(n), purpose: "test.economy")
    var flows = (0..<(n * n)).map { _ in stream.gamma(shape: 1.5, scale: 2) }
    for i in 0..<n {
      for j in 0..<n where i != j && stream.uniform() < zeros { flows[i * n + j] = 0 }
      flows[i * n + i] += stream.gamma(shape: 3, scale: 4 * Double(n) / 3)
    }
    return try TradeBase(countries: names(n), flows: flows, source: .fitted)
  }

  /// The same with E = Y in every country.
  static func symmetric(_ n: Int, seed: UInt64) throws -> TradeBase {
    let base = try base(n, seed: seed)
    let flows = (0..<(n * n)).map { base.flows[$0] + base.flows[($0 % n) * n + $0 / n] }
    return try TradeBase(countries: base.countries, flows: flows, source: .fitted)
  }

  /// The same change in both directions of every pair.
  static func mutualChange(_ n: Int, seed: UInt64) throws -> TradeCostChange {
    let one = try change(n, seed: seed).factors
    let factors = (0..<(n * n)).map { one[min($0, ($0 % n) * n + $0 / n)] }
    return try TradeCostChange(factors: factors, countries: names(n), label: "mutual")
  }

  /// t̂ between 0.6 and 1.8 off the diagonal.
  static func change(_ n: Int, seed: UInt64) throws -> TradeCostChange {
    var stream = RandomStream(seed: seed, entity: UInt64(n), purpose: "test.change")
    let factors = (0..<(n * n)).map { cell in
      cell / n == cell % n ? 1 : 0.6 + 1.2 * stream.uniform()
    }
    return try TradeCostChange(factors: factors, countries: names(n), label: "random")
  }
}

/// The largest distance of two lists of percents.
func largestGap(_ first: [Double], _ second: [Double]) -> Double {
  zip(first, second).map { abs($0 - $1) }.max() ?? .infinity
}
