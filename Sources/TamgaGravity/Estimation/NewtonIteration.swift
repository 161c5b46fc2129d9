internal import CNative

/// What a hook sees after each Newton step, in solver order.
package struct StepView {
  /// The step's number, from 1.
  package let step: Int
  /// The outcome, divided by ``scale``.
  package let y: Buffer<Double>
  /// η after the step, less log ``scale``.
  package let eta: Buffer<Double>
  /// The Newton direction of each row's linear predictor, before halving.
  package let change: Buffer<Double>
  /// Working weights after the step (Poisson: ωμ, in the outcome's unit divided by ``scale``).
  package let weights: Buffer<Double>
  /// What the outcome was divided by.
  package let scale: Double
  /// Whether the whole step was taken.
  package let isFull: Bool
  /// q of the step.
  package let quality: Double
  /// The change of the coefficients, 0 for those dropped, in the order of the regressors.
  package let coefficientChange: [Double]
  /// The change of the levels of the terms (``LevelNumbers``) and of the groups.
  package let levelChange: [Double]
  package let groupChange: [Double]
  /// The rows and their levels.
  package let panel: PanelRows
}

/// What a hook wants.
package enum StepAction {
  case proceed
  /// Go on, and do not stop at this step even if the iteration has converged.
  case hold
  /// Go on along the last step by so many more lengths, unless the deviance rises.
  case stretch(Double)
  /// Drop these rows, by their places in solver order, and go on.
  case drop([Int])
}

