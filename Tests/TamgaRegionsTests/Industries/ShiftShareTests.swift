import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// A random table with zeros and ties.
func randomTable(_ stream: inout SplitMix, regions: Int, industries: Int, zeros: Bool = true) throws
  -> IndustryTable
{
  var rows: [IndustryRow] = []
  for r in 0..<regions {
    for k in 0..<industries {
      let value = Double(stream.below(40)) + (zeros ? 0 : 1)
      rows.append(IndustryRow(region: "r\(r)", industry: "k\(k)", value: value))
    }
    rows.append(IndustryRow(region: "r\(r)", industry: "base", value: 5))
  }
  return try IndustryTable(rows.shuffled(using: &stream))
}

private func table(_ values: [(String, String, Double)]) throws -> IndustryTable {
  try IndustryTable(values.map { IndustryRow(region: $0.0, industry: $0.1, value: $0.2) })
}

@Suite("Shift-share") struct ShiftShareTests {
  /// By hand: the nation grows from 200 to 230, farms from 100 to 90, mills from 100 to 140; in a
  /// farms fall from 60 to 57 and mills grow from 40 to 60.
  @Test("a table by hand") func hand() throws {
    let start = try table([
      ("a", "farms", 60), ("a", "mills", 40), ("b", "farms", 40), ("b", "mills", 60),
    ])
    let end = try table([
      ("a", "farms", 57), ("a", "mills", 60), ("b", "farms", 33), ("b", "mills", 80),
    ])
    let result = try shiftShare(from: start, to: end)
    let a = result[0]
    #expect(isNear(a.total.national, 15, 1e-12))
    #expect(isNear(a.total.mix, 60 * (-0.25) + 40 * 0.25, 1e-12))
    #expect(isNear(a.total.regional, (57 - 54) + (60 - 56), 1e-12))
    #expect(a.total.actual == 17)
    // ê = 50 each; γ − g: 0.95 − 0.9 and 1.5 − 1.4.
    #expect(isNear(a.homotheticRegional.value, 50 * 0.05 + 50 * 0.1, 1e-12))
    #expect(isNear(a.allocation.value, 10 * 0.05 - 10 * 0.1, 1e-12))
    #expect(isNear(a.mixIndex.value, 110.0 / 115, 1e-12))
    #expect(isNear(a.regionalIndex.value, 117.0 / 110, 1e-12))
  }

