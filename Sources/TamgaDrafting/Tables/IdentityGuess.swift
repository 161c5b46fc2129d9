internal import TamgaAudit

/// Finds the relations a table's cells follow: sums of columns, shares of a total, totals of rows.
///
/// A relation is kept when it holds within rounding in at least three places and in 60 % of those
/// that can be tested: the rest is what the audit finds.
struct IdentityGuess {
  private(set) var table: DraftTable
  private let columns: Range<Int>

  init(_ table: DraftTable, style: NumberStyle) {
    self.table = table
    columns = table.columns.indices
    read(style)
    sums()
    settle()
    shares()
    quotients()
    totals()
  }

  // MARK: Values

  private mutating func read(_ style: NumberStyle) {
    for column in columns {
      let grid = self.grid(column, style)
      let reader = NumberReader(style: style, grid: grid, trust: .scan)
      for row in table.rows.indices {
        guard let cell = table.rows[row].cells[column] else { continue }
        let readings = reader.readings(of: cell.text).prefix(4).filter {
          grid != nil || $0.cost < 0.7
        }
        table.rows[row].cells[column]?.readings = readings.map { reading in
          DraftValue(
            value: reading.value(power: 0),
            half: scaled(1, -Swift.max(reading.decimals, grid ?? 0)) / 2, cost: reading.cost)
        }
      }
    }
  }

  /// The decimals of at least 60 % of a column's cells, where none has more.
  private func grid(_ column: Int, _ style: NumberStyle) -> Int? {
    let decimals = table.rows.compactMap { row -> Int? in
      row.cells[column].flatMap { NumberReader.parse(NumberReader.body($0.text), style)?.1 }
    }
    guard let most = decimals.max() else { return nil }
    return decimals.filter { $0 == most }.count * 10 >= decimals.count * 6 ? most : nil
  }

  private func readings(_ row: Int, _ column: Int) -> [DraftValue] {
    table.rows[row].cells[column]?.readings ?? []
  }

  /// The chosen reading of a cell.
  private func value(_ row: Int, _ column: Int) -> DraftValue? {
    table.rows[row].cells[column]?.value
  }

  private func isEnough(_ holding: Int, of tested: Int) -> Bool {
    holding >= 3 && holding * 10 >= tested * 6
  }

  private mutating func keep(_ text: String, _ holding: Int, _ tested: Int) {
    table.identities.append(DraftIdentity(text: text, holding: holding, tested: tested))
  }

  // MARK: One column is the sum of two

  private mutating func sums() {
    guard columns.count <= 16 else { return }
    for total in columns {
      for left in columns where left != total {
        for right in columns where right > left && right != total {
          test(total, left, right)
        }
      }
    }
  }

  private mutating func test(_ total: Int, _ left: Int, _ right: Int) {
    var tested = 0
    var holding: [(row: Int, values: [DraftValue])] = []
    for row in table.rows.indices {
      let parts = [total, left, right].map { readings(row, $0) }
      guard parts.allSatisfy({ !$0.isEmpty }) else { continue }
      tested += 1
      if let fit = Self.fit(parts[0], parts[1], parts[2]) { holding.append((row, fit)) }
    }
    guard isEnough(holding.count, of: tested) else { return }
    let names = [total, left, right].map { table.columns[$0].name }
    keep("\(names[0])[*] = \(names[1])[*] + \(names[2])[*]", holding.count, tested)
    for (row, values) in holding {
      for (column, value) in zip([total, left, right], values) {
        table.rows[row].cells[column]?.value = value
      }
    }
  }

  /// The cheapest readings with which a sum holds; nil where a part is lost in the rounding.
  private static func fit(
    _ totals: [DraftValue], _ lefts: [DraftValue], _ rights: [DraftValue]
  ) -> [DraftValue]? {
    var best: (cost: Double, values: [DraftValue])?
    for total in totals {
      for left in lefts {
        for right in rights {
          let slack = (total.half + left.half + right.half) * 1.000_001
          let gap = (total.value - left.value - right.value).magnitude
          guard gap <= slack, left.value.magnitude > 2 * slack, right.value.magnitude > 2 * slack
          else { continue }
          let cost = total.cost + left.cost + right.cost
          if best.map({ cost < $0.cost }) ?? true { best = (cost, [total, left, right]) }
        }
      }
    }
    return best?.values
  }

  /// Cells no sum has settled are read the cheapest way.
  private mutating func settle() {
    for row in table.rows.indices {
      for column in columns where table.rows[row].cells[column]?.value == nil {
        let cheapest = readings(row, column).first
        table.rows[row].cells[column]?.value = cheapest
      }
    }
  }

  // MARK: Shares of a total row

  private mutating func shares() {
    let hasTotal = table.rows.contains { table.total(of: $0) != nil }
    guard hasTotal else { return }
    for share in columns {
      for base in columns where base != share { testShare(share, of: base) }
    }
  }

  private mutating func testShare(_ share: Int, of base: Int) {
    var tested = 0
    var holding = 0
    var total = ""
    for row in table.rows.indices {
      guard let whole = table.total(of: table.rows[row]),
        let end = table.rows.firstIndex(where: { $0.id == whole.id }),
        let printed = value(row, share), let part = value(row, base), let all = value(end, base)
      else { continue }
      tested += 1
      total = String(whole.id.split(separator: ".").first ?? "total")
      if Self.isShare(printed, part, all) { holding += 1 }
    }
    guard isEnough(holding, of: tested) else { return }
    table.columns[share].unit = "%"
    let names = (table.columns[share].name, table.columns[base].name)
    let isBlocked = table.rows.contains { $0.block != nil }
    keep(
      isBlocked
        ? "\(names.0)[{p}.{y}] = share(\(names.1)[{p}.{y}], \(names.1)[\(total).{y}])"
        : "\(names.0)[*] = share(\(names.1)[*], \(names.1)[\(total)])", holding, tested)
  }

