public import TamgaGravity
internal import TamgaNumerics
public import TamgaPresent

extension ModelReport {
  /// The report as `tamga model fit --json` prints it.
  public var json: JSONValue {
    .object([
      "formula": .string(formula), "family": .string(familyWord),
      "n": .integer(sample.rowsKept), "n_read": .integer(sample.rowsRead),
      "zeros": .integer(sample.zeros), "dropped": dropped,
      "separated_rows": .array(separatedRows.map(JSONValue.integer)),
      "separation": separation.json, "coefficients": .array(coefficients.map(\.json)),
      "vcov": variance.map(\.json) ?? .null, "covariance": .array(covariance.map(JSONValue.number)),
      "collinear": .array(omitted.map(\.json)), "deviance": .number(deviance),
      "log_likelihood": logLikelihood.map(JSONValue.number) ?? .null,
      "pseudo_r2": pseudoRSquared.map { .number($0.value) } ?? .null,
      "pseudo_r2_name": .optional(pseudoRSquared?.name),
      "theta": theta.map(JSONValue.number) ?? .null,
      "fixed_effects": .array(
        effects.map { .object(["name": .string($0.name), "levels": .integer($0.levels)]) }),
      "iterations": .integer(trace.steps.count), "converged": .bool(true),
      "solver": .string(trace.route.rawValue), "seconds": seconds.json,
      "bias_corrected": corrected.map { .array($0.map(\.json)) } ?? .null,
      "bias_convention": .optional(convention?.rawValue),
      "instruments": instrumental?.json(firstStages) ?? .null,
    ])
  }

  private var familyWord: String {
    switch family {
    case .poisson: "poisson"
    case .gaussian: isInstrumental ? "2sls" : "gaussian"
    default: family.rawValue
    }
  }

  /// The four groups of the contract, and every reason by itself.
  private var dropped: JSONValue {
    func count(_ isWanted: (DropReason) -> Bool) -> JSONValue {
      .integer(sample.dropped.filter { isWanted($0.reason) }.reduce(0) { $0 + $1.rows })
    }
    let reasons = sample.dropped.map { entry in
      JSONValue.object([
        "reason": .string(entry.reason.code), "column": .optional(entry.reason.column),
        "rows": .integer(entry.rows),
      ])
    }
    return .object([
      "singletons": count { $0 == .singleton },
      "no_information": count { $0 == .zeroLevel || $0 == .allOneLevel || $0 == .zeroWeight },
      "separated": count { $0 == .separated },
      "missing": count {
        switch $0 {
        case .missing, .nonFinite, .missingCluster, .logNonpositive: true
        default: false
        }
      },
      "filtered": count { $0 == .userFilter }, "reasons": .array(reasons),
    ])
  }
}

extension SeparationResult {
  /// The state with its proofs.
  var json: JSONValue {
    .object([
      "status": .string(status.rawValue), "undecided_rows": .integer(undecidedRows),
      "reason": .optional(doubt?.rawValue),
      "methods": .array(methods.map { .string($0.rawValue) }), "certificate": certificate,
    ])
  }

  /// Whether every separated row is proved and the proofs were recomputed from the data.
  var certificate: JSONValue {
    .object([
      "verified": .bool(status != .undecided), "max_violation": .number(maxViolation),
      "certificates": .integer(certificates.count), "existence": .bool(existence != nil),
    ])
  }

  /// What `tamga model separation --json` prints.
  ///
  /// - Parameter rows: the separated rows by their numbers in the input, from 1.
  /// - Returns: rows, status, methods and certificate.
  public func json(rows: [Int]) -> JSONValue {
    .object([
      "separated_rows": .array(rows.map(JSONValue.integer)), "n_read": .integer(rowCount),
      "status": .string(status.rawValue), "undecided_rows": .integer(undecidedRows),
      "reason": .optional(doubt?.rawValue),
      "methods": .array(methods.map { .string($0.rawValue) }), "certificate": certificate,
      "missing_rows": .integer(missingRows.count),
      "zero_weight_rows": .integer(zeroWeightRows.count),
      "singleton_rows": .integer(singletonRows.count),
    ])
  }
}

