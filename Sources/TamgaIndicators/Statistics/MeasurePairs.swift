internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaStatistics

/// Two measures side by side, by period or by another label, in the order of labels.
struct MeasurePairs {
  static let input = InputTable(.other, ["period", "x", "y"])

  let pairs: [LabelledPair]
  let flags: Set<IndicatorFlag>
  /// Why there is nothing to compute: a repeated label, or no row with both numbers.
  let reason: MissingReason?

  init(_ tables: IndicatorTables, _ context: IndicatorContext) throws {
    let table = try tables.table(Self.input)
    let left = try CellBook(table, by: ["period"], of: "x")
    let right = try CellBook(table, by: ["period"], of: "y")
    var refusal: MissingReason?
    func number(_ cell: Cell?) -> Double? {
      guard let cell, cell.missing == 0 else { return nil }
      return cell.amount.double
    }
    pairs = left.cells.keys.map { ($0, left.word("period", $0)) }
      .sorted { periodPrecedes($0.1, $1.1) }
      .map { key, word in
        if (left.cells[key]?.duplicates ?? 0) > 0 { refusal = .duplicateKey }
        return LabelledPair(label: word, x: number(left.cells[key]), y: number(right.cells[key]))
      }
    if pairs.allSatisfy({ $0.x == nil || $0.y == nil }) { refusal = refusal ?? .missingInput }
    reason = refusal
    flags = pairs.contains { $0.x == nil || $0.y == nil } ? [.gaps] : []
  }

  /// Complete pairs.
  var complete: [(x: Double, y: Double)] {
    pairs.compactMap { pair in pair.x.flatMap { x in pair.y.map { (x, $0) } } }
  }

  var period: String {
    guard let first = pairs.first, let last = pairs.last else { return "" }
    return pairs.count > 1 ? "\(first.label)/\(last.label)" : first.label
  }

  /// One value of a subject, or the refusal; none of an empty table.
  func measured(
    _ subjects: [[String]] = [["all"]],
    _ formula: () throws -> [(value: Outcome<Double>, interval: Interval?, probability: Double?)]
  ) rethrows -> [Measurement] {
    guard !pairs.isEmpty else { return [] }
    let n = complete.count
    if let reason {
      return subjects.map { .missing(reason, $0, period: period, n: n, flags: flags) }
    }
    let size = effectiveSampleSize(complete.map(\.x), complete.map(\.y)).value
    return zip(subjects, try formula()).map { subject, part in
      var result = Measurement(
        subject, period: period, n: n, flags: flags,
        .known(
          part.value,
          interval: part.interval.flatMap {
            IndicatorInterval(lower: $0.lower, upper: $0.upper, kind: $0.method + "-95")
          }, probability: part.probability))
      result.effectiveN = size
      return result
    }
  }
}