  private static func isShare(_ printed: DraftValue, _ part: DraftValue, _ whole: DraftValue)
    -> Bool
  {
    guard let range = DraftRange.quotient(part, whole) else { return false }
    return range.times(100).meets(printed)
  }

  // MARK: One column is the share, the index or the growth of two others

  private mutating func quotients() {
    guard columns.count >= 3, columns.count <= 16 else { return }
    for result in columns where table.columns[result].unit.map({ $0 == "%" }) ?? true {
      guard
        !table.identities.contains(where: { $0.text.hasPrefix(table.columns[result].name + "[") })
      else { continue }
      findQuotient(result)
    }
  }

  private mutating func findQuotient(_ result: Int) {
    for part in columns where part != result {
      for whole in columns where whole != result && whole != part {
        if testQuotient(result, part, whole) { return }
      }
    }
  }

  /// Tests both 100 a/b and 100 (a/b − 1).
  private mutating func testQuotient(_ result: Int, _ part: Int, _ whole: Int) -> Bool {
    var tested = 0
    var holding = (share: 0, growth: 0)
    for row in table.rows.indices {
      guard let printed = value(row, result), let above = value(row, part),
        let below = value(row, whole), let range = DraftRange.quotient(above, below)
      else { continue }
      tested += 1
      let percent = range.times(100)
      guard percent.width < 20 * printed.half else { continue }
      if percent.meets(printed) { holding.share += 1 }
      if percent.plus(-100).meets(printed) { holding.growth += 1 }
    }
    let isShare = isEnough(holding.share, of: tested)
    guard isShare || isEnough(holding.growth, of: tested) else { return false }
    let names = [result, part, whole].map { table.columns[$0].name }
    let function = isShare ? "share" : "growth"
    table.columns[result].unit = "%"
    keep(
      "\(names[0])[*] = \(function)(\(names[1])[*], \(names[2])[*])",
      isShare ? holding.share : holding.growth, tested)
    return true
  }

  // MARK: A row is the total of the others

  private mutating func totals() {
    for total in table.rows.indices where DraftTable.isTotal(table.rows[total]) {
      let parts = table.rows.indices.filter {
        $0 != total && table.rows[$0].block == table.rows[total].block
      }
      guard (2...30).contains(parts.count) else { continue }
      var tested = 0
      var holding: Set<Int> = []
      for column in columns {
        let values = parts.compactMap { value($0, column) }
        guard values.count == parts.count, let whole = value(total, column) else { continue }
        tested += 1
        let slack = values.reduce(whole.half) { $0 + $1.half } * 1.000_001
        if (values.reduce(0) { $0 + $1.value } - whole.value).magnitude <= slack {
          holding.insert(column)
        }
      }
      guard holding.count * 10 >= tested * 6, !holding.isEmpty else { continue }
      let rows = parts.map { table.rows[$0].id }.joined(separator: ", ")
      for column in columns {
        let name = table.columns[column].name
        let isTested = value(total, column) != nil
        guard isTested, holding.contains(column) || table.columns[column].unit != "%" else {
          continue
        }
        keep(
          "\(name)[\(table.rows[total].id)] = sum(\(name)[\(rows)])",
          holding.contains(column) ? 1 : 0, 1)
      }
    }
  }
}

/// A range a computed number can lie in.
struct DraftRange {
  var low: Double
  var high: Double
  /// The number at the printed points.
  var point: Double

  var width: Double { high - low }

  func times(_ factor: Double) -> DraftRange {
    let ends = [low * factor, high * factor]
    return DraftRange(
      low: Swift.min(ends[0], ends[1]), high: Swift.max(ends[0], ends[1]), point: point * factor)
  }

  func plus(_ term: Double) -> DraftRange {
    DraftRange(low: low + term, high: high + term, point: point + term)
  }

  /// Whether a printed number can be rounded from it.
  func meets(_ printed: DraftValue) -> Bool {
    let slack = 1e-9 * (1 + printed.value.magnitude)
    return low <= printed.value + printed.half + slack
      && high >= printed.value - printed.half - slack
  }

  /// a / b, both of one sign; nil where b may be zero.
  static func quotient(_ above: DraftValue, _ below: DraftValue) -> DraftRange? {
    guard below.value.magnitude > below.half, below.value != 0, above.value.isFinite else {
      return nil
    }
    var ends: [Double] = []
    for top in [above.value - above.half, above.value + above.half] {
      for bottom in [below.value - below.half, below.value + below.half] {
        ends.append(top / bottom)
      }
    }
    guard let low = ends.min(), let high = ends.max(), low.isFinite, high.isFinite else {
      return nil
    }
    return DraftRange(low: low, high: high, point: above.value / below.value)
  }

  /// a + b.
  static func sum(_ left: DraftValue, _ right: DraftValue) -> DraftRange {
    let point = left.value + right.value
    let half = left.half + right.half
    return DraftRange(low: point - half, high: point + half, point: point)
  }

  /// a − b.
  static func difference(_ left: DraftValue, _ right: DraftValue) -> DraftRange {
    let point = left.value - right.value
    let half = left.half + right.half
    return DraftRange(low: point - half, high: point + half, point: point)
  }
}
