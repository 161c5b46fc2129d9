import TamgaNumerics
import TamgaStatistics
import TestSupport
import Testing

@Suite("Local association") struct LocalTests {
  private let ramp = (1...9).map(Double.init)

  /// By hand: the first corner has z = −4, neighbours' mean −2 and m₂ = 60/9, so 8/(60/9) = 1.2.
  ///
  /// Anselin's m₂ has divisor n; esda 2.9 divides by n − 1 and gives 8/9 of it.
  @Test("local Moran") func moran() throws {
    let weights = try SpatialWeights.lattice(rows: 3, columns: 3)
    let result = try localAssociations(
      .moran, of: latticeValues(weights, ramp), weights: weights, seed: 1)
    let expected = [1.2, 0.9, 0.3, 0.1, 0, 0.1, 0.3, 0.9, 1.2]
    for (own, other) in zip(result.regions, expected) {
      #expect(isNear(own.value.value, other, 1e-12))
      #expect(own.method == .exact)
    }
    #expect(result.regions[0].quadrant == .value(.lowLow))
    #expect(result.regions[8].quadrant == .value(.highHigh))
    #expect(result.regions[4].quadrant == .missing(.undefined))
    // Corner with the value 1: of the 56 ordered pairs of 2…9, those with a sum of 6 or less or
    // 16 or more, as far from the mean sum of 11 as 2 + 4.
    #expect(isNear(result.regions[0].probability.value, 8.0 / 56, 1e-12))
  }

  @Test("G and G* as scores") func getis() throws {
    let weights = try SpatialWeights.lattice(rows: 3, columns: 3)
    let values = latticeValues(weights, ramp)
    let star = try localAssociations(.gStar, of: values, weights: weights, seed: 1)
    let plain = try localAssociations(.g, of: values, weights: weights, seed: 1)
    for (own, other) in zip(star.regions, [-2.065591117977289, -2.20454076850486]) {
      #expect(isNear(own.value.value, other, 1e-12))
    }
    for (own, other) in zip(plain.regions, [-1.666666666666667, -1.9493588689617927]) {
      #expect(isNear(own.value.value, other, 1e-12))
    }
  }

  @Test("the mean of local Moran is the global one") func sum() throws {
    for seed in UInt64(0)..<5 {
      var stream = RandomStream(seed: seed, purpose: "test")
      let weights = try SpatialWeights.lattice(rows: 4, columns: 5)
      let values = latticeValues(weights, (0..<20).map { _ in stream.normal() })
      let local = try localAssociations(.moran, of: values, weights: weights, draws: 99, seed: 1)
      let whole = try spatialAssociation(
        .moran, of: values, weights: weights, draws: 99, seed: 1)
      let mean = local.regions.compactMap(\.value.value).reduce(0, +) / 20
      #expect(isNear(mean, try #require(whole.value.value), 1e-10))
    }
  }

  @Test("drawn tests agree with exact ones, threads change no bit") func drawn() throws {
    // Eight neighbours of 29: 29·28·…·22 arrangements are too many; four of corners are counted.
    let weights = try SpatialWeights.lattice(rows: 5, columns: 6, corners: true)
    var stream = RandomStream(seed: 6, purpose: "test")
    let values = latticeValues(weights, (0..<30).map { _ in stream.normal() })
    let one = try localAssociations(.moran, of: values, weights: weights, draws: 999, seed: 2)
    let two = try localAssociations(
      .moran, of: values.reversed(), weights: weights, draws: 999, seed: 2, threads: 2)
    #expect(one == two)
    #expect(one.regions.contains { $0.method == .drawn })
    #expect(one.regions.contains { $0.method == .exact })
    for region in one.regions {
      let p = try #require(region.probability.value)
      let q = try #require(region.adjusted.value)
      #expect(p > 0 && p <= 1 && q >= p && q <= 1)
    }
  }

  @Test("a region without neighbours is a coded state") func island() throws {
    let weights = try SpatialWeights(
      regions: ["a", "b", "c", "d", "island"],
      links: ["ab", "ba", "bc", "cb", "cd", "dc"].map {
        SpatialLink(from: String($0.prefix(1)), to: String($0.suffix(1)))
      })
    let values = zip(weights.regions, [1.0, 2, 5, 4, 100]).map {
      RegionValue(region: $0, value: $1)
    }
    let result = try localAssociations(.moran, of: values, weights: weights, seed: 1)
    #expect(result.regions[4].value == .missing(.undefined))
    #expect(result.islands == ["island"] && result.warnings.contains(.islands))
    #expect(result.regions[0].value.value != nil)
    let flat = try localAssociations(
      .g, of: weights.regions.map { RegionValue(region: $0, value: 3) }, weights: weights, seed: 1)
    #expect(flat.reason == .noVariation && flat.regions.count == 5)
  }

  /// esda 2.9: marks 1, 1, 0 / 1, 0, 0 / 0, 0, 0 have two, six and four joins.
  @Test("join counts") func joins() throws {
    let weights = try SpatialWeights.lattice(rows: 3, columns: 3)
    let marks = zip(weights.regions, [1, 1, 0, 1, 0, 0, 0, 0, 0]).map { ($0, $1 == 1) }
    let result = try joinCounts(marks, weights: weights, seed: 1)
    #expect(result.both.value?.count == 2 && result.neither.value?.count == 6)
    #expect(result.mixed.value?.count == 4)
    #expect(result.method == .exact && result.arrangements == 84)
    #expect(isNear(result.both.value?.expected, 1, 1e-12))
    let all = try joinCounts(
      weights.regions.map { ($0, true) }, weights: weights, seed: 1)
    #expect(all.both == .missing(.noVariation))
    let large = try SpatialWeights.lattice(rows: 6, columns: 6)
    let half = large.regions.enumerated().map { ($1, $0 < 18) }
    let one = try joinCounts(half, weights: large, draws: 500, seed: 1)
    let two = try joinCounts(half.reversed(), weights: large, draws: 500, seed: 1, threads: 2)
    #expect(one == two && one.method == .drawn)
    #expect(one.both.value?.probability == 1.0 / 501)
  }
}
