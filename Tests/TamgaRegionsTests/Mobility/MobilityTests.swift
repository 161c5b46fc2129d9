import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Mobility") struct MobilityTests {
  /// Kemeny and Snell (1976), Finite Markov Chains, the weather of Oz: rain, nice, snow.
  @Test("the land of Oz") func oz() throws {
    let chain = MarkovChain(counts: [[2, 1, 1], [1, 0, 1], [1, 1, 2]])
    let state = try #require(chain.steadyState.value)
    for (own, other) in zip(state, [0.4, 0.2, 0.4]) { #expect(isNear(own, other, 1e-12)) }
    let passage = try #require(chain.firstPassage.value)
    let expected: [[Double]] = [[2.5, 4, 10.0 / 3], [8.0 / 3, 5, 8.0 / 3], [10.0 / 3, 4, 2.5]]
    for (row, other) in zip(passage, expected) {
      for (own, value) in zip(row, other) { #expect(isNear(own, value, 1e-12)) }
    }
    // (3 − (0.5 + 0 + 0.5))/2.
    #expect(isNear(chain.shorrocks.value, 1, 1e-12))
  }

  @Test("rows sum to 1, the steady state stays, over random counts", arguments: UInt64(0)..<20)
  func identities(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let size = 2 + random.below(5)
    let counts = (0..<size).map { _ in (0..<size).map { _ in 1 + random.below(9) } }
    let chain = MarkovChain(counts: counts)
    let rows = chain.probabilities.compactMap(\.value)
    #expect(rows.count == size)
    for row in rows { #expect(abs(row.reduce(0, +) - 1) < 1e-12) }
    let state = try #require(chain.steadyState.value)
    for j in 0..<size {
      let next = (0..<size).reduce(0.0) { $0 + state[$1] * rows[$1][j] }
      #expect(abs(next - state[j]) < 1e-12)
    }
    let passage = try #require(chain.firstPassage.value)
    for i in 0..<size {
      for j in 0..<size {
        let via = (0..<size).reduce(1.0) { $0 + ($1 == j ? 0 : rows[i][$1] * passage[$1][j]) }
        #expect(isNear(passage[i][j], via, 1e-10))
      }
    }
  }

  @Test("empty, absorbing and separate classes have coded states") func limits() {
    let empty = MarkovChain(counts: [[1, 1], [0, 0]])
    #expect(empty.probabilities[1] == .missing(.zeroDenominator))
    #expect(empty.steadyState == .missing(.zeroDenominator))
    let apart = MarkovChain(counts: [[2, 0], [0, 3]])
    #expect(apart.steadyState == .missing(.undefined) && apart.shorrocks == .value(0))
    let sink = MarkovChain(counts: [[1, 1], [0, 3]])
    #expect(sink.steadyState == .value([0, 1]))
    #expect(sink.firstPassage == .missing(.undefined))
    #expect(MarkovChain(counts: []).shorrocks == .missing(.tooFewObservations))
  }

  private func panel(_ seed: UInt64, regions: Int, years: Int) throws -> RegionalPanel {
    var stream = RandomStream(seed: seed, purpose: "test")
    return try RegionalPanel(
      (0..<regions).flatMap { region -> [PanelRow] in
        var value = 10 + Double(region % 4)
        return (0..<years).map { year in
          value += stream.uniform() - 0.5
          return PanelRow(region: "r\(100 + region)", period: 2000 + year, value: value)
        }
      })
  }

  @Test("moves are counted once; neighbours' parts sum to the whole") func counts() throws {
    let data = try panel(1, regions: 12, years: 9)
    let keys = data.regions
    let weights = try SpatialWeights(
      regions: keys,
      links: (0..<10).flatMap { place in
        [
          SpatialLink(from: keys[place], to: keys[place + 1]),
          SpatialLink(from: keys[place + 1], to: keys[place]),
        ]
      })
    let result = try #require(
      try regionalMobility(data, bounds: .pooledQuantiles(classes: 3), weights: weights).value)
    #expect(result.chain.observations == 96 && result.bounds.count == 2)
    #expect(result.byNeighbours.map(\.observations).reduce(0, +) == 88)
    #expect(result.islands == ["r111"] && result.warnings.contains(.islands))
    let test = try #require(result.neighbourTest)
    #expect(test.pearson >= 0 && test.degreesOfFreedom > 0)
    #expect((0...1).contains(try #require(test.pearsonProbability.value)))
    #expect(result.timeTest != nil)
    let ranks = try #require(
      try regionalMobility(data, bounds: .periodQuantiles(classes: 4)).value)
    #expect(ranks.bounds.isEmpty && ranks.neighbourTest == nil)
  }

  @Test("bad parameters and data") func wrongUse() throws {
    let data = try panel(1, regions: 5, years: 4)
    #expect(throws: RegionError.outOfRange(what: "classes")) {
      try regionalMobility(data, bounds: .pooledQuantiles(classes: 1))
    }
    #expect(throws: RegionError.outOfRange(what: "bounds")) {
      try regionalMobility(data, bounds: .fixed([1, 1]))
    }
    let flat = try RegionalPanel(
      (0..<4).flatMap { r in (0..<3).map { PanelRow(region: "\(r)", period: $0, value: 5) } })
    #expect(try regionalMobility(flat).reason == .noVariation)
    let zero = try RegionalPanel(
      (0..<4).flatMap { r in (0..<3).map { PanelRow(region: "\(r)", period: $0, value: 0) } })
    #expect(try regionalMobility(zero).reason == .zeroDenominator)
    let one = try RegionalPanel([PanelRow(region: "a", period: 1, value: 1)])
    #expect(try regionalMobility(one).reason == .tooFewObservations)
  }
}
