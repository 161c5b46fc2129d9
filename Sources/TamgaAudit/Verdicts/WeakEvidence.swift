public import TamgaIndicators
internal import TamgaNumerics

/// Why a true statement is not supported by its sample.
public enum WeakReason: String, Sendable, Codable, CaseIterable {
  /// Fewer observations than required.
  case observations = "n"
  /// The p-value of the test is not below the required one.
  case significance = "p"
  /// The exact permutation p is not below the required one.
  case permutation
  /// The 95 % interval holds zero.
  case interval
  /// Without one observation the coefficient moves too far.
  case leaveOneOut = "leave_one_out"
  /// The coefficient of first differences has the other sign.
  case differences = "first_differences"
  /// Equal values follow one another: a number may have been carried forward.
  case ties
  /// One observation holds more than half of the variation.
  case influence
  /// The intervals of neighbours in a ranking overlap.
  case ranks
  /// It rests on a claim that is weak itself.
  case inherited
}

/// What the sample behind a coefficient allows to say.
public struct WeakEvidence: Sendable {
  /// The reasons, in a fixed order.
  public var reasons: [WeakReason]
  /// The correlations behind them; nil where the claim is no correlation.
  public var report: CorrelationReport?
}

/// Judges how far a claim's sample bears it.
struct EvidenceJudge {
  let model: AuditModel
  let evaluator: Evaluator

  /// The evidence of a claim; nil where it asks for none.
  func evidence(of claim: ClaimStatement, _ statement: Statement) -> WeakEvidence? {
    guard let tape = statement.tape, let inputs = evaluator.inputs(of: tape) else { return nil }
    for step in tape.steps {
      guard case .statistic(let kind, let x, let y) = step else { continue }
      switch kind {
      case .pearson, .spearman, .slope:
        return correlation(tape, inputs, x, y, claim.require, isRank: kind == .spearman)
      case .rank:
        let reasons: [WeakReason] = ranksOverlap(tape, inputs, x, y) ? [.ranks] : []
        return WeakEvidence(reasons: reasons, report: nil)
      default: break
      }
    }
    return nil
  }

  private func numbers(_ tape: Tape, _ inputs: [PrintedValue], _ steps: [Int]) -> [PrintedValue] {
    steps.compactMap { step in
      if case .leaf(let leaf) = tape.steps[step] { inputs[leaf] } else { nil }
    }
  }

  private func label(_ tape: Tape, _ step: Int) -> String {
    guard case .leaf(let leaf) = tape.steps[step], case .cell(let cell) = tape.leaves[leaf],
      case .table(let table, let row, column: _) = model.cells[cell].owner
    else { return "" }
    return model.document.tables[table].rows[row]
  }

  private func correlation(
    _ tape: Tape, _ inputs: [PrintedValue], _ x: [Int], _ y: [Int], _ require: Requirements,
    isRank: Bool
  ) -> WeakEvidence? {
    let (a, b) = (numbers(tape, inputs, x), numbers(tape, inputs, y))
    guard a.count == x.count, b.count == y.count else { return nil }
    let pairs = zip(zip(a, b), x).map { pair, step in
      LabelledPair(label: label(tape, step), x: pair.0.value, y: pair.1.value)
    }
    guard let report = try? correlationReport(of: pairs) else { return nil }
    var reasons: [WeakReason] = []
    if report.observations < require.observations { reasons.append(.observations) }
    let p = isRank ? report.spearman.probability.value : report.pearson.probability.value
    if (p ?? 1) >= require.significance { reasons.append(.significance) }
    if let exact = report.pearson.permutationProbability.value, exact >= require.significance {
      reasons.append(.permutation)
    }
    if let interval = report.pearson.interval.value {
      if interval.lower <= 0, interval.upper >= 0 { reasons.append(.interval) }
    } else if report.observations < 4 {
      reasons.append(.interval)
    }
    if moves(report, by: require.leaveOneOut) { reasons.append(.leaveOneOut) }
    if let r = report.pearson.coefficient.value,
      let change = report.firstDifferences.coefficient.value, r * change < 0
    {
      reasons.append(.differences)
    }
    if hasRun(a) || hasRun(b) { reasons.append(.ties) }
    if isDominated(a.map(\.value)) || isDominated(b.map(\.value)) { reasons.append(.influence) }
    return WeakEvidence(reasons: reasons, report: report)
  }

  private func moves(_ report: CorrelationReport, by most: Double) -> Bool {
    guard let r = report.pearson.coefficient.value else { return false }
    return report.leaveOneOut.contains { other in
      other.coefficient.value.map { ($0 - r).magnitude > most } ?? false
    }
  }

  private func hasRun(_ values: [PrintedValue]) -> Bool {
    zip(values, values.dropFirst()).contains { $0.value == $1.value }
  }

  private func isDominated(_ values: [Double]) -> Bool {
    guard values.count >= 3 else { return false }
    let moments = PairedMoments(x: values, y: values)
    return moments.squaresX > 0
      && moments.deviationsX.contains { $0 * $0 > moments.squaresX / 2 }
  }

  private func ranksOverlap(_ tape: Tape, _ inputs: [PrintedValue], _ x: [Int], _ y: [Int]) -> Bool
  {
    guard let own = numbers(tape, inputs, x).first else { return false }
    return numbers(tape, inputs, y).contains {
      $0 != own && $0.rounding.meets(own.rounding)
    }
  }
}