package typealias StepHook = (StepView) -> StepAction

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
  private(set) var change: Buffer<Double>?

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
    deviance = refresh()
    var tolerance = sample.family == .gaussian ? options.projectionTolerance : 1e-2
    // Fisher scoring without a canonical link converges linearly: more steps, no forecast.
    let isScoring = sample.family == .gamma || sample.family == .negativeBinomial
    for step in 1...(options.stepCap * (isScoring ? 10 : 1)) {
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
      let areFixed = sample.family == .gaussian || sample.family == .gamma
      drift += total > 0 && !areFixed ? outcome.squares / total : 0
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
      let next = isScoring ? quality * 1e-8 : quality * (tolerance * tolerance + quality)
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

  /// Projects all lanes at the present weights; returns the iterations spent.
  func project(
    _ tolerance: Double, isFirst: Bool
  ) throws(GravityError) -> Int {
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
            return max(tolerance * tolerance * energy[3], floor)
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
  private func newtonChange(_ matrix: [Double]) -> (change: [Double], relative: Double) {
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

  struct Outcome {
    var squares = 0.0
    var deviance = 0.0
    var halvings = 0
    var levels: [Double] = []
    var groups: [Double] = []
  }

  /// Moves η, halving the step until the deviance does not rise.
  func take(_ delta: [Double]) throws(GravityError) -> Outcome {
    var coefficients = [Double](repeating: 0, count: side)
    for (column, value) in delta.enumerated() { coefficients[column] = value }
    var signed = coefficients.map { -$0 }
    signed[side - 1] = 1
    let levels = combine(gammas, signed, count: panel.levelCount)
    let groups = combine(means, signed, count: panel.groupCount)
    var result = Outcome(levels: levels, groups: groups)
    var scale = 1.0
    result.squares = move(coefficients, levels, groups, by: 1)
    result.deviance = refresh()
    // Round-off of a perfect fit counts as no rise.
    let slack = 1e-12 * abs(deviance) + 1e-18 * Double(panel.rowCount)
    while !(result.deviance <= deviance + slack) && sample.family != .gaussian {
      guard result.halvings < 30 else { break }
      scale /= 2
      result.halvings += 1
      _ = move(coefficients, levels, groups, by: -scale)
      result.deviance = refresh()
    }
    guard result.deviance.isFinite else { throw .notConverged(trace) }
    for column in beta.indices { beta[column] += scale * delta[column] }
    for level in 0..<panel.levelCount { levelEffects[level] += scale * levels[level] }
    for group in 0..<panel.groupCount { groupEffects[group] += scale * groups[group] }
    return result
  }

  /// Moves further along a step that was taken whole; back again when the deviance rises.
  private func stretch(_ delta: [Double], _ step: Outcome, by lengths: Double) {
    var coefficients = [Double](repeating: 0, count: side)
    for (column, value) in delta.enumerated() { coefficients[column] = value }
    _ = move(coefficients, step.levels, step.groups, by: lengths)
    let risen = refresh()
    guard risen.isFinite, risen <= deviance * 1.01 else {
      _ = move(coefficients, step.levels, step.groups, by: -lengths)
      deviance = refresh()
      return
    }
    deviance = risen
    drift = .infinity
    for column in beta.indices { beta[column] += lengths * delta[column] }
    for level in 0..<panel.levelCount { levelEffects[level] += lengths * step.levels[level] }
    for group in 0..<panel.groupCount { groupEffects[group] += lengths * step.groups[group] }
  }

  private func move(
    _ coefficients: [Double], _ levels: [Double], _ groups: [Double], by scale: Double
  ) -> Double {
    let panel = self.panel
    let (lanes, eta, change) = (sample.lanes, self.eta, self.change)
    let stack = LaneStack(lanes)
    let sums = Buffer<Double>(repeating: 0, count: panel.chunks.count)
    panel.forEachChunk(threads: options.threads) { chunk, range in
      var sum = 0.0
      for block in range {
        let groupsOfBlock = panel.blocks[block]
        var kernel = unsafe panel.kernel
        unsafe sum += tamga_gravity_step(
          &kernel, Int64(groupsOfBlock.lowerBound), Int64(groupsOfBlock.upperBound),
          stack.pointers.base, Int64(lanes.count), coefficients, levels, groups, scale, eta.base,
          change?.base)
      }
      sums[chunk] = sum
    }
    return sums.sum
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

  /// Δη of a whole Newton step from the last iterate, given the cross products there.
  func exactDirection(_ matrix: [Double]) -> [Double] {
    let delta = newtonChange(matrix).change
    var coefficients = [Double](repeating: 0, count: side)
    for (column, value) in delta.enumerated() { coefficients[column] = value }
    var signed = coefficients.map { -$0 }
    signed[side - 1] = 1
    let kept = change
    let direction = kept ?? Buffer(repeating: 0, count: panel.rowCount)
    change = direction
    _ = move(
      coefficients, combine(gammas, signed, count: panel.levelCount),
      combine(means, signed, count: panel.groupCount), by: 0)
    change = kept
    return direction.array
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
    projector.weightsChanged(refactor: drift > 0.01)
    trace.finalIterations = try project(
      options.projectionTolerance, isFirst: false)
    trace.route = projector.route
    trace.factorings = projector.factorings
    let matrix = projector.gram(sample.lanes, gammas, means: means)
    let places = Array(0..<regressorCount)
    let again = RegressorChoice(
      gram: matrix, side: side, places: places, norms: norms, names: sample.names)
    choiceChanged = again.kept != choice?.kept
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

/// The addresses of several groups of lanes.
@safe
private struct LaneStack: @unchecked Sendable {
  let pointers: Buffer<UnsafePointer<Double>?>

  init(_ lanes: [Buffer<Double>]) {
    unsafe pointers = Buffer(repeating: nil, count: lanes.count)
    for (place, lane) in lanes.enumerated() {
      unsafe pointers.base[place] = UnsafePointer(lane.base)
    }
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

/// Σ lanes times coefficients by level or group.
private func combine(
  _ lanes: [Buffer<Double>], _ coefficients: [Double], count: Int
) -> [Double] {
  var result = [Double](repeating: 0, count: count)
  for (group, lane) in lanes.enumerated() {
    for index in 0..<count {
      for place in 0..<4 {
        result[index] += coefficients[4 * group + place] * lane[4 * index + place]
      }
    }
  }
  return result
}

extension Buffer<Double> {
  /// The sum in order.
  var sum: Double {
    var total = 0.0
    for index in 0..<count { total += self[index] }
    return total
  }
}
