public import TamgaIndicators
internal import TamgaPresent

/// The tables of poles: places that are served, candidates, and how far they are from each other.
public struct PoleTables: Sendable, Codable {
  /// Places: name, population; area and grp where they are known.
  public let places: NumberFile
  /// Candidates: name, population, grp, dimensions.
  public let poles: NumberFile
  /// How far: place, pole and a column of hours or kilometres.
  public let distances: NumberFile
  /// The column of the distance.
  public let measure: String
  /// Columns of the score, a larger number always better.
  public let dimensions: [String]

  /// Names the columns of the three tables.
  public init(
    places: NumberFile, poles: NumberFile, distances: NumberFile, measure: String,
    dimensions: [String]
  ) {
    self.places = places
    self.poles = poles
    self.distances = distances
    self.measure = measure
    self.dimensions = dimensions
  }

  /// The columns of the places.
  public static let placeColumns = NumberFile.Columns(
    numbers: ["population"], numbersIfPresent: ["area", "grp"], words: ["name"],
    wordsIfPresent: ["source"])

  /// The columns of the candidates.
  public static func poleColumns(_ dimensions: [String]) -> NumberFile.Columns {
    let fixed = ["population", "grp"]
    return NumberFile.Columns(
      numbers: fixed + dimensions.filter { !fixed.contains($0) },
      numbersIfPresent: ["propulsive_tests"], words: ["name"], wordsIfPresent: ["source"])
  }

  /// The columns of the distances.
  public static func distanceColumns(_ measure: String) -> NumberFile.Columns {
    NumberFile.Columns(numbers: [measure], words: ["place", "pole"], wordsIfPresent: ["source"])
  }

  /// The columns of the risks; a larger number is worse but where `direction` says `lower`.
  public static let riskColumns = NumberFile.Columns(
    numbers: ["likelihood", "impact"], words: ["region", "group", "indicator"],
    wordsIfPresent: ["direction", "source"])

  /// The risks for the register; none without a table.
  ///
  /// - Throws: T838 for a group that is none, T866 for a direction that is none, T133 for a number that
  ///   must be there.
  public static func risks(_ file: NumberFile?) throws -> [RegionalRisk] {
    guard let file else { return [] }
    return try file.rows.map { row in
      let word = file.word("group", row)
      guard let group = RiskGroup(rawValue: word) else {
        throw Diagnostic(
          "T838",
          [
            "group": word, "known": RiskGroup.allCases.map(\.rawValue).joined(separator: ", "),
          ], place: file.place(row))
      }
      let side = file.word("direction", row)
      guard let direction = side.isEmpty ? .higher : RiskDirection(rawValue: side) else {
        throw Diagnostic(
          "T866",
          [
            "direction": side, "indicator": file.word("indicator", row),
            "known": RiskDirection.allCases.map(\.rawValue).joined(separator: " / "),
          ], place: file.place(row))
      }
      return RegionalRisk(
        region: file.word("region", row), group: group, indicator: file.word("indicator", row),
        likelihood: try file.required("likelihood", row), direction: direction,
        impact: try file.required("impact", row))
    }
  }

  /// The names of the candidates in the order of the table.
  public var poleNames: [String] { poles.rows.map { poles.word("name", $0) } }

  /// Poles among places, with the distances between.
  ///
  /// - Parameters:
  ///   - chosen: names of poles; all when empty.
  ///   - mass: the column of what a pole draws with.
  /// - Returns: the field.
  /// - Throws: T823 for a name or a pair that stands twice, T825 for a name that is not known, T133 for
  ///   a number that must be there, ``PoleError``.
  public func field(_ chosen: [String] = [], mass: String = "grp") throws -> PoleField {
    let all = poleNames
    if let odd = chosen.first(where: { !all.contains($0) }) {
      throw Diagnostic.unknownName(odd, in: poles.path, known: all, place: poles.place)
    }
    let rows = poles.rows.filter { chosen.isEmpty || chosen.contains(all[$0]) }
    let served = try places.rows.map { row in
      ServedPlace(
        name: places.word("name", row),
        area: places.has("area") ? try places.required("area", row) : 0,
        population: try places.required("population", row),
        product: places.number("grp", row) ?? 0)
    }
    return try PoleField(
      poles: rows.map { all[$0] },
      masses: try rows.map { try poles.required(mass, $0) },
      populations: try rows.map { try poles.required("population", $0) },
      places: served, hours: try hours(rows.map { all[$0] }, all))
  }

  /// The tests of propulsive industries that candidates passed; nil where the table does not say.
  public var passedTests: [Int?] {
    poles.rows.map { poles.number("propulsive_tests", $0).flatMap { Int(exactly: $0) } }
  }

  /// The candidates with their dimensions.
  public func candidates() -> [PoleCandidate] {
    zip(poles.rows, passedTests).map { row, tests in
      PoleCandidate(
        name: poles.word("name", row), dimensions: dimensions.map { poles.number($0, row) },
        propulsiveTests: tests ?? 0)
    }
  }

  /// Places × poles distances; a pair that is not there has no way, but a pole is at no distance from
  /// its own place.
  private func hours(_ wanted: [String], _ all: [String]) throws -> [Double?] {
    let rows = try index(places)
    _ = try index(poles)
    let columns = Dictionary(uniqueKeysWithValues: zip(wanted, wanted.indices))
    var hours = [Double?](repeating: nil, count: rows.count * wanted.count)
    var seen: Set<[String]> = []
    for (column, pole) in wanted.enumerated() {
      if let own = rows[pole] { hours[own * wanted.count + column] = 0 }
    }
    for row in distances.rows {
      let ends = [distances.word("place", row), distances.word("pole", row)]
      guard let place = rows[ends[0]] else {
        throw Diagnostic.unknownName(
          ends[0], in: places.path, known: rows.keys.sorted(), place: distances.place(row))
      }
      guard all.contains(ends[1]) else {
        throw Diagnostic.unknownName(
          ends[1], in: poles.path, known: all, place: distances.place(row))
      }
      guard seen.insert(ends).inserted else {
        throw Diagnostic(
          "T823", ["what": ends.joined(separator: " – ")], place: distances.place(row))
      }
      if let pole = columns[ends[1]] {
        hours[place * wanted.count + pole] = distances.number(measure, row)
      }
    }
    return hours
  }

  private func index(_ file: NumberFile) throws -> [String: Int] {
    var index: [String: Int] = [:]
    for row in file.rows {
      let name = file.word("name", row)
      guard index.updateValue(row, forKey: name) == nil else {
        throw Diagnostic("T823", ["what": name], place: file.place(row))
      }
    }
    return index
  }
}
