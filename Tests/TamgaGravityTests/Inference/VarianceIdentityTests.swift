import TamgaNumerics
import Testing

@testable import TamgaGravity

/// Random scores of a small gravity panel.
struct SeededScores {
  let scores: ScoreData
  let counts: ParameterCounts
  let exporter: FactorColumn
  let importer: FactorColumn
  let time: [Int32]
  let places: [GeoPoint]

  init(seed: UInt64, countries: Int = 7, periods: Int = 3, keep: Double = 0.8) throws {
    var stream = RandomStream(seed: seed, purpose: "test.inference")
    var (from, to, years) = ([Int](), [Int](), [Int32]())
    for exporter in 0..<countries {
      for importer in 0..<countries {
        for period in 0..<periods where stream.uniform() < keep {
          from.append(exporter)
          to.append(importer)
          years.append(Int32(2000 + 4 * period))
        }
      }
    }
    let size = 3
    let regressors = (0..<(from.count * size)).map { _ in stream.normal() }
    let residuals = from.map { _ in stream.normal() }
    var bread = SquareMatrix(size: size)
    for index in 0..<size { bread[index, index] = 0.02 * Double(index + 1) }
    bread[0, 1] = 0.005
    bread[1, 0] = 0.005
    scores = try ScoreData(
      regressors: regressors, residuals: residuals, bread: bread.values, coefficientCount: size)
    counts = ParameterCounts(
      rows: from.count, coefficients: size, fixedEffects: [], family: .likelihood)
    exporter = TinyPanel.column("exporter", from)
    importer = TinyPanel.column("importer", to)
    time = years
    places = (0..<countries).map { _ in
      GeoPoint(latitude: -80 + 160 * stream.uniform(), longitude: -180 + 360 * stream.uniform())
    }
  }

  func variance(_ request: VarianceRequest, threads: Int = 1) throws -> VarianceEstimate {
    try TamgaGravity.variance(
      of: scores, request, convention: .none, counts: counts, threads: threads)
  }

  /// The meat by the double sum over rows with a weight for each pair of rows.
  func doubleSum(_ weight: (Int, Int) -> Double) -> [Double] {
    let size = scores.coefficientCount
    var meat = SquareMatrix(size: size)
    for left in 0..<scores.rowCount {
      for right in 0..<scores.rowCount {
        let factor =
          weight(left, right) * scores.residuals[left] * scores.residuals[right]
        if factor == 0 { continue }
        for row in 0..<size {
          for column in 0..<size {
            meat[row, column] +=
              factor * scores.regressors[left * size + row]
              * scores.regressors[right * size + column]
          }
        }
      }
    }
    return scores.sandwich(meat).positivePart.matrix.values
  }
}

func nearlyEqual(_ left: [Double], _ right: [Double], _ tolerance: Double = 1e-11) -> Bool {
  let scale = (left + right).map(\.magnitude).max() ?? 0
  return left.count == right.count
    && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance * scale }
}

