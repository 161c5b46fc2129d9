extension SeparationDesign {
  /// The design of a fit as separation sees it.
  ///
  /// - Throws: ``SeparationError``.
  package init(_ design: Design, family: TamgaGravity.Family) throws(SeparationError) {
    let own = SeparationDesign(validated: design, family: family)
    try self.init(
      outcome: own.outcome, weights: own.weights, regressors: own.regressors,
      effects: own.effects, slopes: own.slopes, family: own.family, hasConstant: own.hasConstant)
  }

  /// A validated design of a fit as separation sees it.
  fileprivate init(validated design: Design, family: TamgaGravity.Family) {
    self.init(
      checked: design.outcome.values, weights: design.weights,
      regressors: design.regressors.map { Regressor(name: $0.name, values: $0.values) },
      effects: design.effects.filter { $0.slope == nil }.map(\.factor),
      slopes: design.effects.compactMap { effect in
        effect.slope.map {
          Slope(factor: effect.factor, variable: Regressor(name: $0.name, values: $0.values))
        }
      }, family: family == .logit ? .logit : .poisson, hasConstant: design.hasConstant)
  }

  /// The rows of a sample as a design to fit.
  func fitted(_ rows: [Int]) -> Design {
    func take(_ values: [Double]) -> [Double] { rows.map { values[$0] } }
    func take(_ factor: FactorColumn) -> FactorColumn? {
      FactorColumn(
        name: factor.name, codes: rows.map { factor.codes[$0] }, levelCount: factor.levelCount)
    }
    let plain = effects.compactMap { take($0).map { FixedEffect($0) } }
    let sloped = slopes.compactMap { slope in
      take(slope.factor).map {
        FixedEffect(
          $0,
          slope: NumericColumn(name: slope.variable.name, values: take(slope.variable.values)))
      }
    }
    var design = Design(
      outcome: NumericColumn(name: "y", values: take(outcome)),
      regressors: regressors.map { NumericColumn(name: $0.name, values: take($0.values)) },
      effects: plain + sloped, hasConstant: hasConstant)
    design.weights = weights.map(take)
    return design
  }
}

extension SeparationSearch {
  /// The columns of an effect of a design whose intercepts and slopes keep their order.
  var blocks: EffectBlocks { EffectBlocks(verifier.columns, places: effectPlaces) }

  /// Decides by a fit of what is left.
  package mutating func decideByFit(_ options: SeparationOptions) {
    let rows = keptRows
    let design = verifier.design
    let watch = SeparationWatch(self, rowNumbers: rows)
    var fitOptions = FitOptions()
    fitOptions.keepsDirection = true
    do {
      let family: Family = design.family == .logit ? .logit : .poisson
      let fit = try design.fitted(rows).fit(family, options: fitOptions) { watch.observe($0) }
      watch.finish(fit)
      self = watch.search
      if !isCertified { decideDoubt(options, .unconfirmed) }
    } catch {
      self = watch.search
      if !settles() { decideDoubt(options, .fitFailed) }
    }
  }

  /// Sends what a fit left in doubt to the rectifier, and what that leaves to the linear programme
  /// unless it is too large.
  package mutating func decideDoubt(_ options: SeparationOptions, _ reason: SeparationDoubt) {
    decideByRectifier(rounds: options.rectifierRounds, reason)
    if !isCertified, keptRows.count <= options.doubtfulRows {
      decideByProgramme(seconds: options.seconds)
    }
  }
}

/// The blocks of columns of a fit's effects, in the fit's order.
struct EffectBlocks {
  private let columns: SeparationColumns
  private let places: [Int]?

  init(_ columns: SeparationColumns, places: [Int]? = nil) {
    self.columns = columns
    self.places = places
  }

  subscript(effect: Int) -> SeparationColumns.Block? {
    let shift = columns.hasConstant ? 1 : 0
    let place = places?[effect] ?? effect
    return columns.blocks.indices.contains(place + shift) ? columns.blocks[place + shift] : nil
  }
}

extension Design {
  /// Fits a model and decides separation on the way.
  ///
  /// A small sample goes to the linear programme first; in a large one rows that run away are proved
  /// and dropped while the fit goes on. At the end the exact Newton step proves that no other row is
  /// separated.
  ///
  /// - Parameters:
  ///   - family: least squares is not asked; a gamma is proved by its own scores.
  ///   - options: of the fit; the direction is always kept.
  ///   - separation: how separation is looked for.
  /// - Returns: the fit without the separated rows, and what is known of separation.
  /// - Throws: ``GravityError``.
  package func fitWithSeparation(
    _ family: Family, options: FitOptions = .init(), separation: SeparationOptions = .init()
  ) throws(GravityError) -> (fit: Fit, separation: SeparationResult) {
    guard family != .gaussian else {
      let count = rowCount
      return (try fit(family, options: options), .notApplicable(rowCount: count))
    }
    guard endogenous.isEmpty && instruments.isEmpty else { throw .instrumentsNeedLeastSquares }
    try validate(family)
    var search = SeparationSearch(SeparationDesign(validated: self, family: family))
    search.effectPlaces = places
    search.prune()
    if effects.isEmpty, search.keptRows.isEmpty { throw .noRowsLeft(search.droppedRows) }
    if !search.settles() {
      if separation.route == .rectifier {
        search.decideByRectifier(rounds: separation.rectifierRounds, .unconfirmed)
      } else if search.goesToProgramme(separation) {
        search.decideByProgramme(seconds: separation.seconds)
      }
    }
    var (fit, found) = try fit(family, options, watching: search)
    if !found.isCertified, separation.route != .rectifier {
      let rows = found.keptRows.count
      found.decideDoubt(separation, .unconfirmed)
      // Rows proved separated after the fit took part in it: it is made again without them.
      if found.keptRows.count < rows {
        (fit, found) = try self.fit(family, options, watching: found)
      }
    }
    if family == .gamma { found.proveGamma(fit) }
    return (fit, found.result)
  }

  /// Fits without the rows that a search has dropped, and goes on searching meanwhile.
  private func fit(
    _ family: Family, _ options: FitOptions, watching search: SeparationSearch
  ) throws(GravityError) -> (Fit, SeparationSearch) {
    let watch = SeparationWatch(search, rowNumbers: nil)
    var fitOptions = options
    fitOptions.keepsDirection = true
    // What a search leaves whole, pruning for a fit does too: it need not look again.
    let isPruned = search.isWhole && effects.allSatisfy { $0.slope == nil }
    let fit = try fitValidated(family, fitOptions, isPruned: isPruned) { watch.observe($0) }
    watch.finish(fit)
    return (fit, watch.search)
  }

  /// For each effect its place when intercepts come before slopes.
  private var places: [Int] {
    let plain = effects.indices.filter { effects[$0].slope == nil }
    let order = plain + effects.indices.filter { effects[$0].slope != nil }
    var places = [Int](repeating: 0, count: effects.count)
    for (place, effect) in order.enumerated() { places[effect] = place }
    return places
  }
}
