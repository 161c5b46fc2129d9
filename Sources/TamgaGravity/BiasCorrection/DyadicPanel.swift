/// Why a correction cannot be computed.
public enum BiasCorrectionError: Error, Hashable, Sendable {
  /// A column has not as many rows as the fitted means.
  case lengthMismatch(column: String, count: Int, expected: Int)
  /// A number is not finite, or a fitted mean or variance weight is below 0.
  case badNumber(column: String, row: Int)
  /// Two rows have the same exporter, importer and period.
  case repeatedCell(firstRow: Int, secondRow: Int)
  /// There are fewer than two exporters, two importers or two pairs.
  case tooFew(exporters: Int, importers: Int, pairs: Int)
  /// A three-way model needs two periods.
  case onePeriod
  /// The information matrix of the regressors is not positive definite.
  case singularInformation
  /// The convention leaves out flows of a country with itself, and they are not marked.
  case unmarkedDomestic
  /// The effects of the smaller side exceed the memory allowed.
  case tooLarge(levels: Int)
}

/// The fit of a gravity model as its corrections see it: one row a flow.
public struct DyadicFit: Sendable {
  /// λ = ωμ, the weighted fitted means.
  public var fitted: [Double]
  /// e = ω(y − μ), the weighted residuals.
  public var residuals: [Double]
  /// The regressors after projection on all effects with weights λ, one array a regressor.
  public var regressors: [[Double]]
  /// Who sends.
  public var exporter: FactorColumn
  /// Who receives.
  public var importer: FactorColumn
  /// When; nil when there is one period.
  public var time: FactorColumn?
  /// For each row whether exporter and importer are one country; nil when not marked.
  public var isDomestic: [Bool]?

  /// Creates the description of a fit.
  public init(
    fitted: [Double], residuals: [Double], regressors: [[Double]], exporter: FactorColumn,
    importer: FactorColumn, time: FactorColumn?, isDomestic: [Bool]? = nil
  ) {
    self.fitted = fitted
    self.residuals = residuals
    self.regressors = regressors
    self.exporter = exporter
    self.importer = importer
    self.time = time
    self.isDomestic = isDomestic
  }
}

