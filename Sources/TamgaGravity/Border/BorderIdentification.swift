/// Checks, before a model is estimated, whether rows can identify what is asked.
///
/// With exporter- and importer-period effects nothing that varies by country and period alone is
/// identified. A common border effect needs rows of trade within countries, and with pair effects
/// only its changes are identified. A union's effect with pair effects comes from pairs that join,
/// compared with pairs that stay.
///
/// - Source: Yotov, Piermartini, Monteiro and Larch (2016), section 1.C; Baier and Bergstrand
///   (2007) for pair effects.
public enum BorderIdentification {
  /// Checks a question against rows.
  ///
  /// - Parameters:
  ///   - specification: the question.
  ///   - panel: the rows.
  ///   - values: the indicator's or the hours' value in each row, NaN where missing.
  /// - Returns: findings, errors first; none when nothing stands in the way. Empty, too, for values
  ///   of another length than the panel: that is a constant finding with a total of 0 rows.
  public static func findings(
    for specification: BorderSpecification, panel: BorderPanel, values: [Double]
  ) -> [BorderFinding] {
    let name = specification.variable
    guard values.count == panel.count else {
      return [
        BorderFinding(
          kind: .missingValues, severity: .error, variable: name,
          count: abs(panel.count - values.count), total: panel.count)
      ]
    }
    var found: [BorderFinding] = []
    let missing = values.count { !$0.isFinite }
    if missing > 0 {
      found.append(
        BorderFinding(
          kind: .missingValues, severity: missing == values.count ? .error : .warning,
          variable: name, count: missing, total: values.count))
    }
    let rows = values.indices.filter { values[$0].isFinite }
    switch specification.question {
    case .borderEffect, .borderChange:
      found += internalRows(panel, rows, name) + indicator(values, rows, name)
    case .unionEffect(_, let lags, _):
      found += indicator(values, rows, name) + union(panel, values, rows, lags, name)
    case .delayElasticity:
      let bad = rows.count { values[$0] <= 0 }
      if bad > 0 {
        found.append(
          BorderFinding(
            kind: .nonpositiveHours, severity: .warning, variable: name, count: bad,
            total: rows.count))
      }
    }
    if case .borderChange = specification.question {
      if panel.periods < 2 {
        found.append(
          BorderFinding(
            kind: .absorbedByPairs, severity: .error, variable: name, count: rows.count,
            total: rows.count))
      }
    } else {
      found += absorbed(panel, values, rows, pairs: specification.hasPairEffects, name)
    }
    return found.filter { $0.severity == .error } + found.filter { $0.severity == .warning }
  }

  private static func internalRows(
    _ panel: BorderPanel, _ rows: [Int], _ name: String
  ) -> [BorderFinding] {
    var internals = Set<Int>()
    var selling = Set<Int>()
    for row in rows {
      selling.insert(panel.exporterPeriod(row))
      if panel.exporter[row] == panel.importer[row] { internals.insert(panel.exporterPeriod(row)) }
    }
    let missing = selling.count - internals.count
    guard missing > 0 else { return [] }
    return [
      BorderFinding(
        kind: internals.isEmpty ? .noInternalRows : .someInternalRowsMissing,
        severity: internals.isEmpty ? .error : .warning, variable: name, count: missing,
        total: selling.count)
    ]
  }

  private static func indicator(
    _ values: [Double], _ rows: [Int], _ name: String
  ) -> [BorderFinding] {
    let others = rows.count { values[$0] != 0 && values[$0] != 1 }
    guard others > 0 else { return [] }
    return [
      BorderFinding(
        kind: .notAnIndicator, severity: .warning, variable: name, count: others,
        total: rows.count)
    ]
  }

  /// Below so many joining pairs a reader is warned: as for clusters, the asymptotics is in doubt.
  ///
  /// More do not make intervals right by themselves: what counts is how many pairs carry the weight.
  /// In `Benchmarks/Peers/interval_coverage.py union 400` (panels like the made-up one of
  /// `Studies/border-effect`, with trade within countries) 95 % intervals from clusters by pair hold the
  /// union effect in 67 to 77 of 100 panels, with 6 joining pairs as with 132.
  static let fewJoiningPairs = 30

  private static func union(
    _ panel: BorderPanel, _ values: [Double], _ rows: [Int], _ lags: [Int], _ name: String
  ) -> [BorderFinding] {
    var first: [Int: (period: Int32, value: Double)] = [:]
    var changing = Set<Int>()
    var joining = Set<Int>()
    for row in rows.sorted(by: { (panel.period[$0], $0) < (panel.period[$1], $1) }) {
      let pair = panel.pair(row)
      if let before = first[pair] {
        if before.value != values[row] { changing.insert(pair) }
        if values[row] > before.value { joining.insert(pair) }
      } else {
        first[pair] = (panel.period[row], values[row])
      }
    }
    var found: [BorderFinding] = []
    func add(_ kind: BorderFinding.Kind, _ severity: BorderFinding.Severity, _ count: Int) {
      found.append(
        BorderFinding(
          kind: kind, severity: severity, variable: name, count: count, total: first.count))
    }
    if joining.isEmpty {
      add(.noJoiners, .error, 0)
    } else if joining.count < fewJoiningPairs {
      add(.fewJoiners, .warning, joining.count)
    }
    if changing.count == first.count, !first.isEmpty { add(.noStayers, .error, 0) }
    for lag in lags where abs(lag) >= panel.periods {
      found.append(
        BorderFinding(
          kind: .lagLongerThanPanel, severity: .error, variable: name, count: abs(lag),
          total: panel.periods))
    }
    return found
  }
}

extension BorderSpecification {
  /// The variable the question is about.
  public var variable: String {
    switch question {
    case .borderEffect(let indicator, _), .borderChange(let indicator, _, _): indicator
    case .unionEffect(let indicator, _, _): indicator
    case .delayElasticity(let hours, _, _): hours
    }
  }
}
