internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// One model on its way from columns to a report.
struct ModelFit {
  let specification: ModelSpecification
  let evaluated: EvaluatedModel
  var seconds: ModelSeconds

  init(
    _ specification: ModelSpecification, _ evaluated: EvaluatedModel, _ seconds: ModelSeconds
  ) {
    self.specification = specification
    self.evaluated = evaluated
    self.seconds = seconds
  }

  func report() throws -> ModelReport {
    let failure = ModelFailure(specification)
    return try failure.guarding { try fitted().report }
  }

  /// The fit with its report.
  func fitted() throws -> (fit: Fit, report: ModelReport) {
    let clock = ContinuousClock()
    var seconds = seconds
    var start = clock.now
    let design = evaluated.design
    let (fit, separation) = try estimate(design)
    seconds.fitting = start.duration(to: clock.now).seconds
    start = clock.now
    let inference = ModelInference(specification, evaluated, fit)
    let variance = fit.names.isEmpty ? nil : try inference.variance()
    let rows = try variance?.rows(names: fit.names, estimates: fit.coefficients) ?? []
    let correction = try specification.correction.map { try inference.correction($0) }
    let stages = fit.instrumental == nil ? [] : try inference.firstStages()
    seconds.inferring = start.duration(to: clock.now).seconds
    let omitted = fit.droppedRegressors(in: design)
    let notes = ModelNotes(
      specification, fit, separation, variance, omitted: omitted, stages: stages)
    let report = ModelReport(
      formula: evaluated.formula.text, outcome: fit.outcome, family: fit.family,
      isInstrumental: fit.instrumental != nil, sample: try account(fit, design),
      separatedRows: separation.separatedRows.map(design.inputRow).sorted(),
      separation: separation, coefficients: rows, covariance: variance?.covariance ?? [],
      variance: variance?.tag, omitted: omitted, deviance: fit.deviance,
      logLikelihood: fit.logLikelihood, pseudoRSquared: fit.pseudoRSquared, theta: fit.theta,
      effects: fit.effects, trace: fit.trace, corrected: correction?.coefficients,
      convention: specification.correction, leverageOnePairs: correction?.leverageOnePairs ?? 0,
      instrumental: fit.instrumental, firstStages: stages, diagnostics: notes.diagnostics,
      seconds: seconds,
      order: fit.order, mu: fit.mu)
    return (fit, report)
  }

  private func estimate(
    _ design: Design
  ) throws(GravityError) -> (fit: Fit, separation: SeparationResult) {
    let options = FitOptions(threads: specification.threads)
    guard !design.endogenous.isEmpty || !design.instruments.isEmpty else {
      return try design.fitWithSeparation(
        specification.family, options: options, separation: specification.separation)
    }
    return (
      try design.fit(specification.family, options: options),
      .notApplicable(rowCount: design.rowCount)
    )
  }

  // MARK: Rows

  private func account(_ fit: Fit, _ design: Design) throws -> SampleAccount {
    var dropped = evaluated.ledger.dropped.map { DropCount($0.reason.drop, rows: $0.count) }
    var counts: [PruneReason: Int] = [:]
    for entry in fit.droppedRows { counts[entry.reason, default: 0] += entry.rows.count }
    for reason in PruneReason.allCases {
      if let count = counts[reason], count > 0 {
        dropped.append(DropCount(reason.drop, rows: count))
      }
    }
    let zeros = fit.order.count { design.outcome.values[Int($0)] == 0 }
    let account = SampleAccount(
      rowsRead: evaluated.ledger.rowsRead, rowsCreated: 0, rowsKept: fit.rowsKept,
      dropped: dropped, levels: fit.effects.map { LevelCount(name: $0.name, count: $0.levels) },
      zeros: zeros)
    guard let account else { throw Diagnostic("T920", ["what": "sample account"]) }
    return account
  }
}

extension RowDrop {
  fileprivate var drop: DropReason {
    switch self {
    case .userFilter: .userFilter
    case .missing(let name): .missing(name)
    case .missingCluster: .missingCluster
    case .logNonpositive: .logNonpositive
    case .nonFinite(let name): .nonFinite(name)
    // Negative weights are refused before: the option to drop them is not used here.
    case .negativeWeight: .zeroWeight
    }
  }
}

extension PruneReason {
  fileprivate var drop: DropReason {
    switch self {
    case .zeroWeight: .zeroWeight
    case .singleton: .singleton
    case .zeroLevel: .zeroLevel
    case .allOneLevel: .allOneLevel
    case .separated: .separated
    }
  }
}