extension CoefficientRow {
  var json: JSONValue {
    .object([
      "name": .string(name), "estimate": .number(estimate), "se": .number(se),
      "se_type": .string(seType.type.rawValue), "t": t.value.map(JSONValue.number) ?? .null,
      "p": p.value.map(JSONValue.number) ?? .null,
      "ci95": .array([.number(ci95.lower), .number(ci95.upper)]),
    ])
  }
}

extension VarianceTag {
  fileprivate var json: JSONValue {
    .object([
      "type": .string(type.rawValue), "ssc": .string(convention.rawValue),
      "law": .string(law.text), "factors": .array(factors.map(JSONValue.number)),
      "clusters": .array(
        clusters.map { .object(["name": .string($0.name), "count": .integer($0.count)]) }),
      "psd_fixed": .bool(psdFixed), "settings": settingsJSON,
    ])
  }

  /// Lags, kernels and distances; empty for errors that have none.
  private var settingsJSON: JSONValue {
    var members: [String: JSONValue] = [:]
    for setting in settings {
      switch setting {
      case .lags(let lags): members["lags"] = .integer(lags)
      case .periodStep(let step): members["period_step"] = .integer(step)
      case .cutoff(let kilometres): members["cutoff_km"] = .number(kilometres)
      case .kernel(let name): members["kernel"] = .string(name)
      case .unit(let name): members["unit"] = .string(name)
      }
    }
    return .object(members)
  }
}

extension DroppedRegressor {
  fileprivate var json: JSONValue {
    let (word, with): (String, [String]) =
      switch reason {
      case .absorbedByEffects: ("absorbed-by-effects", [])
      case .collinear(let others): ("collinear", others)
      case .zero: ("zero", [])
      case .constant: ("constant", [])
      }
    return .object([
      "name": .string(name), "reason": .string(word),
      "with": .array(with.map(JSONValue.string)),
    ])
  }
}

extension CorrectedCoefficient {
  fileprivate var json: JSONValue {
    .object([
      "name": .string(row.name), "bias": .number(bias), "estimate": .number(row.estimate),
      "se": .number(row.se), "se_type": .string(row.seType.type.rawValue),
      "ci95": .array([.number(row.ci95.lower), .number(row.ci95.upper)]),
    ])
  }
}

extension ModelSeconds {
  fileprivate var json: JSONValue {
    .object([
      "reading": .number(reading), "preparing": .number(preparing), "fitting": .number(fitting),
      "inference": .number(inferring),
      "total": .number(reading + preparing + fitting + inferring),
    ])
  }
}

extension FirstStage {
  fileprivate var json: JSONValue {
    .object([
      "endogenous": .string(endogenous), "instruments": .integer(instruments),
      "f": .number(robust), "df": .integer(instruments),
      "df2": denominator.map(JSONValue.number) ?? .null,
      "se_type": .string(variance.type.rawValue),
      "effective_f": effective.map(JSONValue.number) ?? .null,
      "critical_value": criticalValue.map(JSONValue.number) ?? .null,
    ])
  }
}

extension InstrumentalDiagnostics {
  fileprivate func json(_ stages: [FirstStage]) -> JSONValue {
    .object([
      "first_stage": .array(stages.map(\.json)),
      "first_stage_f": .array(firstStage.map(\.json)), "sargan": sargan?.json ?? .null,
      "hansen": hansen?.json ?? .null, "wu_hausman": wuHausman?.json ?? .null,
    ])
  }
}

extension InstrumentalDiagnostics.Test {
  /// The test with its p-value.
  fileprivate var json: JSONValue {
    let p: Double? =
      if let denominator {
        FisherDistribution(numerator: Double(freedom), denominator: Double(denominator))?
          .upperTail(statistic)
      } else {
        ChiSquaredDistribution(degreesOfFreedom: Double(freedom))?.upperTail(statistic)
      }
    return .object([
      "statistic": .number(statistic), "df": .integer(freedom),
      "df2": denominator.map(JSONValue.integer) ?? .null,
      "p": p.map(JSONValue.number) ?? .null,
    ])
  }
}
