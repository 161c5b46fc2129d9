import Foundation
import TamgaData
import TamgaGravity
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Predictions and recovered effects")
struct PredictionTests {
  private func model(_ world: GravityWorld) -> ModelSpecification { world.request("").model }

  private func file(_ text: String) throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-rows-\(UUID().uuidString).csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url
  }

  private func answer(_ report: PredictionReport, _ row: Int) throws -> PredictedRow.Answer {
    try #require(report.rows.first { $0.row == row }).answer
  }

  private func mean(_ report: PredictionReport, _ row: Int) throws -> Double {
    guard case .value(let mean, _, _) = try answer(report, row) else { return .nan }
    return mean
  }

  @Test("rows left out of the fit are predicted: the world's equation holds in them")
  func outside() throws {
    let world = try GravityWorld()
    var model = model(world)
    model.filter = "NOT (exporter = 'AAA' AND importer IN ('DDD', 'EEE'))"
    let report = try PredictionRun(PredictionRequest(model: model)).report()
    #expect(report.rows.count == 72 && report.predicted == 72)
    #expect(report.model.sample.rowsKept == 68)
    for (place, row) in world.rows.enumerated() {
      #expect(abs(try mean(report, place + 1) / row.trade - 1) < 1e-7)
    }
  }

  @Test("a changed regressor moves the mean by its own factor, effects kept")
  func assignment() throws {
    let world = try GravityWorld()
    let request = PredictionRequest(
      model: model(world), assignments: [.init(column: "rta", value: "1")])
    let report = try PredictionRun(request).report()
    for (place, row) in world.rows.enumerated() {
      let expected = row.trade * exp(0.4 * (1 - row.rta))
      #expect(abs(try mean(report, place + 1) / expected - 1) < 1e-7)
    }
    let error = #expect(throws: Diagnostic.self) {
      try PredictionRun(
        PredictionRequest(
          model: model(world), assignments: [.init(column: "rat", value: "1")])
      ).report()
    }
    #expect(error?.code == "T594")
  }

  @Test("other data need no outcome; unseen levels and missing cells are said by row")
  func otherData() throws {
    let world = try GravityWorld()
    let rows = try file(
      """
      exporter,importer,year,distance,border,rta
      AAA,BBB,2001,1000,1,0
      AAA,BBB,2003,1000,1,0
      ZZZ,BBB,2001,1000,1,0
      AAA,BBB,2002,,1,0
      AAA,BBB,2002,2000,1,1

      """)
    let report = try PredictionRun(
      PredictionRequest(model: model(world), source: .file(rows))
    ).report()
    #expect(report.predicted == 2)
    #expect(try answer(report, 2) == .none(.unseenLevel, of: "exporter^year"))
    #expect(try answer(report, 3) == .none(.unseenLevel, of: "exporter^year"))
    #expect(try answer(report, 4) == .none(.missingInput, of: nil))
    let known = try #require(
      world.rows.first { $0.exporter == "AAA" && $0.importer == "BBB" && $0.year == 2001 })
    let expected = known.trade * pow(1000 / known.distance, -1.2) * exp(-0.4 * known.rta)
    #expect(abs(try mean(report, 1) / expected - 1) < 1e-7)
    #expect(
      report.gaps.map(\.gap) == [.missingInput, .unseenLevel] && report.gaps.map(\.rows) == [1, 2])
  }

  @Test("levels that no chain of rows links are not added up, also with three effects")
  func components() throws {
    // Two blocks of exporters and importers that never meet.
    var text = "y,x,i,j,k\n"
    var random = SplitMix(seed: 4)
    for i in 0..<6 {
      for j in 0..<6 where (i < 3) == (j < 3) {
        for k in 0..<2 {
          let x = Double.random(in: 0...1, using: &random)
          text += "\(Double.random(in: 1...9, using: &random)),\(x),i\(i),j\(j),k\(k)\n"
        }
      }
    }
    let data = try file(text)
    let rows = try file("x,i,j,k\n0.5,i0,j4,k0\n0.5,i0,j1,k0\n0.5,i4,j5,k1\n")
    for formula in ["y ~ x | i + j", "y ~ x | i + j + k"] {
      let report = try PredictionRun(
        PredictionRequest(
          model: ModelSpecification(source: .file(data), formula: formula), source: .file(rows))
      ).report()
      #expect(try answer(report, 1) == .none(.otherComponent, of: nil), "\(formula)")
      #expect(report.predicted == 2, "\(formula)")
    }
  }

  @Test("a dropped regressor must stay what it was in the sample")
  func dropped() throws {
    let data = try file(
      "y,x,z,c,u,f\n3,1,0,5,2,a\n5,2,0,5,4,a\n1,1,0,5,2,a\n7,3,0,5,6,b\n2,2,0,5,4,b\n2,1,0,5,2,b\n"
    )
    let rows = try file(
      "x,z,c,u,f\n1,0,5,2,a\n1,1,5,2,a\n1,0,4,2,a\n1,0,5,3,b\n1.5,0,5,3,b\n")
    let report = try PredictionRun(
      PredictionRequest(
        model: ModelSpecification(source: .file(data), formula: "y ~ x + z + c + u | f"),
        source: .file(rows))
    ).report()
    #expect(
      report.model.omitted.map(\.reason) == [.zero, .constant(5), .collinear(with: ["x"])])
    let blame = try (1...5).map { row -> String in
      switch try answer(report, row) {
      case .value: "value"
      case .none(let gap, let name): "\(gap.rawValue) \(name ?? "")"
      }
    }
    #expect(
      blame == ["value", "not-identified z", "not-identified c", "not-identified u", "value"])
  }

  @Test("a level of a factor that the sample lacks is not taken for its reference")
  func factors() throws {
    let world = try GravityWorld()
    var model = model(world)
    model.formula = "trade ~ log(distance) + i(year, border, ref = 2001) | exporter + importer"
    let rows = try file(
      """
      exporter,importer,year,distance,border
      AAA,BBB,2001,1000,1
      AAA,BBB,2002,1000,1
      AAA,BBB,2003,1000,1

      """)
    let report = try PredictionRun(
      PredictionRequest(model: model, source: .file(rows))
    ).report()
    #expect(report.predicted == 2)
    #expect(try answer(report, 3) == .none(.unseenLevel, of: "year::2003:border"))
    let change = try #require(report.model.coefficients.last).estimate
    #expect(abs(log(try mean(report, 2) / mean(report, 1)) - change) < 1e-9)
  }

  @Test("separated rows have a reason, in the sample and elsewhere")
  func separated() throws {
    let data = try file("y,x,f\n3,1,a\n5,2,a\n0,1,b\n0,2,b\n7,3,c\n2,2,c\n")
    var model = ModelSpecification(source: .file(data), formula: "y ~ x | f")
    model.threads = 1
    let report = try PredictionRun(PredictionRequest(model: model)).report()
    #expect(try answer(report, 3) == .none(.separated, of: nil))
    let rows = try file("x,f\n1,b\n1,a\n")
    let other = try PredictionRun(PredictionRequest(model: model, source: .file(rows))).report()
    #expect(try answer(other, 1) == .none(.separated, of: "f"))
    #expect(other.predicted == 1)
  }

  @Test("the recovered effects with the coefficients give every fitted mean")
  func effects() throws {
    let world = try GravityWorld()
    let report = try PredictionRun(PredictionRequest(model: model(world))).report()
    var levels: [String: Double] = [:]
    for level in report.levels { levels[level.effect + " " + level.level] = level.value }
    #expect(levels.count == 24 && report.normalisation == "mean-zero")
    #expect(report.components == 2 && report.freeDirections == 2)
    for (place, row) in world.rows.enumerated() {
      let beta = report.model.coefficients.map(\.estimate)
      let exporter = try #require(levels["exporter^year \(row.exporter)^\(row.year)"])
      let importer = try #require(levels["importer^year \(row.importer)^\(row.year)"])
      let link = beta[0] * log(row.distance) + beta[1] * row.border + beta[2] * row.rta
      #expect(abs(exp(link + exporter + importer) / (try mean(report, place + 1)) - 1) < 1e-9)
    }
    let columns = report.rowColumns
    #expect(columns.map(\.name) == ["row", "mean", "link", "link_se", "reason", "of"])
    #expect(columns.allSatisfy { $0.count == 72 })
  }

  @Test("the error of the link is the root of xᵀVx")
  func linkError() throws {
    let world = try GravityWorld()
    let report = try PredictionRun(PredictionRequest(model: model(world))).report()
    let v = report.model.covariance
    for (place, row) in world.rows.enumerated() {
      guard case .value(_, _, let error?) = try answer(report, place + 1) else { continue }
      let x = [log(row.distance), row.border, row.rta]
      var square = 0.0
      for a in 0..<3 { for b in 0..<3 { square += x[a] * v[a * 3 + b] * x[b] } }
      #expect(abs(error - max(0, square).squareRoot()) < 1e-9)
    }
  }

  @Test("several models and a missing column are refused") func refusals() throws {
    let world = try GravityWorld()
    var several = model(world)
    several.formula = "trade ~ csw(border, rta) | exporter + importer"
    #expect(
      #expect(throws: Diagnostic.self) {
        try PredictionRun(PredictionRequest(model: several)).report()
      }?.code == "T555")
    let empty = try file("exporter,importer,year,trade,distance,border,rta\n")
    #expect(
      #expect(throws: Diagnostic.self) {
        try PredictionRun(
          PredictionRequest(model: model(world), source: .file(empty))
        ).report()
      }?.code == "T326")
    let rows = try file("exporter,importer,year\nAAA,BBB,2001\n")
    #expect(
      #expect(throws: Diagnostic.self) {
        try PredictionRun(
          PredictionRequest(model: model(world), source: .file(rows))
        ).report()
      }?.code == "T508")
  }
}
