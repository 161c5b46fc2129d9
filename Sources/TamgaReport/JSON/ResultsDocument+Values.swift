internal import TamgaNumerics
internal import TamgaPresent

extension ResultsDocument {
  /// A record with everything it knows.
  func value(_ record: ValueRecord) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(record.id.text), "value": number(record), "unit": .string(record.unit),
      "digits": .integer(record.digits), "n": .optional(record.observations),
      "marks": .array(record.marks.map(JSONValue.string)), "formula": .optional(record.formula),
      "inputs": .array(record.inputs.map(input)),
      "steps": .array(record.steps.map(JSONValue.string)),
      "sources": .array(record.sources.map(JSONValue.string)), "interval": .null,
    ]
    switch record.value {
    case .exact: members["kind"] = "exact"
    case .real: members["kind"] = "real"
    case .missing(let reason):
      members["kind"] = "missing"
      members["reason"] = .string(reason)
    }
    if let interval = record.interval {
      members["interval"] = [
        "lower": .number(interval.lower), "upper": .number(interval.upper),
        "level": .number(interval.level), "method": .string(interval.method),
      ]
    }
    return .object(members)
  }

  /// A number: a string when exact, a JSON number when computed, null when there is none.
  func number(_ record: ValueRecord) -> JSONValue {
    switch record.value {
    case .exact(let value): .decimalString(value)
    case .real(let value): .number(value)
    case .missing: .null
    }
  }

  private func input(_ input: ValueInput) -> JSONValue {
    switch input {
    case .value(let id): ["value": .string(id.text)]
    case .cell(let cell):
      [
        "file": .string(cell.file), "sha256": .string(cell.sha256),
        "sheet": .optional(cell.sheet), "cell": .optional(cell.cell),
        "line": .optional(cell.line), "column": .optional(cell.column),
        "raw": .string(cell.raw), "printed": .optional(cell.printed),
      ]
    }
  }
}
