/// Turns models of a formula and a frame into columns to estimate with.
///
///     var evaluator = try ModelEvaluator(frame, options: options)
///     for model in formula.models { let evaluated = try evaluator.evaluate(model) }
///
/// A row is kept when every number the model takes from it is there and finite; the ledger says
/// what became of the others. A lag that has no value drops its row and is counted under its name.
public struct ModelEvaluator {
  private var evaluator: ExpressionEvaluator
  private let options: EvaluationOptions
  private let parsed: ParsedOptions

  /// The columns that models are evaluated over.
  package var frame: ModelFrame { evaluator.frame }

  /// Prepares a frame.
  ///
  /// - Throws: ``FormulaError`` when a text of the options is malformed.
  public init(
    _ frame: ModelFrame, options: EvaluationOptions = EvaluationOptions()
  ) throws(FormulaError) {
    self.options = options
    parsed = try ParsedOptions(options)
    evaluator = ExpressionEvaluator(frame, panel: options.panel)
  }

  /// Evaluates a model.
  ///
  /// - Parameter model: one of a formula's models.
  /// - Returns: the design, whose columns hold the kept rows in the frame's order, and the ledger.
  /// - Throws: ``FormulaError`` with the place in the formula or in a text of the options.
  public mutating func evaluate(_ model: ModelFormula) throws(FormulaError) -> EvaluatedModel {
    evaluator.restart()
    if let filter = parsed.filter {
      let kept = try inside(.filter, filter)
      evaluator.marks.mark(.userFilter) { kept[$0] == 0 }
    }
    var columns = DesignColumns(
      outcome: NumericColumn(
        name: model.outcome.description, values: try evaluator.numbers(model.outcome)))
    columns.regressors = try numbers(of: model.terms)
    try addEffects(model.effects, to: &columns)
    columns.endogenous = try numbers(of: model.endogenous)
    columns.instruments = try numbers(of: model.instruments)
    if let weights = parsed.weights { columns.weights = try self.weights(weights) }
    if let offset = parsed.offset { columns.offset = try inside(.offset, offset) }
    try addClusters(to: &columns)
    return try finish(model, columns)
  }

  private mutating func numbers(of terms: [FormulaTerm]) throws(FormulaError) -> [NumericColumn] {
    var columns: [NumericColumn] = []
    for term in terms { columns += try evaluator.columns(of: term) }
    return columns
  }

  private mutating func inside(
    _ source: FormulaError.Source, _ expression: FormulaExpression
  ) throws(FormulaError) -> [Double] {
    evaluator.source = source
    defer { evaluator.source = .formula }
    return try evaluator.numbers(expression)
  }

  private mutating func weights(_ expression: FormulaExpression) throws(FormulaError) -> [Double] {
    let weights = try inside(.weights, expression)
    let name = expression.description
    let marks = evaluator.marks
    let negative = { (row: Int) in weights[row] < 0 && !marks.isMarked(row) }
    guard let first = weights.indices.first(where: negative) else { return weights }
    if options.negativeWeights == .refuse {
      let count = weights.indices.count(where: negative)
      throw FormulaError(
        .negativeWeight(name, count: count, row: evaluator.frame.sourceRow(first)),
        at: expression.place, in: .weights)
    }
    evaluator.marks.mark(.negativeWeight(name)) { weights[$0] < 0 }
    return weights
  }

  private mutating func addEffects(
    _ effects: [FormulaEffect], to columns: inout DesignColumns
  ) throws(FormulaError) {
    for effect in effects {
      let parts = try self.parts(of: effect) { .missing($0) }
      let place = columns.place(ofFactor: effect.levelName, parts)
      if effect.hasLevels { columns.effects.append((place, nil)) }
      for slope in effect.slopes {
        let values = try evaluator.numbers(slope)
        columns.effects.append((place, NumericColumn(name: slope.description, values: values)))
      }
    }
  }

  private mutating func addClusters(to columns: inout DesignColumns) throws(FormulaError) {
    for (number, cluster) in parsed.clusters.enumerated() {
      evaluator.source = .cluster(number)
      defer { evaluator.source = .formula }
      let parts = try self.parts(of: cluster) { _ in .missingCluster(cluster.levelName) }
      columns.clusters.append(columns.place(ofFactor: cluster.levelName, parts))
    }
  }

  private mutating func parts(
    of effect: FormulaEffect, _ reason: (String) -> RowDrop
  ) throws(FormulaError) -> [CategoricalColumn] {
    var parts: [CategoricalColumn] = []
    for (name, place) in zip(effect.columns, effect.columnPlaces) {
      let levels = try evaluator.levels(name, at: place)
      if hasNegative(levels.codes.span) {
        evaluator.marks.mark(reason(name)) { levels.codes[$0] < 0 }
      }
      parts.append(levels)
    }
    return parts
  }

  private func finish(
    _ model: ModelFormula, _ columns: DesignColumns
  ) throws(FormulaError) -> EvaluatedModel {
    let ledger = evaluator.marks.ledger(evaluator.frame)
    guard ledger.rowsKept > 0 else { throw FormulaError(.noRows(ledger), at: model.outcome.place) }
    let kept = evaluator.marks.kept
    var factors: [EncodedFactor] = []
    for (name, parts) in columns.factors {
      let chosen = parts.map { part in
        kept.map {
          CategoricalColumn(part.name, codes: gather(part.codes, $0), levels: part.levels)
        }
          ?? part
      }
      guard let factor = EncodedFactor(combining: chosen, name: name) else {
        throw FormulaError(.badCode(name, row: 1), at: model.outcome.place)
      }
      factors.append(factor)
    }
    return EvaluatedModel(
      formula: model,
      design: columns.design(factors, kept, evaluator.frame, hasConstant: model.hasConstant),
      factors: factors, ledger: ledger)
  }
}

/// The columns of a design before rows are dropped.
private struct DesignColumns {
  let outcome: NumericColumn
  var regressors: [NumericColumn] = []
  var endogenous: [NumericColumn] = []
  var instruments: [NumericColumn] = []
  var weights: [Double]?
  var offset: [Double]?
  /// Factors by name, each once.
  var factors: [(name: String, parts: [CategoricalColumn])] = []
  /// Places in ``factors``, with the slope.
  var effects: [(factor: Int, slope: NumericColumn?)] = []
  var clusters: [Int] = []

  init(outcome: NumericColumn) { self.outcome = outcome }

  /// The place of a factor, added when it is new.
  mutating func place(ofFactor name: String, _ parts: [CategoricalColumn]) -> Int {
    if let place = factors.firstIndex(where: { $0.name == name }) { return place }
    factors.append((name, parts))
    return factors.count - 1
  }

  func design(
    _ factors: [EncodedFactor], _ kept: [Int32]?, _ frame: ModelFrame, hasConstant: Bool
  ) -> Design {
    func chosen(_ column: NumericColumn) -> NumericColumn {
      guard let kept else { return column }
      return NumericColumn(name: column.name, values: gather(column.values, kept))
    }
    var design = Design(
      outcome: chosen(outcome), regressors: regressors.map(chosen),
      effects: effects.map { FixedEffect(factors[$0.factor].column, slope: $0.slope.map(chosen)) },
      hasConstant: hasConstant)
    design.endogenous = endogenous.map(chosen)
    design.instruments = instruments.map(chosen)
    design.weights = weights.map { values in kept.map { gather(values, $0) } ?? values }
    design.offset = offset.map { values in kept.map { gather(values, $0) } ?? values }
    design.clusters = clusters.map { factors[$0].column }
    design.rows = frame.rowNumbers(of: kept)
    return design
  }
}
