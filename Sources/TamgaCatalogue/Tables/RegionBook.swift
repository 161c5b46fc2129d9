package import TamgaNumerics

/// Values of regions by period, with weights and groups where the table has them.
package struct RegionBook: Sendable {
  /// The regions of one period, in the order of their words; those with a gap are left out.
  package struct Panel: Sendable {
    package let period: String
    package let regions: [String]
    package let values: [Double]
    /// Weights; ones where the table has none.
    package let weights: [Double]
    package let groups: [String]
    package let flags: Set<IndicatorFlag>
    /// Why the period has no value at all.
    package let missing: MissingReason?
  }

  package let panels: [Panel]

  /// Groups the table of an input, with weights when the input asks for them.
  package init(_ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext) throws {
    let table = try tables.table(input)
    let names = ["region", "period"] + (table.has("group") ? ["group"] : [])
    let book = try CellBook(table, by: names, of: "value")
    let weights =
      input.required.contains("weight")
      ? try CellBook(table, by: names, of: "weight").cells : nil
    panels = book.groups(book.cells, by: ["period"]).map { key, members in
      var panel = PanelRows()
      for (key, cell) in members {
        panel.add(
          book.word("region", key), book.word("group", key), cell.known(context),
          weights.map { ($0[key] as Cell?).known(context) })
      }
      return panel.panel(
        period: book.word("period", key), flags: Measurement.flags(members.map(\.cell)))
    }
  }
}

/// Rows of a panel as they are gathered.
private struct PanelRows {
  var regions: [String] = []
  var values: [Double] = []
  var weights: [Double] = []
  var groups: [String] = []
  var gaps = 0
  var fault: MissingReason?

  mutating func add(
    _ region: String, _ group: String, _ value: Outcome<Amount>, _ weight: Outcome<Amount>?
  ) {
    for reason in [value.reason, weight?.reason] {
      guard let reason else { continue }
      if reason == .missingInput { gaps += 1 } else { fault = reason }
      return
    }
    guard case .value(let amount) = value else { return }
    regions.append(region)
    groups.append(group)
    values.append(amount.double)
    weights.append(weight?.value?.double ?? 1)
  }

  func panel(period: String, flags: Set<IndicatorFlag>) -> RegionBook.Panel {
    RegionBook.Panel(
      period: period, regions: regions, values: values, weights: weights, groups: groups,
      flags: flags.union(gaps > 0 ? [.gaps] : []),
      missing: fault ?? (values.isEmpty ? .missingInput : nil))
  }
}

extension RegionBook.Panel {
  /// A statistic of regions that can be drawn anew.
  package func sample(
    _ columns: [[Double]], subject: [String] = ["all"],
    _ formula: @escaping @Sendable ([[Double]]) -> Outcome<Double>
  ) -> Measurement {
    if let missing {
      return .missing(missing, subject, period: period, n: values.count, flags: flags)
    }
    return Measurement(
      subject, period: period, n: values.count, flags: flags, .sample(columns, formula))
  }

  /// Groups as numbers, in the order of their words.
  package var groupCodes: [Double] {
    let words = Set(groups).sorted()
    return groups.map { group in Double(words.firstIndex(of: group) ?? 0) }
  }
}
