// S(t) = Π_{u ≤ t} (1 − d_u / n_u);  Var S = S² Σ d_u / (n_u (n_u − d_u))
// Kaplan and Meier (1958); Greenwood (1926); Besedeš and Prusa (2006).

internal import TamgaCatalogue
internal import TamgaNumerics

/// The survival of trade relations.
enum TradeSurvival {
  private static let input = InputTable(
    .flows, ["reporter", "flow", "period", "value"], optional: ["partner", "product"])

  static let definition = IndicatorDefinition(
    "survival.spell.kaplan-meier", .bilateral, formula: "S(t) = Π (1 − d_u/n_u)",
    tex: "S(t)=\\prod_{u\\le t}\\left(1-\\frac{d_u}{n_u}\\right)", tables: [input],
    unit: .fixed(.ratio), rules: (.oneSided, .analytic),
    citations: [
      "Besedeš and Prusa (2006), Product Differentiation and Duration of US Import Trade",
      "Greenwood (1926), The Natural Duration of Cancer",
    ], direction: .higherIsBetter,
    examples: [
      WorkedExample(
        "by hand: four spells begin in 2021, one ends after 1 year, one after 2: ¾ · ⅔",
        [
          """
          reporter,product,flow,period,value
          KAZ,00,X,2020,9
          KAZ,00,X,2021,9
          KAZ,00,X,2022,9
          KAZ,00,X,2023,9
          KAZ,01,X,2021,1
          KAZ,02,X,2021,1
          KAZ,02,X,2022,1
          KAZ,03,X,2021,1
          KAZ,03,X,2022,1
          KAZ,03,X,2023,1
          KAZ,04,X,2021,1
          KAZ,04,X,2022,1
          KAZ,04,X,2023,1
          """
        ], subject: "KAZ/X/2", period: "2020/2023", expected: 0.5)
    ],
    note: """
      The last part of the subject is the duration in years. Spells under way in the first year are \
      left out; those under way in the last, or before a gap, are censored.
      """
  ) { tables, context in
    let flows = try FlowBook(tables, input)
    let book = flows.book
    let parts = book.parts(
      book.parts(book.cells, of: "product", total: FlowBook.total), of: "partner",
      total: FlowBook.world)
    return book.groups(parts, by: ["reporter", "flow"]).flatMap { key, members in
      let subject = book.words(["reporter", "flow"], key)
      let years = members.compactMap { wholeYear(book.word("period", $0.key)) }
      guard let first = years.min(), let last = years.max(), years.count == members.count else {
        return [Measurement.missing(.undefined, subject, period: "", n: members.count)]
      }
      var states: [CellBook.Key: [Int: Bool?]] = [:]
      for (line, cell) in members {
        guard let year = wholeYear(book.word("period", line)) else { continue }
        let value = cell.known(context).value
        states[book.key(line, keeping: ["partner", "product"]), default: [:]][year] =
          .some(value.map { $0.value > 0 })
      }
      var spells: [Spell] = []
      for line in states.keys.sorted() {
        spells += Self.spells(states[line] ?? [:], first: first, last: last)
      }
      return curve(spells, subject, period: "\(first)/\(last)")
    }
  }

  /// A run of years with trade: its length, and whether it was seen to end.
  struct Spell: Hashable, Sendable {
    let length: Int
    let ended: Bool
  }

  /// The spells of one relation; a year without a row is one without trade, a gap hides both.
  static func spells(_ states: [Int: Bool?], first: Int, last: Int) -> [Spell] {
    var found: [Spell] = []
    var start: Int?
    var isKnownStart = false
    for year in first...last {
      let state: Bool? = states[year] ?? false
      if let begun = start, state != true {
        if isKnownStart { found.append(Spell(length: year - begun, ended: state == false)) }
        start = nil
      } else if start == nil, state == true {
        start = year
        isKnownStart = year > first && (states[year - 1] ?? false) == false
      }
    }
    if let begun = start, isKnownStart {
      found.append(Spell(length: last + 1 - begun, ended: false))
    }
    return found
  }

  private static func curve(_ spells: [Spell], _ subject: [String], period: String)
    -> [Measurement]
  {
    guard let longest = spells.map(\.length).max() else {
      return [.missing(.tooFewObservations, subject, period: period)]
    }
    var survival = 1.0
    var hazard = 0.0
    guard case .value(let z) = NormalDistribution.quantile(0.975) else { return [] }
    return (1...longest).map { length in
      let atRisk = Double(spells.count { $0.length >= length })
      let ends = Double(spells.count { $0.length == length && $0.ended })
      survival *= 1 - ends / atRisk
      if atRisk > ends { hazard += ends / (atRisk * (atRisk - ends)) }
      let half = z * survival * hazard.squareRoot()
      return Measurement(
        subject + ["\(length)"], period: period, n: spells.count,
        .known(
          .value(survival),
          interval: IndicatorInterval(
            lower: max(0, survival - half), upper: min(1, survival + half), kind: "greenwood-95")))
    }
  }
}
