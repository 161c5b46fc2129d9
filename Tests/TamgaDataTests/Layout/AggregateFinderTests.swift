import TamgaNumerics
import TestSupport
import Testing

@testable import TamgaData

@Suite("Sums found by arithmetic alone") struct AggregateFinderTests {
  private func rows(_ values: [[String]]) -> [Int] {
    let table = ScaledTable(values.map { row in row.map { ExactDecimal($0) } })
    return AggregateFinder.sums(in: table).map(\.row)
  }

  @Test("a nested list falls out in one pass") func nested() {
    #expect(
      rows([
        ["1000.5", "500.25"],  // world
        ["300.5", "150.25"], ["200.25", "100.5"], ["100.25", "49.75"],  // group: two members
        ["700", "350"], ["600.75", "300.25"], ["99.25", "49.75"],  // rest: two members
      ]) == [0, 1, 4])
  }

  @Test("a missing number counts as zero in the test only") func missing() {
    #expect(rows([["100.25", ""], ["60.5", ""], ["39.75", ""], ["7.5", "1.5"]]) == [0])
  }

  @Test("rounding is allowed for, more is not") func tolerance() {
    // Three children, printed to one place: (3 + 1) · 0.05 = 0.2.
    #expect(rows([["1000.2"], ["500.5"], ["300.2"], ["199.3"]]) == [0])
    #expect(rows([["1000.3"], ["500.5"], ["300.2"], ["199.3"]]) == [])
    #expect(rows([["999.8"], ["500.5"], ["300.2"], ["199.3"]]) == [0])
    #expect(rows([["999.7"], ["500.5"], ["300.2"], ["199.3"]]) == [])
  }

  @Test("small round numbers that add up by chance are no evidence") func chance() {
    #expect(rows([["3"], ["1"], ["2"]]) == [])
    #expect(rows([["5", "7"], ["2", "3"], ["3", "4"], ["9", "1"]]) == [])
  }

  @Test("totals below their rows, and a world over continents after groups that overlap")
  func otherOrders() {
    #expect(rows([["600.75"], ["300.25"], ["99.5"], ["1000.5"]]) == [3])
    #expect(
      rows([
        ["1000.51", "901.5"],  // world
        ["555.1", "20.2"], ["333.3", "19.9"], ["222.2", "17.3"],  // groups that overlap
        ["600.26", "400.4"], ["400.13", "300.3"], ["200.13", "100.1"],  // a continent
        ["400.25", "501.1"], ["150.12", "251.1"], ["250.13", "250"],  // another
      ]) == [0, 4, 7])
  }

  @Test("every sum of a random tree is found and none is invented", arguments: UInt64(0)..<120)
  func trees(seed: UInt64) {
    var dice = SplitMix(seed: seed)
    var values: [[Int128]] = []
    var sums: [Int] = []
    func grow(_ depth: Int) -> [Int128] {
      let row = values.count
      values.append([0, 0])
      guard depth > 0 else {
        // Four leaves in ten trade in one direction only, as small partners do.
        let side = dice.below(10)
        values[row] = [
          side < 2 ? 0 : Int128(1 + dice.below(1 << (20 + dice.below(20)))),
          side > 7 ? 0 : Int128(1 + dice.below(1 << (20 + dice.below(20)))),
        ]
        return values[row]
      }
      sums.append(row)
      var total: [Int128] = [0, 0]
      for _ in 0..<(2 + dice.below(5)) {
        let child = grow(dice.below(3) == 0 ? depth - 1 : 0)
        total = [total[0] + child[0], total[1] + child[1]]
      }
      values[row] = total
      return total
    }
    _ = grow(3)
    let table = ScaledTable(
      values.map { row in row.map { $0 == 0 ? nil : ExactDecimal(mantissa: $0, scale: 5) } })
    #expect(AggregateFinder.sums(in: table).map(\.row) == sums.sorted())
  }

  @Test("rows without sums give none", arguments: UInt64(0)..<60)
  func noise(seed: UInt64) {
    var dice = SplitMix(seed: seed)
    let values = (0..<120).map { _ in
      (0..<2).map { _ in
        ExactDecimal(mantissa: Int128(1 + dice.below(1 << (22 + dice.below(18)))), scale: 5)
      } as [ExactDecimal?]
    }
    #expect(AggregateFinder.sums(in: ScaledTable(values)).isEmpty)
  }

  @Test("a labelled group that does not close keeps its residual") func residual() throws {
    let table = ScaledTable(
      [["1000.5"], ["600.5"], ["300.25"], ["250"], ["400"], ["150"], ["250"]]
        .map { row in row.map { ExactDecimal($0) } })
    let hints: [AggregateFinder.Hint] = [.world, .group, .leaf, .leaf, .group, .leaf, .leaf]
    let sums = AggregateFinder.sums(in: table, hints: hints)
    #expect(sums.map(\.row) == [0, 1, 4])
    let open = try #require(sums.first { $0.row == 1 })
    #expect(open.children == [2, 3])
    #expect(open.residuals.map(table.decimal) == [ExactDecimal("50.25")])
    #expect(sums[0].children == [1, 4])
    #expect(sums[0].residuals.isEmpty)
  }

  @Test("the printed precision is what most numbers show") func precision() {
    func places(_ texts: [String]) -> Int {
      ScaledTable.printedPlaces(texts.map { ExactDecimal($0) })
    }
    #expect(places(["11.8", "23.9", "71", "794.0674", "8.8"]) == 1)
    #expect(places(["1.25", "2.50", "3.75"]) == 2)
    #expect(places(["0", "7", "12"]) == 0)
    #expect(places([]) == 0)
  }
}
