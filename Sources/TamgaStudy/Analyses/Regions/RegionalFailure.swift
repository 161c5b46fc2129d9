public import TamgaIndicators
public import TamgaPresent

extension SeriesError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    func at(_ row: Int) -> Place {
      Place(file: place.file, line: lines.indices.contains(row) ? lines[row] : nil)
    }
    return switch self {
    case .notFinite(let row):
      Diagnostic("T844", ["what": "number", "place": String(row + 1)], place: at(row))
    case .gap(let row): Diagnostic("T840", place: at(row))
    case .zeroVariance(let series):
      Diagnostic("T868", ["column": String(series + 1)], place: place)
    case .unequalLengths(let left, let right):
      Diagnostic("T846", ["what": "rows", "needed": String(left), "given": String(right)])
    case .lagOutOfRange(let lags, let allowed):
      Diagnostic(
        "T841", ["lags": String(lags), "allowed": String(allowed)], place: place)
    }
  }
}

extension CorrelationError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .notFinite(let row):
      Diagnostic(
        "T844", ["what": "number", "place": String(row + 1)],
        place: Place(file: place.file, line: lines.indices.contains(row) ? lines[row] : nil))
    }
  }
}

extension SpatialError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .duplicateKey(let key): Diagnostic("T843", ["key": key], place: place)
    case .unknownRegion(let key): Diagnostic("T847", ["region": key], place: place)
    case .selfLink(let key): Diagnostic("T850", ["link": "\(key) – \(key)"], place: place)
    case .badWeight(let from, let to):
      Diagnostic("T850", ["link": "\(from) – \(to)"], place: place)
    case .notFinite(let region):
      Diagnostic("T844", ["what": "value", "place": region], place: place)
    case .outOfRange(let what): Diagnostic("T848", ["what": what])
    }
  }
}

extension RegionError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .duplicateKey(let region, let other):
      Diagnostic("T843", ["key": "\(region) – \(other)"], place: place)
    case .negative(let region, let other), .notFinite(let region, let other):
      Diagnostic("T844", ["what": "value", "place": "\(region) – \(other)"], place: place)
    case .differentKeys(let key): Diagnostic("T845", ["key": key], place: place)
    case .tooShort(let what, let needed, let given):
      Diagnostic(
        "T846", ["what": what, "needed": String(needed), "given": String(given)], place: place)
    case .unknownRegion(let region): Diagnostic("T847", ["region": region], place: place)
    case .nothingAtStart: Diagnostic("T865", place: place)
    case .outOfRange(let what): Diagnostic("T848", ["what": what], place: place)
    }
  }
}

extension ConvergenceError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .notPositive(let region, let period):
      Diagnostic("T851", ["region": region, "period": String(period)], place: place)
    case .unknownYears(let from, let to):
      Diagnostic("T871", ["from": String(from), "to": String(to)], place: place)
    case .regression(let error): error.diagnostic(place, lines: lines)
    }
  }
}

extension RegressionError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .collinear(let column): Diagnostic("T849", ["column": column], place: place)
    case .tooFewRows(let rows, let coefficients):
      Diagnostic(
        "T846", ["what": "rows", "needed": String(coefficients + 1), "given": String(rows)],
        place: place)
    case .unequalLengths(let column, let expected, let given):
      Diagnostic(
        "T846", ["what": column, "needed": String(expected), "given": String(given)], place: place)
    case .lagOutOfRange(let lags, let allowed):
      Diagnostic("T841", ["lags": String(lags), "allowed": String(allowed)], place: place)
    case .gap(let row):
      Diagnostic(
        "T840", place: Place(file: place.file, line: lines.indices.contains(row) ? lines[row] : nil)
      )
    case .notFinite(let row):
      Diagnostic(
        "T844", ["what": "number", "place": String(row + 1)],
        place: Place(file: place.file, line: lines.indices.contains(row) ? lines[row] : nil))
    }
  }
}

extension CompositeError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .duplicateKey(let key): Diagnostic("T843", ["key": key], place: place)
    case .wrongWidth(let unit, let expected, let given):
      Diagnostic(
        "T846", ["what": unit, "needed": String(expected), "given": String(given)], place: place)
    case .notFinite(let unit, let indicator):
      Diagnostic("T844", ["what": indicator, "place": unit], place: place)
    case .badWeight(let key): Diagnostic("T852", ["indicator": key], place: place)
    case .noWeight: Diagnostic("T870", place: place)
    case .empty: Diagnostic("T846", ["what": "rows", "needed": "1", "given": "0"], place: place)
    case .badBounds(let indicator): Diagnostic("T852", ["indicator": indicator], place: place)
    case .outOfRange(let what): Diagnostic("T848", ["what": what], place: place)
    }
  }
}

extension JudgementError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .notSquare(let row):
      Diagnostic("T853", ["cell": String(row + 1)], place: place)
    case .incomplete(let row, let column), .notReciprocal(let row, let column):
      Diagnostic("T853", ["cell": "\(row + 1), \(column + 1)"], place: place)
    case .wrongSize(let size): Diagnostic("T854", ["size": String(size)], place: place)
    case .key(let key): Diagnostic("T855", ["indicator": key], place: place)
    }
  }
}

/// What a reader must know of a sample, as coded warnings.
///
/// - Parameters:
///   - warnings: of the sample.
///   - n: its observations.
///   - leftOut: rows that were left out, where they are counted.
///   - total: all rows, where they are not the sum of both.
/// - Returns: one warning for each, in their order.
public func sampleDiagnostics(
  _ warnings: [SampleWarning], n: Int, leftOut: Int = 0, total: Int? = nil
) -> [Diagnostic] {
  warnings.map { warning in
    switch warning {
    case .rowsLeftOut where leftOut > 0:
      Diagnostic(
        "T303", severity: .warning,
        ["left_out": String(leftOut), "total": String(total ?? n + leftOut)])
    case .smallSample: Diagnostic("T313", severity: .warning, ["n": String(n)])
    case .undeterminedIntegration: Diagnostic("T857", severity: .warning)
    default:
      Diagnostic(
        "T856", severity: .warning,
        ["warning": DiagnosticWord("sample-warning.\(warning.rawValue)").argument])
    }
  }
}
