import Foundation
import TamgaGravity
import TamgaNumerics
import TestSupport
import Testing

/// Sample data of the Python package gegravity: 30 countries in 2006.
private struct SampleRows {
  let countries: [String]
  let columns: [String: [Double]]
  let output: [Double]
  let expenditure: [Double]

  init?() throws {
    guard let folder = SharedData.folder else { return nil }
    let file = folder.appending(path: "data/gravity/gegravity-sample.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = try #require(lines.first).split(separator: ",").map(String.init)
    let rows = lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
    let names = Set(rows.map { $0[0] }).sorted()
    let n = names.count
    var columns: [String: [Double]] = [:]
    var output = [Double](repeating: 0, count: n)
    var expenditure = output
    for row in rows {
      let i = try #require(names.firstIndex(of: row[0]))
      let j = try #require(names.firstIndex(of: row[1]))
      for (name, text) in zip(header, row).dropFirst(3) {
        let value = try #require(Double(text))
        columns[name, default: [Double](repeating: .nan, count: n * n)][i * n + j] = value
        if name == "Y" { output[i] = value }
        if name == "E" { expenditure[j] = value }
      }
    }
    countries = names
    self.columns = columns
    self.output = output
    self.expenditure = expenditure
  }

  /// The coefficients printed in the package's example.
  func costs() throws -> TradeCosts {
    let betas = [
      ("lndist", -0.3898623), ("contiguity", 0.891577), ("common_language", 0.0326249),
      ("pta", 0.4711383), ("international", -3.412584),
    ]
    return try TradeCosts(
      countries: countries,
      terms: betas.map { name, beta in
        CostTerm(variable: name, coefficient: beta, values: try #require(columns[name]))
      })
  }

  func base(rebase: TradeBase.Rebase) throws -> TradeBase {
    let costs = try costs()
    let pattern = (0..<(countries.count * countries.count)).map { cell in
      exp(costs.terms.reduce(0) { $0 + $1.coefficient * $1.values[cell] })
    }
    return try TradeBase(
      countries: countries, pattern: pattern, output: output, expenditure: expenditure,
      source: .fitted, rebase: rebase)
  }
}

/// The published full results hold output shares fixed while solving for resistances, so that their
/// prices are 1/Π̂ of the conditional equilibrium here.
///
/// - Source: Herman, gegravity, package documentation, example of an agreement between Canada and
///   Japan, table of country results (σ = 5, reference importer DEU).
@Suite("Equilibrium: published results")
struct PublishedEquilibriumTests {
  @Test("multilateral resistances of gegravity's example to all printed digits")
  func gegravity() throws {
    guard let rows = try SampleRows() else {
      print("skipped: ../shared/data/gravity/gegravity-sample.csv is absent")
      return
    }
    let change = try rows.costs().change(CostShock("pta=1 between CAN,JPN"))
    #expect(change.changedPairs == 2)
    #expect(abs(try #require(change.factors.max()) - 1.60181650) < 5e-9)
    let base = try rows.base(rebase: .scaleExpenditure)
    let result = try EquilibriumModel(base: base, sigma: 5, reference: "DEU").solve(change)
    let published: [(String, price: Double, outward: Double, inward: Double)] = [
      ("AUS", 0.004143, -0.004143, 0.011249), ("AUT", -0.002774, 0.002775, 0.002405),
      ("BEL", -0.002052, 0.002052, 0.000357), ("BRA", -0.005588, 0.005588, -0.000092),
      ("CAN", -0.135770, 0.135955, -0.551724),
    ]
    for (country, price, outward, inward) in published {
      let effect = try result.effect(on: country).conditional
      #expect(abs(effect.outwardResistancePercent - outward) < 6e-7)
      #expect(abs(effect.inwardResistancePercent - inward) < 6e-7)
      let implied = 100 * (1 / (1 + effect.outwardResistancePercent / 100) - 1)
      #expect(abs(implied - price) < 6e-7)
    }
    #expect(result.status.isConverged)
    // Baseline trade as printed, in units of expenditure: AUS to AUS and to CAN.
    let scale = try #require(base.rebase).expenditureFactor
    let aus = try base.index(of: "AUS") * base.count
    #expect(abs(base.flows[aus + (try base.index(of: "AUS"))] / scale - 218_129.130) < 0.01)
    #expect(abs(base.flows[aus + (try base.index(of: "CAN"))] / scale - 2_847.0238) < 1e-3)
  }

  @Test("totals that differ are refused, unless rebasing is asked for and recorded")
  func totals() throws {
    guard let rows = try SampleRows() else {
      print("skipped: ../shared/data/gravity/gegravity-sample.csv is absent")
      return
    }
    #expect(
      throws: EquilibriumError.worldTotalsDiffer(output: 24_822_039, expenditure: 24_620_554)
    ) { try rows.base(rebase: .none) }
    let record = try #require(try rows.base(rebase: .scaleExpenditure).rebase)
    #expect(record.method == .scaleExpenditure)
    #expect(abs(record.expenditureFactor - 24_822_039 / 24_620_554) < 1e-12)
  }
}
