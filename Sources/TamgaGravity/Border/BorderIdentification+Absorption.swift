extension BorderIdentification {
  /// Whether fixed effects take up a variable entirely.
  ///
  /// The variable less its means over the effects, swept in turn until nothing moves, is what is
  /// left to identify it:
  ///
  ///     ‖x̃‖² / ‖x - x̄‖² < 1e-9  →  absorbed
  static func absorbed(
    _ panel: BorderPanel, _ values: [Double], _ rows: [Int], pairs: Bool, _ name: String
  ) -> [BorderFinding] {
    guard let first = rows.first else { return [] }
    func finding(_ kind: BorderFinding.Kind) -> [BorderFinding] {
      [
        BorderFinding(
          kind: kind, severity: .error, variable: name, count: rows.count, total: rows.count)
      ]
    }
    if rows.allSatisfy({ values[$0] == values[first] }) { return finding(.constant) }
    let exporters = dense(rows.map { panel.exporterPeriod($0) })
    let importers = dense(rows.map { panel.importerPeriod($0) })
    let kept = rows.map { values[$0] }
    if isFunction(kept, of: exporters) { return finding(.absorbedByExporterPeriod) }
    if isFunction(kept, of: importers) { return finding(.absorbedByImporterPeriod) }
    if remains(kept, [exporters, importers]) < 1e-9 { return finding(.absorbedByCountryPeriods) }
    guard pairs else { return [] }
    let both = dense(rows.map { panel.pair($0) })
    if isFunction(kept, of: both) { return finding(.absorbedByPairs) }
    if remains(kept, [exporters, importers, both]) < 1e-9 { return finding(.absorbedByAllEffects) }
    return []
  }

  /// Codes from 0 in order of first appearance.
  private static func dense(_ keys: [Int]) -> [Int] {
    var codes: [Int: Int] = [:]
    return keys.map { key in
      if let code = codes[key] { return code }
      codes[key] = codes.count
      return codes.count - 1
    }
  }

  private static func isFunction(_ values: [Double], of groups: [Int]) -> Bool {
    var seen = [Double?](repeating: nil, count: (groups.max() ?? -1) + 1)
    for (group, value) in zip(groups, values) {
      if let known = seen[group] {
        guard known == value else { return false }
      } else {
        seen[group] = value
      }
    }
    return true
  }

  /// ‖x̃‖²/‖x - x̄‖² after alternating projections, at most 2,000 sweeps.
  private static func remains(_ values: [Double], _ effects: [[Int]]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    var left = values.map { $0 - mean }
    let total = left.reduce(0) { $0 + $1 * $1 }
    guard total > 0 else { return 0 }
    var size = total
    for _ in 0..<2_000 {
      for groups in effects {
        var sums = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
        var counts = sums
        for (row, group) in groups.enumerated() {
          sums[group] += left[row]
          counts[group] += 1
        }
        for (row, group) in groups.enumerated() { left[row] -= sums[group] / counts[group] }
      }
      let now = left.reduce(0) { $0 + $1 * $1 }
      // Projections only shrink: below the threshold is decided, and so is standing still.
      if now < 1e-9 * total || size - now < 1e-6 * now { return now / total }
      size = now
    }
    return size / total
  }
}
