extension ParsedFormula {
  /// The models: outcomes, then the stepwise lists of the terms, then those of the effects.
  func models() throws(FormulaError) -> [ModelFormula] {
    let termLists = try unfoldedTerms()
    let effectLists = try unfoldedEffects()
    guard
      outcomes.count * termLists.count * effectLists.count <= FormulaLimits.models
    else { throw tooManyModels }
    guard endogenous.count <= instruments.count else {
      throw FormulaError(
        .tooFewInstruments(endogenous: endogenous.count, instruments: instruments.count),
        at: place)
    }
    var models: [ModelFormula] = []
    for outcome in outcomes {
      for list in termLists {
        for effects in effectLists {
          models.append(
            ModelFormula(
              outcome: outcome, terms: list.terms.filter { !$0.factors.isEmpty },
              hasConstant: list.hasConstant && !effects.contains(where: \.hasLevels),
              effects: effects, endogenous: endogenous, instruments: instruments))
        }
      }
    }
    return models
  }

  private var tooManyModels: FormulaError {
    FormulaError(
      .tooLarge(what: "models", limit: FormulaLimits.models), at: FormulaPlace(column: 1))
  }

  private func unfoldedTerms() throws(FormulaError) -> [TermList] {
    var lists = [TermList(hasConstant: true)]
    for item in terms {
      switch item {
      case .terms(let new, let isAdded):
        for index in lists.indices { try lists[index].take(new, isAdded: isAdded) }
      case .stepwise(let steps):
        guard lists.count * steps.count <= FormulaLimits.models else { throw tooManyModels }
        var unfolded: [TermList] = []
        for list in lists {
          for step in steps {
            var longer = list
            try longer.take(step, isAdded: true)
            unfolded.append(longer)
          }
        }
        lists = unfolded
      }
    }
    return lists
  }

  private func unfoldedEffects() throws(FormulaError) -> [[FormulaEffect]] {
    var lists: [[FormulaEffect]] = [[]]
    for item in effects {
      switch item {
      case .effect(let effect):
        for index in lists.indices { Self.add(effect, to: &lists[index]) }
      case .stepwise(let steps):
        guard lists.count * steps.count <= FormulaLimits.models else { throw tooManyModels }
        var unfolded: [[FormulaEffect]] = []
        for list in lists {
          for step in steps {
            var longer = list
            for effect in step { Self.add(effect, to: &longer) }
            unfolded.append(longer)
          }
        }
        lists = unfolded
      }
    }
    return lists
  }

  /// The same levels in another order of columns are the same effect.
  private static func add(_ effect: FormulaEffect, to list: inout [FormulaEffect]) {
    let key = { (effect: FormulaEffect) in
      effect.columns.sorted() + ["["] + effect.slopes.map(\.description)
        + (effect.hasLevels ? [] : ["["])
    }
    if !list.contains(where: { key($0) == key(effect) }) { list.append(effect) }
  }
}
