internal import TamgaIndicators
package import TamgaPresent

/// An error of an engine that knows its code.
package protocol CodedError: Error {
  /// The diagnostic, placed in a file; `lines` are those of its rows, where an engine knows rows by
  /// number.
  func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic
}

/// Runs an engine; its errors become coded diagnostics with the file as their place.
///
/// `lines` are those of the rows, where an engine knows rows by number.
public func withEngine<Value>(_ file: String, lines: [Int] = [], _ body: () throws -> Value) throws
  -> Value
{
  do {
    return try body()
  } catch let error as any CodedError {
    throw error.diagnostic(Place(file: file), lines: lines)
  }
}

extension ComplexityError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .wrongSize(let expected, let given): size("value", expected, given, place)
    case .duplicateName(let name): Diagnostic("T823", ["what": name], place: place)
    case .negativeValue(let country, let product):
      Diagnostic("T820", ["what": "value", "place": "\(country) × \(product)"], place: place)
    case .notFinite(let country, let product):
      Diagnostic("T821", ["what": "value", "place": "\(country) × \(product)"], place: place)
    case .tooManyCountries(let count): size("country", 65_535, count, place)
    case .incomeOutOfRange(let country):
      Diagnostic("T820", ["what": "income", "place": country], place: place)
    case .choiceOutOfRange(let what): .outOfRange(what)
    }
  }
}

extension InputOutputError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .wrongSize(let what, let expected, let given): size(what, expected, given, place)
    case .duplicateSector(let name): Diagnostic("T823", ["what": name], place: place)
    case .notFinite(let what, let row):
      Diagnostic("T821", ["what": what, "place": row], place: place)
    case .negativeValue(let what, let row):
      Diagnostic("T820", ["what": what, "place": row], place: place)
    case .inputsWithoutOutput(let sector): Diagnostic("T827", ["what": sector], place: place)
    case .singular: Diagnostic("T826", ["what": "I − A"], place: place)
    case .notProductive(let sector): Diagnostic("T826", ["what": sector], place: place)
    case .regionAboveNation(let sector):
      Diagnostic("T820", ["what": "nation − region", "place": sector], place: place)
    case .marginsDiffer(let rows, let columns):
      Diagnostic(
        "T833",
        [
          "rows": sumText(rows), "columns": sumText(columns),
          "side": rows > columns ? "--rows" : "--columns",
          "other": rows > columns ? "--columns" : "--rows",
          "difference": sumText(abs(rows - columns)),
        ], place: place)
    case .infeasibleMargins(let columns):
      Diagnostic(
        "T836", ["what": columns.map { String($0 + 1) }.joined(separator: ", ")], place: place)
    case .notConverged(let iterations, let gap):
      Diagnostic("T835", ["iterations": String(iterations), "gap": "\(gap)"], place: place)
    case .choiceOutOfRange(let what): .outOfRange(what)
    }
  }
}

extension BorderError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .wrongSize(let what, let expected, let given): size(what, expected, given, place)
    case .notFinite(let what, let row):
      Diagnostic("T821", ["what": what, "place": "\(row + 1)"], place: place)
    case .negativeValue(let what, let row):
      Diagnostic("T820", ["what": what, "place": "\(row + 1)"], place: place)
    case .zeroDistance(let row): Diagnostic("T828", ["what": "\(row + 1)"], place: place)
    case .badPair(let origin, let destination, let fault):
      fault.diagnostic("\(origin) – \(destination)", place)
    case .massChanges(let name, let row):
      Diagnostic(
        "T834", ["what": name],
        place: Place(file: place.file, line: lines.indices.contains(row) ? lines[row] : nil))
    case .unknownPlace(let name):
      Diagnostic.unknownName(name, in: place.file, place: place)
    case .choiceOutOfRange(let what): .outOfRange(what)
    }
  }
}

extension PairFault {
  /// The fault of a named pair as a diagnostic.
  fileprivate func diagnostic(_ pair: String, _ place: Place) -> Diagnostic {
    switch self {
    case .twice: Diagnostic("T823", ["what": pair], place: place)
    case .samePlace, .zeroDistance: Diagnostic("T828", ["what": pair], place: place)
    case .notFinite(let what): Diagnostic("T821", ["what": what, "place": pair], place: place)
    case .negative(let what): Diagnostic("T820", ["what": what, "place": pair], place: place)
    }
  }
}

extension PoleError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .wrongSize(let what, let expected, let given): size(what, expected, given, place)
    case .notFinite(let what, let row):
      Diagnostic("T821", ["what": what, "place": "\(row + 1)"], place: place)
    case .negativeValue(let what, let row):
      Diagnostic("T820", ["what": what, "place": "\(row + 1)"], place: place)
    case .duplicateName(let name): Diagnostic("T823", ["what": name], place: place)
    case .unknownName(let name), .planWithoutData(let name):
      Diagnostic.unknownName(name, in: place.file, place: place)
    case .choiceOutOfRange(let what): .outOfRange(what)
    case .mixedDirections(let name): Diagnostic("T873", ["what": name], place: place)
    }
  }
}

extension Diagnostic {
  /// A name of a table that the table it is joined with does not have: T825 with the nearest one.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - other: the table that lacks it.
  ///   - known: the names of that table, where they are at hand.
  ///   - place: where the name stands.
  /// - Returns: the diagnostic.
  package static func unknownName(
    _ name: String, in other: String, known: [String] = [], place: Place
  ) -> Diagnostic {
    let nearest = Spelling.nearest(to: name, in: known)
    return Diagnostic(
      "T825",
      [
        "what": name, "where": other,
        "suggestion": nearest.map { DiagnosticWord("spelling.nearest", name: $0).argument } ?? "",
      ], place: place)
  }
}

/// A sum as text: whole numbers without a point.
private func sumText(_ sum: Double) -> String {
  Int(exactly: sum).map(String.init) ?? NumberFormat.plain(sum, digits: 6)
}

private func size(_ what: String, _ expected: Int, _ given: Int, _ place: Place) -> Diagnostic {
  Diagnostic(
    "T822", ["what": what, "expected": String(expected), "given": String(given)], place: place)
}

extension AxisError: CodedError {
  /// The error as a diagnostic.
  package func diagnostic(_ place: Place, lines: [Int]) -> Diagnostic {
    switch self {
    case .tooFewCities(let axis):
      Diagnostic("T846", ["what": axis, "needed": "2", "given": "1"], place: place)
    case .cityTwice(let axis): Diagnostic("T823", ["what": axis], place: place)
    case .duplicate(let name): Diagnostic("T823", ["what": name], place: place)
    case .unknownCity(let name):
      Diagnostic.unknownName(name, in: place.file, place: place)
    case .badNumber(let what, let name):
      Diagnostic("T820", ["what": what, "place": name], place: place)
    }
  }
}
