import Foundation
import TamgaData
import TamgaGravity
import TamgaNumerics
import TamgaPresent
import TestSupport
import Testing

@testable import TamgaStudy

@Suite("Variances of a model as commands ask for them")
struct ModelVarianceTests {
  private let url: URL

  /// A panel of pairs with the places of both ends.
  init() throws {
    var random = SplitMix(seed: 11)
    let places = [
      (43.2, 76.9), (42.9, 74.6), (41.3, 69.2), (38.6, 68.8), (51.1, 71.4), (37.9, 58.4),
    ]
    var text = "y,x,z,exporter,importer,year,lat_o,lon_o,lat_d,lon_d\n"
    for i in places.indices {
      for j in places.indices where i != j {
        for year in 2001...2004 {
          let x = Double.random(in: 0...1, using: &random)
          let z = Double.random(in: 0...1, using: &random)
          let y = exp(0.5 * x - z) * Double.random(in: 0...2, using: &random)
          text +=
            "\(y),\(x),\(z),c\(i),c\(j),\(year),\(places[i].0),\(places[i].1),\(places[j].0),\(places[j].1)\n"
        }
      }
    }
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-places-\(UUID().uuidString).csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private func model(_ change: (inout ModelSpecification) -> Void) -> ModelSpecification {
    var model = ModelSpecification(source: .file(url), formula: "y ~ x + z | exporter + importer")
    model.roles = FlowRoles(exporter: "exporter", importer: "importer", time: "year")
    model.smallSample = SmallSample.none
    change(&model)
    return model
  }

  private func covariance(_ change: (inout ModelSpecification) -> Void) throws -> [Double] {
    try #require(ModelRun(model(change)).reports().first).covariance
  }

  private func expectEqual(_ a: [Double], _ b: [Double]) {
    #expect(a.count == 4 && a.count == b.count)
    for (left, right) in zip(a, b) { #expect(abs(left - right) < 1e-12 + 1e-9 * abs(right)) }
  }

  private func conley(
    _ cutoff: Double, both: Bool, pooled: Bool, _ kernel: SpatialKernel = .uniform
  ) -> ConleyChoice {
    ConleyChoice(
      latitudes: both ? ["lat_o", "lat_d"] : ["lat_o"],
      longitudes: both ? ["lon_o", "lon_d"] : ["lon_o"], cutoffKilometres: cutoff,
      kernel: kernel, joinsPeriods: pooled)
  }

  @Test("Conley that joins nothing but one place is clusters of that place")
  func zeroCutoff() throws {
    for (both, pooled, cluster) in [
      (false, true, "exporter"), (false, false, "exporter^year"),
      (true, true, "exporter^importer"), (true, false, "exporter^importer^year"),
    ] {
      let spatial = try covariance {
        $0.variance = .conley
        $0.conley = conley(0, both: both, pooled: pooled)
      }
      expectEqual(spatial, try covariance { $0.clusters = [cluster] })
    }
  }

  @Test("Bartlett's kernel falls to nothing at the cut-off, and the table names what was done")
  func kernel() throws {
    // The nearest two places are 188 km apart.
    let near = try covariance {
      $0.variance = .conley
      $0.conley = conley(1, both: false, pooled: false, .bartlett)
    }
    expectEqual(near, try covariance { $0.clusters = ["exporter^year"] })
    let report = try #require(
      ModelRun(
        model {
          $0.variance = .conley
          $0.conley = conley(700, both: true, pooled: false, .bartlett)
        }
      ).reports().first)
    #expect(
      report.variance?.settings == [
        .cutoff(kilometres: 700), .kernel("bartlett"), .unit("lat_o, lon_o*lat_d, lon_d"),
      ])
    #expect(report.coefficients.allSatisfy { $0.seType.type == .conley && $0.se > 0 })
    #expect(report.json["vcov"]?["settings"]?["cutoff_km"]?.double == 700)
  }

  @Test("every kind is reached, and says its name", arguments: VarianceChoice.allCases)
  func all(choice: VarianceChoice) throws {
    let report = try #require(
      ModelRun(
        model {
          $0.variance = choice
          if [.hc2, .hc3].contains(choice) { $0.formula = "y ~ x + z" }
          if [.cluster, .jackknife].contains(choice) { $0.clusters = ["exporter^importer"] }
          if choice == .conley { $0.conley = conley(500, both: false, pooled: false) }
        }
      ).reports().first)
    #expect(report.variance?.type.rawValue == choice.rawValue)
    #expect(
      report.coefficients.allSatisfy { $0.se > 0 && $0.seType.type.rawValue == choice.rawValue })
  }

  @Test("what Conley needs and lacks is said by code")
  func refusals() throws {
    func code(_ change: (inout ModelSpecification) -> Void) -> String? {
      #expect(throws: Diagnostic.self) { try ModelRun(model(change)).reports() }?.code
    }
    #expect(code { $0.variance = .conley } == "T591")
    #expect(
      code {
        $0.variance = .conley
        $0.conley = ConleyChoice(
          latitudes: ["lat_o", "lat_d"], longitudes: ["lon_o"], cutoffKilometres: 1)
      } == "T591")
    #expect(
      code {
        $0.variance = .conley
        $0.conley = ConleyChoice(
          latitudes: ["year"], longitudes: ["lon_o"], cutoffKilometres: 1)
      } == "T592")
    #expect(
      code {
        $0.variance = .conley
        $0.conley = ConleyChoice(
          latitudes: ["lat"], longitudes: ["lon_o"], cutoffKilometres: 1)
      } == "T593")
  }

  @Test("the first stage of instruments is judged under the model's own errors")
  func firstStage() throws {
    func stage(_ change: (inout ModelSpecification) -> Void) throws -> FirstStage {
      let report = try #require(
        ModelRun(
          model {
            $0.family = .gaussian
            $0.formula = "y ~ 1 | exporter + importer | x ~ z"
            change(&$0)
          }
        ).reports().first)
      return try #require(report.firstStages.first)
    }
    let robust = try stage { $0.variance = .hc1 }
    // One instrument: the robust F is the effective F, and the critical value that of Montiel Olea
    // and Pflueger for one instrument and a bias of 10 %, 23.1.
    #expect(abs(robust.robust / (robust.effective ?? 0) - 1) < 1e-9)
    #expect(abs((robust.criticalValue ?? 0) - 23.1085) < 1e-3)
    #expect(robust.isWeak && robust.instruments == 1)
    let first = try #require(
      ModelRun(
        model {
          $0.family = .gaussian
          $0.formula = "x ~ z | exporter + importer"
          $0.clusters = ["exporter"]
        }
      ).reports().first?.coefficients.first)
    let clustered = try stage { $0.clusters = ["exporter"] }
    let t = first.estimate / first.se
    #expect(abs(clustered.robust / (t * t) - 1) < 1e-9)
    #expect(abs(clustered.robust / robust.robust - 1) > 1e-3)
    #expect(clustered.variance.type == .cluster)
  }
}
