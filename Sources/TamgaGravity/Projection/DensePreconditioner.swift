internal import CNative
internal import TamgaNumerics

/// S itself, factored: by component when there is one term, else whole.
final class DensePreconditioner: Preconditioner {
  private let ranges: [Range<Int>]
  private let starts: [Int]
  private let base: Buffer<Int64>
  private let factors: Buffer<Double>
  private let inverse: Buffer<Double>
  private let sums: Buffer<Double>
  private let touched: Buffer<Int32>

  private static func ranges(_ numbers: LevelNumbers) -> [Range<Int>] {
    guard numbers.terms.count == 1, let bounds = numbers.componentBounds.first else {
      return [0..<numbers.count]
    }
    return (0..<numbers.componentCount).map { bounds[$0]..<bounds[$0 + 1] }
  }

  /// Numbers the factors would take.
  static func size(_ numbers: LevelNumbers) -> Int {
    var total = 0
    for range in ranges(numbers) {
      let (area, over) = range.count.multipliedReportingOverflow(by: range.count)
      guard !over, area < Int.max - total else { return .max }
      total += area
    }
    return total
  }

  init(_ numbers: LevelNumbers) {
    ranges = DensePreconditioner.ranges(numbers)
    base = Buffer(repeating: 0, count: numbers.count)
    var starts = [0]
    for (place, range) in ranges.enumerated() {
      for level in range {
        let row = starts[place] + (level - range.lowerBound) * range.count
        base[level] = Int64(row - range.lowerBound)
      }
      starts.append(starts[place] + range.count * range.count)
    }
    self.starts = starts
    factors = Buffer(repeating: 0, count: starts.last ?? 0)
    inverse = Buffer(repeating: 0, count: numbers.count)
    sums = Buffer(repeating: 0, count: numbers.count)
    touched = Buffer(repeating: 0, count: numbers.count)
  }

  func factor(_ panel: PanelRows, threads: Int) {
    factors.fill(0)
    var kernel = unsafe panel.kernel
    unsafe tamga_gravity_schur(
      &kernel, 0, Int64(panel.groupCount), base.base, factors.base, sums.base, touched.base)
    forEachBlock(count: ranges.count, threads: threads) { place in
      let range = self.ranges[place]
      unsafe tamga_gravity_cholesky(
        self.factors.base + self.starts[place], Int64(range.count), 1e-10,
        self.inverse.base + range.lowerBound)
    }
  }

  func apply(_ r: Buffer<Double>, _ z: Buffer<Double>, threads: Int) {
    forEachBlock(count: ranges.count, threads: threads) { place in
      let range = self.ranges[place]
      for index in (4 * range.lowerBound)..<(4 * range.upperBound) { z[index] = r[index] }
      unsafe tamga_gravity_solve(
        self.factors.base + self.starts[place], Int64(range.count),
        self.inverse.base + range.lowerBound, z.base + 4 * range.lowerBound)
    }
  }
}
