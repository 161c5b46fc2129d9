internal import TamgaCatalogue
internal import TamgaNumerics

/// Regions by indicators in one period.
struct CompositeBook {
  let period: String
  let regions: [String]
  let indicators: [CompositeIndicator]
  let values: [[Double?]]
  let flags: Set<IndicatorFlag>
  /// Why nothing can be computed.
  let reason: MissingReason?

  /// The words of the column direction; empty is `higher`.
  static let directions = ["higher", "lower"]

  /// The books of all periods.
  ///
  /// - Throws: ``IndicatorError/unknownWord(column:word:of:known:)`` for another direction, and for
  ///   another pillar where pillars are given.
  static func read(
    _ tables: IndicatorTables, _ input: InputTable, _ context: IndicatorContext,
    pillars: [String] = []
  ) throws -> [CompositeBook] {
    let table = try tables.table(input)
    let book = try CellBook(
      table, by: ["region", "indicator", "period", "direction", "pillar"], of: "value")
    return try book.groups(book.cells, by: ["period"]).map { key, members in
      let regions = Set(members.map { book.word("region", $0.key) }).sorted(by: precedes)
      let names = Set(members.map { book.word("indicator", $0.key) }).sorted(by: precedes)
      let place = Dictionary(uniqueKeysWithValues: zip(regions, regions.indices))
      let column = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
      var values = [[Double?]](
        repeating: [Double?](repeating: nil, count: names.count), count: regions.count)
      var kinds: [String: [String]] = [:]
      var reason: MissingReason?
      for member in members {
        let name = book.word("indicator", member.key)
        let direction = book.word("direction", member.key)
        let kind = [direction, book.word("pillar", member.key)]
        try check("direction", direction, of: name, directions + [""])
        if !pillars.isEmpty { try check("pillar", kind[1], of: name, pillars) }
        if kinds.updateValue(kind, forKey: name).map({ $0 != kind }) ?? false {
          reason = .duplicateKey
        }
        guard let row = place[book.word("region", member.key)], let position = column[name]
        else {
          reason = .undefined
          continue
        }
        var cell = member.cell
        cell.isNegative = false
        let outcome = cell.known(context)
        if let why = outcome.reason, why != .missingInput { reason = why }
        values[row][position] = outcome.value?.double
      }
      var flags = Measurement.flags(members.map(\.cell))
      if values.joined().contains(nil) { flags.insert(.gaps) }
      return CompositeBook(
        period: book.word("period", key), regions: regions,
        indicators: names.map { name in
          CompositeIndicator(
            id: name, direction: kinds[name]?[0] == "lower" ? .lower : .higher,
            pillar: kinds[name].flatMap { $0[1].isEmpty ? nil : $0[1] })
        }, values: values, flags: flags,
        reason: values.joined().allSatisfy { $0 == nil } ? .missingInput : reason)
    }
  }

  private static func check(
    _ column: String, _ word: String, of name: String, _ known: [String]
  ) throws(IndicatorError) {
    guard known.contains(word) else {
      throw .unknownWord(
        column: column, word: word, of: name, known: known.filter { !$0.isEmpty })
    }
  }

  func table() -> CompositeTable? {
    try? CompositeTable(
      indicators: indicators, rows: zip(regions, values).map { (unit: $0, values: $1) })
  }

  func refused(_ reason: MissingReason) -> [Measurement] {
    regions.map { .missing(reason, [$0], period: period, n: regions.count, flags: flags) }
  }

  /// The scores of regions with their spread over aggregations and normalisations of one scale.
  func measured(_ method: CompositeMethod) -> [Measurement] {
    if let reason { return refused(reason) }
    guard let table = table(), let result = try? composite(table, method: method) else {
      return refused(.undefined)
    }
    let others = [Aggregation.arithmetic, .geometric, .harmonic].compactMap { aggregation in
      var other = method
      other.aggregation = aggregation
      return try? composite(table, method: other)
    }
    return result.scores.indices.map { place in
      let score = result.scores[place]
      let spread = others.compactMap { $0.scores[place].score.value }
      let interval =
        method.aggregation == .copeland
        ? nil
        : score.score.value.flatMap { value in
          IndicatorInterval(
            lower: spread.reduce(value, min), upper: spread.reduce(value, max), kind: "fan")
        }
      var own = flags
      if score.score.reason == .coverage { own.insert(.lowCoverage) }
      return Measurement(
        [score.unit], period: period, n: regions.count, flags: own,
        .known(score.score, interval: interval))
    }
  }

  /// The rank of each region in each indicator.
  func rankings() -> [Measurement] {
    if let reason { return refused(reason) }
    return regions.indices.flatMap { region in
      indicators.indices.map { place in
        let evidence = Evidence(
          indicator: indicators[place].id, direction: indicators[place].direction, peers: "",
          source: "", date: "",
          values: Dictionary(
            uniqueKeysWithValues: regions.indices.map { (regions[$0], values[$0][place]) }))
        return Measurement(
          [regions[region], indicators[place].id], period: period,
          n: values.count { $0[place] != nil }, flags: flags,
          .known(evidence.standing(of: regions[region]).map { Double($0.rank) }))
      }
    }
  }
}

/// The stability of every region and period.
func stabilityMeasurements(_ tables: IndicatorTables, _ context: IndicatorContext) throws
  -> [Measurement]
{
  let books = try CompositeBook.read(
    tables, InputTable(.other, ["region", "indicator", "period", "value"]), context)
  let names = ["inflation", "unemployment", "private-debt", "public-debt", "trade"]
  let reason = books.compactMap(\.reason).first { $0 != .missingInput }
  let rows = books.enumerated().flatMap { time, book in
    book.regions.indices.map { region in
      let parts = names.map { name in
        book.indicators.firstIndex { $0.id == name }.flatMap { book.values[region][$0] }
      }
      return StabilityRow(
        country: book.regions[region], year: time, inflation: parts[0], unemployment: parts[1],
        privateDebt: parts[2], publicDebt: parts[3], trade: parts[4])
    }
  }
  let scores = try morrisStability(rows)
  return scores.map { score in
    Measurement(
      [score.country], period: books[score.year].period, n: rows.count,
      flags: books[score.year].flags.union([.reconstruction]),
      .known(reason.map { .missing($0) } ?? score.score))
  }
}
