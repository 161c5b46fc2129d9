/// The iterative rectifier: decides separation by repeated weighted least squares.
///
/// From u = 1 at the low bound of the outcome (−1 at the high one, 0 inside), û is the projection of
/// u on all columns with weight 1 at a bound and K inside, and the next u is what û has on the right
/// side of 0 at a bound, 0 inside. The limit has z = û = 0 inside and z ≥ 0 at the bound: it is 0
/// just when no row is separated. K decides the speed only, so it is held where least squares are
/// well conditioned, and the inside is made exact by correcting its targets by what û still has
/// there (Powell 1969).
///
/// The sum v of the weighted residuals over all rounds has Xᵀv = 0, and at a bound equals 1 − u plus
/// all that was cut off: as soon as it is above 0 in all these rows, it proves existence.
///
/// - Source: Correia, Guimarães and Zylkin (2019), Verifying the existence of maximum likelihood
///   estimates for generalized linear models, section 3.3, Proposition 2.
final class SeparationRectifier {
  /// What a run says.
  enum Answer {
    /// A combination of columns, with z ≥ 1 on separated rows.
    case separated([Double])
    /// A positive weight for each row at a bound, in the order of the rows given.
    case exists([Double])
  }

  private enum Bounds {
    /// The ε of K = ⌈Σu²/ε²⌉.
    static let slack = 0.01
    static let largestWeight = 1e4
    /// The least v of a row at a bound.
    static let leastWeight = 0.02
    /// From which part of the largest z a row may be separated.
    static let least = 1e-3
    static let violation = 1e-8
    static let corrections = 30
    static let revisions = 12
  }

  private let system: RectifierSystem
  private let tails: [Double]
  private let insideWeight: Double
  private let count: Int

  /// - Parameters:
  ///   - verifier: of the design.
  ///   - rows: rows of the sample, at least one of them at a bound.
  init(_ verifier: SeparationVerifier, rows: [Int]) {
    system = RectifierSystem(verifier, rows: rows)
    tails = system.rows.map { Double(verifier.tails[$0]) }
    count = rows.count
    let sum = Double(tails.count { $0 != 0 })
    insideWeight = min((sum / (Bounds.slack * Bounds.slack)).rounded(.up), Bounds.largestWeight)
  }

  /// Runs until one of both is proved.
  ///
  /// - Parameters:
  ///   - rounds: projections at most.
  ///   - accepts: whether the data confirm an answer; the run goes on when they do not.
  /// - Returns: whether an answer was accepted.
  /// - Throws: ``GravityError`` when a projection does not converge.
  func run(rounds: Int, accepts: (Answer) -> Bool) throws(GravityError) -> Bool {
    var u = tails
    var proof = [Double](repeating: 0, count: count)
    var nextLook = 2
    try weigh { self.tails[$0] != 0 }
    for round in stride(from: 1, through: rounds, by: 1) {
      let fit = try system.project(u)
      var (least, largest, thinnest) = (0.0, 0.0, Double.infinity)
      for place in 0..<count {
        proof[place] += system.weights[place] * fit.residuals[place]
        let tail = tails[place]
        let z = (u[place] - fit.residuals[place]) * tail
        u[place] = max(z, 0) * tail
        guard tail != 0 else { continue }
        least = min(least, z)
        largest = max(largest, z)
        thinnest = min(thinnest, proof[place] * tail)
      }
      if thinnest >= Bounds.leastWeight, accepts(.exists(system.inOrder(proof))) { return true }
      guard round == nextLook || round == rounds || -least <= Bounds.least * largest else {
        continue
      }
      nextLook = max(nextLook, round + max(1, round / 2))
      if let coefficients = try certificate(u), accepts(.separated(coefficients)) { return true }
      try weigh { self.tails[$0] != 0 }
    }
    return false
  }

  private func weigh(_ isFree: (Int) -> Bool) throws(GravityError) {
    try system.weigh((0..<count).map { isFree($0) ? 1 : insideWeight })
  }

  /// A combination near u that is 0 on all rows where u is next to nothing.
  ///
  /// Rows that come out on the wrong side of 0 are held at 0 too, until there are none.
  private func certificate(_ u: [Double]) throws(GravityError) -> [Double]? {
    let top = u.reduce(0) { max($0, abs($1)) }
    guard top > 0 else { return nil }
    var isFree = u.map { abs($0) > Bounds.least * top }
    for _ in 0..<Bounds.revisions {
      guard isFree.contains(true) else { return nil }
      try weigh { isFree[$0] }
      var target = (0..<count).map { isFree[$0] ? u[$0] : 0 }
      var coefficients: [Double] = []
      var z = target
      for _ in 0..<Bounds.corrections {
        let fit = try system.project(target)
        coefficients = fit.coefficients
        var (rest, largest) = (0.0, 0.0)
        for place in 0..<count {
          z[place] = target[place] - fit.residuals[place]
          if isFree[place] {
            largest = max(largest, abs(z[place]))
          } else {
            rest = max(rest, abs(z[place]))
            target[place] -= z[place]
          }
        }
        guard largest > 1e-6 * top else { break }
        if rest <= Bounds.violation * largest { break }
      }
      let largest = (0..<count).reduce(0.0) { isFree[$1] ? max($0, z[$1] * tails[$1]) : $0 }
      guard largest > 1e-6 * top else { return nil }
      let wrong = (0..<count).filter {
        isFree[$0] && z[$0] * tails[$0] < -Bounds.violation * largest
      }
      guard !wrong.isEmpty else {
        let counted = (0..<count).map { isFree[$0] ? z[$0] * tails[$0] : 0 }
          .filter { $0 > 0.1 * Bounds.least * largest }
        let smallest = counted.min() ?? largest
        return coefficients.map { $0 / smallest }
      }
      for place in wrong { isFree[place] = false }
    }
    return nil
  }
}

extension SeparationSearch {
  /// Decides by the iterative rectifier alone, of samples of any size.
  ///
  /// - Parameters:
  ///   - rounds: of each run at most.
  ///   - reason: why rows stay undecided when it proves nothing.
  package mutating func decideByRectifier(rounds: Int, _ reason: SeparationDoubt) {
    while rounds > 0, !settles() {
      let rows = keptRows
      let rectifier = SeparationRectifier(verifier, rows: rows)
      var search = self
      var isSeparated = false
      let isAnswered = try? rectifier.run(rounds: rounds) { answer in
        switch answer {
        case .exists(let weights):
          search.acceptExistence(weights, rows: rows, method: .rectifier)
          return search.isCertified
        case .separated(let coefficients):
          isSeparated = !search.accept(
            coefficients, method: .rectifier, least: SeparationBounds.least
          ).isEmpty
          return isSeparated
        }
      }
      self = search
      if isSeparated { prune() }
      if isCertified { return }
      guard isAnswered == true else { break }
    }
    if !isCertified { leaveOpen(reason, rows: keptRows.filter(isAtBound).count) }
  }
}
