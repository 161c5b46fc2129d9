import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

func latticeValues(_ weights: SpatialWeights, _ values: [Double]) -> [RegionValue] {
  zip(weights.regions, values).map { RegionValue(region: $0, value: $1) }
}

@Suite("Spatial association") struct SpatialTests {
  /// A checkerboard of four by hand: every neighbour is the opposite, I = −1.
  @Test("a checkerboard and its p-value") func checkerboard() throws {
    let weights = try SpatialWeights.lattice(rows: 2, columns: 2)
    let result = try spatialAssociation(
      .moran, of: latticeValues(weights, [1, 0, 0, 1]), weights: weights, seed: 1)
    #expect(result.value == .value(-1))
    #expect(isNear(result.expected.value, -1.0 / 3, 1e-12))
    // Of six arrangements two are checkerboards (I = −1), four have I = 0, half as far from −1/3.
    #expect(isNear(result.probability.value, 1.0 / 3, 1e-12))
    #expect(result.method == .exact && result.arrangements == 24)
  }

  /// 1…6 in two rows by hand, seven links: Σ z_i z_j = 4.25, so 6/14 · 8.5/17.5;
  /// Σ (x_i − x_j)² = 4 · 1 + 3 · 9, so 5/28 · 62/17.5; Σ x_i x_j = 90, so 180/350.
  @Test("a ramp, by hand") func ramp() throws {
    let weights = try SpatialWeights.lattice(rows: 2, columns: 3)
    let values = latticeValues(weights, (1...6).map(Double.init))
    let moran = try spatialAssociation(
      .moran, of: values, weights: weights, standardise: false, seed: 1)
    #expect(isNear(moran.value.value, 51.0 / 245, 1e-12))
    let rows = try spatialAssociation(.moran, of: values, weights: weights, seed: 1)
    #expect(isNear(rows.value.value, 0.2, 1e-12))
    let geary = try spatialAssociation(
      .geary, of: values, weights: weights, standardise: false, seed: 1)
    #expect(isNear(geary.value.value, 31.0 / 49, 1e-12))
    let general = try spatialAssociation(
      .generalG, of: values, weights: weights, standardise: false, seed: 1)
    #expect(isNear(general.value.value, 18.0 / 35, 1e-12))
    #expect(isNear(general.expected.value, 7.0 / 15, 1e-12))
  }

  /// All 720 arrangements enumerated by an independent script.
  @Test("exact p and deviation on two by three") func exact() throws {
    let weights = try SpatialWeights.lattice(rows: 2, columns: 3)
    let result = try spatialAssociation(
      .moran, of: latticeValues(weights, [1, 2, 4, 8, 3, 7]), weights: weights, seed: 1)
    #expect(isNear(result.value.value, -0.29327610872675247, 1e-12))
    #expect(isNear(result.probability.value, 0.8, 1e-12))
    #expect(isNear(result.deviation.value, 0.3145202152067638, 1e-12))
    #expect(result.arrangements == 720)
  }

  @Test("drawn p-values: threads, row order and seeds") func drawn() throws {
    let weights = try SpatialWeights.lattice(rows: 6, columns: 7, corners: true)
    var stream = RandomStream(seed: 2, purpose: "test")
    let values = latticeValues(weights, (0..<42).map { Double($0 / 7) + stream.normal() })
    let one = try spatialAssociation(.moran, of: values, weights: weights, draws: 999, seed: 3)
    let two = try spatialAssociation(
      .moran, of: values.reversed(), weights: weights, draws: 999, seed: 3, threads: 2)
    #expect(one == two && one.method == .drawn)
    #expect(one.probability == .value(0.001))
    let other = try spatialAssociation(.moran, of: values, weights: weights, draws: 999, seed: 4)
    #expect(other.value == one.value && other.deviation != one.deviation)
  }

  @Test("the mean over all arrangements is the expectation", arguments: SpatialStatistic.allCases)
  func expectation(_ statistic: SpatialStatistic) throws {
    let weights = try SpatialWeights(
      regions: ["a", "b", "c", "d"],
      links: ["ab", "ba", "bc", "ca", "cd", "da"].enumerated().map {
        SpatialLink(
          from: String($1.prefix(1)), to: String($1.suffix(1)), weight: Double($0 + 1))
      })
    var sum = 0.0
    var expected = 0.0
    var count = 0.0
    for a in 0..<4 {
      for b in 0..<4 where b != a {
        for c in 0..<4 where c != a && c != b {
          let values = [a, b, c, 6 - a - b - c].map { [1.0, 5, 2, 9][$0] }
          let result = try spatialAssociation(
            statistic, of: latticeValues(weights, values), weights: weights, seed: 1)
          sum += try #require(result.value.value)
          expected = try #require(result.expected.value)
          count += 1
        }
      }
    }
    #expect(count == 24 && isNear(sum / count, expected, 1e-12))
  }

