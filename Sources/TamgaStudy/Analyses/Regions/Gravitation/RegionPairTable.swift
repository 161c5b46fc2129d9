public import TamgaIndicators
internal import TamgaPresent

/// A table of pairs of places: masses on both sides, distances of several kinds, waiting at borders.
public struct RegionPairTable: Sendable, Codable {
  /// The table.
  public let file: NumberFile
  /// The columns of each kind of mass: origin's and destination's; four columns are two kinds, whose
  /// geometric mean is the mass.
  public let masses: [[String]]
  /// The columns of each kind of distance; `hours` are hours, all others kilometres.
  public let distances: [String]
  /// km/h on open road, which turns waiting into length.
  public let speed: Double

  /// A kind of distance: a column, with waiting at borders or without.
  struct DistanceKind: Hashable {
    let column: String
    let waits: Bool

    var name: String { waits ? column + "+border" : column }
    var isTime: Bool { column == RegionPairTable.hours }
  }

  static let hours = "hours"
  private static let knownMasses = ["mass", "grp", "population"].map { [$0 + "_i", $0 + "_j"] }
  private static let knownDistances = ["distance", hours, "road", "line"]

  /// Reads a table by its columns.
  ///
  /// - Parameters:
  ///   - masses: kinds of mass, two columns each, or four; where none is named all of `mass`, `grp`,
  ///     `population` (`_i`, `_j`) that the table has, and √(GRP · population) where it has both.
  ///   - distances: columns of distances; where none is named all of `distance`, `hours`, `road`, `line`
  ///     that the table has.
  ///   - countries: whether it must say in which country each place lies.
  ///   - speed: km/h on open road.
  ///   - read: reads columns of the file.
  /// - Throws: T824 for a speed that is none, T130 for a table without a column it cannot do without.
  public init(
    masses: [[String]], distances: [String], countries: Bool, speed: Double = 60,
    read: (NumberFile.Columns) throws -> NumberFile
  ) throws {
    guard speed > 0, speed.isFinite else { throw Diagnostic.outOfRange("speed") }
    var (masses, distances) = (masses, distances)
    if masses.isEmpty || distances.isEmpty {
      let held = try read(
        NumberFile.Columns(
          numbersIfPresent: Self.knownMasses.flatMap(\.self) + Self.knownDistances,
          words: ["origin", "destination"]))
      if masses.isEmpty { masses = Self.masses(of: held) }
      if distances.isEmpty { distances = Self.knownDistances.filter(held.has) }
    }
    self.masses = masses.isEmpty ? [Self.knownMasses[0]] : masses
    self.distances = distances.isEmpty ? [Self.knownDistances[0]] : distances
    self.speed = speed
    file = try read(
      Self.columns(masses: self.masses, distances: self.distances, countries: countries))
  }

  /// The kinds of mass that a table has.
  private static func masses(of file: NumberFile) -> [[String]] {
    let found = knownMasses.filter { $0.allSatisfy(file.has) }
    return found.suffix(2) == knownMasses.suffix(2)
      ? found + [knownMasses.suffix(2).flatMap(\.self)] : found
  }

  /// The columns of a kind of mass, as in `mass_i,mass_j`, or four for the root of two kinds' product.
  ///
  /// - Throws: T824.
  public static func kind(_ text: String) throws -> [String] {
    let columns = text.split(separator: ",").map {
      String($0).trimmingPrefix { $0 == " " }.description
    }
    guard [2, 4].contains(columns.count) else {
      throw Diagnostic("T824", ["what": "mass \(text)", "range": "NAME_i,NAME_j"])
    }
    return columns
  }

  private static func columns(
    masses: [[String]], distances: [String], countries: Bool
  ) -> NumberFile.Columns {
    let sides = ["country_i", "country_j"]
    var numbers: [String] = []
    for name in distances + masses.flatMap(\.self) where !numbers.contains(name) {
      numbers.append(name)
    }
    return NumberFile.Columns(
      numbers: numbers, numbersIfPresent: ["border_minutes", "area_i", "area_j"],
      words: ["origin", "destination"] + (countries ? sides : []),
      wordsIfPresent: ["source"] + (countries ? [] : sides))
  }

  /// The kinds of distance.
  ///
  /// Waiting at borders is added to hours where there are any, and stands before them, else to
  /// kilometres by the speed.
  var kinds: [DistanceKind] {
    let open = distances.map { DistanceKind(column: $0, waits: false) }
    guard file.has("border_minutes") else { return open }
    guard distances.contains(Self.hours) else {
      return open + distances.map { DistanceKind(column: $0, waits: true) }
    }
    return open.flatMap { kind in
      kind.isTime ? [DistanceKind(column: kind.column, waits: true), kind] : [kind]
    }
  }

  /// The names of the kinds of distance.
  public var distanceKinds: [String] { kinds.map(\.name) }

  /// The names of the kinds of mass.
  public var massKinds: [String] { masses.map { $0.joined(separator: ",") } }

