public import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

extension CorrelationReport {
  /// What a reader must know beside the coefficient, as coded warnings.
  ///
  /// - Parameters:
  ///   - x: the name of the first measure.
  ///   - y: the name of the second.
  /// - Returns: the warnings in a fixed order.
  public func diagnostics(x: String, y: String) -> [Diagnostic] {
    let list = warnings.compactMap { diagnostic($0, x: x, y: y) }
    var seen: Set<String> = []
    return (list + sharedTrend).filter { seen.insert($0.code).inserted }
  }

  private func diagnostic(_ warning: CorrelationWarning, x: String, y: String) -> Diagnostic? {
    let n = String(observations)
    let r = Self.text(pearson.coefficient.value, 2)
    switch warning {
    case .rowsLeftOut:
      return note(
        "T303",
        ["left_out": String(leftOut.count), "total": String(observations + leftOut.count)])
    case .noInference: return note("T301", ["n": n, "minimum": "4"])
    case .smallSample: return note("T313", ["n": n])
    case .intervalThroughZero:
      return note("T304", ["n": n, "r": r, "p": Self.text(pearson.probability.value, 3)])
    case .leaveOneOutSign, .leaveOneOutHalf:
      guard let weakest else { return nil }
      return note("T305", ["left_out": weakest.label, "r": r, "without": weakest.coefficient])
    case .ties: return note("T312", ["ties": String(tieCount)])
    case .noVariation: return note("T302", ["column": "\(x), \(y)"])
    case .constantDifferences:
      return note(
        "T309",
        [
          "statistic": DiagnosticWord("correlation.test.first-differences").argument,
          "reason": DiagnosticWord("missing.\(MissingReason.noVariation.rawValue)").argument,
        ])
    }
  }

  /// Two series that grow correlate whether they have to do with each other or not.
  private var sharedTrend: [Diagnostic] {
    guard let levels = pearson.coefficient.value, let changes = firstDifferences.coefficient.value,
      abs(changes) < abs(levels) / 2
    else { return [] }
    return [note("T306", ["differences": Self.text(changes, 2), "r": Self.text(levels, 2)])]
  }

  /// The year without which the coefficient is nearest to zero or on its other side.
  private var weakest: (label: String, coefficient: String)? {
    let sign = (pearson.coefficient.value ?? 0) < 0 ? -1.0 : 1.0
    return
      leaveOneOut
      .compactMap { item in item.coefficient.value.map { (item.label, $0) } }
      .min { sign * $0.1 < sign * $1.1 }
      .map { ($0.0, Self.text($0.1, 2)) }
  }

  private var tieCount: Int { kendall.tiesX.reduce(0, +) + kendall.tiesY.reduce(0, +) }

  private func note(_ code: String, _ arguments: [String: String]) -> Diagnostic {
    Diagnostic(code, severity: .warning, arguments)
  }

  private static func text(_ value: Double?, _ digits: Int) -> String {
    value.map { NumberFormat.plain($0, digits: digits) } ?? "–"
  }
}
