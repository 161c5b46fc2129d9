import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func panel(_ values: [[Double?]], first: Int = 2000) throws -> RegionalPanel {
  try RegionalPanel(
    values.enumerated().flatMap { region, row in
      row.enumerated().map { time, value in
        PanelRow(region: "r\(region)", period: first + time, value: value)
      }
    })
}

@Suite("Convergence") struct ConvergenceTests {
  /// The speed divides by T once: −ln(1 − 0.2)/10.
  @Test("1: the speed of convergence divides by T once") func speed() {
    #expect(isNear(convergenceSpeed(beta: -0.02, span: 10).value, 0.022314355131420976, 1e-12))
    // The defect that divides twice would give a tenth of it.
    #expect(convergenceSpeed(beta: -0.1, span: 10) == .missing(.undefined))
    #expect(convergenceSpeed(beta: 0.1, span: 0) == .missing(.undefined))
    #expect(convergenceSpeed(beta: .nan, span: 1) == .missing(.undefined))
  }

  @Test("regions that follow the model give its speed and half-life") func model() throws {
    let speed = 0.02
    let levels: [Double] = [4, 5, 6.5, 7, 8, 9]
    let rows = levels.map { start -> [Double?] in
      (0...20).map { time in
        let distance = start - 10
        let value = 10 + distance * exponential(-speed * Double(time))
        return exponential(value)
      }
    }
    let result = try betaConvergence(try panel(rows))
    #expect(isNear(result.speed.value, speed, 1e-9) && result.span == 20)
    #expect(isNear(result.halfLife.value, 0.6931471805599453 / speed, 1e-9))
    #expect(result.warnings.contains(.exactFit) && result.warnings.contains(.smallSample))
  }

  @Test("conditions, gaps and the interval of the speed") func conditional() throws {
    var stream = RandomStream(seed: 2, purpose: "test")
    let rows = (0..<16).map { _ -> [Double?] in
      let start = 5 + stream.normal()
      return [exponential(start), exponential(start * 0.9 + 0.7 + 0.05 * stream.normal())]
    }
    var gaps = rows
    gaps[3][1] = nil
    let absolute = try betaConvergence(try panel(gaps))
    #expect(absolute.leftOut == ["r11"] || absolute.leftOut == ["r3"])
    #expect(absolute.regression.observations == 15)
    let interval = try #require(absolute.speedInterval.value)
    let value = try #require(absolute.speed.value)
    #expect(interval.lower < value && value < interval.upper)
    let condition = Regressor(name: "border", values: (0..<16).map { Double($0 % 2) })
    let conditional = try betaConvergence(try panel(rows), conditions: [condition])
    #expect(conditional.regression.coefficients.map(\.name) == ["intercept", "ln-start", "border"])
  }

  @Test("bad panels are typed errors") func wrongUse() throws {
    #expect(throws: ConvergenceError.notPositive(region: "r1", period: 2000)) {
      try betaConvergence(try panel([[1, 2], [0, 2], [3, 4]]))
    }
    #expect(throws: ConvergenceError.unknownYears(from: 1990, to: 2001)) {
      try betaConvergence(try panel([[1, 2]]), from: 1990)
    }
    #expect(throws: ConvergenceError.unknownYears(from: 2000, to: 2000)) {
      try betaConvergence(try panel([[1], [2]]))
    }
    #expect(
      throws: ConvergenceError.regression(.collinear(column: "ln-start"))
    ) { try betaConvergence(try panel([[2, 3], [2, 4], [2, 5]])) }
    #expect(throws: RegionError.duplicateKey(region: "a", other: "1")) {
      try RegionalPanel([
        PanelRow(region: "a", period: 1, value: nil), PanelRow(region: "a", period: 1, value: 2),
      ])
    }
    #expect(throws: RegionError.notFinite(region: "a", other: "1")) {
      try RegionalPanel([PanelRow(region: "a", period: 1, value: .nan)])
    }
  }

  /// {1, 3}: sd 1, mean 2, cv ½ with divisor n; √2/2 with n − 1.
  @Test("sigma by hand, trend and limits") func sigma() throws {
    let two = sigmaConvergence(try panel([[1, 2], [3, 2]]), measure: .variation)
    #expect(two.periods.map(\.value) == [.value(0.5), .value(0)])
    #expect(two.ratio == .value(0) && two.trend == nil)
    let sample = sigmaConvergence(try panel([[1], [3]]), measure: .variation, sample: true)
    #expect(isNear(sample.periods[0].value.value, 0.5.squareRoot(), 1e-12))
    let log = sigmaConvergence(try panel([[1, 0], [3, 2]]))
    #expect(log.periods[1].value == .missing(.nonpositiveInLog))
    #expect(log.ratio == .missing(.nonpositiveInLog))
    var rows: [[Double?]] = []
    for region in 0..<5 {
      rows.append((0..<8).map { 10 + Double(region) * (2 - 0.2 * Double($0)) })
    }
    let falling = sigmaConvergence(try panel(rows))
    #expect(try #require(falling.trend).estimate < 0)
    #expect(falling.warnings.contains(.smallSample))
    let gap = sigmaConvergence(try panel([[1, nil], [3, 4], [2, 5]]))
    #expect(gap.leftOut == ["r0"])
  }
}

