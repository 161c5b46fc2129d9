internal import TamgaCatalogue
internal import TamgaNumerics

private let parts = InputTable(
  .other, ["region", "indicator", "pillar", "value"], optional: ["direction", "period"])
private let incomes = InputTable(.other, ["region", "income"], optional: ["period"])

/// Competitiveness of regions, weighted by their stage of development.
let competitivenessIndicator = IndicatorDefinition(
  "composite.competitiveness.stage-weighted", .composites,
  formula: "w₁ basic + w₂ efficiency + w₃ innovation, w by income",
  tex: "\\sum_g w_g(y)\\, \\overline{z}_g", tables: [parts, incomes], unit: .named("index"),
  rules: (.zeroDenominator, .exact),
  citations: ["Annoni and Dijkstra (2019), The EU Regional Competitiveness Index 2019, table 4"],
  direction: .higherIsBetter,
  examples: [
    WorkedExample(
      "by hand: z of 1, 2, 3 is ∓√1.5; a, of the first stage, has 0.35 (−) + 0.15 (+)",
      [
        """
        region,indicator,pillar,value
        a,roads,basic,1
        b,roads,basic,2
        c,roads,basic,3
        a,schools,efficiency,2
        b,schools,efficiency,3
        c,schools,efficiency,1
        a,patents,innovation,3
        b,patents,innovation,1
        c,patents,innovation,2
        """, "region,income\na,40\nb,120\nc,80",
      ], subject: "a", expected: 97.55051025721683, tolerance: 1e-9)
  ],
  note:
    "The column pillar has basic, efficiency or innovation, of equal weight within; the column direction higher (also where it is empty) or lower, for which values are better; scores are 100 + 10 z over the regions of the table. income is GRP per person in per cent of the average of all regions: below 50, 75, 90 and 110 the weight of the basic group falls from 0.35 in steps of 0.0375, that of innovation rises from 0.15, efficiency stays at 0.5. Where all incomes of a period are above 110 or all below 10 they are amounts or parts of one, not per cent of an average, and there is no value (undefined). The published index takes its own indicators for each pillar: with others it is the method, not the index."
) { tables, context in
  try competitivenessMeasurements(tables, context)
}

private func competitivenessMeasurements(
  _ tables: IndicatorTables, _ context: IndicatorContext
) throws -> [Measurement] {
  let income = try CellBook(tables.table(incomes), by: ["region", "period"], of: "income")
  let known = Dictionary(
    income.groups(income.cells, by: ["period"]).map { key, members in
      (
        income.word("period", key),
        Dictionary(
          uniqueKeysWithValues: members.compactMap { member in
            member.cell.known(context).value.map {
              (income.word("region", member.key), $0.double)
            }
          })
      )
    }, uniquingKeysWith: { one, _ in one })
  return try CompositeBook.read(
    tables, parts, context, pillars: ["basic", "efficiency", "innovation"]
  ).flatMap { book -> [Measurement] in
    if let reason = book.reason { return book.refused(reason) }
    guard let table = book.table() else { return book.refused(.undefined) }
    let own = known[book.period] ?? known[""] ?? [:]
    // No average of all regions lies below each of them, nor ten times above.
    if let least = own.values.min(), let most = own.values.max(), least > 110 || most < 10 {
      return book.refused(.undefined)
    }
    guard let scores = try? regionalCompetitiveness(table, relativeIncome: own) else {
      return book.refused(.undefined)
    }
    return scores.map { score in
      Measurement(
        [score.region], period: book.period, n: book.regions.count, flags: book.flags,
        .known(score.score))
    }
  }
}
