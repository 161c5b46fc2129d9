internal import TamgaCatalogue

/// Which columns of a table of pairs are masses, and which distances; the first of each is in force.
struct PairColumns: Sendable {
  /// A kind of mass: a column of the origin and one of the destination, or twice two whose geometric
  /// mean it is, √(GRP · P).
  struct Mass: Hashable, Sendable {
    let name: String
    let columns: [String]
  }

  let masses: [Mass]
  let distances: [String]
  /// The columns of numbers that are read, in the order of a row's numbers.
  let numbers: [String]

  init(masses: [Mass], distances: [String]) {
    self.masses = masses
    self.distances = distances
    var numbers: [String] = []
    for name in masses.flatMap(\.columns) + distances where !numbers.contains(name) {
      numbers.append(name)
    }
    self.numbers = numbers
  }

  /// Mass and distance without a kind of their own.
  static let generic = PairColumns(
    masses: [Mass(name: "mass", columns: ["mass_i", "mass_j"])], distances: ["distance"])

  /// The named kinds of mass: regional product, population, and the root of their product.
  static let namedMasses = [
    Mass(name: "grp", columns: ["grp_i", "grp_j"]),
    Mass(name: "population", columns: ["population_i", "population_j"]),
    Mass(name: "mixed", columns: ["grp_i", "grp_j", "population_i", "population_j"]),
  ]

  /// The named kinds of distance with their columns: straight line in km, road in km, hours by road.
  static let namedDistances = [
    (name: "geodesic", column: "line"), (name: "road", column: "road"),
    (name: "time", column: "hours"),
  ]

  /// One kind of each in force, all other named kinds behind them.
  static func named(_ mass: Mass, _ distance: String) -> PairColumns {
    PairColumns(
      masses: [mass] + namedMasses.filter { $0 != mass },
      distances: [distance] + namedDistances.map(\.column).filter { $0 != distance })
  }

  /// The kinds in force, and of the others those whose columns a table has.
  func held(by table: TidyTable) -> PairColumns {
    PairColumns(
      masses: masses.enumerated().filter { $0 == 0 || $1.columns.allSatisfy(table.has) }
        .map(\.element),
      distances: distances.enumerated().filter { $0 == 0 || table.has($1) }.map(\.element))
  }

  /// The kinds in force, and of the others those that every row has a mass of, and no distance that
  /// is not above zero.
  func usable(_ rows: [KeyedRow]) -> PairColumns {
    PairColumns(
      masses: masses.enumerated().filter { place, mass in
        place == 0
          || rows.allSatisfy { masses(mass, $0).allSatisfy { $0.map { $0 >= 0 } ?? false } }
      }.map(\.element),
      distances: distances.enumerated().filter { place, name in
        let known = rows.compactMap { distance(name, $0) }
        return place == 0 || !known.isEmpty && known.allSatisfy { $0 > 0 }
      }.map(\.element))
  }

  /// The masses of origin and destination in a row; a gap and a value below zero stay what they are.
  func masses(_ mass: Mass, _ row: KeyedRow) -> [Double?] {
    let values = mass.columns.map { number($0, row) }
    guard values.count == 4 else { return values }
    return [0, 1].map { side in
      guard let one = values[side], let other = values[side + 2] else { return nil }
      return one < 0 || other < 0 ? min(one, other) : one.squareRoot() * other.squareRoot()
    }
  }

  /// The distance of a row; nil where there is no way.
  func distance(_ name: String, _ row: KeyedRow) -> Double? { number(name, row) }

  private func number(_ name: String, _ row: KeyedRow) -> Double? {
    numbers.firstIndex(of: name).flatMap { row.numbers[$0] }
  }
}
