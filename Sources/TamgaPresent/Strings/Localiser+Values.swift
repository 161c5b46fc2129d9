public import TamgaNumerics

extension Localiser {
  /// Formats a number with its unit: `453.9 million USD`, `23.5%`, `no data (not reported)`.
  public func format(_ record: ValueRecord) -> String {
    if case .missing(let reason) = record.value {
      return text(Message("value.missing", ["reason": .text(self.reason(reason))]))
    }
    return numbers.quantity(number(of: record), unit: record.unit)
  }

  /// Formats a number without its unit, for a table whose header has it; `no data` when missing.
  public func number(of record: ValueRecord) -> String {
    switch record.value {
    case .exact(let value):
      return record.unit == "year"
        ? NumberFormat.plain(value, digits: 0) : numbers.string(value, digits: record.digits)
    case .real(let value):
      return record.unit == "p"
        ? numbers.pValue(value) : numbers.string(value, digits: record.digits)
    case .missing: return text("value.noData")
    }
  }

  /// Formats the ends of an interval: `[−0.17, 0.99]`; in Russian `[−0,17; 0,99]`.
  public func interval(_ interval: Interval, digits: Int) -> String {
    let separator = numbers.decimalSeparator == "," ? "; " : ", "
    return "[" + numbers.string(interval.lower, digits: digits) + separator
      + numbers.string(interval.upper, digits: digits) + "]"
  }

  /// The reason why a number is missing, in words.
  public func reason(_ reason: String) -> String {
    has("missing." + reason) ? text("missing." + reason) : reason
  }

  /// The symbol of a quality mark, as in `⇄`; empty when the mark has none.
  public func markSymbol(_ mark: String) -> String {
    switch mark {
    case "mirror": "⇄"
    case "estimated": "~"
    case "imputed": "≈"
    case "substituted": "◊"
    case "series-break": "‖"
    case "suppressed": "(c)"
    case "provisional": "(p)"
    case "forecast", "scenario": "→"
    default: ""
    }
  }

  /// The name of a quality mark, as in `mirror data`; the mark itself when it has no name.
  public func markName(_ mark: String) -> String {
    has("mark." + mark) ? text("mark." + mark) : mark
  }
}
