extension ModelFormula {
  /// What a prediction takes from each row: regressors and effects, no outcome, no instruments.
  ///
  /// Reference levels become dummy variables too, so that a level is known or unknown by its name;
  /// ``referenceNames`` has theirs.
  package var forPrediction: ModelFormula {
    ModelFormula(
      outcome: .number(1, outcome.place), terms: terms.map(\.withoutReference),
      hasConstant: hasConstant, effects: effects,
      endogenous: endogenous.map(\.withoutReference), instruments: [])
  }

  /// The names of the dummy variables of reference levels.
  package var referenceNames: Set<String> {
    var names: Set<String> = []
    for term in terms + endogenous where term.factors.count == 1 {
      guard case .levels(let column, let times, let reference, _) = term.factors[0] else {
        continue
      }
      for level in reference {
        names.insert("\(column)::\(level)" + (times.map { ":\($0.description)" } ?? ""))
      }
    }
    return names
  }
}

extension FormulaTerm {
  fileprivate var withoutReference: FormulaTerm {
    guard factors.count == 1, case .levels(let column, let times, _, let place) = factors[0] else {
      return self
    }
    return FormulaTerm(
      factors: [.levels(column: column, times: times, reference: [], place)], place: self.place)
  }
}
