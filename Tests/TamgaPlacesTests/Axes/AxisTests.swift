import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func city(_ name: String, _ population: Double, _ longitude: Double = 0) -> AxisCity {
  AxisCity(
    name: name, point: EarthPoint(longitude: longitude, latitude: 0), population: population,
    product: population * 2)
}

private func network() throws -> AxisNetwork {
  try AxisNetwork(
    cities: [
      city("a", 90_000), city("b", 10_000, 1), city("c", 60_000, 2), city("d", 20_000, 3),
      city("e", 5_000, 2),
    ],
    links: [
      AxisLink(from: "a", to: "b", kilometres: 100, freeHours: 1, seasonalSlowdown: 1.2),
      AxisLink(from: "c", to: "b", kilometres: 150, freeHours: 2, borderHours: 3),
      AxisLink(from: "c", to: "d", kilometres: 200, freeHours: 2.5, seasonalSlowdown: 1.6),
      AxisLink(from: "b", to: "e", kilometres: 80, freeHours: 1),
      AxisLink(from: "e", to: "c", kilometres: 75, freeHours: 1),
    ])
}

@Suite("Development axes") struct AxisTests {
  @Test("an axis measured by hand") func byHand() throws {
    let axis = try DevelopmentAxis(
      name: "x", trunk: ["a", "b", "c", "d"], branches: [AxisBranch(from: "b", to: "e")])
    let found = try network().diagnose(axis)
    #expect(found.brokenLinks.isEmpty)
    #expect(found.kilometres == .value(450))
    #expect(found.freeHours == .value(5.5))
    #expect(found.hoursWithBorders == .value(8.5))
    #expect(found.gapKilometres == .value(250))
    #expect(abs((found.continuity.value ?? 0) - 4.0 / 9) < 1e-15)
    #expect(found.populationDensity == .value(40_000))
    #expect(found.productDensity == .value(80_000))
    #expect(found.weakLink == "c–d" && found.slowdown == .value(1.6))
    #expect(found.branchesOnTrunk == ["e"])
    let straight = EarthPoint.earthRadius * 3 * Double.pi / 180
    #expect(abs((found.detour.value ?? 0) - 450 / straight) < 1e-12)
    #expect(found.interaction == .missing(.missingInput))
  }

  @Test("a broken link leaves sums without a value and is named") func broken() throws {
    let found = try network().diagnose(DevelopmentAxis(name: "x", trunk: ["a", "d"]))
    #expect(found.brokenLinks == ["a–d"])
    #expect(found.kilometres == .missing(.unreachable))
    #expect(found.continuity == .missing(.unreachable))
    #expect(found.slowdown == .missing(.unreachable))
  }

  @Test(
    "the strongest tree joins all and is found again among stated links", arguments: UInt64(0)..<10)
  func tree(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let count = 7
    let masses = (0..<count).map { _ in 1 + random.unit() * 9 }
    var rows: [RegionPair] = []
    for one in 0..<count {
      for other in (one + 1)..<count {
        rows.append(
          RegionPair(
            origin: "c\(one)", destination: "c\(other)", originMasses: [masses[one]],
            destinationMasses: [masses[other]], distances: [1 + random.unit() * 9]))
      }
    }
    let index = try RegionPairs(rows, massKinds: ["m"], distanceKinds: ["d"]).gravitation()
    let tree = strongestTree(index)
    #expect(tree.count == count - 1)
    // The cut property: no pair left out is stronger than the weakest link on the tree between its ends.
    let shares = Dictionary(
      uniqueKeysWithValues: index.pairs.map { ([$0.origin, $0.destination], $0.share.value ?? 0) })
    for pair in index.pairs {
      let path = weakest(tree, shares, pair.origin, pair.destination)
      #expect((pair.share.value ?? 0) <= path + 1e-12)
    }
    let axis = try DevelopmentAxis(name: "x", trunk: [tree[0].from, tree[0].to])
    #expect(shareFound(axis, in: tree) == 1)
    let hub = try interPoleShares(index, poles: (0..<count).map { "c\($0)" })
    #expect(hub.allSatisfy { abs(($0.value ?? 0) - 1) < 1e-12 })
    #expect(try interPoleShares(index, poles: ["c0"]) == [.value(0)])
    #expect(throws: PoleError.unknownName("x")) { try interPoleShares(index, poles: ["x"]) }
  }

