import Foundation
import TamgaGravity
import TamgaNumerics

/// A simulated gravity panel: each exporter, importer and period, flows with themselves or not.
struct SimulatedPanel {
  var outcome: [Double] = []
  var regressors: [[Double]]
  var exporter: [Int] = []
  var importer: [Int] = []
  var time: [Int] = []

  /// Draws y = μ·(1 + noise) with E[y | x] = μ and coefficient 1 on the first regressor.
  init(
    countries: Int, periods: Int, regressors count: Int = 1, seed: UInt64, draw: Int = 0,
    withDomestic: Bool = true, keep: Double = 1, persistence: Double = 0.5
  ) {
    var stream = RandomStream(seed: seed, entity: UInt64(draw), purpose: "test.gravity-panel")
    func table(_ scale: Double) -> [[Double]] {
      (0..<countries).map { _ in (0..<periods).map { _ in scale * stream.normal() } }
    }
    let a = table(0.5)
    let b = table(0.5)
    regressors = [[Double]](repeating: [], count: count)
    for i in 0..<countries {
      for j in 0..<countries where withDomestic || i != j {
        let pair = stream.normal()
        var shock = stream.normal()
        for t in 0..<periods {
          let isKept = stream.uniform() < keep
          let x = (0..<count).map { _ in
            0.5 * stream.normal() + 0.3 * (a[i][t] + b[j][t]) + 0.2 * pair
          }
          shock =
            persistence * shock + (1 - persistence * persistence).squareRoot() * stream.normal()
          let mean = exp(a[i][t] + b[j][t] + 0.5 * pair + (x.first ?? 0))
          let noise = exp(0.8 * shock - 0.32)
          guard isKept else { continue }
          outcome.append(mean * noise)
          for (k, value) in x.enumerated() { regressors[k].append(value) }
          exporter.append(i)
          importer.append(j)
          time.append(t)
        }
      }
    }
  }

  var exporterTime: FactorColumn {
    Factor.column("exporter^time", zip(exporter, time).map { $0 * 1_000 + $1 })
  }
  var importerTime: FactorColumn {
    Factor.column("importer^time", zip(importer, time).map { $0 * 1_000 + $1 })
  }
  var pair: FactorColumn {
    Factor.column("exporter^importer", zip(exporter, importer).map { $0 * 1_000 + $1 })
  }

  /// The model fitted, and the fit as corrections see it.
  func fit(isThreeWay: Bool) -> (fit: ReferenceFit, dyadic: DyadicFit) {
    let effects = [exporterTime, importerTime] + (isThreeWay ? [pair] : [])
    let fit = ReferenceFit(outcome, regressors, effects)
    let dyadic = DyadicFit(
      fitted: fit.fitted, residuals: zip(outcome, fit.fitted).map { $0 - $1 },
      regressors: fit.projected, exporter: Factor.column("exporter", exporter),
      importer: Factor.column("importer", importer), time: Factor.column("time", time),
      isDomestic: zip(exporter, importer).map { $0 == $1 })
    return (fit, dyadic)
  }
}
