package import TamgaCatalogue
internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The indicators of gravitation: every kind of mass by every kind of distance and exponent.
package enum GravitationIndicators {
  package static let all: [IndicatorDefinition] = generic + named

  static let pairs = InputTable(
    .interactions, ["origin", "destination", "distance", "mass_i", "mass_j"])

  static let table = """
    origin,destination,distance,mass_i,mass_j
    a,b,2,2,3
    a,c,4,2,4
    b,c,3,3,4
    """

  /// Exponents as in an id and as numbers: a decimal point is a hyphen there.
  private static let exponents = RegionPairs.standardExponents.map { exponent in
    let text = Int(exactly: exponent).map(String.init) ?? "\(exponent)"
    return (id: text.replacing(".", with: "-"), text: text, value: exponent)
  }

  private static let citations = [
    "Stewart (1948), Demographic Gravitation", "Isard (1960), Methods of Regional Analysis",
  ]

  private static let generic = exponents.map { exponent in
    definition(
      "mass-distance", exponent, columns: .generic, table: table,
      pulls: [([2, 3], 2), ([2, 4], 4), ([3, 4], 3)],
      hand: "6/2ᵇ, 8/4ᵇ, 12/3ᵇ over their sum, b = \(exponent.text)",
      note:
        "Mass and distance are the table's, mass_i, mass_j, distance. The interval is the fan over "
        + "exponents from 1 to 3.")
  }

  /// Masses × distances × exponents, each by its columns.
  private static let named = PairColumns.namedMasses.flatMap { mass in
    PairColumns.namedDistances.flatMap { distance in
      exponents.map { exponent in
        let masses: [Double] =
          ["grp": [2, 3, 4], "population": [8, 12, 4]][mass.name] ?? [4, 6, 4]
        let lengths: [Double] =
          ["geodesic": [2, 4, 3], "road": [3, 4, 5]][distance.name] ?? [1, 2, 4]
        let pulls: [(masses: [Double], distance: Double)] = [
          ([masses[0], masses[1]], lengths[0]), ([masses[0], masses[2]], lengths[1]),
          ([masses[1], masses[2]], lengths[2]),
        ]
        let columns = mass.columns + [distance.column]
        return definition(
          "\(mass.name)-\(distance.name)", exponent, columns: .named(mass, distance.column),
          table: namedTable, pulls: pulls,
          hand: "masses \(text(masses)), distances \(text(lengths)), b = \(exponent.text)",
          note:
            "Columns: \(columns.joined(separator: ", ")). The interval is the fan over all named "
            + "masses (grp, population, √(grp · population)), distances (line, road in km, hours with "
            + "waiting at borders) and exponents from 1 to 3 that the table holds whole.")
      }
    }
  }

  private static func text(_ numbers: [Double]) -> String {
    numbers.map { "\(Int($0))" }.joined(separator: ", ")
  }

  private static let namedTable = """
    origin,destination,grp_i,grp_j,population_i,population_j,line,road,hours
    a,b,2,3,8,12,2,3,1
    a,c,2,4,8,4,4,4,2
    b,c,3,4,12,4,3,5,4
    """

  private static func definition(
    _ name: String, _ exponent: (id: String, text: String, value: Double), columns: PairColumns,
    table: String, pulls: [(masses: [Double], distance: Double)], hand: String, note: String
  ) -> IndicatorDefinition {
    let isGeneric = columns.masses.count == 1
    let own = columns.masses[0].columns + [columns.distances[0]]
    let input =
      isGeneric
      ? pairs
      : InputTable(
        .interactions, ["origin", "destination"] + own,
        optional: columns.numbers.filter { !own.contains($0) })
    let weights = pulls.map { $0.masses[0] * $0.masses[1] / pow($0.distance, exponent.value) }
    return IndicatorDefinition(
      "gravitation.index.\(name)-\(exponent.id)", .border,
      formula: "100 G / Σ G, G = M_i M_j / d_ij^\(exponent.text)"
        + (isGeneric ? "" : ", M = \(formula(columns.masses[0])), d = \(columns.distances[0])"),
      tex: "100 \\frac{M_i M_j d_{ij}^{-\(exponent.text)}}{\\sum M M d^{-\(exponent.text)}}",
      tables: [input], unit: .fixed(.percent), rules: (.unreachable, .fan), citations: citations,
      isStandard: isGeneric && exponent.value == 2, choices: [],
      examples: [
        WorkedExample(
          "by hand: " + hand, [table], subject: "a/b",
          expected: 100 * weights[0] / weights.reduce(0, +), tolerance: 1e-11)
      ], note: note
    ) { tables, _ in
      try PairBook(tables.table(input), columns).measurements { book throws(BorderError) in
        try shares(book, exponent.value)
      }
    }
  }

  private static func formula(_ mass: PairColumns.Mass) -> String {
    mass.columns.count == 4 ? "√(grp · population)" : mass.name
  }

  /// The share of each pair with the least and most over all runs.
  private static func shares(_ book: PairBook, _ exponent: Double) throws(BorderError) -> [(
    [String], Measurement.Formula
  )] {
    let all = try book.pairs()
    let own = try all.gravitation(exponent: exponent)
    let runs = try all.fan().runs
    return own.pairs.indices.map { place in
      let shares = runs.compactMap { $0.pairs[place].share.value }
      return (
        [own.pairs[place].origin, own.pairs[place].destination],
        .known(
          own.pairs[place].share,
          interval: shares.isEmpty
            ? nil
            : IndicatorInterval(lower: shares.min() ?? 0, upper: shares.max() ?? 0, kind: "fan"))
      )
    }
  }
}
