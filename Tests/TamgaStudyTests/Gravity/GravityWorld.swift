import Foundation
import TamgaData
import TamgaGravity
import TamgaPresent
import TestSupport

@testable import TamgaStudy

/// A made world whose flows follow a gravity equation to the last digit, in a file of its own.
///
///     X_ijt = a_it c_jt exp(-1.2·log d_ij - 0.9·border_ij + 0.4·rta_ijt)
struct GravityWorld {
  struct Row {
    var exporter: String
    var importer: String
    var year: Int
    var trade: Double
    var distance: Double
    var border: Double
    var rta: Double
  }

  static let countries = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]
  static let formula = "trade ~ log(distance) + border + rta | exporter^year + importer^year"

  let url: URL
  let rows: [Row]

  init(seed: UInt64 = 7, change: (inout [Row]) -> Void = { _ in }) throws {
    var random = SplitMix(seed: seed)
    func draw(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let n = Self.countries.count
    var distances: [Int: Double] = [:]
    for i in 0..<n {
      for j in i..<n { distances[i * n + j] = i == j ? draw(50...200) : draw(300...5_000) }
    }
    var rows: [Row] = []
    for year in [2001, 2002] {
      let a = (0..<n).map { _ in draw(1...5) }
      let c = (0..<n).map { _ in draw(1...5) }
      for i in 0..<n {
        for j in 0..<n {
          let distance = distances[min(i, j) * n + max(i, j)] ?? 1
          let border: Double = i == j ? 0 : 1
          // A union that some pairs are in, and one pair enters.
          let isMember = i != j && ((i < 2 && j < 2) || (year == 2002 && i + j == 7))
          let rta: Double = isMember ? 1 : 0
          let trade = 1e6 * a[i] * c[j] * exp(-1.2 * log(distance) - 0.9 * border + 0.4 * rta)
          rows.append(
            Row(
              exporter: Self.countries[i], importer: Self.countries[j], year: year, trade: trade,
              distance: distance, border: border, rta: rta))
        }
      }
    }
    change(&rows)
    self.rows = rows
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-world-\(UUID().uuidString).csv")
    let lines = rows.map {
      "\($0.exporter),\($0.importer),\($0.year),\($0.trade),\($0.distance),\($0.border),\($0.rta)"
    }
    try (["exporter,importer,year,trade,distance,border,rta"] + lines).joined(separator: "\n")
      .appending("\n").write(to: url, atomically: true, encoding: .utf8)
  }

  // The file stays in the folder of temporary files: a request may outlive the world it came from.

  func request(_ change: String, formula: String = GravityWorld.formula) -> CounterfactualRequest {
    var model = ModelSpecification(source: .file(url), formula: formula)
    model.roles = FlowRoles(exporter: "exporter", importer: "importer", time: "year")
    return CounterfactualRequest(model: model, change: change, sigma: 5)
  }

  /// The flows of a year by rows.
  func flows(of year: Int) -> [Double] { rows.filter { $0.year == year }.map(\.trade) }
}
