import TamgaGravity
import Testing

/// Checks proofs from the design alone, with no code of the engine.
struct ProofCheck {
  let design: SeparationDesign

  /// The entries of a row by column.
  private func entries(_ row: Int) -> [SeparationTerm: Double] {
    var entries: [SeparationTerm: Double] = [:]
    for (index, regressor) in design.regressors.enumerated() {
      entries[.regressor(index)] = regressor.values[row]
    }
    if design.hasConstant { entries[.constant] = 1 }
    for (index, effect) in design.effects.enumerated() {
      entries[.level(effect: index, level: Int(effect.codes[row]))] = 1
    }
    for (index, slope) in design.slopes.enumerated() {
      entries[.slope(index: index, level: Int(slope.factor.codes[row]))] =
        slope.variable.values[row]
    }
    return entries
  }

  private func sign(_ row: Int) -> Double {
    if design.outcome[row] == 0 { return 1 }
    return design.family == .logit && design.outcome[row] == 1 ? -1 : 0
  }

  private func isInSample(_ row: Int) -> Bool {
    design.outcome[row].isFinite && (design.weights?[row] ?? 1) > 0
      && design.regressors.allSatisfy { $0.values[row].isFinite }
      && design.slopes.allSatisfy { $0.variable.values[row].isFinite }
  }

  /// Fails unless the result is proved in both directions.
  func expectProved(_ result: SeparationResult, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    #expect(result.status == .certified, sourceLocation: sourceLocation)
    var scope = Set(design.outcome.indices.filter(isInSample))
    for certificate in result.certificates {
      var gamma: [SeparationTerm: Double] = [:]
      for term in certificate.terms { gamma[term.term, default: 0] += term.coefficient }
      let own = Set(certificate.rows)
      #expect(own.isSubset(of: scope) && !own.isEmpty, sourceLocation: sourceLocation)
      let largest = certificate.values.max() ?? 0
      for row in scope {
        let z = entries(row).reduce(0.0) { $0 + $1.value * gamma[$1.key, default: 0] }
        if own.contains(row) {
          #expect(z * sign(row) >= 0.3, "row \(row)", sourceLocation: sourceLocation)
        } else if sign(row) == 0 {
          #expect(abs(z) <= 1e-6 * largest, "row \(row)", sourceLocation: sourceLocation)
        } else {
          #expect(z * sign(row) >= -1e-6 * largest, "row \(row)", sourceLocation: sourceLocation)
        }
      }
      scope.subtract(own)
    }
    #expect(
      result.separatedRows == result.certificates.flatMap(\.rows).sorted(),
      sourceLocation: sourceLocation)
    let existence = try #require(result.existence, sourceLocation: sourceLocation)
    var sums: [SeparationTerm: Double] = [:]
    var sizes: [SeparationTerm: Double] = [:]
    for (row, weight) in zip(existence.rows, existence.weights) {
      if sign(row) != 0 { #expect(weight * sign(row) > 0, sourceLocation: sourceLocation) }
      for (term, entry) in entries(row) {
        sums[term, default: 0] += entry * weight
        sizes[term, default: 0] += abs(entry * weight)
      }
    }
    for (term, sum) in sums {
      #expect(abs(sum) <= 1e-6 * sizes[term, default: 0], sourceLocation: sourceLocation)
    }
    #expect(
      scope.subtracting(existence.rows) == Set(result.singletonRows), sourceLocation: sourceLocation
    )
  }
}
