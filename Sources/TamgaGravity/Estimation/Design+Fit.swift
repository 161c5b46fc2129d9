internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension Design {
  /// Fits the model.
  ///
  /// - Parameters:
  ///   - family: the law of the outcome.
  ///   - options: how it is computed.
  ///   - hook: called after every Newton step; may drop rows found separated.
  /// - Returns: the converged fit.
  /// - Throws: ``GravityError`` for bad input, an empty sample, or no convergence.
  package consuming func fit(
    _ family: Family, options: FitOptions = FitOptions(), hook: StepHook? = nil
  ) throws(GravityError) -> Fit {
    if !endogenous.isEmpty || !instruments.isEmpty {
      guard family == .gaussian else { throw .instrumentsNeedLeastSquares }
    }
    try validate(family)
    return try fitValidated(family, options, isPruned: false, hook: hook)
  }

  /// Fits a model whose columns were checked; with `isPruned` every row is known to stay.
  consuming func fitValidated(
    _ family: Family, _ options: FitOptions, isPruned: Bool, hook: StepHook?
  ) throws(GravityError) -> Fit {
    try options.validate()
    let codeCounts = effects.map(\.factor.levelCount)
    if !endogenous.isEmpty || !instruments.isEmpty {
      return try fitInstrumental(options, codeCounts: codeCounts)
    }
    let sample = try Sample(
      self, family: family, extra: [], chunkRows: options.chunkRows, isPruned: isPruned)
    let newton = NewtonIteration(sample, options: options, wantsChange: hook != nil)
    if family == .negativeBinomial {
      try newton.runNegativeBinomial(hook)
    } else {
      try newton.run(hook)
    }
    return try newton.result(codeCounts: codeCounts)
  }
}

extension NewtonIteration {
  /// The fit at the last iterate.
  func result(codeCounts: [Int]) throws(GravityError) -> Fit {
    let matrix = try finish()
    let kept = choice?.kept ?? []
    let a = submatrix(matrix, side: side, rows: kept, columns: kept)
    let unit = sample.family == .poisson ? sample.scale : 1
    let bread = (SymmetricFactor(a, order: kept.count)?.inverse ?? []).map { $0 / unit }
    let direction = options.keepsDirection ? exactDirection(matrix) : nil
    return assembled(
      kept, bread: bread, direction: direction, codeCounts: codeCounts,
      dropped: choice?.dropped ?? [])
  }

  /// The fit, with rows of the projected regressors combined from `columns` by `weights` where these
  /// are given (2SLS), columns by regressors.
  func assembled(
    _ kept: [Int], bread: [Double], direction: [Double]?, codeCounts: [Int],
    dropped: [DroppedRegressor], combination: (columns: [Int], weights: [Double])? = nil,
    instrumental: InstrumentalDiagnostics? = nil
  ) -> Fit {
    let unit = sample.family == .poisson ? sample.scale : 1
    let shift = sample.scale == 1 ? 0 : log(sample.scale)
    if sample.hasConstant && !panel.isEliminating { beta[0] += shift }
    let measures = Measures(self)
    let effects = FixedEffectEstimates(
      self, shift: panel.isEliminating ? shift : 0, codeCounts: codeCounts,
      names: sample.effects.map(\.name))
    let residuals = scores(unit)
    let fitted = fittedMeans()
    let userWeights = sample.omega?.array
    var overdispersion: Overdispersion?
    if sample.family == .negativeBinomial {
      overdispersion = update.theta.isFinite ? .estimated(theta: update.theta) : Overdispersion.none
    }
    release()
    projector.weightsChanged(refactor: false)
    let rows = projectedRows(kept, combination)
    for row in 0..<panel.rowCount { panel.weights[row] *= unit }
    projector.weightsChanged(refactor: false)
    // Without user weights a Poisson weight is the fitted mean itself.
    let isMean = sample.family == .poisson && sample.omega == nil
    return Fit(
      family: sample.family, outcome: sample.outcomeName, names: kept.map { sample.names[$0] },
      coefficients: kept.map { beta[$0] }, droppedRegressors: dropped,
      isChoiceUnstable: choiceChanged, rowsRead: sample.rowsRead,
      droppedRows: sample.pruning + separated, effects: sample.effects,
      componentCount: panel.numbers.componentCount, deviance: measures.deviance,
      logLikelihood: measures.logLikelihood, pseudoRSquared: measures.pseudoRSquared,
      overdispersion: overdispersion, trace: trace,
      order: panel.order.array, mu: fitted, workingWeights: isMean ? fitted : panel.weights.array,
      residuals: residuals,
      projected: rows, bread: bread, userWeights: userWeights, direction: direction,
      fixedEffects: effects, projector: projector, instrumental: instrumental)
  }

  private func scores(_ unit: Double) -> [Double] {
    let lanes = sample.lanes[laneGroups - 1]
    return [Double](largeCount: panel.rowCount) { unit * panel.weights[$0] * lanes[4 * $0 + 3] }
  }

  /// The projected regressors row by row; the lanes are overwritten.
  private func projectedRows(
    _ kept: [Int], _ combination: (columns: [Int], weights: [Double])?
  ) -> [Double] {
    for group in sample.lanes.indices {
      projector.demean(
        sample.lanes[group], gammas[group], means: means[group], into: sample.lanes[group])
    }
    let width = kept.count
    if let combination { return combinedRows(width, combination.columns, combination.weights) }
    var rows = [Double](large: 0, count: panel.rowCount * width)
    for (place, column) in kept.enumerated() {
      spread(sample.lanes[column / 4], lane: column % 4, over: &rows, width: width, place: place)
    }
    return rows
  }

  private func combinedRows(_ width: Int, _ columns: [Int], _ weights: [Double]) -> [Double] {
    var rows = [Double](large: 0, count: panel.rowCount * width)
    for (place, column) in columns.enumerated() {
      let lanes = sample.lanes[column / 4]
      for row in 0..<panel.rowCount {
        let value = lanes[4 * row + column % 4]
        for k in 0..<width { rows[row * width + k] += value * weights[place * width + k] }
      }
    }
    return rows
  }

  /// Fitted means in the outcome's unit.
  private func fittedMeans() -> [Double] {
    let (scale, count, weights, eta) = (sample.scale, panel.rowCount, panel.weights, self.eta)
    switch sample.family {
    case .poisson:
      guard let omega = sample.omega else {
        return [Double](largeCount: count) { scale * weights[$0] }
      }
      return [Double](largeCount: count) { scale * weights[$0] / omega[$0] }
    case .gaussian: return eta.array
    case .logit: return [Double](largeCount: count) { 1 / (1 + exp(-eta[$0])) }
    case .gamma, .negativeBinomial:
      return [Double](largeCount: count) { scale * exp(eta[$0]) }
    }
  }
}

/// Writes a lane into a column of rows of `width` numbers.
private func spread(
  _ lanes: Buffer<Double>, lane: Int, over rows: inout [Double], width: Int, place: Int
) {
  var rows = rows.mutableSpan
  for row in 0..<(lanes.count / 4) { rows[row * width + place] = lanes[4 * row + lane] }
}
