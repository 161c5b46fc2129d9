public import TamgaNumerics

/// What lies beyond the influence of all poles.
public struct Coverage: Hashable, Sendable {
  /// The influence a place must receive to count as covered by it.
  public let threshold: Double
  /// Whether each place is covered by influence.
  public let isCovered: [Bool]
  /// Places beyond influence and beyond the isochrone: the core of the uncovered.
  public let core: ZoneTotals
  /// Places beyond one of the two only.
  public let fringe: ZoneTotals
  /// The names in the core.
  public let coreNames: [String]
  /// The names in the fringe.
  public let fringeNames: [String]
}

/// A choice of poles and what it covers.
public struct CoveringChoice: Hashable, Sendable {
  /// The places of the chosen poles, in the order of choice or of the table.
  public let poles: [Int]
  /// The covered weight.
  public let covered: Double
  /// Whether no choice of as many covers more.
  public let isProvenBest: Bool
  /// How it was found.
  public let method: CoveringMethod
}

/// How a choice of poles is found.
public enum CoveringMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// One pole after another, each time the one that adds most: at least 1 − 1/e of the best.
  case greedy
  /// An integer programme, solved to the end.
  case programme
  /// Every choice was tried.
  case enumeration
}

extension PoleField {
  /// Returns the influence that fixes coverage: what the median pole exerts at a time.
  ///
  ///     τ = median_j (A_j f(T))
  ///
  /// Held fixed afterwards, so that coverage only grows with poles.
  ///
  /// - Throws: ``PoleError/choiceOutOfRange(_:)``.
  public func threshold(_ decay: DistanceDecay, hours: Double = 2) throws(PoleError)
    -> Outcome<Double>
  {
    try check(decay)
    guard hours > 0, hours.isFinite else { throw .choiceOutOfRange("hours") }
    guard !masses.isEmpty else { return .missing(.tooFewObservations) }
    let pulls = masses.map { $0 * decay.value(at: hours) }.sorted()
    return .value((pulls[(pulls.count - 1) / 2] + pulls[pulls.count / 2]) / 2)
  }

  /// Returns what is covered and what is not.
  ///
  ///     covered: max_j A_j f(t_ij) ≥ τ, or t_ij = 0 for a pole with A_j > 0
  ///
  /// A pole covers its own place however little it draws with.
  ///
  /// - Parameters:
  ///   - decay: f.
  ///   - threshold: τ.
  ///   - within: T of the isochrone.
  /// - Returns: core and fringe of the uncovered with names, area, population and product.
  /// - Throws: ``PoleError/choiceOutOfRange(_:)``.
  public func coverage(_ decay: DistanceDecay, threshold: Double, within: Double = 2)
    throws(PoleError) -> Coverage
  {
    try check(decay)
    guard threshold >= 0, threshold.isFinite else { throw .choiceOutOfRange("threshold") }
    let isCovered = places.indices.map { place in
      poles.indices.contains { reaches($0, place, decay, threshold) }
    }
    let isNear = try zones(.isochrone(hours: within)).map { $0 != nil }
    let core = zip(isCovered, isNear).map { !$0 && !$1 }
    let fringe = zip(isCovered, isNear).map { $0 != $1 }
    func names(_ chosen: [Bool]) -> [String] {
      zip(places, chosen).filter(\.1).map(\.0.name)
    }
    return Coverage(
      threshold: threshold, isCovered: isCovered, core: totals(core), fringe: totals(fringe),
      coreNames: names(core), fringeNames: names(fringe))
  }

  /// Returns which poles cover most, one after the other and at best.
  ///
  /// The greedy choice covers at least 1 − 1/e of the best. The best is found by trying all choices
  /// where there are at most 200,000; else it is the greedy one, not proven.
  ///
  /// - Parameters:
  ///   - count: poles to choose.
  ///   - weight: what is to be covered.
  ///   - decay: f.
  ///   - threshold: τ.
  ///   - solver: of the integer programme; where it has no answer every choice is tried if they are
  ///     at most 200,000, else the greedy one stands and is not called best.
  /// - Returns: the greedy and the best choice, each with how it was found.
  /// - Throws: ``PoleError/choiceOutOfRange(_:)``.
  /// - Source: Church and ReVelle (1974), The Maximal Covering Location Problem; Nemhauser, Wolsey and
  ///   Fisher (1978) on the greedy choice.
  public func maximalCovering(
    _ count: Int, weight: KeyPath<ServedPlace, Double>, decay: DistanceDecay, threshold: Double,
    solver: (any MIPSolver)? = HighsSolver(limits: SolverLimits(nodes: 100_000))
  ) throws(PoleError) -> (greedy: CoveringChoice, best: CoveringChoice) {
    try check(decay)
    guard count >= 1, count <= poles.count else { throw .choiceOutOfRange("count") }
    let problem = CoveringProblem(self, weight: weight, decay: decay, threshold: threshold)
    let chosen = problem.greedy(count)
    let greedyValue = problem.covered(chosen)
    var best = (poles: chosen.sorted(), covered: greedyValue)
    var method = CoveringMethod.greedy
    if let choice = solver.flatMap({ problem.programmed(count, $0) }) {
      method = .programme
      let value = problem.covered(choice)
      if value > best.covered { best = (choice, value) }
    } else if combinations(poles.count, count) <= 200_000 {
      method = .enumeration
      forEachCombination(of: poles.count, taking: count) { choice in
        let value = problem.covered(choice)
        if value > best.covered { best = (choice, value) }
      }
    }
    let isProven = method != .greedy
    return (
      CoveringChoice(
        poles: chosen, covered: greedyValue, isProvenBest: isProven && greedyValue >= best.covered,
        method: .greedy),
      CoveringChoice(
        poles: best.poles, covered: best.covered, isProvenBest: isProven, method: method)
    )
  }

  /// The greedy choice of poles by population, none of which adds nothing.
  func greedy(_ count: Int, decay: DistanceDecay, threshold: Double) -> [Int] {
    CoveringProblem(self, weight: \.population, decay: decay, threshold: threshold).greedy(
      count, stopsAtNothing: true)
  }

  func reaches(_ pole: Int, _ place: Int, _ decay: DistanceDecay, _ threshold: Double)
    -> Bool
  {
    guard let hours = hours[place * poles.count + pole] else { return false }
    if hours == 0 { return masses[pole] > 0 }
    return masses[pole] * decay.value(at: hours) >= threshold
  }

  private func check(_ decay: DistanceDecay) throws(PoleError) {
    do throws(BorderError) {
      try decay.check()
    } catch {
      throw .choiceOutOfRange("decay")
    }
  }
}

/// The number of choices, at most a million.
private func combinations(_ all: Int, _ taken: Int) -> Int {
  var value = 1.0
  for step in 0..<min(taken, all - taken) {
    value *= Double(all - step) / Double(step + 1)
    if value > 1e6 { return 1_000_000 }
  }
  return Int(value.rounded())
}

/// Calls a function with every choice in the order of words.
private func forEachCombination(of all: Int, taking count: Int, _ body: ([Int]) -> Void) {
  var choice = Array(0..<count)
  while true {
    body(choice)
    guard let place = choice.indices.last(where: { choice[$0] < all - count + $0 }) else { return }
    choice[place] += 1
    for later in (place + 1)..<max(count, place + 1) { choice[later] = choice[later - 1] + 1 }
  }
}
