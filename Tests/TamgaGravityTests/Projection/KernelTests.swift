import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Kernels of the projection")
struct KernelTests {
  /// The same sums in the same order in plain Swift.
  private func twin(_ panel: PanelRows, _ v: Buffer<Double>) -> [Double] {
    var out = [Double](repeating: 0, count: v.count)
    for group in 0..<panel.groupCount {
      let rows = panel.rows(group..<(group + 1))
      for lane in 0..<4 {
        func at(_ row: Int) -> Double {
          var sum = v[4 * Int(panel.levels[0][row]) + lane]
          for level in panel.levels.dropFirst() { sum += v[4 * Int(level[row]) + lane] }
          return sum
        }
        var mean = 0.0
        for row in rows { mean += panel.weights[row] * at(row) }
        mean *= panel.inverse[group]
        for row in rows {
          let z = panel.weights[row] * (at(row) - mean)
          for level in panel.levels { out[4 * Int(level[row]) + lane] += z }
        }
      }
    }
    return out
  }

  @Test("The operator equals its plain twin to the bit", arguments: UInt64(1)...4)
  func operatorTwin(seed: UInt64) throws {
    var stream = RandomStream(seed: seed, purpose: "kernel test")
    var design = Panels.trade(7, 4, seed: seed)
    if seed % 2 == 0 {
      let codes = design.outcome.values.indices.map { $0 % 5 }
      design.effects.append(FixedEffect(try Panels.factor("sector", codes)))
    }
    let projector = try design.fit(.poisson).projector
    let panel = projector.panel
    for row in 0..<panel.rowCount { panel.weights[row] = stream.uniform() + 0.01 }
    projector.weightsChanged(refactor: false)
    let v = Buffer<Double>(repeating: 0, count: 4 * panel.levelCount)
    for index in 0..<v.count { v[index] = stream.normal() }
    #expect(projector.normalEquations(v).array == twin(panel, v))
  }

  @Test("exp agrees with the reference within two units in the last place")
  func exponential() {
    let x = (-7_000...7_000).map { Double($0) * 0.100_3 } + [0, 1, -1, 1e-9, -1e-9]
    for (argument, value) in zip(x, exponentials(x)) {
      let reference = referenceExp(argument)
      #expect(abs(value - reference) <= 4.5e-16 * reference, "exp(\(argument))")
    }
  }

  /// exp by squaring of a Taylor series in double-double arithmetic, without the C library.
  private func referenceExp(_ x: Double) -> Double {
    var (sum, error, term, termError) = (1.0, 0.0, 1.0, 0.0)
    let halvings = 12
    let small = x / 4_096
    for k in 1...30 {
      // term *= small / k in double-double.
      let product = term * small
      let low = (-product).addingProduct(term, small) + termError * small
      term = product / Double(k)
      termError = ((-term).addingProduct(0, 0) * Double(k) + product + low) / Double(k)
      let rest = product - term * Double(k)
      let exact = (-(term * Double(k))).addingProduct(term, Double(k))
      termError = (rest - exact + low) / Double(k)
      let next = sum + term
      error += (sum - next) + term + termError
      sum = next
    }
    for _ in 0..<halvings {
      let square = sum * sum
      error = (-square).addingProduct(sum, sum) + 2 * sum * error
      sum = square
      let next = sum + error
      error = (sum - next) + error
      sum = next
    }
    return sum + error
  }
}
