import Foundation
import TamgaGravity
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Hypotheses about a fitted model")
struct ModelTestTests {
  private func world() throws -> GravityWorld {
    var random = SplitMix(seed: 5)
    return try GravityWorld { rows in
      for index in rows.indices {
        rows[index].trade *= Double.random(in: 0.6...1.4, using: &random)
      }
    }
  }

  private func request(
    _ world: GravityWorld, _ hypotheses: [String], draws: Int? = nil
  ) -> ModelTestRequest {
    var model = world.request("").model
    model.clusters = ["exporter^importer"]
    return ModelTestRequest(
      model: model, hypotheses: hypotheses, bootstrap: draws.map { .init(draws: $0, seed: 3) })
  }

  @Test("one hypothesis: Wald is the square of t; a difference is estimate minus value")
  func single() throws {
    let world = try world()
    let report = try ModelTestRun(request(world, ["rta = 0.1"])).report()
    let fit = try #require(
      try ModelRun(request(world, []).model).reports().first?.coefficients.last)
    let row = try #require(report.combinations.first)
    #expect(abs(row.estimate - (fit.estimate - 0.1)) < 1e-12 && abs(row.se - fit.se) < 1e-12)
    let t = try #require(row.t.value)
    #expect(abs(report.wald.statistic - t * t) < 1e-9 * t * t)
    #expect(abs(report.wald.p - (row.p.value ?? -1)) < 1e-9)
    let effect = try #require(report.effects.last)
    #expect(abs(effect.estimate - 100 * (exp(fit.estimate) - 1)) < 1e-9)
    #expect(abs(effect.se - 100 * exp(fit.estimate) * fit.se) < 1e-9)
  }

  @Test("several hypotheses are tested together, and their combinations apart")
  func joint() throws {
    let report = try ModelTestRun(
      request(world(), ["border + 0.9 = 0", "log(distance) - border = -0.3"])
    ).report()
    #expect(report.wald.numerator == 2 && report.combinations.count == 2)
    // The joint χ² is the largest squared t over all combinations of the two hypotheses.
    for row in report.combinations {
      let t = try #require(row.t.value)
      #expect(t * t <= report.wald.statistic * (1 + 1e-9))
    }
    #expect((0...1).contains(report.wald.p))
    #expect(report.bootstrap.isEmpty)
  }

  @Test("the bootstrap: the same for any number of threads, small p for what is far off")
  func bootstrap() throws {
    let world = try world()
    var p: [Double] = []
    for hypothesis in ["log(distance) = 0", "log(distance) = -1.2"] {
      var wanted = request(world, [hypothesis], draws: 199)
      let first = try ModelTestRun(wanted).report()
      wanted.model.threads = 2
      let second = try ModelTestRun(wanted).report()
      #expect(first.bootstrap == second.bootstrap && first.bootstrap.count == 1)
      let found = try #require(first.bootstrap.first)
      #expect(found.method == "score" && found.draws == 199)
      p.append(found.p)
    }
    #expect(p[0] < p[1])
  }

  @Test("refusals by code")
  func refusals() throws {
    let world = try world()
    for text in ["nothing = 0", "rta = ", "rta - rta = 0"] {
      let found = try diagnostic { try ModelTestRun(request(world, [text])).report() }
      #expect(found?.code == "T589", "\(text)")
    }
    let twice = try diagnostic {
      try ModelTestRun(request(world, ["rta = 0", "2*rta = 0"])).report()
    }
    #expect(twice?.code == "T589")
    var wanted = request(world, ["rta = 0"], draws: 9)
    wanted.model.clusters = []
    #expect(try diagnostic { try ModelTestRun(wanted).report() }?.code == "T534")
  }
}
