internal import TamgaNumerics

/// What the rows of a table are.
enum TableKind: Hashable, Sendable {
  /// Partner countries and groups of them.
  case partners
  /// Regions of the reporting country.
  case regions
  /// Goods.
  case products
  /// Lines of something else: branches, indicators.
  case lines
  /// No table of statistics: a list of contents, a form.
  case nothing
}

/// The kind of a table and what its labels name.
struct TableNames: Sendable {
  /// What the rows are.
  let kind: TableKind
  /// What each row's labels name; empty for goods and other lines.
  let answers: [NameAnswer]

  /// Decides by which names resolve most labels; a long table is judged by a sample of its rows.
  init(
    _ table: Table, resolver: some LabelResolving, years: ClosedRange<Int>?, flow: String? = nil
  ) {
    let reader = LabelReader(table: table, resolver: resolver, years: years)
    let step = table.labels.count / 400 + 1
    let sample = table.labels.indices.filter { row in
      row % step == 0 && !table.labels[row].parts.isEmpty && !TotalLabel.matches(table.labels[row])
    }
    let partners = reader.answers(to: sample, expecting: [.country, .group, .special])
    let asPartners = partners.count { $0.entity != nil && !TableNames.isRest($0) }
    let asRegions = reader.answers(to: sample, expecting: [.region]).count { $0.entity != nil }
    let telling = sample.count - partners.count(where: TableNames.isRest)
    let all = Array(table.labels.indices)
    // A quarter is enough: no goods are called after countries, and the rest is then rejected
    // name by name instead of passing for goods.
    if 4 * asPartners >= telling, asPartners > asRegions {
      kind = .partners
      answers = reader.answers(to: all, expecting: [.country, .group, .special])
    } else if 4 * asRegions >= sample.count, asRegions > 0 {
      kind = .regions
      answers = reader.answers(to: all, expecting: [.region, .country])
    } else {
      kind = TableNames.kind(of: table, flow: flow)
      answers = []
    }
  }

  /// Whether a label names a remainder, as «Прочие» does: goods have one as well as countries.
  private static func isRest(_ answer: NameAnswer) -> Bool { answer.entity == "ROW" }

  /// The years in which a row reports a number.
  static func years(of row: Int, _ table: Table) -> ClosedRange<Int>? {
    var range: ClosedRange<Int>?
    for (index, column) in table.columns.enumerated() {
      guard table.readings[row][index].state == .reported,
        let year = column.period.year ?? table.caption.period.year
      else { continue }
      range = range.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
    }
    return range
  }

  /// Goods or other lines, when the table's columns are dated; else no table of statistics.
  private static func kind(of table: Table, flow: String?) -> TableKind {
    let dated = table.columns.count { $0.period.year != nil }
    let hasFlow = table.columns.contains { $0.flow != nil }
    guard table.labels.count >= 2, 2 * dated >= table.columns.count || hasFlow else {
      return .nothing
    }
    return flow ?? table.caption.flow != nil || hasFlow ? .products : .lines
  }
}

/// Asks for the names of rows.
private struct LabelReader<Resolver: LabelResolving> {
  let table: Table
  let resolver: Resolver
  let years: ClosedRange<Int>?

  func answers(to rows: [Int], expecting kinds: Set<EntityKind>) -> [NameAnswer] {
    rows.map { row in
      let label = table.labels[row]
      guard !label.parts.isEmpty else { return .unresolved(proposals: []) }
      func answer(_ years: ClosedRange<Int>?) -> NameAnswer {
        resolver.resolveRow(
          label.parts.map { ($0.text, $0.language) }, in: years, expecting: kinds)
      }
      // A name good in the years reported; else one good in any year of the table.
      let reported = TableNames.years(of: row, table) ?? years
      let first = answer(reported)
      return first.entity == nil && reported != years ? answer(years) : first
    }
  }
}
