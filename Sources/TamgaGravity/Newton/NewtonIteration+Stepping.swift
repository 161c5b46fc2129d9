internal import CNative

extension NewtonIteration {
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
  func stretch(_ delta: [Double], _ step: Outcome, by lengths: Double) {
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

/// Σ lanes times coefficients by level or group.
func combine(
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
