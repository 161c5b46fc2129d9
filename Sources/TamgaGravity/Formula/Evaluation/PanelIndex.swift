/// Finds the row of the same unit at another period.
///
/// Nothing is shifted: where the other period has no row, there is no value.
struct PanelIndex {
  private let units: [Int32]
  private let times: [Int32]
  private let span: Int
  private let table: PanelTable

  /// Builds the index.
  ///
  /// - Parameters:
  ///   - units: for each row its unit, -1 for none.
  ///   - unitCount: how many units there are.
  ///   - times: the periods; a row without one has no place.
  ///   - frame: the frame, for the numbers of rows in errors.
  /// - Throws: a time that is not whole, or two rows of one unit and period.
  init(
    units: [Int32], unitCount: Int, times: NumberColumn, frame: ModelFrame
  ) throws(FormulaError) {
    let place = FormulaPlace(column: 1)
    var lowest = Double.infinity
    var highest = -Double.infinity
    for (row, time) in times.values.enumerated() where time.isFinite {
      guard time == time.rounded(), time.magnitude < 1e9 else {
        throw FormulaError(
          .timeNotWhole(times.name, row: frame.sourceRow(row)), at: place, in: .panel)
      }
      lowest = min(lowest, time)
      highest = max(highest, time)
    }
    if lowest > highest { (lowest, highest) = (0, 0) }
    span = Int(highest - lowest) + 1
    self.units = units
    self.times = times.values.map { $0.isFinite ? Int32($0 - lowest) : -1 }
    var table = PanelTable(units: unitCount, span: span, rows: units.count)
    for row in units.indices where units[row] >= 0 && self.times[row] >= 0 {
      let key = Int(units[row]) * span + Int(self.times[row])
      if let earlier = table.insert(row, at: key) {
        throw FormulaError(
          .duplicateKey(
            firstRow: frame.sourceRow(earlier), secondRow: frame.sourceRow(row)),
          at: place, in: .panel)
      }
    }
    self.table = table
  }

  /// The values of the same units so many periods earlier; NaN where there is no such row.
  func lagged(_ values: [Double], by periods: Int) -> [Double] {
    var lagged = [Double](repeating: .nan, count: values.count)
    for row in units.indices where units[row] >= 0 && times[row] >= 0 {
      let time = Int(times[row]) - periods
      guard time >= 0, time < span else { continue }
      if let source = table.row(at: Int(units[row]) * span + time) { lagged[row] = values[source] }
    }
    return lagged
  }
}

/// Rows by unit and period: an array where that is small, else a dictionary.
private struct PanelTable {
  private var direct: [Int32] = []
  private var sparse: [Int: Int32] = [:]
  private let isDirect: Bool

  init(units: Int, span: Int, rows: Int) {
    let (size, overflow) = units.multipliedReportingOverflow(by: span)
    isDirect = !overflow && size <= max(65_536, 8 * rows)
    if isDirect { direct = [Int32](repeating: -1, count: size) }
  }

  func row(at key: Int) -> Int? {
    guard isDirect else { return sparse[key].map { Int($0) } }
    return direct[key] < 0 ? nil : Int(direct[key])
  }

  /// The row that was there before, if one was.
  mutating func insert(_ row: Int, at key: Int) -> Int? {
    let number = Int32(truncatingIfNeeded: row)
    if isDirect {
      if direct[key] >= 0 { return Int(direct[key]) }
      direct[key] = number
      return nil
    }
    return sparse.updateValue(number, forKey: key).map { Int($0) }
  }
}
