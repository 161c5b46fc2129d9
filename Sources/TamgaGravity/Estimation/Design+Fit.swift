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
    try options.validate()
    let codeCounts = effects.map(\.factor.levelCount)
    if !endogenous.isEmpty || !instruments.isEmpty {
      guard family == .gaussian else { throw .instrumentsNeedLeastSquares }
      return try fitInstrumental(options, codeCounts: codeCounts)
    }
    let sample = try Sample(self, family: family, extra: [], chunkRows: options.chunkRows)
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
    let theta = sample.family == .negativeBinomial ? update.theta : nil
    release()
    projector.weightsChanged(refactor: false)
    let rows = projectedRows(kept, combination)
    for row in 0..<panel.rowCount { panel.weights[row] *= unit }
    projector.weightsChanged(refactor: false)
    return Fit(
      family: sample.family, outcome: sample.outcomeName, names: kept.map { sample.names[$0] },
      coefficients: kept.map { beta[$0] }, droppedRegressors: dropped,
      isChoiceUnstable: choiceChanged, rowsRead: sample.rowsRead,
      droppedRows: sample.pruning + separated, effects: sample.effects,
      componentCount: panel.numbers.componentCount, deviance: measures.deviance,
      logLikelihood: measures.logLikelihood, pseudoRSquared: measures.pseudoRSquared,
      theta: theta, trace: trace,
      order: panel.order.array, mu: fitted, workingWeights: panel.weights.array,
      residuals: residuals,
      projected: rows, bread: bread, userWeights: userWeights, direction: direction,
      fixedEffects: effects, projector: projector, instrumental: instrumental)
  }

  private func scores(_ unit: Double) -> [Double] {
    let lanes = sample.lanes[laneGroups - 1]
    return unsafe [Double](unsafeUninitializedCapacity: panel.rowCount) { buffer, count in
      for row in 0..<panel.rowCount {
        unsafe buffer.initializeElement(
          at: row, to: unit * panel.weights[row] * lanes[4 * row + 3])
      }
      count = panel.rowCount
    }
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
    return unsafe [Double](unsafeUninitializedCapacity: panel.rowCount * width) { buffer, count in
      for (place, column) in kept.enumerated() {
        let lanes = sample.lanes[column / 4]
        for row in 0..<panel.rowCount {
          unsafe buffer.initializeElement(at: row * width + place, to: lanes[4 * row + column % 4])
        }
      }
      count = panel.rowCount * width
    }
  }

  private func combinedRows(_ width: Int, _ columns: [Int], _ weights: [Double]) -> [Double] {
    var rows = [Double](repeating: 0, count: panel.rowCount * width)
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
    let scale = sample.scale
    return (0..<panel.rowCount).map { row in
      switch sample.family {
      case .poisson: scale * panel.weights[row] / (sample.omega?[row] ?? 1)
      case .gaussian: eta[row]
      case .logit: 1 / (1 + exp(-eta[row]))
      case .gamma, .negativeBinomial: scale * exp(eta[row])
      }
    }
  }
}
