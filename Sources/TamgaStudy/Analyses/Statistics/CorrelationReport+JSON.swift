public import TamgaIndicators
internal import TamgaNumerics
public import TamgaPresent

extension CorrelationReport {
  /// The report as JSON: `pearson`, `spearman`, `kendall`, `first_differences`, `leave_one_out`,
  /// `warnings`; what is not defined is `null` with its reason beside.
  public var json: JSONValue {
    .object([
      "n": .integer(observations),
      "left_out": .array(leftOut.map { .string($0) }),
      "pearson": pearson.json,
      "spearman": .object([
        "rho": spearman.coefficient.json, "r": spearman.coefficient.json,
        "n": .integer(spearman.observations), "p": spearman.probability.json,
        "method": .string(spearman.method.rawValue), "ties": .bool(spearman.hasTies),
      ]),
      "kendall": .object([
        "tau": kendall.coefficient.json, "r": kendall.coefficient.json,
        "variant": "tau-b", "s": .integer(kendall.score), "n": .integer(kendall.observations),
        "p": kendall.probability.json, "method": .string(kendall.method.rawValue),
      ]),
      "first_differences": .object([
        "r": firstDifferences.coefficient.json, "n": .integer(firstDifferences.observations),
        "p": firstDifferences.probability.json, "reason": firstDifferences.coefficient.reasonJSON,
      ]),
      "leave_one_out": .array(
        leaveOneOut.map {
          .object(["left_out": .string($0.label), "r": $0.coefficient.json])
        }),
      "warnings": .array(warnings.map { .string($0.rawValue) }),
    ])
  }
}

extension PearsonCorrelation {
  /// The correlation as JSON.
  var json: JSONValue {
    .object([
      "r": coefficient.json, "n": .integer(observations), "t": statistic.json,
      "df": .integer(degreesOfFreedom), "p": probability.json,
      "p_permutation": permutationProbability.json,
      "ci95": interval.value.map { .array([.number($0.lower), .number($0.upper)]) } ?? .null,
      "ci_method": .optional(interval.value?.method), "reason": coefficient.reasonJSON,
    ])
  }
}

extension Outcome<Double> {
  /// The number, or `null`.
  var json: JSONValue { .optional(value) }
  /// The reason why there is no number, or `null`.
  var reasonJSON: JSONValue { .optional(reason?.rawValue) }
}
