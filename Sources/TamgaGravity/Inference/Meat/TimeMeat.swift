internal import TamgaNumerics

// Bartlett kernels over time.
//
//     Driscoll–Kraay  M = Σ_{l=−L}^{L} (1 − |l|/(L+1)) Σ_t h_t h_{t−l}ᵀ,   h_t = Σ_{i: tᵢ=t} sᵢ
//     Newey–West      the same sum within each unit, added over units
//
// A lag is a distance in time: periods that are not there make no pair, so a gap breaks the chain.
// One lag is the step of the panel, the greatest common divisor of the distances of its periods.
//
// Source: Newey and West (1987); Driscoll and Kraay (1998).

/// How many lags.
public enum LagChoice: Hashable, Sendable {
  /// ⌊T^¼⌋, as fixest and pyfixest.
  case fourthRoot
  /// ⌊4 (T/100)^{2/9}⌋ (Newey and West 1994).
  case neweyWest
  /// A number, from 0 to T − 1.
  case fixed(Int)

  /// The lags for a number of periods.
  func lags(periods: Int) throws(InferenceError) -> Int {
    switch self {
    case .fixed(let lags):
      guard lags >= 0, lags < periods else { throw .lag(lags, periods: periods) }
      return lags
    case .fourthRoot:
      var lags = 0
      while (lags + 1) * (lags + 1) * (lags + 1) * (lags + 1) <= periods { lags += 1 }
      return min(lags, periods - 1)
    case .neweyWest:
      // l ≤ 4 (T/100)^{2/9}  ⇔  (l/4)⁹ ≤ (T/100)²
      var lags = 0
      let bound = Double(periods) / 100 * Double(periods) / 100
      func ninth(_ x: Double) -> Double { x * x * x * x * x * x * x * x * x }
      while ninth(Double(lags + 1) / 4) <= bound { lags += 1 }
      return min(lags, periods - 1)
    }
  }
}

/// The periods of a panel.
struct PeriodAxis {
  /// The distinct periods in order.
  let periods: [Int32]
  /// The distance of one lag.
  let step: Int
  /// For each row the place of its period.
  let places: FactorColumn

  init(_ time: [Int32]) {
    let periods = Set(time).sorted()
    self.periods = periods
    var divisor = 0
    for (earlier, later) in zip(periods, periods.dropFirst()) {
      var (a, b) = (divisor, Int(later) - Int(earlier))
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    step = max(1, divisor)
    let lookup = Dictionary(
      uniqueKeysWithValues: zip(periods, periods.indices.map { Int32(truncatingIfNeeded: $0) }))
    let codes = time.map { lookup[$0] ?? 0 }
    places = FactorColumn(known: "period", codes: codes, levelCount: periods.count)
  }

  /// For each lag the pairs of places that far apart.
  func pairs(lag: Int) -> [(now: Int, before: Int)] {
    let lookup = Dictionary(uniqueKeysWithValues: zip(periods.map(Int.init), periods.indices))
    return periods.indices.compactMap { now in
      lookup[Int(periods[now]) - lag * step].map { (now, $0) }
    }
  }
}

/// The meat of Driscoll and Kraay.
func driscollKraayMeat(
  _ scores: ScoreData, _ axis: PeriodAxis, lags: Int, threads: Int
) -> SquareMatrix {
  let size = scores.coefficientCount
  let sums = clusterSums(scores, axis.places, threads: threads)
  var meat = outerProducts(sums, size: size)
  for lag in 1..<max(1, lags + 1) {
    let weight = 1 - Double(lag) / Double(lags + 1)
    for (now, before) in axis.pairs(lag: lag) {
      meat.addSymmetric(sums, now * size, sums, before * size, times: weight)
    }
  }
  return meat
}

/// The meat of Newey and West within units.
///
/// - Throws: ``InferenceError/duplicatePeriod(row:)``.
func neweyWestMeat(
  _ scores: ScoreData, unit: FactorColumn, _ axis: PeriodAxis, time: [Int32], lags: Int,
  threads: Int
) throws(InferenceError) -> SquareMatrix {
  let size = scores.coefficientCount
  let (starts, order) = unit.rowsByLevel
  var meat = try rowMeat(scores, leverages: [], power: .none, threads: threads)
  var sums = [Double](repeating: 0, count: scores.rowCount * size)
  for row in 0..<scores.rowCount {
    for column in 0..<size {
      sums[row * size + column] = scores.regressors[row * size + column] * scores.residuals[row]
    }
  }
  for level in 0..<unit.levelCount {
    let rows = order[starts[level]..<starts[level + 1]].sorted { time[$0] < time[$1] }
    for (earlier, later) in zip(rows, rows.dropFirst()) where time[earlier] == time[later] {
      throw .duplicatePeriod(row: max(earlier, later))
    }
    for (place, now) in rows.enumerated() {
      for before in rows[..<place].reversed() {
        let lag = (Int(time[now]) - Int(time[before])) / axis.step
        guard lag <= lags else { break }
        let weight = 1 - Double(lag) / Double(lags + 1)
        meat.addSymmetric(sums, now * size, sums, before * size, times: weight)
      }
    }
  }
  return meat
}

extension FactorColumn {
  /// The rows of each level, by counting.
  var rowsByLevel: (starts: [Int], order: [Int]) {
    var starts = [Int](repeating: 0, count: levelCount + 1)
    for code in codes { starts[Int(code) + 1] += 1 }
    for level in 0..<levelCount { starts[level + 1] += starts[level] }
    var next = starts
    var order = [Int](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      order[next[Int(code)]] = row
      next[Int(code)] += 1
    }
    return (starts, order)
  }
}

extension SquareMatrix {
  /// Adds `factor (abᵀ + baᵀ)`.
  mutating func addSymmetric(
    _ a: [Double], _ startA: Int, _ b: [Double], _ startB: Int, times factor: Double
  ) {
    for row in 0..<size {
      for column in 0..<size {
        self[row, column] +=
          factor * (a[startA + row] * b[startB + column] + b[startB + row] * a[startA + column])
      }
    }
  }
}
