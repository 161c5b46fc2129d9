internal import CNative

/// The Newton iteration of a generalised linear model with fixed effects.
///
/// Each step projects regressors and working residual u together on all effects with the working
/// weights w; Δβ solves A Δβ = X̃'Wũ, and Δη = u - (ũ - X̃Δβ).
final class NewtonIteration {
  var sample: Sample
  let options: FitOptions
  let panel: PanelRows
  let projector: Projector
  private(set) var eta: Buffer<Double>
  var update: FamilyUpdate
  var trace = ConvergenceTrace()
  var beta: [Double]
  /// Effects so far: by level of the terms and by group.
  let levelEffects: Buffer<Double>
  let groupEffects: Buffer<Double>
  var choice: RegressorChoice?
  /// Warnings on regressors whose state changed at the final weights.
  var choiceChanged = false
  var separated: [DroppedRows] = []
  var deviance = 0.0
  private(set) var gammas: [Buffer<Double>]
  private(set) var means: [Buffer<Double>]
  var norms: [Double] = []
  private var reference: [[Double]]
  private var residualFloor = 0.0
  var drift = Double.infinity
  var change: Buffer<Double>?

  var laneGroups: Int { sample.lanes.count }
  var side: Int { 4 * sample.lanes.count }
  var regressorCount: Int { sample.names.count }

  init(_ sample: Sample, options: FitOptions, wantsChange: Bool) {
    self.sample = sample
    self.options = options
    panel = sample.panel
    projector = Projector(panel, threads: options.threads, route: options.route)
    projector.cap = options.projectionCap
    eta = Buffer(repeating: 0, count: panel.rowCount)
    beta = [Double](repeating: 0, count: sample.names.count)
    let panel = self.panel
    gammas = sample.lanes.map { _ in Buffer(repeating: 0, count: 4 * panel.levelCount) }
    means = sample.lanes.map { _ in Buffer(repeating: 0, count: 4 * panel.groupCount) }
    reference = sample.lanes.map { _ in [Double](repeating: 0, count: 4) }
    update = FamilyUpdate(
      family: sample.family, y: sample.y, logY: sample.logY, eta: eta, omega: sample.omega,
      weights: panel.weights, lanes: sample.lanes[sample.lanes.count - 1])
    if wantsChange { change = Buffer(repeating: 0, count: panel.rowCount) }
    if sample.family.hasLogLink {
      let factor = startFactor(sample)
      let start = Balancing(
        panel, y: sample.y, omega: sample.omega, factor: factor, threads: options.threads)
      predictors(panel, start, offset: sample.offset, into: eta)
      levelEffects = start.levels
      groupEffects = start.groups
    } else {
      levelEffects = Buffer(repeating: 0, count: panel.levelCount)
      groupEffects = Buffer(repeating: 0, count: panel.groupCount)
      if let offset = sample.offset { for row in 0..<eta.count { eta[row] = offset[row] } }
    }
  }

