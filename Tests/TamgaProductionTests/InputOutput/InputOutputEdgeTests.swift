import TamgaIndicators
import TamgaNumerics
import Testing

@Suite("Input–output at the edge") struct InputOutputEdgeTests {
  private func table(_ deliveries: [Double], _ demand: [Double], _ output: [Double]? = nil) throws
    -> InputOutputTable
  {
    try InputOutputTable(
      sectors: (0..<demand.count).map { "s\($0)" }, deliveries: deliveries, finalDemand: demand,
      output: output)
  }

  @Test("bad tables are refused with their place") func bad() throws {
    #expect(throws: InputOutputError.wrongSize(what: "deliveries", expected: 4, given: 1)) {
      try table([1], [1, 2])
    }
    #expect(throws: InputOutputError.negativeValue(what: "deliveries", place: "s0 → s1")) {
      try table([1, -1, 1, 1], [1, 2])
    }
    #expect(throws: InputOutputError.notFinite(what: "final demand", place: "s1")) {
      try table([1, 1, 1, 1], [1, .nan])
    }
    #expect(throws: InputOutputError.inputsWithoutOutput(sector: "s1")) {
      try table([1, 1, 0, 0], [1, 0])
    }
    #expect(throws: InputOutputError.duplicateSector("a")) {
      try InputOutputTable(sectors: ["a", "a"], deliveries: [0, 0, 0, 0], finalDemand: [1, 1])
    }
    #expect(throws: InputOutputError.negativeValue(what: "output", place: "s0")) {
      try table([0, 0, 0, 0], [-1, 1])
    }
  }

  @Test("an idle sector is named; the others keep their numbers") func idle() throws {
    let model = try InputOutputModel(
      table([150, 500, 0, 200, 100, 0, 0, 0, 0], [350, 1700, 0]))
    #expect(model.idle == [2])
    let output = try model.outputMultipliers()
    #expect(output.simple[2] == .missing(.zeroDenominator))
    #expect(abs((output.simple[0].value ?? 0) - 1.5181518) < 1e-6)
    let links = model.linkages()
    #expect(links.backwardTotal[2] == .missing(.zeroDenominator))
    #expect(links.classByGhosh[2] == nil)
    let power = links.powerOfDispersion.compactMap(\.value)
    #expect(abs(power.reduce(0, +) - 2) < 1e-12)
    #expect(output.typeII[0] == .missing(.missingInput))
    #expect(model.extraction().total[2] == .missing(.zeroDenominator))
  }

  @Test("an economy that eats itself has no inverse") func unproductive() throws {
    #expect(throws: InputOutputError.singular) {
      try InputOutputModel(table([5, 5, 5, 5], [0, 0]))
    }
    #expect(throws: InputOutputError.self) {
      try InputOutputModel(table([8, 8, 8, 8], [-6, -6]))
    }
  }

  @Test("a given output that does not balance is shown, not hidden") func imbalance() throws {
    let found = try table([1, 1, 1, 1], [3, 3], [6, 5])
    #expect(found.imbalance == [1, 0])
  }

  @Test("one sector and none") func small() throws {
    let one = try InputOutputModel(table([50], [50]))
    #expect(one.leontief == [2])
    #expect(one.linkages().backwardVariation == [.missing(.tooFewObservations)])
    #expect(one.extraction().total == [.value(100)])
    let none = try InputOutputModel(table([], []))
    #expect(none.leontief.isEmpty && none.linkages().contested.isEmpty)
  }

  @Test("wrong parameters are refused by name") func parameters() throws {
    for delta in [-0.1, 1, .nan] {
      #expect(throws: InputOutputError.choiceOutOfRange("delta")) {
        try regionalCoefficients(
          national: [0.1], regional: [1], nation: [2], method: .flq(delta: delta))
      }
    }
    #expect(throws: InputOutputError.regionAboveNation(sector: "0")) {
      try regionalCoefficients(national: [0.1], regional: [3], nation: [2], method: .slq)
    }
    #expect(throws: InputOutputError.choiceOutOfRange("total income")) {
      try InputOutputModel(table([50], [50])).outputMultipliers(
        households: HouseholdAccount(income: [0], consumption: [1]))
    }
    #expect(throws: InputOutputError.self) {
      try InputOutputModel(table([50], [50])).outputMultipliers(
        households: HouseholdAccount(income: [50], consumption: [60]))
    }
  }
}
