import TamgaNumerics
import Testing

@testable import TamgaGravity

@Suite("What variances refuse") struct VarianceRefusalTests {
  @Test("one cluster is an error, 29 are a warning, 30 none")
  func clusters() throws {
    let data = try SeededScores(seed: 1, countries: 8)
    let count = data.scores.rowCount
    func column(_ groups: Int) -> FactorColumn {
      FactorColumn(
        known: "g", codes: (0..<count).map { Int32($0 % groups) }, levelCount: groups + 5)
    }
    #expect(throws: InferenceError.tooFewClusters(name: "g", count: 1)) {
      try data.variance(.cluster([column(1)]))
    }
    let few = try data.variance(.cluster([column(29)]))
    #expect(few.warnings == [.fewClusters(ClusterCount(name: "g", count: 29))])
    let enough = try data.variance(.cluster([column(30)]))
    #expect(enough.warnings.isEmpty && enough.tag.clusters.map(\.count) == [30])
    #expect(throws: InferenceError.dimensions(0)) { try data.variance(.cluster([])) }
    #expect(throws: InferenceError.dimensions(5)) {
      try data.variance(.cluster(Array(repeating: column(30), count: 5)))
    }
  }

  @Test("shapes, leverages, places, distances, periods")
  func inputs() throws {
    let data = try SeededScores(seed: 2)
    let count = data.scores.rowCount
    #expect(throws: InferenceError.shape(name: "time", found: 1, wanted: count)) {
      try data.variance(.driscollKraay(time: [1], .fourthRoot))
    }
    var leverages = [Double](repeating: 0.1, count: count)
    leverages[3] = 1
    #expect(throws: InferenceError.leverageOne(row: 3)) {
      try data.variance(.hc3(leverages: leverages))
    }
    leverages[3] = .nan
    #expect(throws: InferenceError.leverageOne(row: 3)) {
      try data.variance(.hc2(leverages: leverages))
    }
    func conley(_ cutoff: Double, _ places: [GeoPoint]) throws {
      _ = try data.variance(
        .conley(
          ConleySpecification(
            columns: [data.exporter], places: places, cutoffKilometres: cutoff,
            kernel: .uniform, time: nil)))
    }
    #expect(throws: InferenceError.cutoff(-1)) { try conley(-1, data.places) }
    #expect(throws: InferenceError.shape(name: "places", found: 2, wanted: 7)) {
      try conley(1, Array(data.places.prefix(2)))
    }
    var places = data.places
    places[4] = GeoPoint(latitude: 91, longitude: 0)
    #expect(throws: InferenceError.place(level: 4)) { try conley(1, places) }
    let unit = TinyPanel.column("u", (0..<count).map { _ in 0 })
    #expect(throws: InferenceError.duplicatePeriod(row: 1)) {
      try data.variance(.neweyWest(unit: unit, time: (0..<count).map { Int32($0 / 2) }, .fixed(1)))
    }
    #expect(throws: InferenceError.tooFewClusters(name: "time", count: 1)) {
      try data.variance(.driscollKraay(time: (0..<count).map { _ in 5 }, .fourthRoot))
    }
  }

  @Test("scores that are not finite are found by row")
  func finite() throws {
    var residuals = [1.0, 2, 3, 4]
    residuals[2] = .infinity
    let scores = try ScoreData(
      regressors: [1, 1, 1, 1], residuals: residuals, bread: [1], coefficientCount: 1)
    let counts = ParameterCounts(
      rows: 4, coefficients: 1, fixedEffects: [], family: .likelihood)
    #expect(throws: InferenceError.nonFinite(row: 2)) {
      try variance(of: scores, .hc0, convention: .none, counts: counts)
    }
    #expect(throws: InferenceError.nonFinite(row: -1)) {
      try ScoreData(regressors: [1], residuals: [1], bread: [.nan], coefficientCount: 1)
    }
    #expect(throws: InferenceError.shape(name: "bread", found: 2, wanted: 1)) {
      try ScoreData(regressors: [1], residuals: [1], bread: [1, 2], coefficientCount: 1)
    }
  }

  @Test("as many parameters as rows leave no factor")
  func degrees() throws {
    let scores = try ScoreData(
      regressors: [1, 2], residuals: [1, -1], bread: [1], coefficientCount: 1)
    let counts = ParameterCounts(
      rows: 2, coefficients: 1, fixedEffects: [TinyPanel.column("f", [0, 1])], family: .linear)
    #expect(throws: InferenceError.noDegreesOfFreedom(rows: 2, parameters: 3)) {
      try variance(of: scores, .hc1, convention: .fixest, counts: counts)
    }
    #expect(throws: InferenceError.outOfRange(name: "residual sum of squares")) {
      try variance(
        of: scores, .iid(residualSumOfSquares: nil), convention: .none, counts: counts)
    }
  }

  @Test("a jackknife that cannot leave a cluster out names it")
  func jackknife() throws {
    let fit = try TinyFit(
      y: [1, 2, 3, 5, 4], x: [[1, 1, 1, 1, 1], [0, 0, 0, 1, 0]])
    #expect(throws: InferenceError.singularWithoutCluster(name: "g", level: 1)) {
      try fit.variance(
        .jackknife(TinyPanel.column("g", [0, 0, 0, 1, 1]), weights: fit.weights))
    }
  }

  @Test("great circles: a quarter, half a turn, across the date line, Bishkek to Almaty")
  func distances() {
    let origin = GeoPoint(latitude: 0, longitude: 0)
    let quarter = greatCircle(origin, GeoPoint(latitude: 90, longitude: 33))
    #expect(abs(quarter - 6371 * Double.pi / 2) < 1e-9)
    let half = greatCircle(origin, GeoPoint(latitude: 0, longitude: 180))
    #expect(abs(half - 6371 * Double.pi) < 1e-3)
    let line = greatCircle(
      GeoPoint(latitude: 0, longitude: 179.5), GeoPoint(latitude: 0, longitude: -179.5))
    #expect(abs(line - 6371 * Double.pi / 180) < 1e-9)
    let road = greatCircle(
      GeoPoint(latitude: 42.8746, longitude: 74.5698),
      GeoPoint(latitude: 43.2389, longitude: 76.8897))
    #expect((190...195).contains(road))
  }
}
