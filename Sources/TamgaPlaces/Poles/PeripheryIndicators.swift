package import TamgaCatalogue
internal import TamgaNumerics

/// Indicators of core and periphery.
package enum PeripheryIndicators {
  package static let all: [IndicatorDefinition] = [incomeGap, coreFit]

  private static let incomeGap = IndicatorDefinition(
    "periphery.income-gap.distance-weighted", .poles,
    formula: "y_i / (Σ_j (y_j / d_ij) / Σ_j (1 / d_ij)) − 1",
    tex: "\\frac{y_i \\sum_j d_{ij}^{-1}}{\\sum_j y_j d_{ij}^{-1}} - 1",
    tables: [GravitationIndicators.pairs], unit: .fixed(.ratio), rules: (.unreachable, .exact),
    citations: ["Moroshkina (2018), on the periphery of border regions"], choices: [],
    examples: [
      WorkedExample(
        "by hand: 6 against (12/1 + 4/3) / (1 + 1/3) = 10",
        [
          """
          origin,destination,distance,mass_i,mass_j
          a,b,1,6,12
          a,c,3,6,4
          """
        ], subject: "a", expected: -0.4)
    ], note: "Masses are incomes per head."
  ) { tables, _ in
    try PairBook(tables.table(GravitationIndicators.pairs)).measurements {
      book throws(BorderError) in try book.incomeGapsOfPlaces()
    }
  }

  private static let ties = InputTable(
    .other, ["origin", "destination", "value"], optional: ["period"])

  private static let coreFit = IndicatorDefinition(
    "periphery.core-fit.borgatti-everett", .poles,
    formula: "max_C corr(a_ij, δ_ij) over pairs, δ = 1 where i or j is in the core C",
    tex: "\\max_C \\operatorname{corr}(a_{ij}, \\delta_{ij}), \\quad "
      + "\\delta_{ij} = [i \\in C \\lor j \\in C]",
    tables: [ties], unit: .fixed(.ratio), rules: (.zeroDenominator, .permutation),
    citations: ["Borgatti and Everett (1999), Models of Core/Periphery Structures"], choices: [],
    examples: [
      WorkedExample(
        "by hand: ties 4, 2, 0 against 1, 1, 0 with a as the core: √3 / 2",
        ["origin,destination,value\na,b,3\nb,a,1\na,c,2\nb,c,0"],
        expected: 3.0.squareRoot() / 2)
    ],
    note:
      "The discrete model. Up to twelve places every core is tried; above, the cores of the first k "
      + "places by their ties are improved by moving one place or swapping two until nothing helps, a "
      + "local optimum. Both directions of a pair are one tie, their sum; a pair that has no row is a "
      + "gap, not a zero. p is the share of arrangements of the ties over the pairs whose best core, "
      + "searched for in the same way, fits as well: all of them up to four places, above as many "
      + "random ones as there are draws, with the one observed."
  ) { tables, context in
    try KeyedRows(
      tables.table(ties), words: ["origin", "destination"], ifPresent: ["period"],
      numbers: ["value"]
    ).grouped(by: 2).map { period, rows in
      let names = rows.names([0, 1])
      let (square, fault) = matrix(rows, names)
      if let fault { return .missing(fault, ["all"], period: period, n: names.count) }
      guard
        let fit = try? TamgaPlaces.coreFit(
          square, count: names.count,
          permutations: context.intervals ? min(100_000, max(0, context.draws)) : 0,
          seed: context.seed)
      else { return .missing(.undefined, ["all"], period: period, n: names.count) }
      return Measurement(
        ["all"], period: period, n: names.count,
        .known(fit.correlation, probability: fit.probability.value))
    }
  }

  /// Ties of places by rows, both directions added up, or why there are none.
  private static func matrix(_ rows: KeyedRows, _ names: [String]) -> (
    ties: [Double], fault: MissingReason?
  ) {
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var ties = [Double?](repeating: nil, count: names.count * names.count)
    var seen: Set<[String]> = []
    for row in rows.rows {
      guard let one = places[row.words[0]], let other = places[row.words[1]] else { continue }
      guard seen.insert(row.words).inserted else { return ([], .duplicateKey) }
      guard let value = row.numbers[0] else { return ([], .missingInput) }
      if value < 0 { return ([], .negativeValue) }
      for cell in Set([one * names.count + other, other * names.count + one]) {
        ties[cell] = (ties[cell] ?? 0) + value
      }
    }
    for place in names.indices { ties[place * names.count + place] = 0 }
    let known = ties.compactMap(\.self)
    return known.count == ties.count ? (known, nil) : ([], .missingInput)
  }
}

extension PairBook {
  /// The income gap of each place.
  fileprivate func incomeGapsOfPlaces() throws(BorderError) -> [([String], Measurement.Formula)] {
    let names = Set(rows.flatMap { [$0.origin, $0.destination] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var incomes = [Double?](repeating: nil, count: names.count)
    var distances = [Double?](repeating: nil, count: names.count * names.count)
    for (row, pair) in rows.enumerated() {
      guard let one = places[pair.origin], let other = places[pair.destination] else { continue }
      incomes[one] = pair.one
      incomes[other] = pair.other
      if pair.distance == 0 { throw .zeroDistance(row: row) }
      distances[one * names.count + other] = pair.distance
      distances[other * names.count + one] = pair.distance
    }
    let gaps = try? incomeGaps(incomes, distances: distances)
    return names.indices.map { ([names[$0]], .known(gaps?[$0] ?? .missing(.undefined))) }
  }
}
