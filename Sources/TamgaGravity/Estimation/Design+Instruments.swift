extension Design {
  /// Two-stage least squares.
  func fitInstrumental(_ options: FitOptions, codeCounts: [Int]) throws(GravityError) -> Fit {
    let sample = try Sample(
      self, family: .gaussian, extra: endogenous + instruments, chunkRows: options.chunkRows)
    let newton = NewtonIteration(sample, options: options, wantsChange: false)
    let exogenous = sample.names.count - endogenous.count - instruments.count
    return try newton.instrumental(
      exogenous: exogenous, endogenous: endogenous.count, codeCounts: codeCounts)
  }
}

extension NewtonIteration {
  /// Solves twice, the second time for the residuals of the first, and tests.
  func instrumental(
    exogenous: Int, endogenous: Int, codeCounts: [Int]
  ) throws(GravityError) -> Fit {
    deviance = refresh()
    projector.weightsChanged(refactor: true)
    var spent = try project(options.projectionTolerance, isFirst: true)
    let gram = projector.gram(sample.lanes, gammas, means: means)
    let solution = try InstrumentalSolution(
      gram: gram, side: side, norms: norms, names: sample.names, exogenous: exogenous,
      endogenous: endogenous)
    try advance(solution, gram, spent)
    spent = try project(options.projectionTolerance, isFirst: false)
    let again = projector.gram(sample.lanes, gammas, means: means)
    try advance(solution, again, spent)
    trace.finalIterations = spent
    trace.route = projector.route
    trace.factorings = projector.factorings
    let absorbed = panel.absorbedRank(
      of: Array(sample.effects.indices), levels: sample.effects)
    let tests = solution.diagnostics(
      gram, side: side, rows: panel.rowCount, absorbed: absorbed,
      robust: robust(solution.instruments))
    return assembled(
      solution.regressors, bread: solution.bread, direction: nil, codeCounts: codeCounts,
      dropped: solution.dropped, combination: (solution.instruments, solution.firstStage),
      instrumental: tests)
  }

  private func advance(
    _ solution: InstrumentalSolution, _ gram: [Double], _ spent: Int
  ) throws(GravityError) {
    let beta = solution.coefficients(gram, side: side)
    var change = [Double](repeating: 0, count: regressorCount)
    for (place, column) in solution.regressors.enumerated() { change[column] = beta[place] }
    let outcome = try take(change)
    deviance = outcome.deviance
    trace.steps.append(
      TraceStep(
        deviance: deviance, change: outcome.squares / (deviance + 0.1), coefficientChange: 0,
        projectionIterations: spent, projectionTolerance: options.projectionTolerance,
        halvings: 0))
  }

  /// Z'diag(w²e²)Z of projected instruments, e the residuals of the last step.
  private func robust(_ instruments: [Int]) -> [Double] {
    let scratch = sample.lanes.map { _ in Buffer<Double>(repeating: 0, count: 4 * panel.rowCount) }
    for (group, lanes) in sample.lanes.enumerated() {
      projector.demean(lanes, gammas[group], means: means[group], into: scratch[group])
    }
    let order = instruments.count
    let residual = sample.lanes[laneGroups - 1]
    var sums = [Double](repeating: 0, count: order * order)
    for row in 0..<panel.rowCount {
      let e = panel.weights[row] * residual[4 * row + 3]
      for (k, a) in instruments.enumerated() {
        let left = e * e * scratch[a / 4][4 * row + a % 4]
        for (l, b) in instruments.enumerated() {
          sums[k * order + l] += left * scratch[b / 4][4 * row + b % 4]
        }
      }
    }
    return sums
  }
}
