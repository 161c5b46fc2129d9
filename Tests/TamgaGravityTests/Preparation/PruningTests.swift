import TamgaGravity
import Testing

@Suite("Pruning rows without information")
struct PruningTests {
  /// Pair 0 has one row; without it year 0 has one row; without that pair 1 has one row.
  @Test("Singletons go in rounds until nothing changes")
  func chain() throws {
    let pair = try Panels.factor("pair", [0, 1, 1, 2, 2, 3, 3])
    let year = try Panels.factor("year", [0, 0, 1, 1, 2, 1, 2])
    let design = Design(
      outcome: NumericColumn(name: "y", values: [1, 2, 3, 4, 5, 6, 7]), regressors: [],
      effects: [FixedEffect(pair), FixedEffect(year)])
    let pruning = Pruning(design, rule: PruneRule(zeros: true, ones: false))
    #expect(pruning.kept == 4)
    #expect(pruning.keep == [false, false, false, true, true, true, true])
    #expect(
      pruning.dropped.map(\.rows) == [[0], [1], [2]] && pruning.dropped.map(\.round) == [1, 1, 2])
    #expect(pruning.dropped.allSatisfy { $0.reason == .singleton })
  }

  @Test("Levels of zeros go in Poisson, of ones in logit, none in least squares")
  func levels() throws {
    let group = try Panels.factor("g", [0, 0, 1, 1, 2, 2])
    let design = Design(
      outcome: NumericColumn(name: "y", values: [0, 0, 1, 1, 0, 1]), regressors: [],
      effects: [FixedEffect(group)])
    let poisson = try design.fit(.poisson)
    #expect(poisson.order.sorted() == [2, 3, 4, 5])
    #expect(poisson.droppedRows.map(\.reason) == [.zeroLevel])
    let logit = try design.fit(.logit)
    #expect(logit.order.sorted() == [4, 5])
    #expect(logit.droppedRows.map(\.reason) == [.zeroLevel, .allOneLevel])
    #expect(logit.droppedRows.map(\.rows) == [[0, 1], [2, 3]])
    #expect(try design.fit(.gaussian).rowsKept == 6)
  }

  @Test("Rows of weight zero are counted")
  func weights() throws {
    var design = Panels.trade(5, 3)
    design.weights = design.outcome.values.indices.map { $0 == 4 ? 0 : 1 }
    let fit = try design.fit(.poisson)
    #expect(fit.droppedRows.first?.reason == .zeroWeight)
    #expect(fit.droppedRows.first?.rows == [4])
    let dropped = fit.droppedRows.reduce(0) { $0 + $1.rows.count }
    #expect(fit.rowsRead == fit.rowsKept + dropped)
  }

  @Test("Bad input is refused with its place")
  func badInput() throws {
    var design = Panels.trade(4, 3)
    let good = design
    design.outcome.values[5] = -1
    #expect(throws: GravityError.negativeOutcome(column: "trade", row: 6)) {
      try design.fit(.poisson)
    }
    #expect(throws: GravityError.outcomeOutsideUnit(column: "trade", row: 6)) {
      try design.fit(.logit)
    }
    design = good
    design.regressors[1].values[2] = .nan
    #expect(throws: GravityError.nonFinite(column: "tariff", row: 3)) { try design.fit(.poisson) }
    design.rows = design.outcome.values.indices.map { Int32($0 + 100) }
    #expect(throws: GravityError.nonFinite(column: "tariff", row: 102)) {
      try design.fit(.poisson)
    }
    design = good
    design.regressors[0].values.removeLast()
    #expect(throws: GravityError.lengthMismatch(column: "rta", expected: 48, found: 47)) {
      try design.fit(.poisson)
    }
    design = good
    design.weights = [Double](repeating: 1, count: 48)
    design.weights?[7] = -2
    #expect(throws: GravityError.negativeWeight(row: 8)) { try design.fit(.poisson) }
    design = good
    design.outcome.values = [Double](repeating: 0, count: 48)
    #expect { try design.fit(.poisson) } throws: { error in
      guard case .noRowsLeft(let account) = error as? GravityError else { return false }
      return account.reduce(0) { $0 + $1.rows.count } == 48
    }
    var options = FitOptions()
    options.tolerance = 1
    #expect(throws: GravityError.badOption(name: "tolerance", value: 1)) {
      try good.fit(.poisson, options: options)
    }
    options = FitOptions()
    options.stepCap = 1
    #expect { try good.fit(.poisson, options: options) } throws: { error in
      guard case .notConverged(let trace) = error as? GravityError else { return false }
      return trace.steps.count == 1
    }
  }
}
