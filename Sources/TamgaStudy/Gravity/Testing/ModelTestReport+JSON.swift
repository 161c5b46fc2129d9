internal import TamgaGravity
internal import TamgaNumerics
public import TamgaPresent

extension ModelTestReport {
  /// The report as `tamga model test --json` prints it.
  public var json: JSONValue {
    .object([
      "formula": .string(formula), "family": .string(family.rawValue), "n": .integer(rowsKept),
      "hypotheses": .array(
        zip(wald.hypotheses, combinations).map { text, row in
          .object([
            "hypothesis": .string(text), "difference": .number(row.estimate),
            "se": .number(row.se), "t": row.t.value.map(JSONValue.number) ?? .null,
            "p": row.p.value.map(JSONValue.number) ?? .null,
            "ci95": .array([.number(row.ci95.lower), .number(row.ci95.upper)]),
          ])
        }),
      "wald": .object([
        "statistic": .number(wald.statistic), "df": .integer(wald.numerator),
        "df2": wald.denominator.map(JSONValue.number) ?? .null, "p": .number(wald.p),
        "se_type": .string(wald.seType.type.rawValue),
        "convention": .string(wald.seType.convention.rawValue),
      ]),
      "percent_effects": .array(
        effects.map { row in
          .object([
            "name": .string(row.name), "percent": .number(row.estimate), "se": .number(row.se),
            "ci95": .array([.number(row.ci95.lower), .number(row.ci95.upper)]),
            "method": .string(row.ci95.method),
          ])
        }),
      "bootstrap": .array(
        bootstrap.map { test in
          .object([
            "hypothesis": .string(test.hypothesis), "statistic": .number(test.statistic),
            "p": .number(test.p), "draws": .integer(test.draws),
            "law": .string(test.law.rawValue), "seed": .string("\(test.seed)"),
            "clusters": .integer(test.clusters.count), "cluster": .string(test.clusters.name),
            "enumerated": .bool(test.isEnumerated), "method": .string(test.method),
          ])
        }),
    ])
  }
}
