/// A development axis: cities in the order in which the axis passes them.
public struct DevelopmentAxis: Hashable, Sendable {
  /// The name, as in `north`.
  public let name: String
  /// The cities of the trunk, at least two, each once.
  public let trunk: [String]
  /// Cities beside the trunk, each with the city of the trunk it leaves from.
  public let branches: [AxisBranch]

  /// Creates an axis.
  ///
  /// - Throws: ``AxisError``.
  public init(name: String, trunk: [String], branches: [AxisBranch] = []) throws(AxisError) {
    guard trunk.count >= 2 else { throw .tooFewCities(axis: name) }
    guard Set(trunk).count == trunk.count else { throw .cityTwice(axis: name) }
    if let loose = branches.first(where: { !trunk.contains($0.from) }) {
      throw .unknownCity(loose.from)
    }
    self.init(checked: name, trunk: trunk, branches: branches)
  }

  private init(checked name: String, trunk: [String], branches: [AxisBranch]) {
    self.name = name
    self.trunk = trunk
    self.branches = branches
  }

  /// The pairs of neighbouring cities of the trunk.
  public var links: [(from: String, to: String)] { Array(zip(trunk, trunk.dropFirst())) }

  /// The axes of Kazakhstan's border regions as stated in the literature.
  ///
  /// Where the paper gives alternative ends, each is an axis of its own. Source: Tapalova, Raimbekov,
  /// Zhunussova, Zhakupov and Yerzhanova (2024), section 3.
  public static let kazakhstan: [DevelopmentAxis] = {
    let south = ["Taldykorgan", "Almaty", "Taraz", "Shymkent", "Kyzylorda"]
    let north = [
      "Oskemen", "Semey", "Pavlodar", "Astana", "Kostanay", "Aktobe", "Oral",
    ]
    var axes = [
      DevelopmentAxis(
        checked: "north", trunk: north,
        branches: [
          AxisBranch(from: "Kostanay", to: "Kokshetau"),
          AxisBranch(from: "Kostanay", to: "Petropavl"),
        ])
    ]
    for start in ["Dostyk", "Khorgos"] {
      for end in ["Atyrau", "Aktau"] {
        axes.append(
          DevelopmentAxis(
            checked: "south-\(start.lowercased())-\(end.lowercased())",
            trunk: [start] + south + [end], branches: []))
      }
    }
    axes.append(
      DevelopmentAxis(
        checked: "central", trunk: ["Astana", "Karaganda", "Almaty"],
        branches: [
          AxisBranch(from: "Karaganda", to: "Balkhash"), AxisBranch(from: "Almaty", to: "Dostyk"),
          AxisBranch(from: "Karaganda", to: "Zhezkazgan"),
        ]))
    return axes
  }()
}

/// A city beside a trunk.
public struct AxisBranch: Hashable, Sendable {
  /// The city of the trunk.
  public let from: String
  /// The city beside it.
  public let to: String

  /// Creates a branch.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}

/// Why an axis cannot be made or measured.
public enum AxisError: Error, Hashable, Sendable {
  /// The trunk has fewer than two cities.
  case tooFewCities(axis: String)
  /// A city stands twice in a trunk.
  case cityTwice(axis: String)
  /// A name stands for no city.
  case unknownCity(String)
  /// A city or link stands twice in the tables.
  case duplicate(String)
  /// A number is infinite, not a number, or below zero.
  case badNumber(what: String, name: String)
}
