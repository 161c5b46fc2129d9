package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of contact: who reaches a crossing in time, and who a town beyond it.
package enum ContactIndicators {
  package static let all: [IndicatorDefinition] =
    limits.map(crossing) + limits.map(counterpart)

  /// Hours with the word of an id: a decimal point is a hyphen there.
  private static let limits: [(id: String, hours: Double)] = [
    ("0-5h", 0.5), ("1h", 1), ("2h", 2), ("4h", 4),
  ]
  private static let citations = [
    "Sebentsov et al. (2024), on the contact function of borders"
  ]
  private static let atLeast = IndicatorChoice.number("at-least", "10000")

  private static func text(_ hours: Double) -> String {
    Int(exactly: hours).map(String.init) ?? "\(hours)"
  }

  private static func crossing(_ id: String, _ hours: Double) -> IndicatorDefinition {
    let name = text(hours)
    return IndicatorDefinition(
      "contact.crossing.\(id)", .border,
      formula: "100 Σ P where min_c t_ic ≤ \(name) h / Σ P",
      tex: "100\\,\\frac{\\sum_{i: \\min_c t_{ic} \\le \(name)} P_i}{\\sum_i P_i}",
      tables: [ReachBook.legs], unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citations: citations, direction: .higherIsBetter, choices: [],
      examples: [
        WorkedExample(
          "by hand: hours to the nearest crossing 0.5, 1.5, 5; people 30, 50, 20",
          [ReachBook.homeTable], expected: hours < 2 ? 30 : 80)
      ],
      note: "distance is hours from a place to an open crossing; an empty one is no way there."
    ) { tables, _ in
      let home = try PlacesInReach(home: tables.table(ReachBook.legs))
      guard !home.names.isEmpty else { return [] }
      return [
        Measurement(["all"], period: "", n: home.names.count, .known(shareWithin(hours, home)))
      ]
    }
  }

  /// The part of all people who reach a crossing within some hours, in percent.
  private static func shareWithin(_ hours: Double, _ home: PlacesInReach) -> Outcome<Double> {
    if let fault = home.fault { return .missing(fault) }
    let near = home.names.filter { home.nearest($0) <= hours }
    func people(_ names: [String]) -> Double {
      compensatedTotal(of: names.map { home.sizes[$0] ?? 0 })
    }
    return quotient(100 * people(near), people(home.names))
  }

  /// Hours through crossings with their delays to x: 0.5, 0.75, 2, 3.5; y is too small to count.
  private static let towns = [
    """
    place,crossing,distance,population
    a,one,0.25,20
    b,one,0.5,30
    c,two,1.5,10
    d,two,3,40
    """,
    """
    crossing,destination,distance,mass_j
    one,x,0.125,12000
    one,y,0.0625,9000
    two,x,0.25,12000
    """,
    """
    crossing,delay
    one,0.125
    two,0.25
    """,
  ]

  private static func counterpart(_ id: String, _ hours: Double) -> IndicatorDefinition {
    let name = text(hours)
    return IndicatorDefinition(
      "contact.counterpart.\(id)", .border,
      formula: "100 Σ P where min_cj (a_ic + delay_c + b_cj) ≤ \(name) h / Σ P, j of 10,000 people",
      tex:
        "100\\,\\frac{\\sum_{i:\\,\\min_{c,j}(a_{ic}+\\delta_c+b_{cj}) \\le \(name)} P_i}{\\sum_i P_i}",
      tables: ReachBook.tables, unit: .fixed(.percent), rules: (.zeroDenominator, .exact),
      citations: citations, direction: .higherIsBetter, choices: [atLeast],
      examples: [
        WorkedExample(
          "by hand: hours to the town 0.5, 0.75, 2, 3.5; people 20, 30, 10, 40", towns,
          expected: [0.5: 20, 1: 50, 2: 60, 4: 100][hours] ?? 0)
      ],
      note: "The first place abroad of at least 10,000 people, mass_j (--choice at-least=N). "
        + ReachBook.note
    ) { tables, context in
      let book = try ReachBook(tables)
      guard !book.home.names.isEmpty else { return [] }
      let share = book.stretch.flatMap { stretch in
        let found = try? stretch.contactWithCounterparts(
          within: [hours], atLeast: context.number(atLeast), threads: context.threads)
        return found?.first?.mean.map { 100 * $0 } ?? .missing(.undefined)
      }
      return [Measurement(["all"], period: "", n: book.home.names.count, .known(share))]
    }
  }
}
