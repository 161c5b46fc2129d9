internal import TamgaData
internal import TamgaGravity
internal import TamgaPresent

/// The rows to predict, evaluated: those that have all a prediction needs.
struct PredictionRows {
  let frame: ModelFrame
  /// Nil when no row has all.
  let evaluated: EvaluatedModel?
  /// For each row of the frame its row in the design; -1 where something is missing.
  let designRows: [Int]

  /// Reads and evaluates.
  ///
  /// - Throws: the reader's and the formula's diagnostics, `T594` for an assignment.
  init(_ request: PredictionRequest, _ model: ModelFormula) throws {
    let formula = model.forPrediction
    var specification = request.model
    specification.source = request.source ?? request.model.source
    specification.filter = nil
    specification.weights = nil
    specification.clusters = []
    specification.variance = .hc1
    specification.correction = nil
    let names = try ModelRun(specification).guarded {
      try Self.columns(of: formula, specification)
    }
    let texts = Dictionary(
      request.assignments.map { ($0.column, $0.value) }, uniquingKeysWith: { _, last in last })
    for assignment in request.assignments where !names.contains(assignment.column) {
      throw Diagnostic(
        "T594",
        [
          "text": "\(assignment.column)=\(assignment.value)",
          "known": names.joined(separator: ", "),
        ])
    }
    frame = try Self.read(specification, names, texts)
    var evaluator = try ModelRun(specification).evaluator(frame)
    let failure = ModelFailure(specification)
    do {
      evaluated = try evaluator.evaluate(formula)
    } catch {
      guard case .noRows = error.reason else { throw failure.diagnostic(error) }
      evaluated = nil
    }
    var rows = [Int](repeating: -1, count: frame.rowCount)
    if let design = evaluated?.design {
      var next = 0
      for row in rows.indices where next < design.rowCount {
        guard design.inputRow(next) == frame.sourceRow(row) else { continue }
        rows[row] = next
        next += 1
      }
    }
    designRows = rows
  }

  private static func columns(
    of formula: ModelFormula, _ specification: ModelSpecification
  ) throws -> [String] {
    let uses = try formula.columns(with: specification.evaluation)
    return uses.map(\.name)
  }

  /// Reads the columns; one that is assigned need not be in the file.
  private static func read(
    _ specification: ModelSpecification, _ names: [String], _ texts: [String: String]
  ) throws -> ModelFrame {
    var wanted = names.filter { texts[$0] == nil }
    let table: PanelTable
    do {
      // Some column must say how many rows there are.
      if wanted.isEmpty {
        let all = try PanelReader.columnNames(of: specification.source)
        wanted = Array(all.filter { texts[$0] == nil }.prefix(1))
      }
      table = try PanelReader.read(PanelRequest(specification.source, columns: wanted))
    } catch let refusal as Diagnostic where refusal.code == "T321" {
      guard let formula = try? Formula(specification.formula) else { throw refusal }
      throw MissingColumn(specification, formula).diagnostic(refusal)
    }
    guard table.rowsRead > 0 else {
      throw Diagnostic(
        "T326", ["path": specification.source.name],
        place: Place(file: specification.source.name))
    }
    let read = table.columns.map(ModelData.column)
    let assigned = names.filter { texts[$0] != nil }.map { name -> ModelFrame.Column in
      let text = texts[name] ?? ""
      if let number = Double(text) {
        return .numeric(
          NumberColumn(name, [Double](repeating: number, count: table.rowCount)))
      }
      return .categorical(
        CategoricalColumn(name, [String?](repeating: text, count: table.rowCount)))
    }
    return try ModelRun(specification).guarded {
      try ModelFrame(
        read + assigned, rowNumbers: table.rowNumbers, rowsRead: table.rowsRead)
    }
  }
}
