import Foundation
import TamgaIndicators
import TestSupport
import Testing

/// A table of `Fixtures/complexity.json` and its reference values.
struct ComplexityCase: Decodable, Sendable, CustomTestStringConvertible {
  let source: String
  let countries: Int
  let products: Int
  let values: [Double]
  let diversity: [Int]
  let ubiquity: [Int]
  let eci: [Double]
  let pci: [Double]
  let density: [Double]
  let coi: [Double]
  let cog: [Double]
  let fitness: [Double]
  let quality: [Double]
  let income: [Double]
  let prody: [Double]
  let expy: [Double]
  let proximity01: Double
  var testDescription: String { source }

  var table: ExportTable {
    get throws {
      try ExportTable(
        countries: names("c", countries), products: names("p", products), values: values)
    }
  }

  static let all: [ComplexityCase] = {
    let file = Bundle.module.url(forResource: "Fixtures/complexity", withExtension: "json")
    return (try? file.map { try Data(contentsOf: $0) })
      .flatMap { try? JSONDecoder().decode([ComplexityCase].self, from: $0) } ?? []
  }()
}

/// Names whose order is the order of their numbers.
func names(_ letter: String, _ count: Int) -> [String] {
  (0..<count).map { letter + String(1_000 + $0) }
}

/// A table with nested presence, zeros and equal values.
func seededTable(_ seed: UInt64, countries: Int = 14, products: Int = 30) throws -> ExportTable {
  var random = SplitMix(seed: seed)
  var values: [Double] = []
  for country in 0..<countries {
    for product in 0..<products {
      let reach = Double(country + 2) / Double(countries) - Double(product) / Double(products)
      let isPresent = random.unit() < 0.35 + 0.6 * reach
      values.append(isPresent ? Double(1 + random.below(20) * random.below(20)) : 0)
    }
  }
  return try ExportTable(
    countries: names("c", countries), products: names("p", products), values: values)
}