/// e^x by its series of squares, independent of the code under test.
private func exponential(_ x: Double) -> Double {
  let small = x / 1024
  var term = 1.0
  var sum = 1.0
  for step in 1...20 {
    term *= small / Double(step)
    sum += term
  }
  return (0..<10).reduce(sum) { result, _ in result * result }
}

@Suite("Inequality by groups") struct InequalityDecompositionTests {
  @Test("between and within sum to the whole", arguments: UInt64(0)..<10)
  func identity(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let regions = (0..<12).map { place in
      GroupedRegion(
        region: "r\(place)", group: ["border", "interior", "coast"][random.below(3)],
        value: 1 + 10 * random.unit(), weight: 0.5 + random.unit())
    }
    for measure in InequalityMeasure.allCases {
      let result = try #require(
        try inequalityDecomposition(regions, measure: measure, draws: 50, seed: 1).value)
      #expect(abs(result.between + result.within - result.total) < 1e-12)
      let shuffled = try #require(
        try inequalityDecomposition(
          regions.shuffled(using: &random), measure: measure, draws: 50, seed: 1
        ).value)
      #expect(result == shuffled)
    }
  }

  /// Two groups without inequality inside: T = ½(½ ln ½ + 3/2 ln 3/2) for incomes 1 and 3.
  @Test("groups by hand") func hand() throws {
    let regions = [("a", "border", 1.0), ("b", "border", 1), ("c", "in", 3), ("d", "in", 3)].map {
      GroupedRegion(region: $0.0, group: $0.1, value: $0.2)
    }
    let result = try #require(try inequalityDecomposition(regions, draws: 999, seed: 1).value)
    #expect(isNear(result.total, 0.13081203594113694, 1e-12))
    #expect(result.within == 0 && isNear(result.betweenShare.value, 1, 1e-12))
    // A third of relabellings keeps the groups: p near 1/3.
    #expect(abs(try #require(result.probability.value) - 1.0 / 3) < 0.06)
    #expect(result.warnings.contains(.fewRegions))
  }

  @Test("limits and bad data") func limits() throws {
    func one(_ value: Double, _ weight: Double = 1) -> [GroupedRegion] {
      [
        GroupedRegion(region: "a", group: "g", value: value, weight: weight),
        GroupedRegion(region: "b", group: "h", value: 0),
      ]
    }
    #expect(try inequalityDecomposition(one(0)) == .missing(.zeroDenominator))
    #expect(
      try inequalityDecomposition(one(1), measure: .theilL) == .missing(.nonpositiveInLog))
    #expect(
      try inequalityDecomposition(Array(one(1).prefix(1))) == .missing(.tooFewObservations))
    #expect(throws: RegionError.negative(region: "a", other: "g")) {
      try inequalityDecomposition(one(-1))
    }
    #expect(throws: RegionError.negative(region: "a", other: "g")) {
      try inequalityDecomposition(one(1, 0))
    }
    #expect(throws: RegionError.duplicateKey(region: "a", other: "g")) {
      try inequalityDecomposition(one(1) + one(2).prefix(1))
    }
    let flat = try #require(
      try inequalityDecomposition([
        GroupedRegion(region: "a", group: "g", value: 2),
        GroupedRegion(region: "b", group: "h", value: 2),
      ]).value)
    #expect(flat.total == 0 && flat.probability == .missing(.noVariation))
  }
}
