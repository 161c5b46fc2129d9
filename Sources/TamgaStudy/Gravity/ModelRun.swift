public import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// Fits the models of a specification.
public struct ModelRun: Sendable {
  /// The specification.
  public let specification: ModelSpecification

  /// Prepares a run.
  public init(_ specification: ModelSpecification) { self.specification = specification }

  /// Reads the data and fits every model of the formula.
  ///
  /// - Returns: one report a model, in the order of the formula.
  /// - Throws: a diagnostic for anything that keeps a model from being fitted.
  public func reports() throws -> [ModelReport] {
    let clock = ContinuousClock()
    let begin = clock.now
    let data = try ModelData(specification)
    let reading = begin.duration(to: clock.now).seconds
    let models = data.formula.models
    var evaluator: ModelEvaluator? = try evaluator(data.frame)
    return try models.enumerated().map { place, model in
      let start = clock.now
      let evaluated = try evaluate(model, with: &evaluator)
      // The columns as they were read are let go of before the last fit.
      if place == models.count - 1 { evaluator = nil }
      var seconds = ModelSeconds()
      seconds.reading = reading
      seconds.preparing = start.duration(to: clock.now).seconds
      return try ModelFit(specification, evaluated, seconds).report()
    }
  }

  /// Looks for separated rows without fitting.
  ///
  /// - Returns: what was found, with the numbers that the design's rows have in the input.
  /// - Throws: a diagnostic.
  public func separation() throws -> (result: SeparationResult, rows: [Int]) {
    let data = try ModelData(specification)
    guard let model = data.formula.models.first else {
      return (.notApplicable(rowCount: data.frame.rowCount), [])
    }
    var evaluator: ModelEvaluator? = try evaluator(data.frame)
    let evaluated = try evaluate(model, with: &evaluator)
    guard specification.family != .gaussian else {
      return (.notApplicable(rowCount: evaluated.design.rowCount), [])
    }
    let result = try guarded {
      findSeparation(
        in: try SeparationDesign(evaluated.design, family: specification.family),
        options: specification.separation)
    }
    return (result, result.separatedRows.map(evaluated.design.inputRow))
  }

  /// Evaluates the first model over a frame: for counterfactuals and predictions.
  func evaluator(_ frame: ModelFrame) throws -> ModelEvaluator {
    try guarded { try ModelEvaluator(frame, options: specification.evaluation) }
  }

  /// Evaluates a model; a column of text where numbers are needed is shown with its first text.
  func evaluate(
    _ model: ModelFormula, with evaluator: inout ModelEvaluator?
  ) throws -> EvaluatedModel {
    do {
      guard let evaluated = try guarded({ try evaluator?.evaluate(model) }) else {
        throw Diagnostic("T920", ["what": "model evaluator"])
      }
      return evaluated
    } catch var refusal as Diagnostic where refusal.code == "T509" {
      refusal.detail = refusal.arguments["column"].flatMap { evaluator?.frame.firstText(in: $0) }
      throw refusal
    }
  }

  /// Runs a part of the engine; its errors become diagnostics.
  func guarded<Result>(_ body: () throws -> Result) throws -> Result {
    try ModelFailure(specification).guarding(body)
  }
}

extension ModelFrame {
  /// The first cell of a column that is no number, with its row and the file's own spelling.
  fileprivate func firstText(in name: String) -> String? {
    guard case .categorical(let column)? = self[name] else { return nil }
    for row in column.codes.indices where column.codes[row] >= 0 {
      let text = column.levels[Int(column.codes[row])]
      if Double(text) == nil { return "\(name), \(sourceRow(row)): \(text.prefix(80))" }
    }
    return nil
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (whole, fraction) = components
    return Double(whole) + Double(fraction) * 1e-18
  }
}
