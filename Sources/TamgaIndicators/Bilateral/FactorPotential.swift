internal import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Composites of factors inside and outside a region.
enum FactorPotential {
  private static let input = InputTable(
    .regions, ["region", "factor", "value"], optional: ["period"])
  private static let factors = [
    "internal": [
      "resources", "industry", "human-capital", "education", "investment-innovation", "law",
    ],
    "external": ["market-capacity", "conjuncture", "competition", "institutions"],
  ]

  private static let example = """
    region,factor,value
    A,market-capacity,10
    A,conjuncture,10
    A,competition,10
    A,institutions,10
    B,market-capacity,20
    B,conjuncture,20
    B,competition,20
    B,institutions,20
    A,resources,1
    A,industry,1
    A,human-capital,1
    A,education,1
    A,investment-innovation,1
    A,law,1
    B,resources,2
    B,industry,2
    B,human-capital,2
    B,education,2
    B,investment-innovation,2
    B,law,2
    """

  static let all = ["internal", "external"].map { variant in
    IndicatorDefinition(
      "potential.factors.\(variant)", .bilateral,
      formula: "geometric mean of factors scaled to 1…100 over regions",
      tex: "\\left(\\prod_f z_f\\right)^{1/F},\\ z=1+99\\frac{x-\\min}{\\max-\\min}",
      tables: [input], unit: .named("index"), rules: (.zeroDenominator, .fan),
      citations: ["Study of growth poles of border regions (2024), factors of potential"],
      direction: .higherIsBetter, choices: [.duplicates, ClassGroups.coverage],
      examples: [
        WorkedExample(
          "by hand: the larger of two regions has 100 in every factor", [example], subject: "B",
          expected: 100, tolerance: 1e-9)
      ],
      note: """
        Factors: \((factors[variant] ?? []).joined(separator: ", ")). Scores point the same way: \
        more is better. A region needs nine tenths of them. The fan is over geometric and \
        arithmetic means of scaled values and of ranks.
        """
    ) { tables, context in try composites(tables, context, factors[variant] ?? []) }
  }

  private static func composites(
    _ tables: IndicatorTables, _ context: IndicatorContext, _ wanted: [String]
  ) throws -> [Measurement] {
    let book = try CellBook(
      tables.table(input), by: ["region", "factor", "period"], of: "value")
    return book.groups(book.cells, by: ["period"]).flatMap { key, members -> [Measurement] in
      let regions = Set(members.map { book.word("region", $0.key) }).sorted()
      let scores = wanted.map { factor in
        regions.map { region -> Double? in
          let name = book.key(key, "region", region).flatMap { book.key($0, "factor", factor) }
          return name.flatMap { book.cells[$0] }.known(context).value?.double
        }
      }
      let scaled = scores.map { scale($0) }
      let ranked = scores.map { rank($0) }
      return regions.indices.map { place in
        let own = scaled.compactMap { $0[place] }
        let ranks = ranked.compactMap { $0[place] }
        let period = book.word("period", key)
        let covered =
          Double(own.count) >= context.number(ClassGroups.coverage) * Double(wanted.count)
        guard !own.isEmpty, covered else {
          return .missing(
            own.isEmpty && regions.count < 2 ? .noVariation : .coverage, [regions[place]],
            period: period, n: own.count, flags: [.lowCoverage])
        }
        let fan = [geometric(own), arithmetic(own), geometric(ranks), arithmetic(ranks)]
        let interval = fan.min().flatMap { low in
          fan.max().flatMap { IndicatorInterval(lower: low, upper: $0, kind: "fan") }
        }
        return Measurement(
          [regions[place]], period: period, n: own.count,
          .known(.value(geometric(own)), interval: interval))
      }
    }
  }

  /// 1 to 100 between least and most; none where a factor does not vary.
  private static func scale(_ values: [Double?]) -> [Double?] {
    let known = values.compactMap(\.self)
    guard let low = known.min(), let high = known.max(), high - low > 0,
      (high - low).isFinite
    else { return values.map { _ in nil } }
    return values.map { $0.map { 1 + 99 * (($0 - low) / (high - low)) } }
  }

  private static func rank(_ values: [Double?]) -> [Double?] {
    let known = values.compactMap(\.self)
    guard Set(known).count > 1 else { return values.map { _ in nil } }
    return values.map { value in
      value.map { value in
        let below = Double(known.count { $0 < value })
        let equal = Double(known.count { $0 == value } - 1) / 2
        return 1 + 99 * (below + equal) / Double(known.count - 1)
      }
    }
  }

  private static func geometric(_ values: [Double]) -> Double {
    exp(compensatedTotal(of: values.map { log($0) }) / Double(max(1, values.count)))
  }

  private static func arithmetic(_ values: [Double]) -> Double {
    compensatedTotal(of: values) / Double(max(1, values.count))
  }
}
