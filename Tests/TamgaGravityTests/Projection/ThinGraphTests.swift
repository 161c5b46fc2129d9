import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Projection on thin graphs")
struct ThinGraphTests {
  /// Units in groups that seldom change, groups in regions for most rows.
  private func thin(_ units: Int, groups: Int, regions: Int, isThreeWay: Bool = true) throws
    -> Design
  {
    var stream = RandomStream(seed: 5, purpose: "thin graph test")
    let periods = 6
    var unit: [Int] = []
    var group: [Int] = []
    var region: [Int] = []
    var x: [Double] = []
    var y: [Double] = []
    for own in 0..<units {
      var present = stream.below(groups)
      for period in 0..<periods {
        if period > 0, stream.uniform() < 0.02 { present = stream.below(groups) }
        let home = stream.uniform() < 0.98 ? present * regions / groups : stream.below(regions)
        unit.append(own)
        group.append(present * periods + period)
        region.append(home * periods + period)
        x.append(stream.normal() + Double(present % 3))
        y.append(stream.gamma(shape: 2, scale: 0.5) * (1 + 0.1 * Double(own % 7)))
      }
    }
    var design = Design(
      outcome: NumericColumn(name: "y", values: y),
      regressors: [NumericColumn(name: "x", values: x)],
      effects: [
        FixedEffect(Factor.column("unit", unit)), FixedEffect(Factor.column("group", group)),
      ])
    if isThreeWay { design.effects.append(FixedEffect(Factor.column("region", region))) }
    return design
  }

  private func fit(_ design: Design, _ route: ProjectionRoute?, threads: Int = 1) throws -> Fit {
    var options = FitOptions(threads: threads)
    options.route = route
    return try design.fit(.poisson, options: options)
  }

  @Test("Sparse factors give the estimates of the exact route", arguments: [true, false])
  func exact(isThreeWay: Bool) throws {
    let design = try thin(300, groups: 30, regions: 4, isThreeWay: isThreeWay)
    let reference = try fit(design, .dense)
    let sparse = try fit(design, .pairs)
    #expect(sparse.trace.route == .pairs)
    #expect(Panels.isClose(reference.coefficients, sparse.coefficients, 1e-10))
    #expect(Panels.isClose(reference.bread, sparse.bread, 1e-9))
    #expect(Panels.isClose(reference.projected, sparse.projected, 1e-6))
  }

  @Test("The structure chooses sparse factors, which take fewer iterations than the diagonal")
  func chosen() throws {
    let design = try thin(1_000, groups: 300, regions: 20)
    let own = try fit(design, nil)
    #expect(own.trace.route == .pairs)
    let plain = try fit(design, .diagonal)
    #expect(own.trace.finalIterations * 2 < plain.trace.finalIterations)
    #expect(Panels.isClose(own.coefficients, plain.coefficients, 1e-9))
  }

  @Test("Slow blocks give way to sparse factors")
  func fallBack() throws {
    let own = try fit(try thin(600, groups: 200, regions: 5), .blocks)
    #expect(own.trace.route == .pairs)
  }

  @Test("One and two threads give equal bits, and so does the same fit again")
  func bits() throws {
    let design = try thin(500, groups: 60, regions: 6)
    let one = try fit(design, .pairs)
    let two = try fit(design, .pairs, threads: 2)
    #expect(one.coefficients.map(\.bitPattern) == two.coefficients.map(\.bitPattern))
    #expect(one.bread.map(\.bitPattern) == two.bread.map(\.bitPattern))
    #expect(
      one.trace.steps.map(\.projectionIterations) == two.trace.steps.map(\.projectionIterations))
  }

  @Test("Two-way panels of workers and firms, with slopes too")
  func workers() throws {
    var stream = RandomStream(seed: 8, purpose: "workers test")
    var design = try thin(300, groups: 30, regions: 4, isThreeWay: false)
    let trend = design.outcome.values.map { _ in stream.normal() }
    let codes = design.outcome.values.indices.map { $0 % 5 }
    design.effects.append(
      FixedEffect(
        Factor.column("kind", codes), slope: NumericColumn(name: "trend", values: trend)))
    let sparse = try fit(design, .pairs)
    let exact = try fit(design, .dense)
    #expect(Panels.isClose(sparse.coefficients, exact.coefficients, 1e-9))
  }

  @Test("Rows proved separated took no part in the estimate", arguments: [1 as UInt64, 2, 3])
  func separatedRowsAreOut(seed: UInt64) throws {
    var design = try thin(1_500, groups: 400, regions: 20)
    var stream = RandomStream(seed: seed, purpose: "counts of a thin graph")
    // Few counts: many a level is near to having none.
    let counts = design.outcome.values.map { mean in stream.uniform() < mean / 3 ? 1.0 : 0.0 }
    design.outcome = NumericColumn(name: "y", values: counts)
    let (fit, separation) = try design.fitWithSeparation(.poisson)
    #expect(separation.status == .certified)
    let kept = Set(fit.order.map(Int.init))
    #expect(!separation.separatedRows.isEmpty)
    #expect(separation.separatedRows.allSatisfy { !kept.contains($0) })
    #expect(fit.mu.allSatisfy { $0 > 1e-6 })
  }
}