/// The rows of a fit sorted by exporter, importer and period, cut into pairs.
///
/// Rows with λ = 0 say nothing and are left out, as are pairs without any other.
package struct DyadicPanel: Sendable {
  /// A pair of countries with its rows.
  package struct Pair: Sendable {
    package let exporter: Int
    package let importer: Int
    package let rows: Range<Int>
    package let isDomestic: Bool
    /// Λ = Σ λ.
    package let total: Double
  }

  package let pairs: [Pair]
  /// λ by sorted row.
  package let fitted: [Double]
  /// e by sorted row.
  package let residuals: [Double]
  /// x̃ by sorted row, the regressors of a row side by side.
  package let regressors: [Double]
  /// The period of each sorted row.
  package let periods: [Int]
  package let regressorCount: Int
  package let exporterCount: Int
  package let importerCount: Int
  package let periodCount: Int

  /// Sorts and checks a fit; countries and periods without a flow are not counted.
  package init(_ fit: DyadicFit) throws(BiasCorrectionError) {
    try Self.check(fit)
    let order = try Self.order(fit)
    let exporters = Renumbering(order.map { Int(fit.exporter.codes[$0]) }, fit.exporter.levelCount)
    let importers = Renumbering(order.map { Int(fit.importer.codes[$0]) }, fit.importer.levelCount)
    let times = Renumbering(order.map { Self.period(fit, $0) }, fit.time?.levelCount ?? 1)
    var pairs: [Pair] = []
    var start = 0
    while start < order.count {
      let row = order[start]
      var end = start
      var total = 0.0
      while end < order.count, fit.exporter.codes[order[end]] == fit.exporter.codes[row],
        fit.importer.codes[order[end]] == fit.importer.codes[row]
      {
        total += fit.fitted[order[end]]
        end += 1
      }
      pairs.append(
        Pair(
          exporter: exporters.numbers[start], importer: importers.numbers[start],
          rows: start..<end, isDomestic: fit.isDomestic?[row] ?? false, total: total))
      start = end
    }
    self.pairs = pairs
    fitted = order.map { fit.fitted[$0] }
    residuals = order.map { fit.residuals[$0] }
    regressors = order.flatMap { row in fit.regressors.map { $0[row] } }
    periods = times.numbers
    regressorCount = fit.regressors.count
    exporterCount = exporters.count
    importerCount = importers.count
    periodCount = times.count
    guard exporterCount >= 2, importerCount >= 2, pairs.count >= 2 else {
      throw .tooFew(exporters: exporterCount, importers: importerCount, pairs: pairs.count)
    }
  }

  /// A = Σ λ x̃ x̃ᵀ, row by row.
  package var information: [Double] {
    let k = regressorCount
    var sums = [Double](repeating: 0, count: k * k)
    for row in fitted.indices {
      for a in 0..<k {
        let scaled = fitted[row] * regressors[row * k + a]
        for b in 0..<k { sums[a * k + b] += scaled * regressors[row * k + b] }
      }
    }
    return sums
  }

  private static func period(_ fit: DyadicFit, _ row: Int) -> Int {
    fit.time.map { Int($0.codes[row]) } ?? 0
  }

  private static func check(_ fit: DyadicFit) throws(BiasCorrectionError) {
    let expected = fit.fitted.count
    var lengths = [
      ("residuals", fit.residuals.count), (fit.exporter.name, fit.exporter.codes.count),
      (fit.importer.name, fit.importer.codes.count),
    ]
    if let time = fit.time { lengths.append((time.name, time.codes.count)) }
    if let marks = fit.isDomestic { lengths.append(("isDomestic", marks.count)) }
    for (index, column) in fit.regressors.enumerated() {
      lengths.append(("x\(index + 1)", column.count))
    }
    for (name, count) in lengths where count != expected {
      throw .lengthMismatch(column: name, count: count, expected: expected)
    }
    for row in 0..<expected {
      guard fit.fitted[row].isFinite, fit.fitted[row] >= 0 else {
        throw .badNumber(column: "fitted", row: row)
      }
      guard fit.residuals[row].isFinite else { throw .badNumber(column: "residuals", row: row) }
      for (index, column) in fit.regressors.enumerated() where !column[row].isFinite {
        throw .badNumber(column: "x\(index + 1)", row: row)
      }
    }
  }

  /// The rows with λ > 0 by exporter, importer and period.
  private static func order(_ fit: DyadicFit) throws(BiasCorrectionError) -> [Int] {
    let periodCount = fit.time?.levelCount ?? 1
    let keyed = fit.fitted.indices.filter { fit.fitted[$0] > 0 }.map { row in
      let pair =
        Int(fit.exporter.codes[row]) * fit.importer.levelCount + Int(fit.importer.codes[row])
      return (key: pair * periodCount + period(fit, row), row: row)
    }.sorted { ($0.key, $0.row) < ($1.key, $1.row) }
    for (one, next) in zip(keyed, keyed.dropFirst()) where one.key == next.key {
      throw .repeatedCell(firstRow: one.row, secondRow: next.row)
    }
    return keyed.map(\.row)
  }
}

/// Numbers without gaps in the order of old ones.
private struct Renumbering {
  let numbers: [Int]
  let count: Int

  init(_ old: [Int], _ limit: Int) {
    var isUsed = [Bool](repeating: false, count: limit)
    for number in old { isUsed[number] = true }
    var new = [Int](repeating: 0, count: limit)
    var next = 0
    for number in 0..<limit where isUsed[number] {
      new[number] = next
      next += 1
    }
    numbers = old.map { new[$0] }
    count = next
  }
}
