import TamgaIndicators
import TamgaNumerics
import Testing

private func scores(_ rows: [[Int]], largest: Bool = false) throws -> ComplexityScores {
  let presence = try PresenceMatrix(
    countries: rows.count, products: rows.first?.count ?? 0,
    isPresent: rows.flatMap { $0.map { $0 == 1 } })
  return complexityScores(of: presence, largestComponent: largest)
}

@Suite("Complexity at the edge") struct ComplexityEdgeTests {
  @Test("an empty row or column is named and never blanks the rest") func empty() throws {
    let whole = try scores([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    let found = try scores([[1, 1, 1, 0], [0, 0, 0, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
    #expect(found.eci[1] == .missing(.zeroDenominator))
    #expect(found.pci[3] == .missing(.zeroDenominator))
    #expect(found.flags == [.leftOut])
    #expect([found.eci[0], found.eci[2], found.eci[3]] == whole.eci)
    #expect(Array(found.pci.prefix(3)) == whole.pci)
  }

  @Test("parts without a common product have no common ranking") func disconnected() throws {
    let rows = [[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]]
    let found = try scores(rows)
    #expect(found.flags.contains(.disconnected))
    #expect(found.eci.allSatisfy { $0 == .missing(.undefined) })
    #expect(found.components.map(\.countries) == [[0, 1, 2], [3]])
    #expect(found.components.map(\.products) == [[0, 1], [2, 3]])
    let largest = try scores(rows, largest: true)
    #expect(largest.flags == [.disconnected, .largestComponent])
    #expect(largest.eci[0].value != nil && largest.eci[0] == largest.eci[2])
    #expect(largest.eci[3] == .missing(.undefined))
    #expect(largest.pci[2] == .missing(.undefined))
  }

  @Test("a ranking that is not determined is not given") func degenerate() throws {
    // A ring: every rotation is a symmetry, the second eigenvalue is double.
    let found = try scores([
      [1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 1, 1], [1, 0, 0, 0, 1],
    ])
    #expect(found.flags == [.degenerate])
    #expect(found.eci.allSatisfy { $0 == .missing(.degenerate) })
    #expect((found.gap.value ?? 1) < 1e-9)
  }

  @Test("countries that are all alike do not vary") func alike() throws {
    let found = try scores([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
    #expect(found.eci.allSatisfy { $0 == .missing(.noVariation) })
    #expect(found.pci.allSatisfy { $0 == .missing(.noVariation) })
  }

  @Test("none, one country, one product give a reason") func tooFew() throws {
    #expect(try scores([]).eci.isEmpty)
    #expect(
      try scores([[0, 0], [0, 0]]).eci
        == [Outcome<Double>](repeating: .missing(.zeroDenominator), count: 2))
    #expect(try scores([[1, 1, 1]]).eci == [.missing(.tooFewObservations)])
    #expect(try scores([[1], [1]]).pci == [.missing(.tooFewObservations)])
    let nothing = try fitnessQuality(
      of: PresenceMatrix(countries: 2, products: 1, isPresent: [false, false]))
    #expect(nothing.fitness == [.missing(.zeroDenominator), .missing(.zeroDenominator)])
  }

  @Test("a nested table sends fitness to zero and says so") func decay() throws {
    let rows = (0..<5).map { row in (0..<5).map { $0 <= 4 - row } }
    let found = try fitnessQuality(
      of: PresenceMatrix(countries: 5, products: 5, isPresent: rows.flatMap(\.self)),
      tolerance: 1e-12, iterations: 300)
    #expect(found.decaying.contains(4))
    #expect(!found.decaying.contains(0))
    #expect(found.fitness.allSatisfy { ($0.value ?? -1).isFinite && ($0.value ?? -1) >= 0 })
  }

  @Test("products without complexity carry no outlook") func noOutlook() throws {
    let presence = try PresenceMatrix(
      countries: 2, products: 3, isPresent: [true, true, false, true, true, false])
    let space = try productSpace(
      ProductProximity(presence), scores: complexityScores(of: presence))
    #expect(space.outlookIndex[0] == .missing(.noVariation))
    #expect(space.outlookGain(0, 1) == .missing(.noVariation))
    #expect(space.density(0, 1) == .value(1))
    #expect(space.density(0, 2) == .missing(.zeroDenominator))
    #expect(space.density(9, 0) == .missing(.missingInput))
  }

  @Test("bad tables are refused with their place") func bad() throws {
    #expect(throws: ComplexityError.negativeValue(country: "b", product: "q")) {
      try ExportTable([
        ExportRow(country: "a", product: "q", value: 1),
        ExportRow(country: "b", product: "q", value: -1),
      ])
    }
    #expect(throws: ComplexityError.notFinite(country: "a", product: "q")) {
      try ExportTable([ExportRow(country: "a", product: "q", value: .nan)])
    }
    #expect(throws: ComplexityError.wrongSize(expected: 2, given: 1)) {
      try ExportTable(countries: ["a"], products: ["p", "q"], values: [1])
    }
    #expect(throws: ComplexityError.duplicateName("p")) {
      try ExportTable(countries: ["a"], products: ["p", "p"], values: [1, 2])
    }
    #expect(throws: ComplexityError.negativeValue(country: "b", product: "p")) {
      try ExportTable(countries: ["b", "a"], products: ["p"], values: [-1, 2])
    }
    let table = try ExportTable([ExportRow(country: "a", product: "q", value: 1)])
    #expect(throws: ComplexityError.choiceOutOfRange("cut")) {
      try PresenceMatrix(advantagesOf: table, cut: 0)
    }
    #expect(throws: ComplexityError.incomeOutOfRange(country: "a")) {
      try incomeContent(of: table, incomes: [0])
    }
    #expect(try incomeContent(of: table, incomes: [nil]).prody == [.missing(.zeroDenominator)])
    #expect(try incomeContent(of: table, incomes: [nil]).leftOut == ["a"])
  }

  @Test("huge and tiny values keep their advantages") func extremes() throws {
    let table = try ExportTable(
      countries: ["a", "b"], products: ["p", "q"], values: [1e300, 1e280, 1e280, 1e300])
    let presence = try PresenceMatrix(advantagesOf: table)
    #expect(presence[0, 0] && presence[1, 1] && !presence[0, 1] && !presence[1, 0])
    #expect(!presence[5, 0])
  }
}
