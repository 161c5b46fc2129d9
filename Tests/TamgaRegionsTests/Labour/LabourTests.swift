import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Migration and labour") struct LabourTests {
  @Test("rates by hand") func rates() {
    let place = MigrationBalance(arrivals: 30, departures: 50, population: 10_000)
    #expect(place.netRate == .value(-2) && place.turnoverRate == .value(8))
    #expect(place.effectiveness == .value(-0.25))
    let market = LabourMarket(employed: 90, unemployed: 10, workingAge: 125)
    #expect(market.unemploymentRate == .value(10) && market.participationRate == .value(80))
    #expect(market.employmentRate == .value(72) && market.tightness(vacancies: 5) == .value(0.5))
    #expect(dependencyRatio(young: 30, old: 20, workingAge: 100) == .value(50))
    #expect(remittanceShare(remittances: 33, output: 110) == .value(30))
    #expect(tertiaryLossShare(tertiary: 1, departures: 4) == .value(25))
    #expect(isNear(wagePull(abroad: 300, home: 200).value, 1.5, 1e-12))
  }

  @Test("zeros, negatives and infinities are coded") func states() {
    let none = MigrationBalance(arrivals: 0, departures: 0, population: 0)
    #expect(none.netRate == .missing(.zeroDenominator))
    #expect(none.effectiveness == .missing(.zeroDenominator))
    #expect(
      MigrationBalance(arrivals: -1, departures: 0, population: 5).netRate
        == .missing(.negativeValue))
    #expect(
      MigrationBalance(arrivals: .nan, departures: 0, population: 5).turnoverRate
        == .missing(.undefined))
    #expect(
      LabourMarket(employed: 0, unemployed: 0, workingAge: 9).unemploymentRate
        == .missing(.zeroDenominator))
    #expect(
      LabourMarket(employed: 1, unemployed: 0, workingAge: 9).tightness(vacancies: 3)
        == .missing(.zeroDenominator))
    #expect(tertiaryLossShare(tertiary: 5, departures: 4) == .missing(.undefined))
    #expect(wagePull(abroad: 1, home: 0) == .missing(.zeroDenominator))
    #expect(remittanceShare(remittances: .infinity, output: 1) == .missing(.undefined))
  }

  @Test("a closed system: net moves sum to zero; effectiveness within bounds") func system() {
    let moves: [[Double]] = [[0, 10, 5], [2, 0, 8], [4, 1, 0]]
    let places = moves.indices.map { i in
      MigrationBalance(
        arrivals: moves.reduce(0) { $0 + $1[i] }, departures: moves[i].reduce(0, +),
        population: 1000)
    }
    let result = migrationSystem(places)
    // Net −9, +1, +8; gross 60: 100·18/60, 50·18/3000, 50·60/3000.
    #expect(result.effectiveness == .value(30))
    #expect(isNear(result.redistribution.value, 0.3, 1e-12))
    #expect(isNear(result.intensity.value, 1, 1e-12))
    #expect(migrationSystem([]).effectiveness == .missing(.tooFewObservations))
    let even: [[Double]] = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    let preference = migrationPreference(even, population: [7, 7, 7])
    #expect(isNear(preference?[0][1].value, 1, 1e-12))
    #expect(preference?[0][0] == .missing(.undefined))
    #expect(migrationPreference(even, population: [1]) == nil)
  }
}
