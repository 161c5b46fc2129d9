import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Projection on fixed effects")
struct ProjectorTests {
  private func panel(_ route: ProjectionRoute, threads: Int = 1) throws -> Fit {
    var options = FitOptions(threads: threads)
    options.route = route
    return try Panels.trade(9, 5).fit(.poisson, options: options)
  }

  @Test(
    "Residuals have no weighted part on any level",
    arguments: [ProjectionRoute.dense, .blocks, .diagonal])
  func orthogonal(route: ProjectionRoute) throws {
    let fit = try panel(route)
    var stream = RandomStream(seed: 3, purpose: "columns")
    let count = fit.rowsKept
    let columns = (0..<6).map { _ in (0..<count).map { _ in stream.normal() } }
    let weights = (0..<count).map { _ in stream.uniform() + 0.1 }
    let residuals = try fit.projector.residuals(of: columns, weights: weights, tolerance: 1e-12)
    #expect(fit.projector.route == route && residuals.count == 6)
    for effect in 0..<3 {
      let levels = fit.levels(ofEffect: effect)
      for column in residuals {
        var sums = [Double](repeating: 0, count: 200)
        for row in 0..<count { sums[Int(levels[row])] += weights[row] * column[row] }
        #expect(sums.allSatisfy { abs($0) < 1e-9 })
      }
    }
  }

  @Test("Every route gives the same estimates")
  func routes() throws {
    let reference = try panel(.dense)
    for route in [ProjectionRoute.blocks, .diagonal] {
      let other = try panel(route)
      #expect(Panels.isClose(reference.coefficients, other.coefficients, 1e-10))
      #expect(Panels.isClose(reference.bread, other.bread, 1e-9))
      #expect(Panels.isClose(reference.projected, other.projected, 1e-6))
    }
  }

  @Test("Systems on the levels are solved")
  func levels() throws {
    let fit = try panel(.blocks)
    var stream = RandomStream(seed: 5, purpose: "levels")
    let count = fit.projector.panel.levelCount
    let lanes = Buffer<Double>(repeating: 0, count: 4 * count)
    for index in 0..<lanes.count { lanes[index] = stream.normal() }
    let right = fit.projector.normalEquations(lanes)
    let columns = (0..<4).map { lane in (0..<count).map { right[4 * $0 + lane] } }
    let solved = try fit.projector.solveLevels(columns, tolerance: 1e-13)
    for (lane, column) in solved.enumerated() {
      for level in 0..<count { lanes[4 * level + lane] = column[level] }
    }
    let again = fit.projector.normalEquations(lanes)
    let size = right.array.map(abs).max() ?? 0
    #expect(zip(right.array, again.array).allSatisfy { abs($0 - $1) < 1e-9 * size })
  }

  @Test("The structure decides the route")
  func dispatch() throws {
    let design = Panels.trade(9, 5)
    #expect(try design.fit(.poisson).trace.route == .dense)
    #expect(try Panels.trade(25, 5).fit(.poisson).trace.route == .blocks)
    var two = design
    two.effects.removeLast()
    #expect(try two.fit(.poisson).trace.route == .dense)
    two.effects.removeLast()
    #expect(try two.fit(.poisson).trace.route == .direct)
    two.effects.removeLast()
    two.hasConstant = true
    let plain = try two.fit(.poisson)
    #expect(plain.trace.route == .direct && plain.names.first == "(constant)")
  }
}
