// g = V_j − V_i = freight + timing + re-exports + coverage + residual, each an interval

internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaPlaces

/// The hidden-trade ledger: a gap taken apart into intervals, never a single number.
enum HiddenTradeLedger {
  private static let transit = IndicatorChoice.number("transit-days", "15")
  private static let most = IndicatorChoice.number("freight-most", "1.20")
  private static let least = IndicatorChoice.number("freight-least", "1.00")
  private static let coverage = IndicatorChoice.number("unrecorded-share", "0")

  /// The rows of the ledger, in order.
  static let rows = [
    "gap", "freight", "classification", "timing", "re-exports", "coverage", "residual",
  ]

  private static let table = """
    reporter,partner,product,flow,period,value
    CHN,KGZ,01,X,2021,100
    KGZ,CHN,01,M,2021,100
    CHN,KGZ,01,X,2022,200
    KGZ,CHN,01,M,2022,240
    CHN,KGZ,01,RX,2022,30
    """

  static let definition = IndicatorDefinition(
    "ledger.hidden.interval", .mirror,
    formula: "residual = (V_j − V_i) − freight − timing − re-exports − coverage, as intervals",
    tex: "[r]=g-[f]-[t]-[x]-[c]", tables: [MirrorBook.input], unit: .sameAsInput,
    rules: (.oneSided, .bounds), citations: ["Tamga (2026), the hidden-trade ledger"],
    choices: [.duplicates, MirrorBook.level, transit, least, most, coverage],
    examples: [
      WorkedExample(
        "by hand: 240 − 200", [table], subject: "CHN/KGZ/gap", period: "2022", expected: 40)
    ],
    note: """
      The last part of the subject is the row. Only the gap is a number; every other row is an \
      interval without a value. Freight: V_j (1 − 1/r) for r between its ends. Classification: at \
      the level of partners, what gaps of products offset; it moves the gross gap, not the net. \
      Timing: records of the last days of a year that arrive in the next, by transit days. \
      Re-exports: 0 to rows of flow RX (reported by the exporter). Coverage: a share of V_i that \
      thresholds and surveys miss.
      """
  ) { tables, context in
    let book = try MirrorBook(tables, context)
    let offsets = try classification(tables, context)
    let reexports = try reexports(tables)
    let before = Dictionary(
      uniqueKeysWithValues: book.pairs.map { ($0.subject + [$0.period], $0) })
    return book.pairs.flatMap { pair -> [Measurement] in
      if pair.isOrphan {
        return [
          .missing(.oneSided, pair.subject + ["gap"], period: pair.period, flags: [.orphans])
        ]
      }
      guard case .value(let amounts) = Measurement.known([pair.exports, pair.imports], context)
      else {
        let reason = Measurement.known([pair.exports, pair.imports], context).reason
        return [.missing(reason ?? .missingInput, pair.subject + ["gap"], period: pair.period)]
      }
      let previous = wholeYear(pair.period).flatMap { before[pair.subject + ["\($0 - 1)"]] }
      return Ledger(
        pair: pair, exports: amounts[0].double, imports: amounts[1].double,
        previousExports: previous?.exports.known(context).value?.double,
        offset: offsets[pair.subject + [pair.period]] ?? 0,
        reexports: reexports[pair.subject + [pair.period]] ?? 0,
        days: min(366, max(0, context.number(transit))),
        freight: (max(1, context.number(least)), max(1, context.number(most))),
        unrecorded: min(1, max(0, context.number(coverage)))
      ).measurements
    }
  }

  /// Σ |g_k| − |Σ g_k| of the products of each pair, where there are products.
  private static func classification(_ tables: IndicatorTables, _ context: IndicatorContext) throws
    -> [[String]: Double]
  {
    guard context.choice(MirrorBook.level) == "partner" else { return [:] }
    let lines = try MirrorBook(tables, isByProduct: true).matched(context)
    let groups = Dictionary(grouping: lines) {
      [$0.pair.exporter, $0.pair.importer, $0.pair.period]
    }
    return groups.mapValues { rows in
      let gaps = rows.map { $0.imports - $0.exports }
      return compensatedTotal(of: gaps.map { abs($0) }) - abs(compensatedTotal(of: gaps))
    }
  }

  private static func reexports(_ tables: IndicatorTables) throws -> [[String]: Double] {
    let flows = try FlowBook(tables, MirrorBook.input)
    var found: [[String]: Double] = [:]
    let cells = try flows.byPartner()
    for (key, cell) in cells where flows.book.word("flow", key) == "RX" && !cell.isNegative {
      let name = ["reporter", "partner", "period"].map { flows.book.word($0, key) }
      found[name] = cell.amount.double
    }
    return found
  }

  private struct Ledger {
    let pair: MirrorBook.Pair
    let exports: Double
    let imports: Double
    let previousExports: Double?
    let offset: Double
    let reexports: Double
    let days: Double
    let freight: (least: Double, most: Double)
    let unrecorded: Double

    var measurements: [Measurement] {
      let gap = imports - exports
      let rates = [freight.least, freight.most].map { imports * (1 - 1 / $0) }
      let cost = min(rates[0], rates[1])...max(rates[0], rates[1])
      // Late arrivals of last year come in, those of this year are still under way.
      let arrived = (previousExports ?? exports) * days / 365
      let timing = -(exports * days / 365)...arrived
      let transit = 0...reexports
      let missed = 0...exports * unrecorded
      let moved = [cost, timing, transit, missed]
      let low = gap - compensatedTotal(of: moved.map(\.upperBound))
      let high = gap - compensatedTotal(of: moved.map(\.lowerBound))
      let isOpen = low <= 0 && high >= 0
      return [
        row("gap", .known(.value(gap))), row("freight", cost), row("classification", 0...offset),
        row("timing", timing), row("re-exports", transit), row("coverage", missed),
        row("residual", low...max(low, high), flags: isOpen ? [.undetermined] : []),
      ]
    }

    private func row(
      _ name: String, _ range: ClosedRange<Double>, flags: Set<IndicatorFlag> = []
    ) -> Measurement {
      row(
        name,
        .known(
          .missing(.intervalOnly),
          interval: IndicatorInterval(
            lower: range.lowerBound, upper: range.upperBound, kind: "bounds")), flags: flags)
    }

    private func row(
      _ name: String, _ formula: Measurement.Formula, flags: Set<IndicatorFlag> = []
    ) -> Measurement {
      Measurement(pair.subject + [name], period: pair.period, n: 2, flags: flags, formula)
    }
  }
}