@Suite("Identities of variances") struct VarianceIdentityTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5]

  @Test("a hand-computed cluster: scores 1, 2 | −3, 4 with bread ½")
  func hand() throws {
    let scores = try ScoreData(
      regressors: [1, 1, 1, 2], residuals: [1, 2, -3, 2], bread: [0.5], coefficientCount: 1)
    let counts = ParameterCounts(
      rows: 4, coefficients: 1, fixedEffects: [], family: .likelihood)
    let column = TinyPanel.column("g", [0, 0, 1, 1])
    let found = try variance(
      of: scores, .cluster([column]), convention: .stataPPMLHDFE, counts: counts)
    // (3² + 1²) / 4 · 2/1
    #expect(found.covariance == [5])
    #expect(found.tag.clusters == [ClusterCount(name: "g", count: 2)])
    #expect(found.warnings == [.fewClusters(ClusterCount(name: "g", count: 2))])
    let hc0 = try variance(of: scores, .hc0, convention: .stataPPMLHDFE, counts: counts)
    // (1 + 4 + 9 + 16) / 4
    #expect(hc0.covariance == [7.5] && hc0.tag.convention == .none)
    let hc1 = try variance(of: scores, .hc1, convention: .stataPPMLHDFE, counts: counts)
    #expect(abs(hc1.covariance[0] - 10) < 1e-14)
  }

  @Test("one cluster a row is HC0", arguments: seeds)
  func clusterOfRows(seed: UInt64) throws {
    let data = try SeededScores(seed: seed)
    let rows = TinyPanel.column("row", Array(0..<data.scores.rowCount))
    #expect(
      nearlyEqual(
        try data.variance(.cluster([rows])).covariance, try data.variance(.hc0).covariance))
    #expect(
      nearlyEqual(try data.variance(.hc0).covariance, data.doubleSum { $0 == $1 ? 1 : 0 }))
  }

  @Test("several ways: rows that share a cluster in any dimension count once", arguments: seeds)
  func multiway(seed: UInt64) throws {
    let data = try SeededScores(seed: seed)
    let period = PeriodAxis(data.time).places
    let thirds = TinyPanel.column("third", (0..<data.scores.rowCount).map { $0 % 5 })
    let all = [data.exporter, data.importer, period, thirds]
    for count in 1...4 {
      let columns = Array(all.prefix(count))
      let found = try data.variance(.cluster(columns))
      let wanted = data.doubleSum { left, right in
        columns.contains { $0.codes[left] == $0.codes[right] } ? 1 : 0
      }
      #expect(nearlyEqual(found.covariance, wanted), "\(count)")
    }
  }

  @Test("dyadic: pairs of rows that share a country count once", arguments: seeds)
  func dyadic(seed: UInt64) throws {
    let data = try SeededScores(seed: seed)
    let found = try data.variance(.dyadic(exporter: data.exporter, importer: data.importer))
    let (from, to) = (data.exporter.codes, data.importer.codes)
    let wanted = data.doubleSum { left, right in
      from[left] == from[right] || from[left] == to[right] || to[left] == from[right]
        || to[left] == to[right] ? 1 : 0
    }
    #expect(nearlyEqual(found.covariance, wanted))
    #expect(found.tag.factors == [1] && found.tag.clusters.map(\.count) == [7])
  }

  @Test("Conley with cut-off 0 and one row a place is HC", arguments: seeds)
  func conleyZero(seed: UInt64) throws {
    let data = try SeededScores(seed: seed)
    let rows = TinyPanel.column("row", Array(0..<data.scores.rowCount))
    let places = rows.codes.map { GeoPoint(latitude: Double($0) / 10, longitude: 70) }
    for kernel in SpatialKernel.allCases {
      let found = try data.variance(
        .conley(
          ConleySpecification(
            columns: [rows], places: places, cutoffKilometres: 0, kernel: kernel, time: nil)))
      #expect(nearlyEqual(found.covariance, try data.variance(.hc0).covariance))
    }
  }

  @Test("Conley is the double sum over rows, for each unit and kernel", arguments: seeds)
  func conley(seed: UInt64) throws {
    let data = try SeededScores(seed: seed)
    let (from, to) = (data.exporter.codes, data.importer.codes)
    for kernel in SpatialKernel.allCases {
      for cutoff in [800.0, 6000, 30_000] {
        func weight(_ left: Int32, _ right: Int32) -> Double {
          let distance = greatCircle(data.places[Int(left)], data.places[Int(right)])
          guard distance <= cutoff else { return 0 }
          return kernel == .uniform ? 1 : 1 - distance / cutoff
        }
        func request(_ columns: [FactorColumn]) -> VarianceRequest {
          .conley(
            ConleySpecification(
              columns: columns, places: data.places, cutoffKilometres: cutoff, kernel: kernel,
              time: data.time))
        }
        let one = data.doubleSum { left, right in
          data.time[left] == data.time[right] ? weight(to[left], to[right]) : 0
        }
        #expect(nearlyEqual(try data.variance(request([data.importer])).covariance, one))
        let product = data.doubleSum { left, right in
          data.time[left] == data.time[right]
            ? weight(from[left], from[right]) * weight(to[left], to[right]) : 0
        }
        let found = try data.variance(request([data.exporter, data.importer]))
        #expect(nearlyEqual(found.covariance, product))
      }
    }
  }

  @Test("Driscoll–Kraay with one unit a period is Newey–West of that unit")
  func oneUnit() throws {
    let data = try SeededScores(seed: 9)
    let count = data.scores.rowCount
    let time = (0..<count).map { Int32(1990 + $0 + $0 / 10) }
    let unit = TinyPanel.column("unit", (0..<count).map { _ in 0 })
    for lags in [0, 1, 3] {
      let dk = try data.variance(.driscollKraay(time: time, .fixed(lags)))
      let nw = try data.variance(.neweyWest(unit: unit, time: time, .fixed(lags)))
      #expect(nearlyEqual(dk.covariance, nw.covariance))
    }
    let none = try data.variance(.neweyWest(unit: unit, time: time, .fixed(0)))
    #expect(nearlyEqual(none.covariance, try data.variance(.hc0).covariance))
  }

  @Test("lags are distances in time: a gap breaks the chain, a step of four years is one lag")
  func lags() throws {
    let data = try SeededScores(seed: 3)
    let found = try data.variance(.driscollKraay(time: data.time, .fixed(1)))
    #expect(found.tag.settings == [.lags(1), .periodStep(4)])
    let wanted = data.doubleSum { left, right in
      max(0, 1 - abs(Double(data.time[left] - data.time[right])) / 8)
    }
    #expect(nearlyEqual(found.covariance, wanted))
    let scores = try ScoreData(
      regressors: [1, 1, 1], residuals: [1, 1, 1], bread: [1], coefficientCount: 1)
    let counts = ParameterCounts(
      rows: 3, coefficients: 1, fixedEffects: [], family: .likelihood)
    // 2000, 2001, 2003: one pair at distance 1, none at 2 but 2001 and 2003.
    let chain = try variance(
      of: scores,
      .neweyWest(
        unit: TinyPanel.column("u", [0, 0, 0]), time: [2000, 2001, 2003], .fixed(1)),
      convention: .none, counts: counts)
    #expect(chain.covariance == [4])
  }

  @Test("rules for lags")
  func lagRules() throws {
    #expect(
      try [1, 15, 16, 80, 81].map { try LagChoice.fourthRoot.lags(periods: $0) } == [
        0, 1, 2, 2, 3,
      ])
    #expect(
      try [10, 50, 100, 200].map { try LagChoice.neweyWest.lags(periods: $0) } == [
        2, 3, 4, 4,
      ])
    #expect(throws: InferenceError.lag(4, periods: 4)) {
      try LagChoice.fixed(4).lags(periods: 4)
    }
  }

  @Test("equal bits for one and two threads", arguments: [0, 1, 2, 3])
  func threads(kind: Int) throws {
    let rows = 300_000
    var stream = RandomStream(seed: 4, purpose: "test.threads")
    let scores = try ScoreData(
      regressors: (0..<(rows * 2)).map { _ in stream.uniform() },
      residuals: (0..<rows).map { _ in stream.uniform() - 0.5 }, bread: [1, 0.1, 0.1, 1],
      coefficientCount: 2)
    let counts = ParameterCounts(
      rows: rows, coefficients: 2, fixedEffects: [], family: .likelihood)
    let first = TinyPanel.column("a", (0..<rows).map { $0 % 97 })
    let second = TinyPanel.column("b", (0..<rows).map { $0 / 3000 })
    let requests: [VarianceRequest] = [
      .hc1, .cluster([first, second]), .dyadic(exporter: first, importer: second),
      .conley(
        ConleySpecification(
          columns: [first],
          places: (0..<97).map { GeoPoint(latitude: Double($0) - 48, longitude: Double($0) * 3) },
          cutoffKilometres: 1500, kernel: .bartlett, time: second.codes)),
    ]
    let one = try variance(
      of: scores, requests[kind], convention: .stataPPMLHDFE, counts: counts, threads: 1)
    let two = try variance(
      of: scores, requests[kind], convention: .stataPPMLHDFE, counts: counts, threads: 2)
    #expect(one == two)
  }
}
