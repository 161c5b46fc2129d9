public import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

extension IndicatorResult {
  /// The result as `tamga indicators compute --json` prints it.
  ///
  /// - Parameters:
  ///   - inputUnit: the unit of the table's values, where it is known.
  ///   - sources: the data sets or files the tables come from.
  ///   - profile: the source whose definitions were asked for.
  /// - Returns: an object.
  public func json(
    inputUnit: String? = nil, sources: [String] = [], profile: String? = nil
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(id), "subject": .string(subject), "period": .string(period),
      "state": .string(state), "value": .optional(value), "n": .integer(n),
      "unit": .string(self.unit(ofInput: inputUnit)),
      "flags": .array(flags.map { .string($0.rawValue) }),
      "choices": .object(choices.mapValues(JSONValue.string)),
      "interval": interval.map { interval in
        .object([
          "lo": .number(interval.lower), "hi": .number(interval.upper),
          "kind": .string(interval.kind),
        ])
      } ?? .null,
    ]
    if let probability { members["p"] = .number(probability) }
    if let profile { members["profile"] = .string(profile) }
    if !sources.isEmpty { members["sources"] = .array(sources.map(JSONValue.string)) }
    return .object(members)
  }

  /// The unit: that of the table's values where the indicator keeps it.
  ///
  /// - Parameter inputUnit: the unit of the table's values, where it is known.
  /// - Returns: the id of a unit, or `input` where nobody knows.
  public func unit(ofInput inputUnit: String?) -> String {
    unit == IndicatorUnit.sameAsInput.id ? inputUnit ?? unit : unit
  }
}

extension IndicatorDefinition {
  /// The definition as one row of `tamga indicators ls --json`.
  ///
  /// - Parameter name: the name in the language of the reader.
  /// - Returns: an object.
  public func summary(named name: String) -> JSONValue {
    .object([
      "id": .string(id), "group": .string(group.rawValue), "name": .string(name),
      "formula": .string(formula), "unit": .string(unit.id), "standard": .bool(isStandard),
      "profiles": .array(profiles.map(\.rawValue).sorted().map(JSONValue.string)),
    ])
  }

  /// The whole definition as `tamga indicators show --json` prints it.
  ///
  /// - Parameter name: the name in the language of the reader.
  /// - Returns: an object.
  public func page(named name: String) -> JSONValue {
    guard case .object(var members) = summary(named: name) else { return .null }
    members["family"] = .string(family)
    members["tex"] = .string(tex)
    members["zero_rule"] = .string(zeroRule.rawValue)
    members["rounding_interval"] = .bool(hasRoundingInterval)
    members["variance_rule"] = .string(varianceRule.rawValue)
    members["direction"] = .string(direction.rawValue)
    members["citations"] = .array(citations.map(JSONValue.string))
    members["note"] = .string(note)
    members["tables"] = .array(tables.map(\.json))
    members["choices"] = .array(
      choices.map { choice in
        .object([
          "key": .string(choice.key), "default": .string(choice.standard),
          "values": .array(choice.values.map(JSONValue.string)),
        ])
      })
    members["examples"] = .array(examples.map { example($0) })
    return .object(members)
  }

  /// What the indicator answers to a worked example.
  ///
  /// - Parameter example: one of ``examples``.
  /// - Returns: the result of the example's subject and period, if there is one.
  public func result(of example: WorkedExample) -> IndicatorResult? {
    let tables = try? IndicatorTables(example.tables.map { text in try TidyTable(csv: text) })
    let results = tables.flatMap { tables in
      try? compute(tables, IndicatorContext(choices: example.choices))
    }
    return results?.first { $0.subject == example.subject && $0.period == example.period }
  }

  private func example(_ example: WorkedExample) -> JSONValue {
    let result = result(of: example)
    return .object([
      "source": .string(example.source),
      "tables": .array(example.tables.map(JSONValue.string)),
      "choices": .object(example.choices.mapValues(JSONValue.string)),
      "subject": .string(example.subject), "period": .string(example.period),
      "expected": .number(example.expected), "tolerance": .number(example.tolerance),
      "result": result?.json() ?? .null,
    ])
  }
}

extension InputTable {
  fileprivate var json: JSONValue {
    .object([
      "kind": .string(kind.rawValue), "required": .array(required.map(JSONValue.string)),
      "optional": .array(optional.map(JSONValue.string)), "may_be_absent": .bool(mayBeAbsent),
    ])
  }
}
