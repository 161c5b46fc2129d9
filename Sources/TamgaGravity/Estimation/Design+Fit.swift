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
  ///   - hook: called after every Newton step; may drop rows found separated.
  /// - Throws: ``GravityError`` for bad input, an empty sample, or no convergence.
  package consuming func fit(
    _ family: Family, options: FitOptions = FitOptions(), hook: StepHook? = nil
  ) throws(GravityError) -> Fit {
    try options.validate()
    let codeCounts = effects.map(\.factor.levelCount)
    let sample = try Sample(self, family: family, extra: [])
    let newton = NewtonIteration(sample, options: options, wantsChange: hook != nil)
    if family == .negativeBinomial { try newton.runNegativeBinomial(hook) } else { try newton.run(hook) }
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
    let shift = sample.scale == 1 ? 0 : log(sample.scale)
    if sample.hasConstant && !panel.isEliminating { beta[0] += shift }
    let measures = Measures(self)
    let effects = FixedEffectEstimates(
      self, shift: panel.isEliminating ? shift : 0, codeCounts: codeCounts,
      names: sample.effects.map(\.name))
    let residuals = scores(unit)
    let direction = options.keepsDirection ? exactDirection(matrix) : nil
    let rows = projectedRows(kept)
    let means = fittedMeans()
    for row in 0..<panel.rowCount { panel.weights[row] *= unit }
    projector.weightsChanged(refactor: false)
    let weights = panel.weights.array
    return Fit(
      family: sample.family, outcome: sample.outcomeName, names: kept.map { sample.names[$0] },
      coefficients: kept.map { beta[$0] }, droppedRegressors: choice?.dropped ?? [],
      isChoiceUnstable: choiceChanged, rowsRead: sample.rowsRead,
      droppedRows: sample.pruning + separated, effects: sample.effects,
      componentCount: panel.numbers.componentCount, deviance: measures.deviance,
      logLikelihood: measures.logLikelihood, pseudoRSquared: measures.pseudoRSquared,
      theta: sample.family == .negativeBinomial ? update.theta : nil, trace: trace,
      order: panel.order.array, mu: means, workingWeights: weights, residuals: residuals,
      projected: rows, bread: bread, userWeights: sample.omega?.array, direction: direction,
      fixedEffects: effects, projector: projector, instrumental: nil)
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
  private func projectedRows(_ kept: [Int]) -> [Double] {
    for group in sample.lanes.indices {
      projector.demean(
        sample.lanes[group], gammas[group], means: means[group], into: sample.lanes[group])
    }
    let width = kept.count
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
