import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Identities of concentration and inequality") struct ConcentrationIdentityTests {
  @Test("H = (1 + CV²) / n, and its variants follow from it", arguments: UInt64(0)..<30)
  func herfindahl(seed: UInt64) throws {
    let table = try SeededTables.regions(seed)
    let texts = (0..<table.rowCount).compactMap { row -> [String]? in
      (try? table.numbers("value"))?[row].map { ["AAA", "P\(row)", "X", "\($0)"] }
    }
    let flows = try TidyTable(
      header: ["reporter", "partner", "flow", "value"], records: texts)
    let n = Double(table.rowCount)
    let h = try #require(try values("concentration.hhi.sum-squares", flows).values.first)
    let cv = try #require(try values("inequality.cv.population", table).values.first)
    #expect(agree(h, (1 + cv * cv) / n))
    let root = try #require(try values("concentration.hhi.root", flows).values.first)
    #expect(agree(root * root, h))
    let number = try #require(try values("concentration.hhi.equivalent-number", flows).values.first)
    #expect(agree(number * h, 1))
    let entropy = try #require(try values("concentration.entropy.nat", flows).values.first)
    let theil = try #require(try values("inequality.theil.t", table).values.first)
    #expect(abs(theil + entropy - lnCount(table.rowCount)) < 1e-12)
  }

  /// ln n from the catalogue itself: the entropy of equal classes.
  private func lnCount(_ count: Int) -> Double {
    let records = (0..<count).map { ["AAA", "P\($0)", "X", "1"] }
    let table = try? TidyTable(
      header: ["reporter", "partner", "flow", "value"], records: records)
    return table.flatMap { try? values("concentration.entropy.nat", $0).values.first } ?? -1
  }

  @Test("Theil between and within add up; equal weights change nothing", arguments: UInt64(0)..<30)
  func theil(seed: UInt64) throws {
    let table = try SeededTables.regions(seed)
    let whole = try #require(try values("inequality.theil.t", table).values.first)
    let between = try #require(try values("inequality.theil.between", table).values.first)
    let within = try #require(try values("inequality.theil.within", table).values.first)
    #expect(abs(between + within - whole) < 1e-12)
    #expect(within >= -1e-15 && between >= -1e-12)
    let x = try table.reals("value").compactMap(\.self)
    let (one, three) = (
      theilT(of: x, weights: x.map { _ in 1 }).value, theilT(of: x, weights: x.map { _ in 3 }).value
    )
    #expect(agree(try #require(one), try #require(three), scale: 1))
  }

  @Test("a weight of two is the value twice", arguments: UInt64(0)..<20)
  func weights(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let x = (0..<(2 + random.below(6))).map { _ in Double(random.below(30) + 1) }
    let w = x.map { _ in Double(random.below(4) + 1) }
    let repeated = zip(x, w).flatMap { Array(repeating: $0, count: Int($1)) }
    let ones = repeated.map { _ in 1.0 }
    let pairs: [(Outcome<Double>, Outcome<Double>)] = [
      (theilT(of: x, weights: w), theilT(of: repeated, weights: ones)),
      (giniCoefficient(of: x, weights: w), giniCoefficient(of: repeated, weights: ones)),
      (hooverIndex(of: x, weights: w), hooverIndex(of: repeated, weights: ones)),
      (
        coefficientOfVariation(of: x, weights: w, isSample: false),
        coefficientOfVariation(of: repeated, weights: ones, isSample: false)
      ),
    ]
    for (weighted, plain) in pairs {
      #expect(agree(try #require(weighted.value), try #require(plain.value), 1e-12, scale: 0.1))
    }
  }

  @Test(
    "Gini by pairs equals Gini by order; neighbours and others add up", arguments: UInt64(0)..<20)
  func gini(seed: UInt64) throws {
    let table = try SeededTables.regions(seed)
    let x = try table.reals("value").compactMap(\.self)
    let n = Double(x.count)
    let mean = x.reduce(0, +) / n
    var pairs = 0.0
    for a in x { for b in x { pairs += abs(a - b) } }
    pairs /= 2 * n * n * mean
    let gini = try #require(try values("inequality.gini.n", table).values.first)
    #expect(abs(gini - pairs) < 1e-12)
    guard x.count > 1 else { return }
    let links = try TidyTable(
      header: ["i", "j", "w"], records: (1..<x.count).map { ["R\($0 - 1)", "R\($0)", "1"] })
    let near = try #require(
      try values("inequality.gini-spatial.neighbour", table, links).values.first)
    let far = try #require(
      try values("inequality.gini-spatial.non-neighbour", table, links).values.first)
    #expect(abs(near + far - gini) < 1e-12)
  }

  @Test("variety and margins add up to entropy and Theil", arguments: UInt64(0)..<20)
  func variety(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let digits = ["group-digits": "1"]
    let related = try values("variety.entropy.related", flows, choices: digits)
    let unrelated = try values("variety.entropy.unrelated", flows, choices: digits)
    for (subject, entropy) in try values("concentration.entropy.nat", flows) {
      let parts: Double = try #require(related[subject]) + #require(unrelated[subject])
      #expect(abs(parts - entropy) < 1e-12, "\(seed)")
    }
    let wide = try values("margin.theil.extensive", flows)
    let deep = try values("margin.theil.intensive", flows)
    let entropies = try values("concentration.entropy.nat", flows)
    let relative = try values("concentration.entropy.relative", flows)
    for (subject, entropy) in entropies where (relative[subject] ?? 0) > 0 {
      let logarithm: Double = try entropy / #require(relative[subject])
      let parts: Double = try #require(wide[subject]) + #require(deep[subject])
      #expect(abs(parts - (logarithm - entropy)) < 1e-12)
    }
  }
}
