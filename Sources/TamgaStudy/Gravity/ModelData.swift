internal import TamgaData
public import TamgaGravity
internal import TamgaPresent

/// A formula with the columns it names, read.
public struct ModelData: Sendable {
  /// The formula.
  public let formula: Formula
  /// The columns.
  public let frame: ModelFrame

  /// Reads what a specification names.
  ///
  /// - Parameters:
  ///   - specification: the model.
  ///   - further: columns to read beside those of the formula, each once.
  /// - Throws: a diagnostic for formula, file, column or filter.
  public init(_ specification: ModelSpecification, further: [String] = []) throws {
    let failure = ModelFailure(specification)
    do {
      let parsed = try Formula(specification.formula)
      let uses = try parsed.columns(with: specification.evaluation)
      var names = uses.map(\.name)
      for name in further where !names.contains(name) { names.append(name) }
      let table: PanelTable
      do {
        table = try PanelReader.read(
          PanelRequest(specification.source, columns: names, filter: specification.filter))
      } catch let refusal as Diagnostic where refusal.code == "T321" {
        throw MissingColumn(specification, parsed).diagnostic(refusal)
      }
      guard table.rowsRead > 0 else {
        throw Diagnostic(
          "T326", ["path": specification.source.name],
          place: Place(file: specification.source.name))
      }
      formula = parsed
      frame = try ModelFrame(
        table.columns.map(Self.column), rowNumbers: table.rowNumbers, rowsRead: table.rowsRead)
    } catch let error as FormulaError {
      throw failure.diagnostic(error)
    }
  }

  static func column(_ column: PanelColumn) -> ModelFrame.Column {
    switch column.values {
    case .numbers(let values):
      .numeric(NumberColumn(column.name, values, validity: column.validity))
    case .levels(let codes, let texts):
      .categorical(CategoricalColumn(column.name, codes: codes, levels: texts))
    }
  }
}