  @Test("parts sum to the change; all identities over random tables", arguments: UInt64(0)..<20)
  func identities(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let size = (1 + random.below(5), 1 + random.below(6))
    let start = try randomTable(&random, regions: size.0, industries: size.1, zeros: false)
    let end = try randomTable(&random, regions: size.0, industries: size.1)
    let result = try shiftShare(from: start, to: end)
    for region in result {
      let t = region.total
      #expect(abs(t.national + t.mix + t.regional - t.actual) < 1e-9)
      let own = try #require(region.homotheticRegional.value)
      #expect(abs(own + (try #require(region.allocation.value)) - t.regional) < 1e-9)
      if let mix = region.mixIndex.value, let local = region.regionalIndex.value {
        #expect(isNear(mix * local, try #require(region.netIndex.value), 1e-12))
      }
    }
    // Over all regions the mix and regional parts of the nation vanish.
    #expect(abs(result.map(\.total.regional).reduce(0, +)) < 1e-9)
    #expect(abs(result.map(\.total.mix).reduce(0, +)) < 1e-9)
    let middle = try randomTable(&random, regions: size.0, industries: size.1, zeros: false)
    let dynamic = try dynamicShiftShare([start, middle, end])
    for (one, other) in zip(dynamic, result) {
      #expect(abs(one.total.actual - other.total.actual) < 1e-9)
      #expect(
        abs(one.total.national + one.total.mix + one.total.regional - one.total.actual) < 1e-9)
    }
  }

  @Test("neighbours in the nation's place; without neighbours a coded state")
  func spatial() throws {
    var random = SplitMix(seed: 3)
    let start = try randomTable(&random, regions: 4, industries: 3, zeros: false)
    let end = try randomTable(&random, regions: 4, industries: 3)
    let weights = try SpatialWeights(
      regions: start.regions,
      links: ["01", "10", "12", "21"].map {
        SpatialLink(from: "r\($0.prefix(1))", to: "r\($0.suffix(1))")
      })
    let result = try spatialShiftShare(from: start, to: end, weights: weights)
    #expect(result[3].total == .missing(.undefined))
    for region in result.prefix(3) {
      let parts = try #require(region.total.value)
      #expect(abs(parts.national + parts.mix + parts.regional - parts.actual) < 1e-9)
    }
    let other = try SpatialWeights(regions: ["x"], links: [])
    #expect(throws: RegionError.unknownRegion("r0")) {
      try spatialShiftShare(from: start, to: end, weights: other)
    }
  }

  /// By hand: x grows from 15 to 17; y is new, so that nation and mix are those of x alone.
  @Test("an industry that the nation starts from nothing stands apart; the identity holds")
  func newIndustry() throws {
    let start = try table([("a", "x", 10), ("a", "y", 0), ("b", "x", 5), ("b", "y", 0)])
    let end = try table([("a", "x", 12), ("a", "y", 3), ("b", "x", 5), ("b", "y", 6)])
    #expect(try newIndustries(from: start, to: end) == ["y"])
    #expect(try newIndustries(from: end, to: end) == [])
    let (a, b) = try (shiftShare(from: start, to: end)[0], shiftShare(from: start, to: end)[1])
    #expect(isNear(a.total.national, 10 * 2.0 / 15, 1e-12) && a.total.mix == 0)
    #expect(isNear(a.total.regional, 12 - 10 * 17.0 / 15, 1e-12))
    #expect(a.total.new == 3 && b.total.new == 6 && a.total.actual == 5)
    for region in [a, b] {
      let t = region.total
      #expect(abs(t.national + t.mix + t.regional + t.new - t.actual) < 1e-12)
      let own = try #require(region.homotheticRegional.value)
      #expect(abs(own + (try #require(region.allocation.value)) - t.regional) < 1e-12)
    }
    #expect(abs(a.total.regional + b.total.regional) < 1e-12)
    #expect(isNear(a.netIndex.value, 1.2 / (17.0 / 15), 1e-12))
    let dynamic = try dynamicShiftShare([start, end, end])
    #expect(dynamic[0].total.new == 3 && dynamic[0].total.actual == 5)
    let weights = try SpatialWeights(
      regions: ["a", "b"],
      links: [SpatialLink(from: "a", to: "b"), SpatialLink(from: "b", to: "a")]
    )
    let spatial = try spatialShiftShare(from: start, to: end, weights: weights)
    let parts = try #require(spatial[0].total.value)
    #expect(parts.new == 3 && abs(parts.national + parts.mix + parts.regional - 2) < 1e-12)
  }

  @Test("zeros and bad tables") func limits() throws {
    let start = try table([("a", "x", 10), ("a", "y", 0), ("b", "x", 5), ("b", "y", 5)])
    let end = try table([("a", "x", 12), ("a", "y", 3), ("b", "x", 5), ("b", "y", 6)])
    let a = try shiftShare(from: start, to: end)[0]
    #expect(abs(a.total.national + a.total.mix + a.total.regional - 5) < 1e-12)
    #expect(a.homotheticRegional == .missing(.zeroDenominator))
    let empty = try table([("a", "x", 0)])
    #expect(throws: RegionError.nothingAtStart) {
      try shiftShare(from: empty, to: empty)
    }
    #expect(throws: RegionError.differentKeys("b")) {
      try shiftShare(from: start, to: table([("a", "x", 1), ("a", "y", 1)]))
    }
    #expect(throws: RegionError.duplicateKey(region: "a", other: "x")) {
      try table([("a", "x", 1), ("a", "x", 1)])
    }
    #expect(throws: RegionError.negative(region: "a", other: "x")) { try table([("a", "x", -1)]) }
    #expect(throws: RegionError.notFinite(region: "a", other: "x")) {
      try table([("a", "x", .infinity)])
    }
    #expect(throws: RegionError.tooShort(what: "rows", needed: 1, given: 0)) { try table([]) }
    #expect(throws: RegionError.tooShort(what: "periods", needed: 2, given: 1)) {
      try dynamicShiftShare([start])
    }
  }
}

