import TamgaNumerics
import TamgaPresent
import Testing

@Suite("Regression models and accounts") struct RegressionTableTests {
  private func tag(
    _ type: VarianceType = .cluster, _ convention: SmallSample = .fixest, clusters: Int = 50
  ) -> VarianceTag {
    VarianceTag(
      type: type, convention: convention, law: .normal, factors: [1],
      clusters: [ClusterCount(name: "pair", count: clusters)], settings: [], psdFixed: false)
  }

  private func row(_ name: String, _ tag: VarianceTag) throws -> CoefficientRow {
    try #require(CoefficientRow(name: name, estimate: 1, se: 0.5, seType: tag))
  }

  private func model(
    _ rows: [CoefficientRow], correction: BiasCorrection = .none, converged: Bool = true
  ) throws -> RegressionModel {
    let sample = try #require(
      SampleAccount(
        rowsRead: 10, rowsCreated: 0, rowsKept: 10, dropped: [], levels: [], zeros: 1))
    let trace = FitTrace(iterations: 3, deviance: 1, criterion: 0)
    return try RegressionModel(
      title: "m", dependent: "y", family: "ppml", coefficients: rows, correction: correction,
      omitted: [], sample: sample, separation: .undecided(rows: 2),
      status: converged ? .converged(trace) : .notConverged(trace), measures: [])
  }

  @Test("rows that do not add up make no account")
  func account() {
    func account(_ kept: Int, dropped: Int, created: Int = 0) -> SampleAccount? {
      SampleAccount(
        rowsRead: 10, rowsCreated: created, rowsKept: kept,
        dropped: [DropCount(.singleton, rows: dropped)], levels: [], zeros: 0)
    }
    #expect(account(7, dropped: 3) != nil && account(8, dropped: 3, created: 1) != nil)
    #expect(account(7, dropped: 2) == nil && account(13, dropped: -3) == nil)
    #expect(account(Int.max, dropped: 3) == nil)
  }

  @Test("a fit that did not converge is no model, nor one with mixed errors")
  func refused() throws {
    #expect(throws: RegressionModelError.notConverged(model: "m")) {
      try model([row("a", tag())], converged: false)
    }
    #expect(throws: RegressionModelError.noCoefficient(model: "m")) { try model([]) }
    #expect(throws: RegressionModelError.mixedErrors(model: "m")) {
      try model([row("a", tag()), row("b", tag(.hc1))])
    }
    #expect(throws: RegressionModelError.repeated(model: "m", coefficient: "a")) {
      try model([row("a", tag()), row("a", tag())])
    }
    #expect(throws: RegressionModelError.unknown(model: "m", coefficient: "z")) {
      try model(
        [row("a", tag())],
        correction: .corrected(
          convention: "wz-stata", coefficients: [row("z", tag())], leverageOne: 0))
    }
  }

  @Test("columns get letters only when their errors differ in kind")
  func marks() throws {
    func marks(_ tags: [VarianceTag]) throws -> [String?] {
      let models = try tags.map { try model([row("a", $0)]) }
      return try #require(RegressionTable(title: Message("regression.none"), models: models))
        .columns.map(\.mark)
    }
    #expect(try marks([tag(), tag(clusters: 99)]) == [nil, nil])
    #expect(try marks([tag(), tag(.hc1), tag()]) == ["a", "b", "a"])
    #expect(try marks([tag(), tag(.cluster, .pyfixest)]) == ["a", "b"])
    #expect(RegressionTable(title: Message("regression.none"), models: []) == nil)
  }

  @Test("terms come in the order of the first model, then what others add")
  func terms() throws {
    let models = [
      try model([row("a", tag()), row("b", tag())]), try model([row("c", tag()), row("a", tag())]),
    ]
    let table = try #require(RegressionTable(title: Message("regression.none"), models: models))
    #expect(table.terms == ["a", "b", "c"])
    let rows = table.coefficientRows
    #expect(rows.count == 18)
    let missing = rows.first { $0.kind == .coefficient(term: "c", .estimate) }
    #expect(missing?.cells == [.blank, .number(1, digits: 3)])
    let codes = table.factRows.map(\.kind.code)
    #expect(
      codes == [
        "dependent", "family", "se-type", "convention", "rows-kept", "rows-read", "rows-created",
        "zeros", "dropped", "effects", "separation", "convergence", "correction",
      ])
  }
}
