internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension DickeyFullerTest {
  /// The test as JSON; what belongs to this many observations and what to an endless series is said.
  var json: JSONValue {
    .object([
      "tau": statistic.number, "p": probability.number, "p_kind": "asymptotic",
      "lags": .integer(lags), "n": .integer(observations),
      "critical1": critical(.one).number, "critical5": critical(.five).number,
      "critical10": critical(.ten).number, "critical_kind": "finite-sample",
      "rejects": rejects.map { .bool($0) } ?? .null, "terms": .string(terms.rawValue),
      "reason": statistic.why,
    ])
  }

  /// Why there is no statistic: of a series that varies, its steps leave nothing to chance.
  func why(_ localiser: Localiser) -> String {
    statistic.reason == .noVariation
      ? localiser.text("unit-root.no-chance.steps") : statistic.text(localiser)
  }

  /// The test in one cell of a table.
  func cell(_ localiser: Localiser) -> String {
    guard statistic.value != nil else { return why(localiser) }
    return localiser.text(
      Message(
        "unit-root.adf",
        [
          "tau": .text(statistic.text(localiser, digits: 2)), "n": .text(String(observations)),
          "bound": .text(criticalValue.text(localiser, digits: 2)),
          "p": .text(probability.text(localiser, digits: 2)),
        ]))
  }
}

extension StationarityTest {
  /// The test as JSON.
  var json: JSONValue {
    .object([
      "eta": statistic.number, "p": probability.number, "lags": .integer(lags),
      "bound": .bool(isBound), "critical5": criticalValue.number, "critical_kind": "asymptotic",
      "rejects": rejects.map { .bool($0) } ?? .null, "reason": statistic.why,
    ])
  }

  /// How p stands to its number: outside the published table it is a bound.
  var sign: String {
    guard isBound, let p = probability.value else { return "=" }
    return p < 0.05 ? "<" : ">"
  }

  /// Why there is no statistic: of a series that varies, it is its trend.
  func why(_ localiser: Localiser) -> String {
    statistic.reason == .noVariation
      ? localiser.text("unit-root.no-chance.trend") : statistic.text(localiser)
  }

  /// The test in one cell of a table.
  func cell(_ localiser: Localiser) -> String {
    guard statistic.value != nil else { return why(localiser) }
    return localiser.text(
      Message(
        "unit-root.kpss",
        [
          "eta": .text(statistic.text(localiser, digits: 2)),
          "bound": .text(criticalValue.text(localiser)), "sign": .text(sign),
          "p": .text(probability.text(localiser, digits: 2)),
        ]))
  }
}

extension IntegrationOrder {
  /// The order with both tests as JSON.
  var json: JSONValue {
    .object([
      "order": .integer(order), "level": .string(level.rawValue),
      "difference": .optional(difference?.rawValue), "adf": dickeyFuller.json,
      "kpss": stationarity.json,
    ])
  }
}
