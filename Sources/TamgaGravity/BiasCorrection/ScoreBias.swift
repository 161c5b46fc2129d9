/// The bias of the profile score of a three-way Poisson model.
///
/// For an exporter i, with sums over its pairs j, H = diag(λ) − λλᵀ/Λ and e the residuals of a pair:
///
///     b_k = Σ_i { −tr(H_i⁺ M_ik) + ½ tr(Γ_ik H_i⁺ C_i H_i⁺) }
///     H_i = Σ H,  C_i = Σ e eᵀ,  M_ik = Σ (λ∘x̃_k) eᵀ,
///     Γ_ik = Σ [(λ∘x̃_k)λᵀ + λ(λ∘x̃_k)ᵀ] / Λ
///
/// d_k is the same for importers.
///
/// - Source: Weidner and Zylkin (2021), Bias and consistency in three-way gravity models, Journal of
///   International Economics 132, Proposition 3 and its analytical correction.
struct ScoreBias {
  /// b: from exporter-period effects, one a regressor.
  let exporter: [Double]
  /// d: from importer-period effects.
  let importer: [Double]

  init(_ panel: DyadicPanel, includesDomestic: Bool) {
    exporter = Self.side(panel, includesDomestic, count: panel.exporterCount) { $0.exporter }
    importer = Self.side(panel, includesDomestic, count: panel.importerCount) { $0.importer }
  }

  private static func side(
    _ panel: DyadicPanel, _ includesDomestic: Bool, count: Int,
    _ country: (DyadicPanel.Pair) -> Int
  ) -> [Double] {
    var members = [[Int]](repeating: [], count: count)
    for (index, pair) in panel.pairs.enumerated() where includesDomestic || !pair.isDomestic {
      members[country(pair)].append(index)
    }
    var bias = [Double](repeating: 0, count: panel.regressorCount)
    for pairs in members where !pairs.isEmpty {
      var sums = CountrySums(periods: panel.periodCount, regressors: panel.regressorCount)
      for index in pairs { sums.add(panel.pairs[index], of: panel) }
      for (k, term) in sums.bias().enumerated() { bias[k] += term }
    }
    return bias
  }
}

/// The sums of one country over its pairs.
private struct CountrySums {
  private let periods: Int
  private let regressors: Int
  private var hessian: [Double]
  private var scores: [Double]
  /// M_ik, one matrix a regressor.
  private var cross: [Double]
  /// Σ (λ∘x̃_k)λᵀ/Λ, half of Γ_ik before it is made symmetric.
  private var third: [Double]

  init(periods: Int, regressors: Int) {
    self.periods = periods
    self.regressors = regressors
    hessian = [Double](repeating: 0, count: periods * periods)
    scores = hessian
    cross = [Double](repeating: 0, count: periods * periods * regressors)
    third = cross
  }

  mutating func add(_ pair: DyadicPanel.Pair, of panel: DyadicPanel) {
    let size = periods * periods
    for row in pair.rows {
      let s = panel.periods[row]
      let lambda = panel.fitted[row]
      hessian[s * periods + s] += lambda
      for other in pair.rows {
        let place = s * periods + panel.periods[other]
        let share = panel.fitted[other] / pair.total
        hessian[place] -= lambda * share
        scores[place] += panel.residuals[row] * panel.residuals[other]
        for k in 0..<regressors {
          let weighted = lambda * panel.regressors[row * regressors + k]
          cross[k * size + place] += weighted * panel.residuals[other]
          third[k * size + place] += weighted * share
        }
      }
    }
  }

  /// −tr(H⁺M_k) + ½ tr(Γ_k H⁺CH⁺), one a regressor.
  func bias() -> [Double] {
    let inverse = SymmetricEigen(hessian, size: periods).pseudoInverse(cut: 1e-10)
    let middle = multiply(multiply(inverse, scores), inverse)
    let size = periods * periods
    return (0..<regressors).map { k in
      var first = 0.0
      var second = 0.0
      for s in 0..<periods {
        for t in 0..<periods {
          first += inverse[s * periods + t] * cross[k * size + t * periods + s]
          // The middle matrix is symmetric, so half of Γ counts twice.
          second += 2 * third[k * size + s * periods + t] * middle[t * periods + s]
        }
      }
      return -first + 0.5 * second
    }
  }

  private func multiply(_ a: [Double], _ b: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: periods * periods)
    for i in 0..<periods {
      for k in 0..<periods where a[i * periods + k] != 0 {
        let factor = a[i * periods + k]
        for j in 0..<periods { product[i * periods + j] += factor * b[k * periods + j] }
      }
    }
    return product
  }
}