  /// Iterates until the stopping rule holds.
  func run(_ hook: StepHook?) throws(GravityError) {
    // The negative binomial is convex in η at given θ: Newton's own steps are safe from the start.
    update.usesCurvature = sample.family == .negativeBinomial
    deviance = refresh()
    var tolerance = sample.family == .gaussian ? options.projectionTolerance : 1e-2
    var before: Double?
    for step in 1...options.stepCap {
      projector.weightsChanged(refactor: drift > 0.01)
      if drift > 0.01 { drift = 0 }
      let isFirst = norms.isEmpty
      var spent = try project(tolerance, isFirst: isFirst)
      var matrix = projector.gram(sample.lanes, gammas, means: means)
      if isFirst && isNearlyAbsorbed(matrix, tolerance) {
        // Whether a regressor is absorbed shows only on a closer look.
        spent += try project(1e-6, isFirst: false)
        matrix = projector.gram(sample.lanes, gammas, means: means)
      }
      let delta = newtonChange(matrix)
      let outcome = try take(delta.change)
      let denominator = abs(outcome.deviance) + 0.1
      let quality = outcome.squares / denominator
      trace.steps.append(
        TraceStep(
          deviance: outcome.deviance, change: quality, coefficientChange: delta.relative,
          projectionIterations: spent, projectionTolerance: tolerance,
          halvings: outcome.halvings))
      let total = panel.weights.sum
      let areFixed = sample.family == .gamma && !update.usesCurvature
      drift += total > 0 && !areFixed && sample.family != .gaussian ? outcome.squares / total : 0
      if spent > 8 * laneGroups { drift = max(drift, 0.02) }
      deviance = outcome.deviance
      if let hook, let change {
        switch hook(view(step, change, quality, outcome, delta.change)) {
        case .drop(let rows) where !rows.isEmpty:
          try drop(rows, step: step)
          tolerance = min(tolerance, 1e-2)
          continue
        case .hold:
          tolerance = min(tolerance, max(1e-8, 0.1 * quality.squareRoot()))
          continue
        case .stretch(let lengths):
          stretch(delta.change, outcome, by: lengths)
          tolerance = min(tolerance, 1e-4)
          continue
        case .proceed, .drop:
          break
        }
      }
      // The next q, from the quadratic convergence of Newton and the accuracy of the projection.
      var next = quality * (tolerance * tolerance + quality)
      if sample.family == .gamma {
        next = remaining(before, quality)
        before = quality
        if !update.usesCurvature && quality < 0.1 { useCurvature(&before) }
      }
      if sample.family == .gaussian
        || outcome.halvings == 0 && quality <= 1e4 * options.tolerance
          && next <= 1e-8 * options.tolerance
      {
        return
      }
      if quality < 1e-2 {
        tolerance = min(tolerance, max(1e-8, 0.1 * quality.squareRoot()))
      }
    }
    trace.route = projector.route
    throw .notConverged(trace)
  }

  /// What is left of q when the steps of a gamma fit fall by a constant factor, since zeros keep them
  /// from being Newton's.
  private func remaining(_ before: Double?, _ quality: Double) -> Double {
    guard let before, quality < before else { return quality == 0 ? 0 : .infinity }
    let factor = (quality / before).squareRoot()
    return quality * factor * factor / ((1 - factor) * (1 - factor))
  }

  /// Goes on from Fisher's steps, which suit a far start, to Newton's.
  private func useCurvature(_ before: inout Double?) {
    update.usesCurvature = true
    before = nil
    drift = .infinity
    deviance = refresh()
  }

  /// Whether the effects take so much of a regressor that the tolerance cannot tell what is left.
  private func isNearlyAbsorbed(_ matrix: [Double], _ tolerance: Double) -> Bool {
    (0..<regressorCount).contains {
      matrix[$0 * side + $0] < 100 * tolerance * tolerance * norms[$0]
    }
  }

  /// Recomputes weights, residuals and the deviance.
  func refresh() -> Double {
    let panel = self.panel
    let update = self.update
    let sums = Buffer<Double>(repeating: 0, count: panel.chunks.count)
    panel.forEachChunk(threads: options.threads) { chunk, range in
      var sum = 0.0
      for block in range { sum += update(panel.rows(panel.blocks[block])) }
      sums[chunk] = sum
    }
    let total = sums.sum
    return total.isNaN ? .infinity : total
  }

  /// Projects all lanes at the present weights, the working residual as exactly as `residual` says;
  /// returns the iterations spent.
  func project(
    _ tolerance: Double, isFirst: Bool, residual: Double? = nil
  ) throws(GravityError) -> Int {
    let own = residual ?? tolerance
    if isFirst {
      let raw = projector.gram(sample.lanes, nil, means: means)
      norms = (0..<side).map { raw[$0 * side + $0] }
      // u starts from 0; its norm is not a regressor's.
      norms[side - 1] = 0
    }
    var spent = 0
    let last = gammas.count - 1
    for level in 0..<panel.levelCount { gammas[last][4 * level + 3] = 0 }
    for group in gammas.indices {
      let (norms, floor) = (self.norms, residualFloor)
      var reference = self.reference[group]
      var start: [Double] = [0, 0, 0, 0]
      let result = projector.solve(sample.lanes[group], gammas[group]) { energy in
        start = energy
        return (0..<4).map { lane in
          if group == last && lane == 3 {
            return max(own * own * energy[3], floor)
          }
          if isFirst { reference[lane] = energy[lane] }
          return max(tolerance * tolerance * reference[lane], 1e-24 * norms[4 * group + lane])
        }
      }
      self.reference[group] = reference
      if isFirst && group == last { residualFloor = 1e-21 * start[3] }
      spent += projector.iterations
      guard result.isConverged else {
        throw .projectionNotConverged(
          iterations: projector.iterations, residual: result.residual.max() ?? 0)
      }
    }
    return spent
  }