  @Test("islands and gaps take no part and are named") func islands() throws {
    let weights = try SpatialWeights(
      regions: ["d", "a", "c", "b", "e"],
      links: [
        SpatialLink(from: "a", to: "b"), SpatialLink(from: "b", to: "a"),
        SpatialLink(from: "b", to: "c"), SpatialLink(from: "c", to: "b"),
        SpatialLink(from: "e", to: "a"), SpatialLink(from: "a", to: "e"),
      ])
    let values = [
      RegionValue(region: "a", value: 1), RegionValue(region: "b", value: 3),
      RegionValue(region: "c", value: 2), RegionValue(region: "d", value: 9),
      RegionValue(region: "e", value: nil),
    ]
    let result = try spatialAssociation(.moran, of: values, weights: weights, seed: 1)
    #expect(result.islands == ["d"] && result.leftOut == ["e"] && result.regions == 3)
    #expect(result.warnings.contains(.islands) && result.warnings.contains(.rowsLeftOut))
  }

  @Test("bad weights and values are typed errors") func wrongUse() throws {
    #expect(throws: SpatialError.duplicateKey("a")) {
      try SpatialWeights(regions: ["a", "a"], links: [])
    }
    #expect(throws: SpatialError.selfLink("a")) {
      try SpatialWeights(regions: ["a"], links: [SpatialLink(from: "a", to: "a")])
    }
    #expect(throws: SpatialError.unknownRegion("z")) {
      try SpatialWeights(regions: ["a"], links: [SpatialLink(from: "a", to: "z")])
    }
    #expect(throws: SpatialError.duplicateKey("a – b")) {
      try SpatialWeights(
        regions: ["a", "b"],
        links: [SpatialLink(from: "a", to: "b"), SpatialLink(from: "a", to: "b", weight: 2)])
    }
    #expect(throws: SpatialError.badWeight(from: "a", to: "b")) {
      try SpatialWeights(
        regions: ["a", "b"], links: [SpatialLink(from: "a", to: "b", weight: -1)])
    }
    let weights = try SpatialWeights.lattice(rows: 2, columns: 2)
    #expect(throws: SpatialError.notFinite(region: "0000-0000")) {
      try spatialAssociation(
        .moran, of: latticeValues(weights, [.nan, 1, 2, 3]), weights: weights, seed: 1)
    }
    #expect(throws: SpatialError.outOfRange(what: "draws")) {
      try spatialAssociation(.moran, of: [], weights: weights, draws: 0, seed: 1)
    }
  }

  @Test("constants, few regions and zeros have coded states") func limits() throws {
    let weights = try SpatialWeights.lattice(rows: 2, columns: 2)
    let flat = try spatialAssociation(
      .moran, of: latticeValues(weights, [7, 7, 7, 7]), weights: weights, seed: 1)
    #expect(flat.value == .missing(.noVariation) && flat.probability == .missing(.noVariation))
    let none = try spatialAssociation(.geary, of: [], weights: weights, seed: 1)
    #expect(none.value == .missing(.tooFewObservations) && none.leftOut.count == 4)
    let negative = try spatialAssociation(
      .generalG, of: latticeValues(weights, [-1, 2, 3, 4]), weights: weights, seed: 1)
    #expect(negative.value == .missing(.undefined))
    let single = try spatialAssociation(
      .generalG, of: latticeValues(weights, [0, 0, 0, 4]), weights: weights, seed: 1)
    #expect(single.value == .missing(.zeroDenominator))
    let huge = try spatialAssociation(
      .moran, of: latticeValues(weights, [1e308, -1e308, 1e308, -1e308]), weights: weights,
      seed: 1)
    #expect(huge.value.value?.isFinite == true)
  }

  @Test("units of the measure change nothing") func scale() throws {
    let weights = try SpatialWeights.lattice(rows: 3, columns: 4)
    var stream = RandomStream(seed: 5, purpose: "test")
    let values = (0..<12).map { _ in stream.normal() }
    let one = try spatialAssociation(
      .moran, of: latticeValues(weights, values), weights: weights, draws: 200, seed: 1)
    let other = try spatialAssociation(
      .moran, of: latticeValues(weights, values.map { $0 * 1024 }), weights: weights, draws: 200,
      seed: 1)
    #expect(one == other)
  }
}
