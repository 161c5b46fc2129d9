internal import TamgaCatalogue
internal import TamgaNumerics

extension GrowthIndicators {
  private static let table = """
    reporter,partner,product,flow,period,value
    KAZ,KGZ,food,X,2020,100
    KAZ,KGZ,fuel,X,2020,300
    KAZ,KGZ,food,X,2021,140
    KAZ,KGZ,fuel,X,2021,310
    """

  static let comparisons = [contributions, advance]

  private static let contributions: IndicatorDefinition = {
    let form = ScalarForm(.named(["part-before", "part-after", "whole-before"])) {
      try contribution(from: $0[0], to: $0[1], ofWhole: $0[2]).real
    }
    return IndicatorDefinition(
      "growth.contribution.additive", .flows, formula: "100 (x_k1 − x_k0) / X_0",
      tex: "100\\,\\frac{x_{k1} - x_{k0}}{X_0}", tables: [.flowsByClass],
      unit: .fixed(.percentagePoint), rules: (.zeroDenominator, .exact),
      citations: ["United Nations et al. (2009), System of National Accounts 2008"],
      choices: [.duplicates, FlowLevel.productChoice],
      examples: [
        WorkedExample(
          "by hand: 100 · (140 − 100) / 400", [table], subject: "KAZ/food/X", period: "2021",
          expected: 10)
      ],
      note: "Contributions of all parts add up to the growth of the whole.", scalar: form
    ) { tables, context in
      let flows = try FlowBook(tables, .flowsByClass)
      let book = flows.book
      let wholes = try flows.wholes()
      let parts = book.parts(
        book.parts(
          try flows.level(FlowLevel.byProduct(context)), of: "partner", total: FlowBook.world),
        of: "product", total: FlowBook.total)
      let names = ["reporter", "partner", "product", "flow"]
      return book.groups(parts, by: names).flatMap { key, members -> [Measurement] in
        let points = members.sorted {
          periodPrecedes(book.word("period", $0.key), book.word("period", $1.key))
        }
        return zip(points, points.dropFirst()).map { before, after in
          let whole = wholes[book.key(before.key, keeping: ["reporter", "flow", "period"])]
          return .exact(
            [before.cell, after.cell, whole], flows.subject(key, flow: true),
            period: book.word("period", after.key), context, form.formula)
        }
      }
    }
  }()

  private static let advance: IndicatorDefinition = {
    let form = ScalarForm(
      .named(["exports-before", "exports-after", "imports-before", "imports-after"])
    ) {
      try advanceIndex(
        exports: FlowChange(from: $0[0], to: $0[1]), imports: FlowChange(from: $0[2], to: $0[3]),
        direction: .importsOverExports
      ).index.real
    }
    return IndicatorDefinition(
      "growth.advance.index-ratio", .flows, formula: "100 (M₁/M₀) / (X₁/X₀)",
      tex: "100\\,\\frac{M_1/M_0}{X_1/X_0}", tables: [.flowsByPartner], unit: .fixed(.percent),
      rules: (.zeroDenominator, .exact),
      citations: ["Kuanshaliev (2025), rate of import expansion compared to export"],
      choices: [.duplicates, FlowLevel.choice],
      examples: [
        WorkedExample(
          "Kuanshaliev (2025), Table 1, Kyrgyzstan, 2020 and 2023",
          [
            """
            reporter,partner,flow,period,value
            KAZ,KGZ,X,2020,581.0
            KAZ,KGZ,M,2020,267.6
            KAZ,KGZ,X,2023,1147.2
            KAZ,KGZ,M,2023,541
            """
          ], subject: "KAZ/KGZ", period: "2020/2023",
          expected: 100 * (541 / 267.6) / (1147.2 / 581), tolerance: 1e-10)
      ],
      note: "Imports over exports, the first period to the last: above 100 imports grew faster.",
      scalar: form
    ) { tables, context in
      let flows = try FlowBook(tables, .flowsByPartner)
      let book = flows.book
      let pairs = flows.exportsAndImports(try flows.level(FlowLevel(context)))
      let groups = Dictionary(grouping: pairs) {
        book.key($0.key, keeping: ["reporter", "partner", "product"])
      }
      return groups.keys.sorted().compactMap { key -> Measurement? in
        let points = (groups[key] ?? []).sorted {
          periodPrecedes(book.word("period", $0.key), book.word("period", $1.key))
        }
        guard let first = points.first, let last = points.last else { return nil }
        let period = "\(book.word("period", first.key))/\(book.word("period", last.key))"
        guard points.count >= 2 else {
          return .missing(.tooFewObservations, flows.subject(key), period: period, n: 1)
        }
        return .exact(
          [first.exports, last.exports, first.imports, last.imports], flows.subject(key),
          period: period, context, form.formula)
      }
    }
  }()
}
