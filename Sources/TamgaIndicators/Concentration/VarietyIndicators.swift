internal import TamgaCatalogue
internal import TamgaNumerics
internal import TamgaRegions

/// Related and unrelated variety, margins of diversification, distance of structures.
enum VarietyIndicators {
  static let all: [IndicatorDefinition] = varieties + margins + [StructureDistance.definition]

  private static let frenken =
    "Frenken, Van Oort and Verburg (2007), Related Variety, Unrelated Variety"
  /// The number of leading characters of a code that make its group, where there is no group.
  private static let digits = IndicatorChoice.number("group-digits", "2")

  private static let table = """
    region,industry,employment
    KZ-1,10a,1
    KZ-1,10b,1
    KZ-1,20a,2
    """

  private static let varieties = ["unrelated", "related"].map { variant in
    IndicatorDefinition(
      "variety.entropy.\(variant)", .concentration,
      formula: variant == "related" ? "Σ P_g H′_g" : "Σ P_g ln(1/P_g)",
      tex: variant == "related" ? "\\sum_g P_g H'_g" : "\\sum_g P_g\\ln\\frac{1}{P_g}",
      tables: ClassGroups.inputs, unit: .fixed(.ratio), rules: (.zeroClasses, .exact),
      citations: [frenken], direction: .higherIsBetter, choices: ClassGroups.choices + [digits],
      examples: [
        WorkedExample(
          variant == "related"
            ? "by hand: group 10 has half of all in two equal classes: 0.5 ln 2"
            : "by hand: two groups of one half: ln 2", [table], subject: "KZ-1",
          expected: variant == "related" ? 0.34657359027997264 : 0.6931471805599453)
      ],
      note: "A group is the first digits of a class's code; both parts add up to its entropy."
    ) { tables, context in
      let width = Int(min(32, max(1, context.number(digits))))
      return try ClassGroups(tables, context).groups.map { group in
        let (amounts, flags) = group.usable(context)
        guard case .value(let amounts) = amounts else {
          return .missing(
            amounts.reason ?? .missingInput, group.subject, period: group.period,
            n: group.cells.count, flags: flags)
        }
        guard amounts.count == group.classes.count else {
          return .missing(
            .missingInput, group.subject, period: group.period, n: amounts.count, flags: flags)
        }
        let names = group.classes.map { String($0.prefix(width)) }
        return Measurement(
          group.subject, period: group.period, n: amounts.count, flags: flags,
          .real(amounts) { values in
            variety(values, groups: names).map { variant == "related" ? $0.related : $0.unrelated }
          })
      }
    }
  }

  /// Entropy between groups, and the share-weighted entropy within them.
  static func variety(_ values: [Double], groups: [String]) -> Outcome<
    (
      unrelated: Double, related: Double
    )
  > {
    Shares.of(values).flatMap { shares in
      var sums: [String: [Double]] = [:]
      for (share, group) in zip(shares.values, groups) { sums[group, default: []].append(share) }
      let names = sums.keys.sorted()
      let totals = names.map { compensatedTotal(of: sums[$0] ?? []) }
      return Shares.of(totals).map { between in
        var within = CompensatedSum()
        for (name, total) in zip(names, totals) where total > 0 {
          within.add(total * (Shares.of(sums[name] ?? []).value?.entropy ?? 0))
        }
        return (between.entropy, within.total)
      }
    }
  }

  private static let cadot = "Cadot, Carrère and Strauss-Kahn (2011), Export Diversification"

  private static let margins = ["extensive", "intensive"].map { variant in
    IndicatorDefinition(
      "margin.theil.\(variant)", .concentration,
      formula: variant == "extensive" ? "ln(n / n_active)" : "Theil's T of active lines",
      tex: variant == "extensive" ? "\\ln\\frac{n}{n_1}" : "T_{active}",
      tables: ClassGroups.inputs, unit: .fixed(.ratio), rules: (.zeroClasses, .exact),
      citations: [cadot], choices: ClassGroups.choices,
      examples: [
        WorkedExample(
          variant == "extensive"
            ? "by hand: two of four lines are active: ln 2" : "by hand: Theil's T of 1 and 3",
          ["reporter,product,flow,value\nKAZ,01,X,1\nKAZ,02,X,3\nKAZ,03,X,0\nKAZ,04,X,0"],
          subject: "KAZ/X",
          expected: variant == "extensive" ? 0.6931471805599453 : 0.1308120359411369)
      ],
      note: "Lines with a zero in the table count as inactive; both parts add up to Theil's T."
    ) { tables, context in
      try ClassGroups(tables, context).measurements(context) { values in
        let active = values.filter { $0 > 0 }
        guard !active.isEmpty else { return .missing(.zeroDenominator) }
        return variant == "extensive"
          ? .value(Shares.logarithm(Double(values.count) / Double(active.count)))
          : theilT(of: active, weights: active.map { _ in 1 })
      }
    }
  }
}