@Suite("Location quotients") struct LocationQuotientTests {
  /// By hand: farms are 60 of 100 in a and 100 of 200 in all: 1.2.
  @Test("a table by hand") func hand() throws {
    let quotients = locationQuotients(
      try table([("a", "farms", 60), ("a", "mills", 40), ("b", "farms", 40), ("b", "mills", 60)]))
    #expect(isNear(quotients[0].ratio.value, 1.2, 1e-12))
    #expect(isNear(quotients[0].symmetric.value, 0.2 / 2.2, 1e-12))
    #expect(isNear(quotients[0].excess.value, 10, 1e-12))
    #expect(quotients[0].standardised == .missing(.tooFewObservations))
  }

  @Test("weighted means are 1, scores have mean 0 and deviation 1", arguments: UInt64(0)..<10)
  func identities(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let data = try randomTable(&random, regions: 6, industries: 4)
    let quotients = locationQuotients(data)
    for (k, industry) in data.industries.enumerated() {
      let own = quotients.filter { $0.industry == industry }
      guard data.industryTotals[k] > 0 else {
        #expect(own.allSatisfy { $0.ratio == .missing(.zeroDenominator) })
        continue
      }
      let mean = zip(own, data.regionTotals).reduce(0) {
        $0 + ($1.0.ratio.value ?? 0) * $1.1 / data.total
      }
      #expect(isNear(mean, 1, 1e-12))
      let scores = own.compactMap(\.standardised.value)
      if scores.count == 6 {
        #expect(abs(scores.reduce(0, +)) < 1e-10)
        #expect(isNear(scores.reduce(0) { $0 + $1 * $1 } / 5, 1, 1e-10))
      }
      #expect(abs(own.compactMap(\.excess.value).reduce(0, +)) < 1e-9)
    }
  }

  @Test("bands hold the ratio; zero shares have no logarithm") func bands() throws {
    let data = try table([
      ("a", "x", 50), ("a", "y", 50), ("b", "x", 0), ("b", "y", 80), ("c", "x", 30), ("c", "y", 10),
      ("d", "x", 0), ("d", "y", 0),
    ])
    let one = locationQuotients(data, draws: 400, seed: 1)
    #expect(one == locationQuotients(data, draws: 400, seed: 1, threads: 2))
    let a = try #require(one[0].band.value)
    let ratio = try #require(one[0].ratio.value)
    #expect(a.lower < ratio && ratio < a.upper)
    #expect(one[2].ratio == .value(0))
    #expect(one[2].standardisedLogarithm == .missing(.nonpositiveInLog))
    #expect(one[6].ratio == .missing(.zeroDenominator))
    #expect(one[6].band == .missing(.zeroDenominator))
  }

  @Test("the portfolio by hand") func portfolio() throws {
    let start = try table([
      ("a", "farms", 60), ("a", "mills", 40), ("b", "farms", 40), ("b", "mills", 60),
    ])
    let end = try table([
      ("a", "farms", 57), ("a", "mills", 60), ("b", "farms", 33), ("b", "mills", 80),
    ])
    let entries = try regionalPortfolio(from: start, to: end)
    #expect(entries.map(\.quadrant.value) == [.star, .emerging, .declining, .mature])
    #expect(isNear(entries[0].relativeGrowth.value, 0.95 / 0.9 - 1, 1e-12))
  }
}
