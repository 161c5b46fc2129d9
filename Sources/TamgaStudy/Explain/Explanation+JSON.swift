public import TamgaPresent

extension Explanation {
  /// The explanation as JSON: the number, its inputs, and the cells below it.
  ///
  /// `file`, `sha256`, `sheet`, `cell` and `raw` stand at the top when the number rests on one cell;
  /// all cells are in `cells`.
  public var json: JSONValue {
    let leaves = leaves
    let only = leaves.count == 1 ? leaves.first : nil
    return .object([
      "id": .string(record.id.text), "value": JSONValue(record),
      "reason": .optional(record.missingReason),
      "unit": .string(record.unit),
      "formula": .optional(record.formula), "n": .optional(record.observations),
      "interval": record.interval.map(JSONValue.init) ?? .null,
      "marks": .array(record.marks.map { .string($0) }),
      "steps": .array(allSteps.map { .string($0) }),
      "sources": .array(record.sources.map { .string($0) }),
      "file": .optional(only?.file), "sha256": .optional(only?.sha256),
      "sheet": .optional(only?.sheet), "cell": .optional(only?.cell),
      "line": .optional(only?.line), "column": .optional(only?.column),
      "raw": .optional(only?.raw), "printed": .optional(only?.printed),
      "cells": .array(leaves.map(JSONValue.init)),
      "inputs": .array(inputs.map(\.json)),
    ])
  }
}
