import TamgaIndicators
import TamgaNumerics
import Testing

private func agree(
  _ found: [Outcome<Double>], _ expected: [Double], tolerance: Double = 1e-10
) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { outcome, value in
      outcome.value.map { abs($0 - value) <= tolerance * max(1, abs(value)) } ?? false
    }
}

@Suite("Complexity agrees with an independent package") struct ComplexityReferenceTests {
  @Test("the reference tables are there") func present() { #expect(ComplexityCase.all.count == 3) }

  @Test("diversity, ubiquity, ECI and PCI", arguments: ComplexityCase.all)
  func indices(_ reference: ComplexityCase) throws {
    let scores = complexityScores(of: try PresenceMatrix(advantagesOf: reference.table))
    #expect(scores.diversity == reference.diversity)
    #expect(scores.ubiquity == reference.ubiquity)
    #expect(agree(scores.eci, reference.eci))
    #expect(agree(scores.pci, reference.pci))
  }

  @Test("density, outlook index and outlook gain", arguments: ComplexityCase.all)
  func space(_ reference: ComplexityCase) throws {
    let presence = try PresenceMatrix(advantagesOf: reference.table)
    let proximity = ProductProximity(presence)
    let space = try productSpace(proximity, scores: complexityScores(of: presence))
    let cells = (0..<reference.countries).flatMap { country in
      (0..<reference.products).map { (country, $0) }
    }
    #expect(agree(cells.map { space.density($0.0, $0.1) }, reference.density))
    #expect(agree(cells.map { space.outlookGain($0.0, $0.1) }, reference.cog))
    #expect(agree(space.outlookIndex, reference.coi))
    #expect(agree([proximity.value(0, 1)], [reference.proximity01]))
  }

  @Test("fitness and quality after two hundred steps", arguments: ComplexityCase.all)
  func fitness(_ reference: ComplexityCase) throws {
    let found = try fitnessQuality(
      of: PresenceMatrix(advantagesOf: reference.table), tolerance: 1e-300, iterations: 200)
    #expect(found.iterations <= 200)
    #expect(agree(found.fitness, reference.fitness))
    #expect(agree(found.quality, reference.quality))
  }

  @Test("PRODY and EXPY", arguments: ComplexityCase.all)
  func income(_ reference: ComplexityCase) throws {
    let found = try incomeContent(of: reference.table, incomes: reference.income)
    #expect(agree(found.prody, reference.prody))
    #expect(agree(found.expy, reference.expy))
    #expect(found.leftOut.isEmpty)
  }
}
