internal import TamgaNumerics

/// Watches a fit for rows that run away, proves them separated, and has them dropped.
///
/// On a separated row with y = 0 the working residual is −1 and the weight goes to 0, so that Δη goes
/// to −1 or lower step after step while other rows come to rest: then z = −Δη, and γ is the step
/// itself. Two steps together take out what the other rows still owe to the rows that run, which
/// falls by the same factor from step to step.
package final class SeparationWatch {
  /// What is proved so far.
  package private(set) var search: SeparationSearch
  /// The row of the search's design for each row of the fit's design; nil when they are the same.
  private let rowNumbers: [Int]?
  /// For each row the last step in which it ran, and for how many in succession.
  private var lastRun: [Int32]
  private var streaks: [UInt8]
  private var step: Int32 = 0
  private var last: Direction?
  private var isFirst = true
  /// Steps that were kept from stopping.
  private var held = 0
  /// How many rows were suspect when the step was last stretched.
  private var stretched = 0

  /// A step: η in each row of the search's design, γ by column.
  private struct Direction {
    var rows: [Double]
    var coefficients: [Double]
  }

  private enum Bounds {
    static let suspectStep = -0.5
    static let suspectSteps: UInt8 = 3
    /// Below this change of the deviance the other rows are at rest, and one such step is enough.
    static let restingChange = 1e-6
    /// The largest step of the other rows, as a part of the largest of the suspects'.
    static let rest = 1e-6
    static let heldSteps = 40
    /// The same from which on the suspects are sent ahead.
    static let nearRest = 0.02
    /// By how many lengths of a step.
    static let lengths = 14.0
  }

  /// Watches with a search whose levels are pruned.
  package init(_ search: SeparationSearch, rowNumbers: [Int]?) {
    self.search = search
    self.rowNumbers = rowNumbers
    streaks = [UInt8](repeating: 0, count: search.isKept.count)
    lastRun = [Int32](large: 0, count: search.isKept.count)
  }

  /// Looks at a step of the fit.
  package func observe(_ view: StepView) -> StepAction {
    if isFirst {
      isFirst = false
      let gone = dropped(view)
      if !gone.isEmpty { return .drop(gone) }
    }
    guard !search.isCertified else { return .proceed }
    let suspects = countStreaks(view)
    guard suspects > 0 else {
      last = nil
      return .proceed
    }
    let direction = self.direction(view)
    defer { last = direction }
    for candidate in [direction, last.flatMap { extrapolated($0, direction) }] {
      guard let candidate, rest(candidate) <= Bounds.rest else { continue }
      let rows = search.accept(
        candidate.coefficients.map { -$0 }, method: .signature, least: SeparationBounds.least)
      guard !rows.isEmpty else { continue }
      last = nil
      stretched = 0
      search.prune()
      return .drop(dropped(view))
    }
    if suspects != stretched, view.isFull, rest(direction) <= Bounds.nearRest {
      stretched = suspects
      return .stretch(Bounds.lengths)
    }
    held += 1
    return held <= Bounds.heldSteps ? .hold : .proceed
  }

  /// Proves existence by the exact step at the end of a fit: v = wΔη less the row's score factor.
  ///
  /// That is ω(μ − y + μΔη) for Poisson, ω(μ − y + μ(1 − μ)Δη) for logit.
  package func finish(_ fit: Fit) {
    guard !search.isCertified, let direction = fit.direction else { return }
    let rows = search.keptRows
    guard fit.rowsKept == rows.count else { return }
    var weights = [Double](large: 0, count: search.isKept.count)
    for place in direction.indices {
      let row = row(fit.order[place])
      guard search.isKept[row] else { return }
      weights[row] = fit.workingWeights[place] * direction[place] - fit.residuals[place]
    }
    if rows.count < weights.count {
      for (place, row) in rows.enumerated() { weights[place] = weights[row] }
      weights.removeLast(weights.count - rows.count)
    }
    search.acceptExistence(weights, rows: rows, method: .signature)
  }

  private func row(_ place: Int32) -> Int { rowNumbers?[Int(place)] ?? Int(place) }

  /// The rows of the fit, by place, that are no longer in the search.
  private func dropped(_ view: StepView) -> [Int] {
    if rowNumbers == nil && search.isWhole { return [] }
    return (0..<view.panel.rowCount).filter { !search.isKept[row(view.panel.order[$0])] }
  }

  /// Counts for how many full steps in succession each row has run; returns how many are suspect.
  private func countStreaks(_ view: StepView) -> Int {
    step += 1
    guard view.isFull else { return 0 }
    var suspects = 0
    let highest = search.verifier.design.family == .logit ? 1 / view.scale : .infinity
    for place in 0..<view.panel.rowCount {
      let change = view.change[place]
      guard abs(change) >= -Bounds.suspectStep else { continue }
      let y = view.y[place]
      guard change < 0 ? y == 0 : y == highest else { continue }
      let row = row(view.panel.order[place])
      streaks[row] = lastRun[row] == step - 1 ? min(streaks[row] + 1, Bounds.suspectSteps) : 1
      if view.quality < Bounds.restingChange { streaks[row] = Bounds.suspectSteps }
      lastRun[row] = step
      if streaks[row] == Bounds.suspectSteps { suspects += 1 }
    }
    return suspects
  }

  /// Whether a row has run for long enough, up to the present step.
  private func isSuspect(_ row: Int) -> Bool {
    streaks[row] == Bounds.suspectSteps && lastRun[row] == step
  }

  private func direction(_ view: StepView) -> Direction {
    let columns = search.verifier.columns
    var rows = [Double](large: 0, count: search.isKept.count)
    for place in 0..<view.panel.rowCount { rows[row(view.panel.order[place])] = view.change[place] }
    var coefficients = [Double](repeating: 0, count: columns.count)
    let regressors = columns.regressors.count
    let shift = view.coefficientChange.count - regressors
    for index in 0..<regressors { coefficients[index] = view.coefficientChange[index + shift] }
    if columns.hasConstant, shift == 1 { coefficients[regressors] = view.coefficientChange[0] }
    let numbers = view.panel.numbers
    for (place, effect) in numbers.terms.enumerated() {
      guard let block = search.blocks[effect] else { continue }
      for (code, number) in numbers.numbers[place].enumerated() where number >= 0 {
        coefficients[block.firstColumn + code] = view.levelChange[Int(number)]
      }
    }
    if let effect = numbers.eliminated, let block = search.blocks[effect] {
      for (group, code) in view.panel.groupCodes.enumerated() {
        coefficients[block.firstColumn + Int(code)] = view.groupChange[group]
      }
    }
    return Direction(rows: rows, coefficients: coefficients)
  }

  /// The largest step of a row that is not suspect, as a part of the largest of the suspects'.
  private func rest(_ direction: Direction) -> Double {
    var rest = 0.0
    var largest = 0.0
    for row in direction.rows.indices where search.isKept[row] {
      let size = abs(direction.rows[row])
      if isSuspect(row) {
        largest = max(largest, size)
      } else {
        rest = max(rest, size)
      }
    }
    return largest > 0 ? rest / largest : .infinity
  }

  /// What two steps say of the limit when the rest falls by one factor from step to step.
  private func extrapolated(_ before: Direction, _ now: Direction) -> Direction? {
    var cross = 0.0
    var square = 0.0
    for row in now.rows.indices
    where search.isKept[row] && !isSuspect(row) {
      cross += now.rows[row] * before.rows[row]
      square += before.rows[row] * before.rows[row]
    }
    guard square > 0 else { return nil }
    let factor = cross / square
    guard factor > 0, factor < 0.9 else { return nil }
    func limit(_ old: [Double], _ new: [Double]) -> [Double] {
      zip(old, new).map { ($1 - factor * $0) / (1 - factor) }
    }
    return Direction(
      rows: limit(before.rows, now.rows),
      coefficients: limit(before.coefficients, now.coefficients))
  }
}
