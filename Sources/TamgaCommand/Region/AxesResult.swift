internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Axes with their diagnostics, and the links that the data put first.
struct AxesResult: CommandAnswer {
  let network: AxisNetwork
  let axes: [AxisDiagnostics]
  let tree: [(from: String, to: String)]
  let betweenness: [LinkBetweenness]
  private let found: [Double]
  private let shared: [(one: String, other: String, kilometres: Double)]

  /// Gravitation is of populations over the squared hours of links.
  init(network: AxisNetwork, axes stated: [DevelopmentAxis], largeFrom: Double) throws {
    self.network = network
    let pairs = try RegionPairs(
      network.links.map { link in
        let hours = link.freeHours + link.borderHours
        return RegionPair(
          origin: link.from, destination: link.to,
          originMasses: [network.city(link.from)?.population ?? 0],
          destinationMasses: [network.city(link.to)?.population ?? 0],
          distances: [hours > 0 ? hours : nil])
      }, massKinds: ["population"], distanceKinds: ["hours"])
    let index = try pairs.gravitation(exponent: 2)
    axes = try stated.map {
      try network.diagnose($0, largeFrom: largeFrom, gravitation: index)
    }
    let tree = strongestTree(index)
    self.tree = tree
    found = stated.map { shareFound($0, in: tree) }
    betweenness = network.betweenness()
    shared = stated.indices.flatMap { one in
      stated.indices.dropFirst(one + 1).compactMap { other in
        let length = network.sharedKilometres(stated[one], stated[other])
        return length > 0 ? (stated[one].name, stated[other].name, length) : nil
      }
    }
  }

  var json: JSONValue {
    .object([
      "axes": .array(zip(axes, found).map(Self.json)),
      "shared": .array(
        shared.map {
          .object([
            "axis": .string($0.one), "other": .string($0.other), "km": .number($0.kilometres),
          ])
        }),
      "discovered": .object([
        "spanning_tree": .array(
          tree.map { .object(["from": .string($0.from), "to": .string($0.to)]) }),
        "betweenness": .array(
          betweenness.map {
            .object([
              "from": .string($0.from), "to": .string($0.to), "pairs": .number($0.pairs),
            ])
          }),
      ]),
    ])
  }

  private static func json(_ axis: AxisDiagnostics, _ found: Double) -> JSONValue {
    .object([
      "axis": .string(axis.axis), "broken_links": .array(axis.brokenLinks.map { .string($0) }),
      "km": axis.kilometres.number, "free_hours": axis.freeHours.number,
      "hours": axis.hoursWithBorders.number, "detour": axis.detour.number,
      "gap_km": axis.gapKilometres.number, "continuity": axis.continuity.number,
      "population_per_100km": axis.populationDensity.number,
      "grp_per_100km": axis.productDensity.number, "interaction": axis.interaction.number,
      "weak_link": .optional(axis.weakLink), "slowdown": axis.slowdown.number,
      "branches_on_trunk": .array(axis.branchesOnTrunk.map { .string($0) }),
      "found_in_tree": .number(found), "reason": axis.kilometres.why,
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let header = [
      "axes.axis", "axes.km", "axes.hours", "axes.gap", "axes.continuity", "axes.weak-link",
      "axes.found",
    ].map { localiser.text($0) }
    let stated = TerminalTable(
      header: header,
      rows: zip(axes, found).map { axis, found in
        [
          axis.axis, axis.kilometres.text(localiser, digits: 0),
          axis.hoursWithBorders.text(localiser, digits: 1),
          axis.gapKilometres.text(localiser, digits: 0),
          axis.continuity.text(localiser, digits: 2), axis.weakLink ?? "",
          localiser.numbers.string(found, digits: 2),
        ]
      }
    ).text(style)
    let discovered = TerminalTable(
      header: ["axes.from", "axes.to", "axes.pairs"].map { localiser.text($0) },
      rows: tree.map { link in
        let pairs = betweenness.first {
          $0.from == link.from && $0.to == link.to || $0.from == link.to && $0.to == link.from
        }
        return [
          link.from, link.to, pairs.map { localiser.numbers.string($0.pairs, digits: 1) } ?? "",
        ]
      }
    ).text(style)
    let title = localiser.text("axes.table.tree")
    return (axes.isEmpty ? "" : stated + "\n") + title + "\n\n" + discovered
  }
}
