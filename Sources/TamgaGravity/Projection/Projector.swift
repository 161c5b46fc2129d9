internal import CNative
internal import TamgaNumerics

/// Weighted projection of columns on all fixed effects.
///
/// The effect with most levels is eliminated exactly by its group means; the levels of the others
/// solve Sγ = D'W(I - M)x, S = D'W(I - M)D, by conjugate gradients with a preconditioner that is S
/// itself where S is small. All sums run over fixed chunks, so bits do not depend on threads.
package final class Projector {
  package let panel: PanelRows
  package let threads: Int
  /// How the equations are solved; may fall back to pairs of effects on irregular graphs.
  package private(set) var route: ProjectionRoute
  /// Iterations at most for one group of lanes.
  package var cap = 500
  /// Iterations of the last solve.
  package private(set) var iterations = 0
  /// Builds of the preconditioner.
  package private(set) var factorings = 0

  private var preconditioner: (any Preconditioner)?
  private var isFactored = false
  /// Whether weights have changed since the preconditioner was built.
  private var isStale = false
  /// Powers of two an iteration takes off the energy of a lane: in the first solve after the build
  /// of the preconditioner, and in the latest one.
  private var firstRate = 0.0
  private var latestRate = 0.0
  private var partials: [Buffer<Double>] = []
  private let r: Buffer<Double>
  private let p: Buffer<Double>
  private let q: Buffer<Double>
  private let z: Buffer<Double>
  private var scratch: [Buffer<Double>] = []

  /// Numbers a preconditioner may hold: 200 MB.
  static let memoryCap = 25_000_000

  package init(_ panel: PanelRows, threads: Int, route: ProjectionRoute? = nil) {
    self.panel = panel
    self.threads = max(1, threads)
    let numbers = panel.numbers
    self.route = route ?? Projector.choose(panel)
    if numbers.count == 0 { self.route = .direct }
    if self.route == .direct && numbers.count > 0 { self.route = .diagonal }
    if self.route == .blocks && numbers.componentBounds.count < 2 { self.route = .dense }
    if self.route == .pairs && !panel.slopes.contains(where: { $0 == nil }) {
      self.route = .diagonal
    }
    let lanes = 4 * numbers.count
    r = Buffer(repeating: 0, count: lanes)
    p = Buffer(repeating: 0, count: lanes)
    q = Buffer(repeating: 0, count: lanes)
    z = Buffer(repeating: 0, count: lanes)
    preconditioner = make(self.route)
  }

  /// How many cells blocks may have for each row: more are mostly empty.
  private static let cellsPerRow = 8

  private static func choose(_ panel: PanelRows) -> ProjectionRoute {
    let numbers = panel.numbers
    if numbers.count == 0 { return .direct }
    let isPair = numbers.componentBounds.count == 2
    if numbers.count <= 200 || !isPair && DensePreconditioner.size(numbers) <= memoryCap / 4 {
      if numbers.count <= 2_000 || numbers.terms.count == 1 { return .dense }
    }
    let size = BlockPreconditioner.size(numbers)
    return size <= memoryCap && size / cellsPerRow <= panel.rowCount ? .blocks : .pairs
  }

  /// How many terms are not slopes.
  private var plainTerms: Int { panel.slopes.count { $0 == nil } }

  private func make(_ route: ProjectionRoute) -> (any Preconditioner)? {
    switch route {
    case .direct: nil
    case .dense: DensePreconditioner(panel.numbers)
    case .blocks: BlockPreconditioner(panel.numbers)
    case .pairs: PairPreconditioner(panel.numbers, plainTerms: plainTerms)
    case .diagonal: DiagonalPreconditioner(levels: panel.numbers.count)
    }
  }

  /// Takes note of changed weights; with `refactor` the preconditioner is built anew.
  ///
  /// Sparse factors are kept until the iterations have doubled.
  package func weightsChanged(refactor: Bool) {
    panel.weigh(threads: threads)
    guard refactor || !isFactored, let preconditioner else { return }
    if route == .pairs && isFactored && latestRate > 0.5 * firstRate {
      isStale = true
      return
    }
    build(preconditioner)
  }

  private func build(_ preconditioner: any Preconditioner) {
    preconditioner.factor(panel, threads: threads)
    isFactored = true
    isStale = false
    factorings += 1
    firstRate = 0
    latestRate = 0
  }

  /// Continues with sparse factors where blocks do not fit the graph.
  private func fallBack() {
    route = .pairs
    preconditioner = make(.pairs)
    isFactored = false
    weightsChanged(refactor: true)
  }

  // MARK: Passes

  /// out = D'W(I - M)(x - Dv), or D'W(I - M)Dv without x.
  private func pass(_ x: Buffer<Double>?, _ v: Buffer<Double>, _ out: Buffer<Double>) {
    let panel = self.panel
    while partials.count < panel.chunks.count - 1 {
      partials.append(Buffer(repeating: 0, count: out.count))
    }
    let partials = self.partials
    panel.forEachChunk(threads: threads) { chunk, range in
      let groups = panel.groups(range)
      let target = chunk == 0 ? out : partials[chunk - 1]
      target.fill(0)
      var kernel = unsafe panel.kernel
      let (first, last) = (Int64(groups.lowerBound), Int64(groups.upperBound))
      if let x {
        unsafe tamga_gravity_residual(&kernel, first, last, x.base, v.base, target.base)
      } else {
        unsafe tamga_gravity_apply(&kernel, first, last, v.base, target.base)
      }
    }
    let one: [Double] = [1, 1, 1, 1]
    for chunk in 0..<max(panel.chunks.count - 1, 0) {
      // out = partial·1 + out, in the order of the chunks.
      unsafe tamga_gravity_direct(one, partials[chunk].base, Int64(panel.levelCount), out.base)
    }
  }

  /// S v for four lanes of levels side by side, S = D'W(I - M)D.
  package func normalEquations(_ v: Buffer<Double>) -> Buffer<Double> {
    let out = Buffer<Double>(repeating: 0, count: v.count)
    pass(nil, v, out)
    return out
  }

  private func dot(_ a: Buffer<Double>, _ b: Buffer<Double>) -> [Double] {
    var sums: [Double] = [0, 0, 0, 0]
    unsafe tamga_gravity_dot(a.base, b.base, Int64(panel.levelCount), &sums)
    return sums
  }

  /// Improves γ so that x - Dγ, less its group means, has no part on the levels.
  ///
  /// - Parameters:
  ///   - x: four columns of rows side by side.
  ///   - gamma: the levels' coefficients, improved in place.
  ///   - stop: by lane the bound on rᵀM⁻¹r, given its value at the start.
  /// - Returns: the final rᵀM⁻¹r by lane and whether all lanes stopped.
  package func solve(
    _ x: Buffer<Double>, _ gamma: Buffer<Double>, stop: ([Double]) -> [Double]
  ) -> (residual: [Double], isConverged: Bool) {
    iterations = 0
    guard panel.levelCount > 0 else { return ([0, 0, 0, 0], true) }
    pass(x, gamma, r)
    return iterate(gamma, stop)
  }

  /// Solves Sγ = b for four right-hand sides side by side in the range of S.
  package func solveLevels(
    lanes: Buffer<Double>, tolerance: Double
  ) throws(GravityError) -> Buffer<Double> {
    iterations = 0
    let gamma = Buffer<Double>(repeating: 0, count: lanes.count)
    guard panel.levelCount > 0 else { return gamma }
    for index in 0..<lanes.count { r[index] = lanes[index] }
    let result = iterate(gamma) { start in start.map { tolerance * tolerance * $0 } }
    guard result.isConverged else {
      throw .projectionNotConverged(iterations: iterations, residual: result.residual.max() ?? 0)
    }
    return gamma
  }

  private func iterate(
    _ gamma: Buffer<Double>, _ stop: ([Double]) -> [Double]
  ) -> (residual: [Double], isConverged: Bool) {
    guard let first = preconditioner else { return ([0, 0, 0, 0], true) }
    let count = Int64(panel.levelCount)
    first.apply(r, z, threads: threads)
    var energy = dot(r, z)
    let bounds = stop(energy)
    var active = (0..<4).map { energy[$0] > bounds[$0] }
    p.fill(0)
    unsafe tamga_gravity_direct([0, 0, 0, 0], z.base, count, p.base)
    let begin = energy
    var start = energy
    defer { noteRate(begin, energy) }
    while active.contains(true) {
      if iterations >= cap { return (energy, false) }
      if iterations == 60 && route == .blocks || isSlow(energy, start, bounds) {
        if route == .blocks {
          fallBack()
        } else if let own = preconditioner {
          build(own)
        }
        preconditioner?.apply(r, z, threads: threads)
        energy = dot(r, z)
        unsafe tamga_gravity_direct([0, 0, 0, 0], z.base, count, p.base)
        start = energy
      }
      if iterations % 10 == 0 { start = energy }
      iterations += 1
      pass(nil, p, q)
      let curvature = dot(p, q)
      let alpha = (0..<4).map { active[$0] && curvature[$0] > 0 ? energy[$0] / curvature[$0] : 0 }
      unsafe tamga_gravity_advance(alpha, p.base, q.base, count, gamma.base, r.base)
      preconditioner?.apply(r, z, threads: threads)
      let next = dot(r, z)
      let beta = (0..<4).map { active[$0] && energy[$0] > 0 ? next[$0] / energy[$0] : 0 }
      unsafe tamga_gravity_direct(beta, z.base, count, p.base)
      for lane in 0..<4 where active[lane] {
        // A lane whose direction has no curvature has nothing left to solve.
        active[lane] = next[lane] > bounds[lane] && curvature[lane] > 0
      }
      energy = next
    }
    return (energy, true)
  }

  /// Whether ten iterations took off less than they should: a factor 0.122 of the energy with
  /// blocks, half of what they did at first with sparse factors that are out of date.
  private func isSlow(_ energy: [Double], _ start: [Double], _ bounds: [Double]) -> Bool {
    guard iterations > 0, iterations % 10 == 0 else { return false }
    let isOld = route == .pairs && isStale
    guard route == .blocks || isOld else { return false }
    return (0..<4).contains {
      guard energy[$0] > bounds[$0], start[$0] > 0 else { return false }
      if isOld { return Projector.rate(start[$0], energy[$0], 10) < 0.5 * firstRate }
      return energy[$0] > start[$0] * 0.122
    }
  }

  private static func rate(_ before: Double, _ after: Double, _ count: Int) -> Double {
    guard before > 0, after > 0, before.isFinite, after.isFinite, count > 0 else { return 0 }
    return Double(before.exponent - after.exponent) / Double(count)
  }

  private func noteRate(_ before: [Double], _ after: [Double]) {
    guard iterations >= 3 else { return }
    let rates = (0..<4).map { Projector.rate(before[$0], after[$0], iterations) }
    latestRate = max(rates.max() ?? 0, 0)
    if firstRate == 0 { firstRate = latestRate }
  }

  /// Writes x - Dγ less group means over `out`, which may be x; returns nothing else.
  func demean(
    _ x: Buffer<Double>, _ gamma: Buffer<Double>, means: Buffer<Double>, into out: Buffer<Double>
  ) {
    let panel = self.panel
    panel.forEachChunk(threads: threads) { _, range in
      let groups = panel.groups(range)
      var kernel = unsafe panel.kernel
      let row = panel.rows(groups).lowerBound
      unsafe tamga_gravity_demean(
        &kernel, Int64(groups.lowerBound), Int64(groups.upperBound), x.base, gamma.base,
        out.base + 4 * row, means.base)
    }
  }

  /// The weighted cross products of the projected lanes; with γ nil, of the lanes as they are.
  ///
  /// - Returns: a square of 4·groups numbers a side, row by row.
  func gram(
    _ x: [Buffer<Double>], _ gamma: [Buffer<Double>]?, means: [Buffer<Double>]
  ) -> [Double] {
    let panel = self.panel
    let groupsOfLanes = x.count
    let side = 4 * groupsOfLanes
    let length = 4 * panel.longestBlock
    while scratch.count < threads * groupsOfLanes || (scratch.first?.count ?? 0) < length {
      if (scratch.first?.count ?? 0) < length { scratch = [] }
      scratch.append(Buffer(repeating: 0, count: length))
    }
    let pairs = groupsOfLanes * (groupsOfLanes + 1) / 2
    let results = panel.chunks.map { _ in Buffer<Double>(repeating: 0, count: 16 * pairs) }
    let scratch = self.scratch
    let workers = min(threads, panel.chunks.count)
    forEachBlock(count: max(workers, 1), threads: threads) { worker in
      let own = (0..<groupsOfLanes).map { scratch[worker * groupsOfLanes + $0] }
      for chunk in stride(from: worker, to: panel.chunks.count, by: max(workers, 1)) {
        var kernel = unsafe panel.kernel
        for block in panel.chunks[chunk] {
          let groups = panel.blocks[block]
          let rows = panel.rows(groups)
          if let gamma {
            for lane in 0..<groupsOfLanes {
              unsafe tamga_gravity_demean(
                &kernel, Int64(groups.lowerBound), Int64(groups.upperBound), x[lane].base,
                gamma[lane].base, own[lane].base, means[lane].base)
            }
          }
          var place = 0
          for left in 0..<groupsOfLanes {
            for right in left..<groupsOfLanes {
              let a = unsafe gamma == nil ? x[left].base + 4 * rows.lowerBound : own[left].base
              let b = unsafe gamma == nil ? x[right].base + 4 * rows.lowerBound : own[right].base
              unsafe tamga_gravity_cross(
                panel.weights.base + rows.lowerBound, a, b, Int64(rows.count),
                results[chunk].base + 16 * place)
              place += 1
            }
          }
        }
      }
    }
    var matrix = [Double](repeating: 0, count: side * side)
    for result in results {
      var place = 0
      for left in 0..<groupsOfLanes {
        for right in left..<groupsOfLanes {
          for a in 0..<4 {
            for b in 0..<4 {
              let value = result[16 * place + 4 * a + b]
              matrix[(4 * left + a) * side + 4 * right + b] += value
              if left != right { matrix[(4 * right + b) * side + 4 * left + a] += value }
            }
          }
          place += 1
        }
      }
    }
    return matrix
  }
}
