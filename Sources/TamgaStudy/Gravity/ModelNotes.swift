internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// What a reader of a fit must be told beside its numbers.
struct ModelNotes {
  let specification: ModelSpecification
  let fit: Fit
  let separation: SeparationResult
  let variance: VarianceEstimate?
  let omitted: [DroppedRegressor]
  let stages: [FirstStage]

  init(
    _ specification: ModelSpecification, _ fit: Fit, _ separation: SeparationResult,
    _ variance: VarianceEstimate?, omitted: [DroppedRegressor], stages: [FirstStage]
  ) {
    self.stages = stages
    self.omitted = omitted
    self.specification = specification
    self.fit = fit
    self.separation = separation
    self.variance = variance
  }

  var diagnostics: [Diagnostic] {
    regressors + separationNotes + varianceNotes + familyNotes + stageNotes + thinGraph
  }

  private var regressors: [Diagnostic] {
    let dropped = omitted.map { regressor -> Diagnostic in
      switch regressor.reason {
      case .absorbedByEffects:
        Diagnostic("T544", severity: .warning, ["name": regressor.name])
      case .collinear(let with):
        Diagnostic(
          "T545", severity: .warning,
          ["name": regressor.name, "with": with.joined(separator: ", ")])
      case .zero: Diagnostic("T546", severity: .warning, ["name": regressor.name])
      case .constant(let value):
        Diagnostic(
          "T590", severity: .warning, ["name": regressor.name, "value": "\(value)"])
      }
    }
    return dropped
      + (fit.isChoiceUnstable ? [Diagnostic("T547", severity: .warning)] : [])
  }

  private var separationNotes: [Diagnostic] {
    switch separation.status {
    case .undecided:
      [
        Diagnostic(
          "T548", severity: .warning,
          [
            "rows": "\(separation.undecidedRows)",
            "reason": DiagnosticWord(
              "gravity.doubt." + (separation.doubt ?? .unconfirmed).rawValue
            ).argument,
          ])
      ]
    case .certified where !separation.separatedRows.isEmpty:
      [Diagnostic("T549", severity: .note, ["rows": "\(separation.separatedRows.count)"])]
    default: []
    }
  }

  private var varianceNotes: [Diagnostic] {
    (variance?.warnings ?? []).map { warning in
      switch warning {
      case .fewClusters(let count):
        Diagnostic(
          "T538", severity: .warning, ["name": count.name, "count": "\(count.count)"])
      case .psdFixed: Diagnostic("T539", severity: .warning)
      }
    }
  }

  private var stageNotes: [Diagnostic] {
    stages.filter(\.isWeak).map { stage in
      Diagnostic(
        "T596", severity: .warning,
        [
          "name": stage.endogenous, "f": NumberFormat.plain(stage.effective ?? 0, digits: 2),
          "critical": NumberFormat.plain(stage.criticalValue ?? 0, digits: 2),
        ])
    }
  }

  private var familyNotes: [Diagnostic] {
    switch fit.family {
    case .gamma where fit.effects.count >= 3: [Diagnostic("T556", severity: .warning)]
    case .negativeBinomial: [Diagnostic("T557", severity: .warning)]
    default: []
    }
  }

  /// Why a sample with few links between its levels takes long.
  private var thinGraph: [Diagnostic] {
    let iterations = fit.trace.steps.reduce(0) { $0 + $1.projectionIterations }
    guard fit.trace.route == .pairs, iterations >= 100 else { return [] }
    return [
      Diagnostic(
        "T597", severity: .note, ["iterations": "\(iterations)", "rows": "\(fit.rowsKept)"])
    ]
  }
}