  /// The distance of a row; nil where there is no way.
  ///
  /// A pair without a border waits 0 minutes; an empty cell does not say so.
  ///
  /// - Throws: T133 for waiting that is missing where there is a way.
  private func length(_ kind: DistanceKind, _ row: Int) throws -> Double? {
    guard let way = file.number(kind.column, row), kind.waits else {
      return file.number(kind.column, row)
    }
    let hours = try file.required("border_minutes", row) / 60
    return way + (kind.isTime ? hours : hours * speed)
  }

  /// The mass of a side of a row, origin's 0 and destination's 1.
  private func mass(_ columns: [String], _ side: Int, _ row: Int) throws -> Double {
    let one = try file.required(columns[side], row)
    guard columns.count == 4 else { return one }
    let other = try file.required(columns[side + 2], row)
    return min(one, other) < 0 ? min(one, other) : one.squareRoot() * other.squareRoot()
  }

  /// The pairs for the gravitation index.
  ///
  /// - Throws: T133 for a mass or waiting that is missing, ``BorderError``.
  public func pairs() throws -> RegionPairs {
    let rows = try file.rows.map { row in
      RegionPair(
        origin: file.word("origin", row), destination: file.word("destination", row),
        originMasses: try masses.map { try mass($0, 0, row) },
        destinationMasses: try masses.map { try mass($0, 1, row) },
        distances: try kinds.map { try length($0, row) })
    }
    return try RegionPairs(rows, massKinds: massKinds, distanceKinds: distanceKinds)
  }

  /// The places in the order of their names, by the first kind of mass, and places × places distances
  /// of each kind; each pair counts for both places.
  ///
  /// - Parameter countThemselves: whether places whose `area_i`, `area_j` (km²) is given count
  ///   themselves, at ⅔ √(A / π) km, or as long as that takes at the speed.
  /// - Returns: the places, and a table of distances for each kind.
  /// - Throws: T823 for a pair that stands twice, T834 and T837 for a place whose mass, country or area
  ///   changes, T133.
  public func places(countThemselves: Bool = true) throws -> (
    places: [AttractingPlace], kinds: [DistanceTable]
  ) {
    var known: [String: AttractingPlace] = [:]
    for row in file.rows {
      for (side, ending) in ["i", "j"].enumerated() {
        let name = file.word(side == 0 ? "origin" : "destination", row)
        let place = AttractingPlace(
          name: name, country: file.word("country_" + ending, row),
          mass: try mass(masses[0], side, row),
          area: countThemselves ? file.number("area_" + ending, row) : nil)
        if let area = place.area, area < 0 {
          throw Diagnostic(
            "T820", ["what": "area_" + ending, "place": name], place: file.place(row))
        }
        if let other = known[name], other != place { throw changed(other, place, row) }
        known[name] = place
      }
    }
    let places = known.values.sorted { $0.name < $1.name }
    return (places, try kinds.map { DistanceTable(kind: $0, cells: try square($0, places)) })
  }

  /// A place that is another one here than in an earlier row.
  private func changed(_ one: AttractingPlace, _ other: AttractingPlace, _ row: Int) -> Diagnostic {
    guard one.mass == other.mass else {
      return Diagnostic("T834", ["what": one.name], place: file.place(row))
    }
    func area(_ place: AttractingPlace) -> String {
      place.area.map { NumberFormat.plain($0, digits: 2) } ?? "–"
    }
    let isMoved = one.country != other.country
    return Diagnostic(
      "T837",
      [
        "what": one.name, "column": isMoved ? "country" : "area",
        "now": isMoved ? other.country : area(other), "before": isMoved ? one.country : area(one),
      ], place: file.place(row))
  }

  /// Places × places distances of a kind, by rows.
  public struct DistanceTable: Sendable {
    /// The name, as in `road+border`.
    public let name: String
    /// Distances, nil where there is no way and on the diagonal of kilometres.
    public let cells: [Double?]
    private let isTime: Bool

    init(kind: DistanceKind, cells: [Double?]) {
      name = kind.name
      self.cells = cells
      isTime = kind.isTime
    }

    /// How far a span of kilometres is in this kind: hours at a speed.
    public func span(_ kilometres: Double, speed: Double) -> Double {
      isTime ? kilometres / speed : kilometres
    }
  }

  private func square(_ kind: DistanceKind, _ places: [AttractingPlace]) throws -> [Double?] {
    let count = places.count
    let index = Dictionary(uniqueKeysWithValues: zip(places.map(\.name), places.indices))
    var cells = [Double?](repeating: nil, count: count * count)
    if kind.isTime {
      for place in places.indices {
        cells[place * count + place] = places[place].meanDistance.map { $0 / speed }
      }
    }
    var seen: Set<[Int]> = []
    for row in file.rows {
      let ends = [file.word("origin", row), file.word("destination", row)]
      guard let one = index[ends[0]], let other = index[ends[1]] else { continue }
      guard one != other, seen.insert([min(one, other), max(one, other)]).inserted else {
        throw Diagnostic(
          "T823", ["what": ends.joined(separator: " – ")], place: file.place(row))
      }
      cells[one * count + other] = try length(kind, row)
      cells[other * count + one] = try length(kind, row)
    }
    return cells
  }
}