  /// Δβ by regressor and the greatest relative change.
  func newtonChange(_ matrix: [Double]) -> (change: [Double], relative: Double) {
    let places = Array(0..<regressorCount)
    let chosen =
      choice
      ?? RegressorChoice(
        gram: matrix, side: side, places: places, norms: norms, names: sample.names)
    choice = chosen
    var change = [Double](repeating: 0, count: regressorCount)
    let a = submatrix(matrix, side: side, rows: chosen.kept, columns: chosen.kept)
    guard let factor = SymmetricFactor(a, order: chosen.kept.count) else { return (change, 0) }
    let right = chosen.kept.map { matrix[$0 * side + side - 1] }
    let delta = factor.solve(right)
    let inverse = factor.inverse
    var relative = 0.0
    for (k, column) in chosen.kept.enumerated() {
      change[column] = delta[k]
      let error = max(inverse[k * chosen.kept.count + k], 0).squareRoot()
      let size = max(abs(beta[column] + delta[k]), error)
      if size > 0 { relative = max(relative, abs(delta[k]) / size) }
    }
    return (change, relative)
  }

  private func view(
    _ step: Int, _ change: Buffer<Double>, _ quality: Double, _ outcome: Outcome, _ delta: [Double]
  ) -> StepView {
    StepView(
      step: step, y: sample.y, eta: eta, change: change, weights: panel.weights,
      scale: sample.scale, isFull: outcome.halvings == 0, quality: quality,
      coefficientChange: delta, levelChange: outcome.levels, groupChange: outcome.groups,
      panel: panel)
  }

  /// Lets go of row columns that a finished fit does not need.
  func release() {
    eta = Buffer(repeating: 0, count: 0)
    sample.release()
    update = FamilyUpdate(
      family: sample.family, y: eta, logY: eta, eta: eta, omega: nil, weights: panel.weights,
      lanes: sample.lanes[sample.lanes.count - 1])
  }

  /// At the final weights: projects once more and returns the cross products.
  func finish() throws(GravityError) -> [Double] {
    if update.usesCurvature {
      update.usesCurvature = false
      drift = .infinity
      deviance = refresh()
    }
    projector.weightsChanged(refactor: drift > 0.01)
    // Small rows too are to be proved by the direction; regressors need no more than ever.
    trace.finalIterations = try project(
      options.projectionTolerance, isFirst: false,
      residual: options.keepsDirection
        ? min(options.directionTolerance, options.projectionTolerance) : nil)
    trace.route = projector.route
    trace.factorings = projector.factorings
    let matrix = projector.gram(sample.lanes, gammas, means: means)
    let places = Array(0..<regressorCount)
    let again = RegressorChoice(
      gram: matrix, side: side, places: places, norms: norms, names: sample.names)
    choiceChanged = again.kept != choice?.kept
    foldLostRegressors(matrix)
    // The direction that proves existence belongs to the iterate it starts from.
    if options.keepsDirection { return matrix }
    let delta = newtonChange(matrix)
    let outcome = try take(delta.change)
    deviance = outcome.deviance
    trace.steps.append(
      TraceStep(
        deviance: deviance, change: outcome.squares / (abs(deviance) + 0.1),
        coefficientChange: delta.relative, projectionIterations: trace.finalIterations,
        projectionTolerance: options.projectionTolerance, halvings: outcome.halvings))
    return matrix
  }
}

/// exp(offset) times the user's weight; nil when both are absent.
private func startFactor(_ sample: Sample) -> Buffer<Double>? {
  guard sample.offset != nil || sample.omega != nil else { return nil }
  let factor = Buffer<Double>(repeating: 1, count: sample.y.count)
  if let offset = sample.offset {
    unsafe tamga_gravity_exp(offset.base, Int64(offset.count), factor.base)
  }
  if let omega = sample.omega { for row in 0..<factor.count { factor[row] *= omega[row] } }
  return factor
}

extension Buffer<Double> {
  /// The sum in order.
  var sum: Double {
    var total = 0.0
    for index in 0..<count { total += self[index] }
    return total
  }
}
