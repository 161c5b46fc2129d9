import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// Miller and Blair (2009), Input–Output Analysis, 2nd ed., table 2.3.
func textbookTable() throws -> InputOutputTable {
  try InputOutputTable(
    sectors: ["agriculture", "manufactures"], deliveries: [150, 500, 200, 100],
    finalDemand: [350, 1700], output: [1000, 2000])
}

func seededEconomy(_ seed: UInt64) throws -> InputOutputTable {
  var random = SplitMix(seed: seed)
  let count = 2 + random.below(6)
  let deliveries = (0..<count * count).map { _ in
    random.below(4) == 0 ? 0 : Double(random.below(50))
  }
  let demand = (0..<count).map { _ in Double(1 + random.below(400)) }
  return try InputOutputTable(
    sectors: (0..<count).map { "s\($0)" }, deliveries: deliveries, finalDemand: demand)
}

private func agree(_ found: [Double], _ printed: [Double], _ tolerance: Double) -> Bool {
  found.count == printed.count
    && zip(found, printed).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

private func agree(_ found: [Outcome<Double>], _ printed: [Double], _ tolerance: Double) -> Bool {
  agree(found.compactMap(\.value), printed, tolerance)
}

@Suite("Input–output models") struct InputOutputTests {
  @Test("coefficients, inverse and new output of the textbook, §2.3") func textbook() throws {
    let model = try InputOutputModel(textbookTable())
    #expect(agree(model.technical, [0.15, 0.25, 0.2, 0.05], 1e-15))
    #expect(agree(model.leontief, [1.2541, 0.3300, 0.2640, 1.1221], 5.1e-5))
    #expect(agree(try model.output(for: [600, 1500]), [1247.5, 1841.6], 5e-5))
    #expect(model.table.imbalance == [0, 0])
  }

  @Test("allocation and Ghosh inverse of the textbook, §12.1") func supply() throws {
    let model = try InputOutputModel(textbookTable())
    #expect(agree(model.allocation, [0.15, 0.5, 0.1, 0.05], 1e-15))
    #expect(agree(model.ghosh, [1.2541, 0.6601, 0.1320, 1.1221], 5.1e-5))
  }

  @Test("output multipliers of the textbook, §2.5 and §6.2: open and with households")
  func multipliers() throws {
    let model = try InputOutputModel(textbookTable())
    let households = HouseholdAccount(
      income: [300, 500], consumption: [50, 400], totalIncome: 1000)
    #expect(
      agree(
        try model.closedInverse(
          HouseholdAccount(income: [300, 500], consumption: [50, 400], totalIncome: 1000)),
        closedByHand(), 1e-12))
    let output = try model.outputMultipliers(households: households)
    #expect(agree(output.simple, [1.518, 1.452], 5e-4))
    #expect(output.typeI == output.simple)
    let income = try model.multipliers(
      of: "income", amounts: [300, 500], households: households)
    #expect(agree(income.direct, [0.3, 0.25], 1e-15))
    // h L = (0.3 · 1.2541 + 0.25 · 0.2640, 0.3 · 0.3300 + 0.25 · 1.1221)
    #expect(agree(income.simple, [0.4422, 0.3795], 1e-3))
    for place in 0..<2 {
      let direct = try #require(income.direct[place].value)
      let (simple, total) = (income.simple[place].value ?? 0, income.total[place].value ?? 0)
      #expect(total > simple && simple > direct)
      #expect(abs((income.typeI[place].value ?? 0) * direct - simple) < 1e-14)
      #expect(abs((income.typeII[place].value ?? 0) * direct - total) < 1e-14)
    }
    // Type II over type I is one number for all sectors (Miller and Blair, §6.2.3).
    let ratios = zip(income.typeI, income.typeII).compactMap { one, two in
      one.value.flatMap { first in two.value.map { $0 / first } }
    }
    #expect(abs(ratios[0] - ratios[1]) < 1e-12)
  }

  /// The inverse of the 3 × 3 closed matrix by cofactors.
  private func closedByHand() -> [Double] {
    let m = [0.85, -0.25, -0.05, -0.2, 0.95, -0.4, -0.3, -0.25, 1]
    func minor(_ row: Int, _ column: Int) -> Double {
      let cells = (0..<9).filter { $0 / 3 != row && $0 % 3 != column }.map { m[$0] }
      return (cells[0] * cells[3] - cells[1] * cells[2]) * ((row + column) % 2 == 0 ? 1 : -1)
    }
    let determinant = (0..<3).reduce(0.0) { $0 + m[$1] * minor(0, $1) }
    return (0..<9).map { minor($0 % 3, $0 / 3) / determinant }
  }

  @Test("x = L f and x = v G hold in seeded economies", arguments: UInt64(0)..<30)
  func identities(seed: UInt64) throws {
    let table = try seededEconomy(seed)
    guard let model = try? InputOutputModel(table) else { return }
    let count = table.count
    #expect(agree(try model.output(for: table.finalDemand), table.output, 1e-11))
    let primary = (0..<count).map { column in
      (0..<count).reduce(table.output[column]) { $0 - table.deliveries[$1 * count + column] }
    }
    let supplied = (0..<count).map { column in
      (0..<count).reduce(0.0) { $0 + primary[$1] * model.ghosh[$1 * count + column] }
    }
    #expect(agree(supplied, table.output, 1e-9))
    #expect(model.leontief.allSatisfy { $0 >= 0 })
  }

  @Test("extraction agrees with the system solved without the sector", arguments: UInt64(0)..<20)
  func extraction(seed: UInt64) throws {
    let table = try seededEconomy(seed)
    guard let model = try? InputOutputModel(table) else { return }
    let (count, loss) = (table.count, model.extraction())
    for sector in 0..<count {
      let rest = (0..<count).filter { $0 != sector }
      var matrix = rest.flatMap { row in rest.map { -model.technical[row * count + $0] } }
      for place in rest.indices { matrix[place * rest.count + place] += 1 }
      let system = try #require(LinearSystem(matrix, size: rest.count))
      let without = system.solution(rest.map { table.finalDemand[$0] }).reduce(0, +)
      let all = table.output.reduce(0, +)
      let expected = all - without
      let found = try #require(loss.total[sector].value)
      #expect(abs(found - expected) <= 1e-9 * all)
      #expect((loss.others[sector].value ?? -1) >= 0)
      #expect((loss.share[sector].value ?? 2) <= 1 + 1e-12)
      // The column alone.
      var column = (0..<count * count).map { cell in
        cell % count == sector ? 0 : -model.technical[cell]
      }
      for place in 0..<count { column[place * count + place] += 1 }
      let purchases = try #require(LinearSystem(column, size: count))
      let backward = all - purchases.solution(table.finalDemand).reduce(0, +)
      #expect(abs((loss.backward[sector].value ?? -1) - backward) <= 1e-9 * all)
      #expect((loss.forward[sector].value ?? -1) >= 0)
    }
  }

  @Test("linkages of the textbook, direct by A and B, total by L and G") func linkages() throws {
    let links = try InputOutputModel(textbookTable()).linkages()
    #expect(agree(links.backwardDirect, [0.35, 0.30], 1e-14))
    #expect(agree(links.forwardDirect, [0.65, 0.15], 1e-14))
    #expect(agree(links.backwardTotal, [1.5182, 1.4521], 5.1e-5))
    #expect(agree(links.forwardLeontief, [1.5842, 1.3861], 5.1e-5))
    #expect(agree(links.forwardGhosh, [1.9142, 1.2541], 5.1e-5))
    #expect(abs((links.powerOfDispersion[0].value ?? 0) - 1.0222) < 5.1e-5)
    #expect(links.classByGhosh == [.key, .weak])
    #expect(links.contested.isEmpty)
    // Column one of L: mean 0.75908, deviations ±0.49505, n − 1 = 1.
    let variation = 0.49505 * 2.0.squareRoot() / 0.75908
    #expect(abs((links.backwardVariation[0].value ?? 0) - variation) < 1e-4)
  }

  @Test("linkage indices have mean one; a contested class is named", arguments: UInt64(0)..<30)
  func means(seed: UInt64) throws {
    guard let model = try? InputOutputModel(seededEconomy(seed)) else { return }
    let links = model.linkages()
    for index in [
      links.powerOfDispersion, links.sensitivityOfDispersion, links.forwardGhoshIndex,
    ] {
      let values = index.compactMap(\.value)
      #expect(abs(values.reduce(0, +) / Double(values.count) - 1) < 1e-12)
    }
    for place in links.contested {
      #expect(links.classByGhosh[place] != links.classByLeontief[place])
    }
  }
}
