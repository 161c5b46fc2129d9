internal import TamgaGravity
internal import TamgaNumerics
public import TamgaPresent

extension CounterfactualReport {
  /// The report as `tamga model counterfactual --json` prints it.
  public var json: JSONValue {
    let residuals = result.status.residuals
    return .object([
      "converged": .bool(result.status.isConverged), "residual": .number(residuals.largest),
      "residuals": residuals.json, "iterations": .integer(residuals.steps),
      "stop_rule": .string(residuals.stopRule.code),
      "closure": .string(result.closure.rawValue),
      "limitation": .string(result.closure.limitationCode), "sigma": .number(result.sigma),
      "reference": .optional(result.reference), "base": .string(result.source.rawValue),
      "period": .string(period), "change": .string(request.change),
      "changed_pairs": .integer(result.change.changedPairs),
      "countries": .integer(result.countries.count), "absent_pairs": .integer(absentPairs),
      "unplaced_rows": .integer(unplacedRows),
      "conditional": .array(result.countries.map(\.conditionalJSON)),
      "full": .array(result.countries.map(\.fullJSON)),
      "loop_rounds": .array(result.loopRounds.map(\.json)),
      "intervals": intervals?.json ?? .null, "loop_audit": audit?.json ?? .null,
      "model": model.json,
    ])
  }
}

extension EquilibriumResiduals {
  /// Every residual by name.
  fileprivate var json: JSONValue {
    .object([
      "market_clearing": .number(marketClearing), "expenditure": .number(expenditure),
      "world": .number(world), "welfare_identity": .number(welfareIdentity),
      "conditional": .number(conditional),
    ])
  }
}

extension CountryEffect {
  fileprivate var conditionalJSON: JSONValue {
    .object([
      "country": .string(country), "exports_pct": .outcome(conditional.exportsPercent),
      "partial_exports_pct": .outcome(partialExportsPercent),
      "imports_pct": .outcome(conditional.importsPercent),
      "inward_mr_pct": .number(conditional.inwardResistancePercent),
      "outward_mr_pct": .number(conditional.outwardResistancePercent),
    ])
  }

  fileprivate var fullJSON: JSONValue {
    .object([
      "country": .string(country), "exports_pct": .outcome(full.exportsPercent),
      "imports_pct": .outcome(full.importsPercent),
      "internal_pct": .number(full.internalPercent), "price_pct": .number(pricePercent),
      "inward_mr_pct": .number(full.inwardResistancePercent),
      "outward_mr_pct": .number(full.outwardResistancePercent),
      "real_gdp_pct": .number(realGDPPercent), "output_pct": .number(outputPercent),
      "expenditure_pct": .number(expenditurePercent),
    ])
  }
}

extension LoopRound {
  fileprivate var json: JSONValue {
    .object([
      "round": .integer(number), "mean": .number(mean), "sd": .number(standardDeviation),
      "min": .number(minimum), "max": .number(maximum),
    ])
  }
}

extension EquilibriumIntervals {
  fileprivate var json: JSONValue {
    .object([
      "draws": .integer(draws), "solved": .integer(successes), "seed": .string("\(seed)"),
      "failures": .object(failures.mapValues(JSONValue.integer)),
      "rebuilt_base": .bool(rebuiltBase),
      "coefficients": .array(coefficients.map(JSONValue.number)),
      "covariance": .array(covariance.map(JSONValue.number)),
      "countries": .array(
        countries.map { row in
          .object([
            "country": .string(row.country), "rank": .integer(row.rank),
            "conditional_exports_pct": .percentiles(row.conditionalExports),
            "exports_pct": .percentiles(row.exports), "price_pct": .percentiles(row.price),
            "inward_mr_pct": .percentiles(row.inwardResistance),
            "real_gdp_pct": .percentiles(row.realGDP),
            "rank_percentiles": .percentiles(row.rankInterval),
          ])
        }),
    ])
  }
}

extension LoopAudit {
  fileprivate var json: JSONValue {
    func procedure(_ result: EquilibriumResult) -> JSONValue {
      .object([
        "converged": .bool(result.status.isConverged),
        "stop_rule": .string(result.status.residuals.stopRule.code),
        "iterations": .integer(result.status.residuals.steps),
        "residuals": result.status.residuals.json,
      ])
    }
    func effect(_ effect: CountryEffect) -> JSONValue {
      .object([
        "exports_pct": .outcome(effect.full.exportsPercent),
        "real_gdp_pct": .number(effect.realGDPPercent),
      ])
    }
    return .object([
      "stopped": procedure(stopped), "iterated": procedure(iterated), "closed": procedure(closed),
      "largest_export_gap": .number(largestExportGap),
      "countries": .array(
        rows.map { row in
          .object([
            "country": .string(row.country), "stopped": effect(row.stopped),
            "iterated": effect(row.iterated), "closed": effect(row.closed),
          ])
        }),
    ])
  }
}

extension JSONValue {
  /// A number, or `null` with no reason given.
  fileprivate static func outcome(_ outcome: Outcome<Double>) -> JSONValue {
    outcome.value.map(JSONValue.number) ?? .null
  }

  /// The percentiles 2.5, 50 and 97.5, or `null`.
  fileprivate static func percentiles(_ outcome: Outcome<DrawPercentiles>) -> JSONValue {
    guard let found = outcome.value else { return .null }
    return .array([.number(found.lower), .number(found.median), .number(found.upper)])
  }
}
