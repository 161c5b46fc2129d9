internal import TamgaGravity
public import TamgaPresent

/// Predictions and recovered effects of a model.
public struct PredictionReport: Sendable {
  /// The model.
  public let model: ModelReport
  /// The file whose rows are predicted.
  public let file: String
  /// The rows, in its order.
  public let rows: [PredictedRow]
  /// The levels of the effects, effect by effect.
  public let levels: [RecoveredLevel]
  /// The normalisation of the levels.
  public let normalisation: String
  /// Components of the two effects that form them.
  public let components: Int
  /// Levels less the rank of the effects: directions in which they may be moved without changing a
  /// fitted value.
  public let freeDirections: Int

  /// How many rows have a prediction.
  public var predicted: Int { rows.count - gaps.reduce(0) { $0 + $1.rows } }

  /// How many rows have none, by reason.
  public var gaps: [(gap: PredictionGap, rows: Int)] {
    var counts: [PredictionGap: Int] = [:]
    for row in rows {
      if case .none(let gap, _) = row.answer { counts[gap, default: 0] += 1 }
    }
    return PredictionGap.allCases.compactMap { gap in counts[gap].map { (gap, $0) } }
  }

  /// Warnings and notes of the model.
  public var diagnostics: [Diagnostic] { model.diagnostics }
}

extension PredictionReport {
  /// What `tamga model predict --json` prints.
  ///
  /// - Parameters:
  ///   - rowsFile: the file that the rows were written to; they are then not printed again.
  ///   - levelsFile: the same for the levels.
  /// - Returns: counts, reasons, rows and the model.
  public func json(rowsFile: String?, levelsFile: String?) -> JSONValue {
    .object([
      "n_read": .integer(rows.count), "n_predicted": .integer(predicted),
      "without": .array(
        gaps.map {
          .object(["reason": .string($0.gap.rawValue), "rows": .integer($0.rows)])
        }),
      "data": .string(file), "file": .optional(rowsFile),
      "predictions": rowsFile == nil ? rowsJSON : .null, "link_se": "beta-only",
      "effects": .object([
        "normalisation": .string(normalisation), "components": .integer(components),
        "free_directions": .integer(freeDirections), "file": .optional(levelsFile),
        "levels": .array(
          model.effects.map {
            .object(["name": .string($0.name), "levels": .integer($0.levels)])
          }),
      ]), "model": model.json,
    ])
  }

  /// The rows as they are written to a file of JSON.
  public var rowsJSON: JSONValue {
    .array(
      rows.map { row in
        switch row.answer {
        case .value(let mean, let link, let error):
          .object([
            "row": .integer(row.row), "mean": .number(mean), "link": .number(link),
            "link_se": error.map(JSONValue.number) ?? .null, "reason": .null, "of": .null,
          ])
        case .none(let gap, let name):
          .object([
            "row": .integer(row.row), "mean": .null, "link": .null, "link_se": .null,
            "reason": .string(gap.rawValue), "of": .optional(name),
          ])
        }
      })
  }

  /// The levels as they are written to a file of JSON.
  public var levelsJSON: JSONValue {
    .object([
      "normalisation": .string(normalisation),
      "levels": .array(
        levels.map { level in
          .object([
            "effect": .string(level.effect), "level": .string(level.level),
            "value": level.value.map(JSONValue.number) ?? .null,
            "component": level.component.map(JSONValue.integer) ?? .null,
          ])
        }),
    ])
  }
}
