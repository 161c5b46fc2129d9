public import TamgaIndicators
internal import TamgaPresent

/// A table of pairs of places: masses on both sides, distances of several kinds, waiting at borders.
public struct RegionPairTable: Sendable, Codable {
  /// The table.
  public let file: NumberFile
  /// The columns of each kind of mass: origin's and destination's.
  public let masses: [[String]]
  /// The columns of each kind of distance.
  public let distances: [String]
  /// km/h on open road, which turns waiting into length.
  public let speed: Double

  /// Names the columns of a table.
  ///
  /// - Throws: T824 for a kind of mass that is not two columns and for a speed that is none.
  public init(
    file: NumberFile, masses: [[String]], distances: [String], speed: Double = 60
  ) throws {
    guard speed > 0, speed.isFinite else { throw Diagnostic("T824", ["what": "speed"]) }
    self.file = file
    self.masses = masses
    self.distances = distances
    self.speed = speed
  }

  /// The two columns of a kind of mass, as in `mass_i,mass_j`.
  ///
  /// - Throws: T824.
  public static func kind(_ text: String) throws -> [String] {
    let columns = text.split(separator: ",").map {
      String($0).trimmingPrefix { $0 == " " }.description
    }
    guard columns.count == 2 else { throw Diagnostic("T824", ["what": "mass \(text)"]) }
    return columns
  }

  /// The columns the table is asked for.
  ///
  /// - Parameters:
  ///   - masses: pairs of columns.
  ///   - distances: columns.
  ///   - countries: whether it must say in which country each place lies.
  /// - Returns: the request.
  public static func columns(
    masses: [[String]], distances: [String], countries: Bool
  ) -> NumberFile.Columns {
    let sides = ["country_i", "country_j"]
    return NumberFile.Columns(
      numbers: distances + masses.flatMap(\.self), numbersIfPresent: ["border_minutes"],
      words: ["origin", "destination"] + (countries ? sides : []),
      wordsIfPresent: ["source"] + (countries ? [] : sides))
  }

  /// The names of the kinds of distance, those with waiting at borders last.
  public var distanceKinds: [String] {
    distances + (file.has("border_minutes") ? distances.map { $0 + "+border" } : [])
  }

  /// The names of the kinds of mass.
  public var massKinds: [String] { masses.map { $0.joined(separator: ",") } }

  /// The distances of a row in the order of their kinds; nil where there is no way.
  ///
  /// A pair without a border has no waiting.
  func lengths(_ row: Int) -> [Double?] {
    let open = distances.map { file.number($0, row) }
    guard file.has("border_minutes") else { return open }
    let detour = (file.number("border_minutes", row) ?? 0) / 60 * speed
    return open + open.map { $0.map { $0 + detour } }
  }

  /// The pairs for the gravitation index.
  ///
  /// - Throws: T133 for a mass that is missing, ``BorderError``.
  public func pairs() throws -> RegionPairs {
    let rows = try file.rows.map { row in
      RegionPair(
        origin: file.word("origin", row), destination: file.word("destination", row),
        originMasses: try masses.map { try file.required($0[0], row) },
        destinationMasses: try masses.map { try file.required($0[1], row) },
        distances: lengths(row))
    }
    return try RegionPairs(rows, massKinds: massKinds, distanceKinds: distanceKinds)
  }

  /// The places in the order of their names, by the first kind of mass, and places × places distances
  /// of each kind; each pair counts for both places.
  ///
  /// - Throws: T823 for a pair that stands twice and a place whose mass or country changes, T133.
  public func places() throws -> (
    places: [AttractingPlace], kinds: [(name: String, distances: [Double?])]
  ) {
    var known: [String: AttractingPlace] = [:]
    for row in file.rows {
      for (side, ending) in ["i", "j"].enumerated() {
        let name = file.word(side == 0 ? "origin" : "destination", row)
        let place = AttractingPlace(
          name: name, country: file.word("country_" + ending, row),
          mass: try file.required(masses[0][side], row))
        if let other = known[name], other != place {
          throw Diagnostic("T823", ["what": name], place: file.place(row))
        }
        known[name] = place
      }
    }
    let places = known.values.sorted { $0.name < $1.name }
    let index = Dictionary(uniqueKeysWithValues: zip(places.map(\.name), places.indices))
    let kinds = try distanceKinds.enumerated().map { kind, name in
      (name, try square(index) { lengths($0)[kind] })
    }
    return (places, kinds)
  }

  private func square(_ index: [String: Int], _ length: (Int) -> Double?) throws -> [Double?] {
    let count = index.count
    var cells = [Double?](repeating: nil, count: count * count)
    var seen: Set<[Int]> = []
    for row in file.rows {
      let ends = [file.word("origin", row), file.word("destination", row)]
      guard let one = index[ends[0]], let other = index[ends[1]] else { continue }
      guard one != other, seen.insert([min(one, other), max(one, other)]).inserted else {
        throw Diagnostic(
          "T823", ["what": ends.joined(separator: " – ")], place: file.place(row))
      }
      cells[one * count + other] = length(row)
      cells[other * count + one] = length(row)
    }
    return cells
  }
}
