import TamgaNumerics
import TamgaStatistics
import Testing

private func table(_ x: [Double?], _ y: [Double?]) -> [LabelledPair] {
  zip(x, y).enumerated().map { LabelledPair(label: "\($0)", x: $1.0, y: $1.1) }
}

@Suite("Correlations at the edge") struct CorrelationEdgeTests {
  @Test("too few rows give a reason, never a number", arguments: 0..<3)
  func tooFew(count: Int) throws {
    let values = [1.0, 2, 4].prefix(count).map(Optional.some)
    let report = try correlationReport(of: table(values, values))
    #expect(report.pearson.coefficient == .missing(.tooFewObservations))
    #expect(report.spearman.coefficient == .missing(.tooFewObservations))
    #expect(report.kendall.coefficient == .missing(.tooFewObservations))
    #expect(report.leaveOneOutRange == nil)
    #expect(report.warnings.contains(.noInference))
  }

  @Test("three rows have a coefficient but no inference") func three() throws {
    let report = try correlationReport(of: table([1, 2, 4], [1, 3, 2]))
    #expect(report.pearson.coefficient.value != nil)
    #expect(report.pearson.probability == .missing(.tooFewObservations))
    #expect(report.pearson.interval == .missing(.tooFewObservations))
    #expect(report.spearman.probability == .missing(.tooFewObservations))
    #expect(report.kendall.probability == .missing(.tooFewObservations))
  }

  @Test("a straight line has r = 1, no statistic and no interval") func line() throws {
    let report = try correlationReport(of: table([1, 2, 3, 4], [0.3, 0.6, 0.9, 1.2]))
    #expect(report.pearson.coefficient == .value(1))
    #expect(report.pearson.statistic == .missing(.undefined))
    #expect(report.pearson.probability == .value(0))
    #expect(report.pearson.interval == .missing(.undefined))
    #expect(report.pearson.permutationProbability == .value(2.0 / 24))
    #expect(report.firstDifferences.coefficient == .missing(.noVariation))
    #expect(report.warnings.contains(.constantDifferences))
  }

  @Test("a constant measure is named") func constant() throws {
    let report = try correlationReport(of: table([0.1, 0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4, 6]))
    #expect(report.pearson.coefficient == .missing(.noVariation))
    #expect(report.pearson.interval == .missing(.noVariation))
    #expect(report.spearman.coefficient == .missing(.noVariation))
    #expect(report.kendall.coefficient == .missing(.noVariation))
    #expect(report.warnings.contains(.noVariation))
  }

  @Test("missing rows are left out, named, and break the differences") func missing() throws {
    let report = try correlationReport(
      of: table([1, 2, nil, 4, 7, 9], [2, 1, 5, 3, nil, 8]))
    #expect(report.observations == 4)
    #expect(report.leftOut == ["2", "4"])
    #expect(report.firstDifferences.observations == 1)
    #expect(report.leaveOneOut.map(\.label) == ["0", "1", "3", "5"])
    #expect(report.warnings.contains(.rowsLeftOut))
  }

  @Test("one row can carry the sign") func sign() throws {
    let report = try correlationReport(of: table([1, 2, 3, 4, 50], [4, 3, 2, 1, 60]))
    #expect(report.warnings.contains(.leaveOneOutSign))
    #expect((report.leaveOneOutRange?.lowerBound ?? 0) == -1)
  }

  @Test("a number that is not finite is refused with its row") func notFinite() {
    #expect(throws: CorrelationError.notFinite(row: 1)) {
      try correlationReport(of: table([1, .nan, 3], [1, 2, 3]))
    }
    #expect(throws: CorrelationError.notFinite(row: 2)) {
      try kendallCorrelation(of: table([1, 2, nil], [1, 2, -.infinity]))
    }
  }

  @Test("the method stated is the method used") func methods() throws {
    let rising = { (count: Int) in (0..<count).map { Optional(Double($0)) } }
    #expect(try spearmanCorrelation(of: table(rising(9), rising(9))).method == .permutations)
    #expect(
      try spearmanCorrelation(of: table(rising(10), rising(10))).method == .studentApproximation)
    #expect(try kendallCorrelation(of: table(rising(30), rising(30))).method == .exactDistribution)
    #expect(
      try kendallCorrelation(of: table(rising(31), rising(31))).method == .normalApproximation)
    #expect(try kendallCorrelation(of: table(rising(31), rising(31))).score == 31 * 30 / 2)
  }

  @Test("the interval by Fisher needs four pairs and |r| < 1") func fisher() {
    #expect(fisherInterval(of: 0.5, observations: 3) == .missing(.tooFewObservations))
    #expect(fisherInterval(of: 1, observations: 10) == .missing(.undefined))
    #expect(fisherInterval(of: -0.3, observations: 20).value?.level == 0.95)
  }
}