  private func weakest(
    _ tree: [(from: String, to: String)], _ shares: [[String]: Double], _ from: String, _ to: String
  ) -> Double {
    var reached = [from: Double.infinity]
    var grown = true
    while grown {
      grown = false
      for link in tree {
        for (one, other) in [(link.from, link.to), (link.to, link.from)] {
          if let strength = reached[one], reached[other] == nil {
            reached[other] = min(strength, shares[[link.from, link.to]] ?? 0)
            grown = true
          }
        }
      }
    }
    return reached[to] ?? 0
  }

  @Test("betweenness of a path and of two equal ways") func betweenness() throws {
    let path = try AxisNetwork(
      cities: ["a", "b", "c", "d"].map { city($0, 1) },
      links: [
        AxisLink(from: "a", to: "b", kilometres: 1, freeHours: 1),
        AxisLink(from: "b", to: "c", kilometres: 1, freeHours: 1),
        AxisLink(from: "c", to: "d", kilometres: 1, freeHours: 1),
      ])
    let found = path.betweenness()
    #expect(found.map(\.pairs) == [4, 3, 3])
    #expect(found[0].from == "b")
    let square = try AxisNetwork(
      cities: path.cities,
      links: path.links + [AxisLink(from: "d", to: "a", kilometres: 1, freeHours: 1)])
    #expect(square.betweenness().map(\.pairs) == [2, 2, 2, 2])
    // Borders make the fast way the slow one.
    let detour = try network()
    let links = detour.betweenness().filter { $0.from == "c" && $0.to == "b" }
    #expect(links.map(\.pairs) == [0])
    #expect(detour.betweenness(withBorders: false).contains { $0.from == "c" && $0.pairs > 0 })
  }

  @Test("the stated axes are whole and share what the paper says they share") func stated() throws {
    let axes = DevelopmentAxis.kazakhstan
    #expect(axes.count == 6)
    #expect(axes[0].trunk.first == "Oskemen" && axes[0].trunk.last == "Oral")
    #expect(axes.count { $0.name.hasPrefix("south") } == 4)
    for axis in axes {
      #expect(
        throws: Never.self
      ) { try DevelopmentAxis(name: axis.name, trunk: axis.trunk, branches: axis.branches) }
    }
    let shared = try network()
    let one = try DevelopmentAxis(name: "x", trunk: ["a", "b", "c"])
    let other = try DevelopmentAxis(name: "y", trunk: ["d", "c", "b"])
    #expect(shared.sharedKilometres(one, other) == 150)
  }

  @Test("bad axes and networks are refused by name") func bad() throws {
    #expect(throws: AxisError.tooFewCities(axis: "x")) {
      try DevelopmentAxis(name: "x", trunk: ["a"])
    }
    #expect(throws: AxisError.cityTwice(axis: "x")) {
      try DevelopmentAxis(name: "x", trunk: ["a", "a"])
    }
    #expect(throws: AxisError.unknownCity("q")) {
      try DevelopmentAxis(name: "x", trunk: ["a", "b"], branches: [AxisBranch(from: "q", to: "z")])
    }
    #expect(throws: AxisError.unknownCity("q")) {
      try network().diagnose(DevelopmentAxis(name: "x", trunk: ["a", "q"]))
    }
    #expect(throws: AxisError.duplicate("a")) {
      try AxisNetwork(cities: [city("a", 1), city("a", 2)], links: [])
    }
    #expect(throws: AxisError.unknownCity("b")) {
      try AxisNetwork(
        cities: [city("a", 1)],
        links: [AxisLink(from: "a", to: "b", kilometres: 1, freeHours: 1)])
    }
    #expect(throws: AxisError.badNumber(what: "link", name: "a–b")) {
      try AxisNetwork(
        cities: [city("a", 1), city("b", 1)],
        links: [AxisLink(from: "a", to: "b", kilometres: 0, freeHours: 1)])
    }
  }
}
