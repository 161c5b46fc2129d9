import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// Random tables with zeros, ties, one class, one region.
enum SeededTables {
  /// Bilateral flows by product, exports and the partners' mirror imports.
  static func flows(_ seed: UInt64, periods: [String] = ["2022"]) throws -> TidyTable {
    var random = SplitMix(seed: seed)
    let countries = ["AAA", "BBB", "CCC", "DDD"].prefix(2 + random.below(3))
    let products = ["01", "02", "03", "04", "05", "06"].prefix(1 + random.below(6))
    var records: [[String]] = []
    for period in periods {
      for i in countries {
        for j in countries where i != j {
          for k in products {
            let isZero = random.below(4) == 0
            let value = isZero ? "0" : "\(random.below(5) + 1).\(random.below(100) + 100)"
            let other = isZero ? "0" : "\(random.below(5) + 1).\(random.below(100) + 100)"
            records.append([i, j, k, "X", period, value])
            records.append([j, i, k, "M", period, other])
          }
        }
      }
    }
    return try TidyTable(
      header: ["reporter", "partner", "product", "flow", "period", "value"], records: records)
  }

  /// Values of two or more regions with weights and groups.
  static func regions(_ seed: UInt64) throws -> TidyTable {
    var random = SplitMix(seed: seed)
    let records = (0..<(2 + random.below(12))).map { place in
      [
        "R\(place)", random.below(2) == 0 ? "border" : "interior", "\(random.below(40) + 1)",
        "\(random.below(9) + 1)",
      ]
    }
    return try TidyTable(header: ["region", "group", "value", "weight"], records: records)
  }

  /// Employment of regions by industry.
  static func employment(_ seed: UInt64) throws -> TidyTable {
    var random = SplitMix(seed: seed)
    let industries = 1 + random.below(5)
    let records = (0..<(1 + random.below(5))).flatMap { region in
      (0..<industries).map { industry in
        ["R\(region)", "I\(industry)", "\(random.below(20) + (industry == 0 ? 1 : 0))"]
      }
    }
    return try TidyTable(header: ["region", "industry", "employment"], records: records)
  }
}

/// The results of an indicator on tables.
func results(
  _ id: String, _ tables: TidyTable..., choices: [String: String] = [:]
) throws -> [IndicatorResult] {
  let indicator = try #require(IndicatorCatalogue.indicator(id), "\(id)")
  return try indicator.compute(
    IndicatorTables(tables), IndicatorContext(choices: choices, intervals: false))
}

/// The values of an indicator by subject and period.
func values(
  _ id: String, _ tables: TidyTable..., choices: [String: String] = [:]
) throws -> [String: Double] {
  let indicator = try #require(IndicatorCatalogue.indicator(id), "\(id)")
  let found = try indicator.compute(
    IndicatorTables(tables), IndicatorContext(choices: choices, intervals: false))
  return Dictionary(
    uniqueKeysWithValues: found.compactMap { result in
      result.value.map { (result.subject + "@" + result.period, $0) }
    })
}

/// Whether two numbers agree to a relative tolerance.
func agree(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12, scale: Double = 0) -> Bool
{
  abs(left - right) <= tolerance * max(abs(left), abs(right), scale, 1e-300)
}
