import TamgaNumerics
import TamgaPresent

/// Two made-up gravity models; the first also bias-corrected.
enum SampleModels {
  static let pairs = VarianceTag(
    type: .cluster, convention: .stataPPMLHDFE, law: .normal, factors: [1, 1.25],
    clusters: [ClusterCount(name: "exporter^importer", count: 9900)], settings: [],
    psdFixed: false)
  static let years = VarianceTag(
    type: .driscollKraay, convention: .fixest, law: .student(19), factors: [1.5, 2],
    clusters: [ClusterCount(name: "time", count: 20)], settings: [.lags(2), .periodStep(4)],
    psdFixed: true)
  static let adjusted = VarianceTag(
    type: .adjusted, convention: .stataPPMLHDFE, law: .normal, factors: [1],
    clusters: [ClusterCount(name: "exporter^importer", count: 9900)], settings: [],
    psdFixed: false)

  static func row(_ name: String, _ estimate: Double, _ se: Double, _ tag: VarianceTag) throws
    -> CoefficientRow
  {
    guard let row = CoefficientRow(name: name, estimate: estimate, se: se, seType: tag) else {
      throw SampleError.row
    }
    return row
  }

  enum SampleError: Error { case row, account, table }

  static func baseline(
    correction: BiasCorrection? = nil, status: FitStatus? = nil
  ) throws -> RegressionModel {
    guard
      let sample = SampleAccount(
        rowsRead: 200_000, rowsCreated: 1000, rowsKept: 197_500,
        dropped: [
          DropCount(.missing("tariff"), rows: 3000), DropCount(.singleton, rows: 100),
          DropCount(.separated, rows: 400),
        ],
        levels: [
          LevelCount(name: "exporter^year", count: 2000),
          LevelCount(name: "exporter^importer", count: 9900),
        ], zeros: 28_000)
    else { throw SampleError.account }
    return try RegressionModel(
      title: "Baseline", dependent: "trade", family: "ppml",
      coefficients: [
        try row("rta", 0.4, 0.1, pairs), try row("log_tariff", -2.1234567, 0.25, pairs),
      ],
      correction: try correction
        ?? .corrected(
          convention: "wz-stata", coefficients: [try row("rta", 0.41, 0.12, adjusted)],
          leverageOne: 3),
      omitted: [OmittedRegressor(name: "log_dist", reason: .absorbed)], sample: sample,
      separation: .certified(separatedRows: 400),
      status: status ?? .converged(FitTrace(iterations: 7, deviance: 1e6, criterion: 1e-13)),
      measures: [
        FitMeasure(name: "log-pseudolikelihood", value: .value(-1234.5678)),
        FitMeasure(name: "mcfadden", value: .missing(.undefined)),
      ])
  }

  static func logs() throws -> RegressionModel {
    guard
      let sample = SampleAccount(
        rowsRead: 200_000, rowsCreated: 0, rowsKept: 172_000,
        dropped: [DropCount(.logNonpositive, rows: 28_000)],
        levels: [LevelCount(name: "exporter^year", count: 2000)], zeros: 0)
    else { throw SampleError.account }
    return try RegressionModel(
      title: "OLS & logs", dependent: "log(trade)", family: "ols",
      coefficients: [
        try row("rta", 0.21, 0.000_123_4, years), try row("=border_x", 0.05, 0.04, years),
      ],
      correction: .none, omitted: [], sample: sample, separation: .notApplicable,
      status: .converged(FitTrace(iterations: 1, deviance: 10, criterion: 0)),
      measures: [FitMeasure(name: "r-squared", value: .value(0.875))])
  }

  static func table(_ options: RegressionTable.Options = .init()) throws -> RegressionTable {
    guard
      let table = RegressionTable(
        title: Message(
          "regression.figure.coefficients",
          ["model": .text("A_B"), "dependent": .text("trade")]),
        models: [try baseline(), try logs()], options: options)
    else { throw SampleError.table }
    return table
  }
}
