import Foundation
import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Bias correction of logit models")
struct LogitBiasCorrectionTests {
  /// y = 1[βx + a_i + c_t + logistic > 0] for units i and periods t.
  struct Panel {
    var outcome: [Double] = []
    var x: [Double] = []
    var unit: [Int] = []
    var time: [Int] = []

    init(units: Int, periods: Int, beta: Double, draw: Int) {
      var stream = RandomStream(seed: 7, entity: UInt64(draw), purpose: "test.logit-panel")
      let effects = (0..<periods).map { _ in 0.3 * stream.normal() }
      for i in 0..<units {
        let effect = 0.5 * stream.normal()
        for t in 0..<periods {
          let value = stream.normal() + 0.5 * effect
          let p = 1 / (1 + exp(-(beta * value + effect + effects[t])))
          outcome.append(stream.uniform() < p ? 1 : 0)
          x.append(value)
          unit.append(i)
          time.append(t)
        }
      }
      // Units and periods that never change say nothing.
      let varies = { (ids: [Int], y: [Double]) -> Set<Int> in
        var seen: [Int: Set<Double>] = [:]
        for (id, value) in zip(ids, y) { seen[id, default: []].insert(value) }
        return Set(seen.filter { $0.value.count == 2 }.keys)
      }
      let keep = varies(unit, outcome)
      let rows = outcome.indices.filter { keep.contains(unit[$0]) }
      outcome = rows.map { outcome[$0] }
      x = rows.map { x[$0] }
      time = rows.map { time[$0] }
      unit = rows.map { unit[$0] }
    }
  }

  @Test("Simulation: the shift has the right sign and takes most of the bias away")
  func simulation() throws {
    var raw: [Double] = []
    var corrected: [Double] = []
    let draws =
      ProcessInfo.processInfo.environment["TAMGA_GRAVITY_DRAWS"].flatMap(Int.init) ?? 12
    for draw in 0..<draws {
      let panel = Panel(units: 40, periods: 8, beta: 1, draw: draw)
      let effects = [Factor.column("unit", panel.unit), Factor.column("time", panel.time)]
      let fit = ReferenceFit(panel.outcome, [panel.x], effects, family: .logit)
      try #require(fit.hasConverged)
      let correction = try LogitBiasCorrection(
        outcome: panel.outcome, fitted: fit.fitted, regressors: fit.projected, effects: effects)
      raw.append(fit.coefficients[0])
      corrected.append(fit.coefficients[0] + correction.coefficientShift[0])
    }
    let mean = corrected.reduce(0, +) / Double(draws)
    let square = corrected.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (square / Double(draws - 1) / Double(draws)).squareRoot()
    let before = raw.reduce(0, +) / Double(draws)
    #expect(abs(mean - 1) < 3 * error, "from \(before) to \(mean), error \(error)")
    #expect(before - mean > 0.1)
  }

  @Test("Terms by hand, with lags")
  func byHand() throws {
    let one = Factor.column("unit", [0, 0, 0, 1, 1, 1])
    let time = Factor.column("time", [0, 1, 2, 0, 1, 2])
    let y = [0.0, 1, 1, 1, 0, 0]
    let mu = [0.3, 0.5, 0.7, 0.6, 0.4, 0.2]
    let x = [-1.0, 0.5, 1, 0.2, -0.4, 0.1]
    let w = mu.map { $0 * (1 - $0) }
    func term(_ rows: [Int]) -> Double {
      let zeta = rows.map { w[$0] * (1 - 2 * mu[$0]) * x[$0] }.reduce(0, +)
      return 0.5 * zeta / rows.map { w[$0] }.reduce(0, +)
    }
    let plain = try LogitBiasCorrection(outcome: y, fitted: mu, regressors: [x], effects: [one])
    let expected = term([0, 1, 2]) + term([3, 4, 5])
    #expect(abs(plain.scoreBias[0] - expected) < 1e-14)
    func lagged(_ rows: [Int]) -> Double {
      let first = [1, 2].map { w[rows[$0]] * x[rows[$0]] * (y[rows[$0 - 1]] - mu[rows[$0 - 1]]) }
      let second = w[rows[2]] * x[rows[2]] * (y[rows[0]] - mu[rows[0]])
      return (1.5 * first.reduce(0, +) + 3 * second) / rows.map { w[$0] }.reduce(0, +)
    }
    let full = try LogitBiasCorrection(
      outcome: y, fitted: mu, regressors: [x], effects: [one], predetermined: (2, one, time))
    #expect(
      abs(full.scoreBias[0] - expected - lagged([0, 1, 2]) - lagged([3, 4, 5])) < 1e-14)
    let information = zip(w, x).map { $0 * $1 * $1 }.reduce(0, +)
    #expect(abs(full.coefficientShift[0] - full.scoreBias[0] / information) < 1e-12)
  }

  @Test("Bad input is told with its place")
  func badInput() {
    let unit = Factor.column("unit", [0, 1])
    #expect(throws: BiasCorrectionError.badNumber(column: "fitted", row: 1)) {
      try LogitBiasCorrection(
        outcome: [0, 1], fitted: [0.5, 1], regressors: [[1, 2]], effects: [unit])
    }
    #expect(throws: BiasCorrectionError.lengthMismatch(column: "x1", count: 1, expected: 2)) {
      try LogitBiasCorrection(
        outcome: [0, 1], fitted: [0.5, 0.5], regressors: [[1]], effects: [unit])
    }
    #expect(throws: BiasCorrectionError.singularInformation) {
      try LogitBiasCorrection(
        outcome: [0, 1], fitted: [0.5, 0.5], regressors: [[0, 0]], effects: [unit])
    }
  }
}
