public import TamgaNumerics

/// Returns the place of a number among others, 1 for the largest; equal numbers share the best place.
///
///     rank = 1 + #{x : x > own}
///
/// - Parameters:
///   - own: the number.
///   - others: the numbers it stands among, with or without itself.
/// - Returns: the place, from 1.
/// - Source: standard competition ranking, as tables of partners print it.
public func competitionRank(of own: ExactDecimal, among others: [ExactDecimal]) -> Int {
  1 + others.count { $0 > own }
}

/// Returns the share of a part and of all parts at least as large as it in a whole.
///
///     100 Σ{x : x ≥ own} / X
///
/// - Parameters:
///   - own: the part.
///   - parts: all parts, with itself.
///   - whole: the printed total, the same unit.
/// - Returns: per cent; `missing(zeroDenominator)` when the total is 0.
/// - Throws: ``DecimalError/overflow``.
/// - Source: Bain (1956), Barriers to New Competition: the cumulated shares of the largest.
public func cumulativeShare(
  of own: ExactDecimal, among parts: [ExactDecimal], whole: ExactDecimal
) throws(DecimalError) -> Outcome<Double> {
  PartOfWhole(try ExactDecimal.sum(parts.filter { $0 >= own }), of: whole).share
}

/// Partners in the order of their flows: place, and share with all larger ones.
enum PartnerRanking {
  static let all: [IndicatorDefinition] = [rank, cumulative]

  private static let table = """
    reporter,partner,flow,period,value
    CN-XJ,WLD,T,2008,22217
    CN-XJ,KAZ,T,2008,9071
    CN-XJ,KGZ,T,2008,7973
    CN-XJ,TJK,T,2008,1254
    """
  private static let source = "Great Altai paper, Table 6, partners of Xinjiang, 2008, by hand"

  private static let rank = definition(
    "flow.rank.competition", formula: "1 + #{x > own}", tex: "1 + \\#\\{k : X_{ik} > X_{ij}\\}",
    unit: .named("rank"), rules: (.plain, .exact), expected: 2,
    citation: "UNCTAD (2024), Handbook of Statistics: main partners by rank"
  ) { numbers in
    // The last number is the whole, which a place does not need.
    .value(Double(competitionRank(of: numbers[0], among: Array(numbers.dropLast()))))
  }

  private static let cumulative = definition(
    "flow.share.cumulative", formula: "100 Σ{x ≥ own} / w",
    tex: "100\\,\\frac{\\sum_{X_{ik} \\ge X_{ij}} X_{ik}}{X_i}", unit: .fixed(.percent),
    rules: (.zeroDenominator, .exact), expected: 100 * 17_044 / 22_217,
    citation: "Bain (1956), Barriers to New Competition"
  ) { numbers in
    let parts = Array(numbers.dropLast())
    return try cumulativeShare(of: numbers[0], among: parts, whole: numbers[numbers.count - 1])
  }

  private static func definition(
    _ id: String, formula: String, tex: String, unit: IndicatorUnit,
    rules: (ZeroRule, VarianceRule), expected: Double, citation: String,
    _ compute: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<Double>
  ) -> IndicatorDefinition {
    IndicatorDefinition(
      id, .flows, formula: formula, tex: tex, tables: [.flowsByPartner], unit: unit, rules: rules,
      citations: [citation],
      examples: [
        WorkedExample(
          source, [table], subject: "CN-XJ/KGZ/T", period: "2008", expected: expected)
      ],
      note:
        "Among the partners that have a number; groups of partners in the table count as partners."
    ) { tables, context in try measurements(tables, context, compute) }
  }

  private static func measurements(
    _ tables: IndicatorTables, _ context: IndicatorContext,
    _ compute: @escaping @Sendable ([ExactDecimal]) throws -> Outcome<Double>
  ) throws -> [Measurement] {
    let flows = try FlowBook(tables, .flowsByPartner)
    let book = flows.book
    let wholes = try flows.wholes()
    let cells = book.parts(try flows.byPartner(), of: "partner", total: FlowBook.world)
    return book.groups(cells, by: ["reporter", "flow", "period"]).flatMap { key, members in
      let whole = wholes[key].known(context).value
      let known = members.compactMap { member in
        member.cell.known(context).value.map { (member.key, $0) }
      }
      return members.map { member -> Measurement in
        let subject = book.words(["reporter", "partner", "flow"], member.key)
        let period = book.word("period", member.key)
        var flags = Measurement.flags([member.cell])
        if known.count < members.count { flags.insert(.gaps) }
        switch (member.cell.known(context), whole) {
        case (.missing(let reason), _):
          return .missing(reason, subject, period: period, n: known.count, flags: flags)
        case (.value, nil):
          return .missing(.missingInput, subject, period: period, n: known.count, flags: flags)
        case (.value(let own), .some(let whole)):
          let others = known.filter { $0.0 != member.key }.map(\.1)
          return Measurement(
            subject, period: period, n: known.count, flags: flags,
            .exact([own] + others + [whole], compute))
        }
      }
    }
  }
}
