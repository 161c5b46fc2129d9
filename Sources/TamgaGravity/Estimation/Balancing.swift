internal import CNative

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The start of a log-link fit: effects from two sweeps of multiplicative fitting of the margins.
///
/// Each sweep sets the multiplier of every level to the ratio of observed to fitted margins, with
/// exp(offset) as a further factor and no regressors.
struct Balancing {
  /// log multiplier by level of the terms; 0 for slopes.
  private(set) var levels: Buffer<Double>
  /// log multiplier by group.
  private(set) var groups: Buffer<Double>

  init(
    _ panel: PanelRows, y: Buffer<Double>, omega: Buffer<Double>?, factor: Buffer<Double>?,
    threads: Int
  ) {
    levels = Buffer(repeating: 1, count: panel.levelCount)
    groups = Buffer(repeating: 1, count: panel.groupCount)
    guard panel.isEliminating else {
      levels.fill(0)
      groups.fill(0)
      return
    }
    let margins = Margins(panel, y: y, omega: omega)
    let partials = panel.chunks.map { _ in Buffer<Double>(repeating: 0, count: panel.levelCount) }
    let plain = panel.slopes.indices.filter { panel.slopes[$0] == nil }
    for _ in 0..<(plain.isEmpty ? 0 : 2) {
      for term in plain {
        sweep(panel, factor, margins, term: term, partials, threads)
        let range = panel.numbers.bounds[term]..<panel.numbers.bounds[term + 1]
        for level in range {
          var sum = 0.0
          for partial in partials { sum += partial[level] }
          levels[level] = sum > 0 && margins.levels[level] > 0 ? margins.levels[level] / sum : 1
        }
      }
    }
    sweep(panel, factor, margins, term: -1, partials, threads)
    for level in 0..<levels.count { levels[level] = logarithm(levels[level]) }
    for group in 0..<groups.count { groups[group] = logarithm(groups[group]) }
  }

  private func sweep(
    _ panel: PanelRows, _ factor: Buffer<Double>?, _ margins: Margins, term: Int,
    _ partials: [Buffer<Double>], _ threads: Int
  ) {
    let (levels, multipliers) = (self.levels, self.groups)
    panel.forEachChunk(threads: threads) { chunk, range in
      let groups = panel.groups(range)
      var kernel = unsafe panel.kernel
      partials[chunk].fill(0)
      unsafe tamga_gravity_balance(
        &kernel, Int64(groups.lowerBound), Int64(groups.upperBound), factor?.base, levels.base,
        margins.groups.base, Int32(truncatingIfNeeded: term), multipliers.base,
        partials[chunk].base)
    }
  }

  private func logarithm(_ value: Double) -> Double {
    value > 0 && value.isFinite ? log(value) : 0
  }
}

/// Σωy by level and by group.
private struct Margins {
  let levels: Buffer<Double>
  let groups: Buffer<Double>

  init(_ panel: PanelRows, y: Buffer<Double>, omega: Buffer<Double>?) {
    levels = Buffer(repeating: 0, count: panel.levelCount)
    groups = Buffer(repeating: 0, count: panel.groupCount)
    add(y, omega, panel)
  }

  private func add(_ y: Buffer<Double>, _ omega: Buffer<Double>?, _ panel: PanelRows) {
    for level in panel.levels {
      for row in 0..<y.count { levels[Int(level[row])] += (omega?[row] ?? 1) * y[row] }
    }
    for group in 0..<panel.groupCount {
      var sum = 0.0
      for row in panel.rows(group..<(group + 1)) { sum += (omega?[row] ?? 1) * y[row] }
      groups[group] = sum
    }
  }
}

/// η = offset + the logarithms of a row's multipliers.
func predictors(
  _ panel: PanelRows, _ start: Balancing, offset: Buffer<Double>?, into eta: Buffer<Double>
) {
  for group in 0..<panel.groupCount {
    for row in panel.rows(group..<(group + 1)) {
      eta[row] = start.groups[group] + (offset?[row] ?? 0)
    }
  }
  for (place, level) in panel.levels.enumerated() where panel.slopes[place] == nil {
    add(level, start.levels, eta)
  }
}

private func add(_ levels: Buffer<Int32>, _ values: Buffer<Double>, _ eta: Buffer<Double>) {
  for row in 0..<levels.count { eta[row] += values[Int(levels[row])] }
}
