internal import TamgaGravity
internal import TamgaPresent

/// Fits a model, recovers its effects and predicts rows.
public struct PredictionRun: Sendable {
  /// What is asked.
  public let request: PredictionRequest

  /// Prepares a run.
  public init(_ request: PredictionRequest) { self.request = request }

  /// Reads the data, fits the model and predicts.
  ///
  /// - Returns: a prediction or a reason for each row of the source, and the recovered effects.
  /// - Throws: a diagnostic: those of a fit, `T555` for several models, `T594` for an assignment.
  public func report() throws -> PredictionReport {
    let run = ModelRun(request.model)
    let data = try ModelData(request.model)
    guard let formula = data.formula.models.first, data.formula.models.count == 1 else {
      throw Diagnostic("T555", ["text": data.formula.text])
    }
    var evaluator: ModelEvaluator? = try run.evaluator(data.frame)
    let evaluated = try run.evaluate(formula, with: &evaluator)
    let (fit, report) = try run.guarded {
      try ModelFit(request.model, evaluated, ModelSeconds()).fitted()
    }
    let model = PredictionModel(evaluated, fit, report)
    let rows = try PredictionRows(request, formula)
    let answers = try run.guarded { try PredictionAnswers(model, rows, request) }
    let all = Array(fit.effects.indices)
    let levelCount = fit.effects.reduce(0) { $0 + $1.levels }
    return PredictionReport(
      model: report, file: (request.source ?? request.model.source).name,
      rows: rows.designRows.indices.map {
        PredictedRow(row: rows.frame.sourceRow($0), answer: answers[$0])
      }, levels: model.levels, normalisation: fit.fixedEffects.normalisation,
      components: fit.componentCount, freeDirections: levelCount - fit.absorbedRank(of: all))
  }
}

/// The answers row by row.
private struct PredictionAnswers {
  private let model: PredictionModel
  private let rows: PredictionRows
  private let regressors: [[Double]?]
  private let levels: [[Int32?]]
  private let slopes: [[Double]?]
  private let offset: [Double]?
  private let unestimated: [PredictionModel.Unestimated]
  private let separated: Set<Int>
  /// Rows that the model was fitted to, by their numbers; nil for other data.
  private let own: Set<Int>?
  private let levelProbe: SpanProbe?
  private let random: RandomLevels
  /// For each column without an estimate that depends on others, what it depends on.
  private let probes: [SpanProbe?]

  init(_ model: PredictionModel, _ rows: PredictionRows, _ request: PredictionRequest) throws {
    self.model = model
    self.rows = rows
    let isSame = request.source == nil && request.assignments.isEmpty
    separated = isSame ? model.separatedRows : []
    let fitted = model.evaluated.design
    own = isSame ? Set(model.fit.order.map { fitted.inputRow(Int($0)) }) : nil
    random = RandomLevels(fitted)
    guard let new = rows.evaluated else {
      (regressors, levels, slopes, offset, unestimated) = ([], [], [], nil, [])
      (levelProbe, probes) = (nil, [])
      return
    }
    let design = new.design
    regressors = model.regressors(of: design)
    offset = design.offset
    unestimated = model.unestimated(design)
    slopes = design.effects.map { $0.slope?.values }
    levels = design.effects.enumerated().map { place, effect in
      let factor = new.factor(named: effect.factor.name)
      let table = (0..<effect.factor.levelCount).map { code in
        factor?.levelName(code).flatMap { model.code(ofEffect: place, $0) }
      }
      return effect.factor.codes.map { table[Int($0)] }
    }
    levelProbe =
      fitted.effects.count > 1
      ? try SpanProbe(
        random.combination(fitted), in: fitted, sample: model.fit, usesRegressors: false) : nil
    probes = try unestimated.map { item in
      guard case .depends = item.rule,
        let column = (fitted.regressors + fitted.endogenous).first(where: {
          $0.name == item.column.name
        })
      else { return nil }
      return try SpanProbe(column.values, in: fitted, sample: model.fit, usesRegressors: true)
    }
  }

  subscript(frameRow: Int) -> PredictedRow.Answer {
    let number = rows.frame.sourceRow(frameRow)
    if separated.contains(number) { return .none(.separated, of: nil) }
    let row = rows.designRows[frameRow]
    guard row >= 0 else { return .none(.missingInput, of: nil) }
    let effects = model.evaluated.design.effects
    for place in effects.indices {
      if let gap = model.gap(ofEffect: place, levels[place][row]) {
        return .none(gap, of: effects[place].name)
      }
    }
    let wanted = PredictionRow(
      regressors: regressors.map { $0?[row] ?? 0 }, levels: levels.map { $0[row] },
      slopes: slopes.map { $0?[row] }, offset: offset?[row] ?? 0)
    if own?.contains(number) != true {
      if let gap = identification(row, wanted) { return gap }
    }
    switch model.fit.predict(wanted, ignoringComponents: true) {
    case .value(let mean, let link):
      return .value(mean: mean, link: link, linkError: model.linkError(wanted.regressors))
    case .missingInput: return .none(.missingInput, of: nil)
    case .unseenLevel(let effect): return .none(.unseenLevel, of: effect)
    case .otherComponent: return .none(.otherComponent, of: nil)
    case .outOfRange: return .none(.outOfRange, of: nil)
    }
  }

  /// Why a row outside the sample is not determined by it; nil when it is.
  private func identification(_ row: Int, _ wanted: PredictionRow) -> PredictedRow.Answer? {
    for (place, item) in unestimated.enumerated() {
      let value = item.column.values[row]
      switch item.rule {
      case .never where value != 0: return .none(.unseenLevel, of: item.column.name)
      case .equals(let other) where value != other:
        return .none(.notIdentified, of: item.column.name)
      case .depends:
        if let probe = probes[place], !probe.holds(value, in: wanted) {
          return .none(.notIdentified, of: item.column.name)
        }
      default: continue
      }
    }
    if let levelProbe {
      let isSlope = model.fit.effects.map(\.isSlope)
      guard let sum = random.combination(wanted, isSlope: isSlope),
        levelProbe.holds(sum, in: wanted)
      else { return .none(.otherComponent, of: nil) }
    }
    return nil
  }
}
