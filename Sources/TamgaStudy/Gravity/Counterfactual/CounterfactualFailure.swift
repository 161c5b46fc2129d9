internal import Foundation
internal import TamgaGravity
internal import TamgaPresent

/// Turns what shock and equilibrium refuse into coded diagnostics with the place.
struct CounterfactualFailure {
  /// The data, for messages.
  let file: String
  private let request: CounterfactualRequest

  init(_ request: CounterfactualRequest) {
    self.request = request
    file = request.model.source.name
  }

  /// Runs a part of the engine; its errors become diagnostics.
  func guarding<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as CostShockError {
      throw diagnostic(error)
    } catch let error as EquilibriumError {
      throw diagnostic(error)
    } catch let error as CounterfactualError {
      switch error {
      case .shock(let error): throw diagnostic(error)
      case .equilibrium(let error): throw diagnostic(error)
      }
    }
  }

  var formulaPlace: Place { Place(file: "--formula", line: 1, column: 1) }

  /// Where the change names something.
  func changePlace(of name: String) -> Place {
    guard let range = request.change.range(of: name) else { return changePlace(1) }
    return changePlace(
      request.change.distance(from: request.change.startIndex, to: range.lowerBound) + 1)
  }

  private func changePlace(_ column: Int) -> Place {
    Place(file: "--change", line: 1, column: column)
  }

  // MARK: Change

  func diagnostic(_ error: CostShockError) -> Diagnostic {
    switch error {
    case .empty: text("T563", [:], 1)
    case .tooLong: text("T564", ["limit": "10000"], 1)
    case .expected(let expected, let column, let found):
      text(
        "T560",
        ["expected": FormulaWords.argument(expected), "found": found.isEmpty ? "∅" : found], column)
    case .badNumber(let found, let column): text("T561", ["found": found], column)
    case .betweenNeedsTwo(let column): text("T562", [:], column)
    case .unknownVariable(let name, let nearest):
      named("T565", name, ["name": name, "known": Self.list(nearest)])
    case .unknownCountry(let name, let nearest):
      named("T566", name, ["country": name, "known": Self.list(nearest)])
    case .missingValue(let variable, let exporter, let importer):
      Diagnostic(
        "T567", ["variable": variable, "exporter": exporter, "importer": importer],
        place: Place(file: file))
    case .undefinedTerm(let variable, let exporter, let importer):
      named(
        "T568", variable, ["variable": variable, "exporter": exporter, "importer": importer])
    case .changesNothing(let clause): text("T569", ["clause": "\(clause)"], 1)
    case .outOfRange(let exporter, let importer):
      text("T570", ["exporter": exporter, "importer": importer], 1)
    case .wrongSize(let variable, let expected, let found):
      Self.inner("\(variable): \(expected) ≠ \(found)")
    case .badCoefficients: Self.inner(error.code)
    }
  }

  private func text(_ code: String, _ arguments: [String: String], _ column: Int) -> Diagnostic {
    Diagnostic(code, arguments, place: changePlace(column), excerpt: request.change)
  }

  private func named(_ code: String, _ name: String, _ arguments: [String: String]) -> Diagnostic {
    Diagnostic(code, arguments, place: changePlace(of: name), excerpt: request.change)
  }

  // MARK: Equilibrium

  func diagnostic(_ error: EquilibriumError) -> Diagnostic {
    let place = Place(file: file)
    switch error {
    case .tooFewCountries(let count):
      return Diagnostic("T582", ["count": "\(count)"], place: place)
    case .duplicatePair(let exporter, let importer):
      return Diagnostic(
        "T574", ["exporter": exporter, "importer": importer], place: place)
    case .invalidFlow(let exporter, let importer):
      return Diagnostic("T581", ["exporter": exporter, "importer": importer], place: place)
    case .missingInternalFlows(let countries):
      return Diagnostic(
        "T573", ["count": "\(countries.count)", "countries": Self.short(countries)], place: place)
    case .expenditureNotPositive(let country):
      return Diagnostic("T578", ["country": country, "closure": request.closure.rawValue])
    case .infeasibleZeroPattern(let exporters, let importers):
      return Diagnostic(
        "T579",
        ["exporters": Self.short(exporters), "importers": Self.short(importers)], place: place)
    case .balancingNotConverged(let residual):
      return Diagnostic("T580", ["residual": "\(residual)"])
    case .sigmaOutOfRange(let sigma): return Diagnostic("T576", ["sigma": "\(sigma)"])
    case .unknownCountry(let name, let nearest):
      return Diagnostic("T566", ["country": name, "known": Self.list(nearest)])
    case .invalidCostChange(let exporter, let importer):
      return text("T570", ["exporter": exporter, "importer": importer], 1)
    case .referenceRequired(let closure): return Diagnostic("T577", ["closure": closure])
    case .invalidOption(let name): return Diagnostic("T583", ["name": name])
    case .covarianceNotPositive: return Diagnostic("T584")
    case .notFinite: return Diagnostic("T585")
    case .duplicateCountry(let name): return Self.inner("\(error.code): \(name)")
    case .wrongSize(let what, let expected, let found):
      return Self.inner("\(what): \(expected) ≠ \(found)")
    case .invalidMargin(let what, let country): return Self.inner("\(what): \(country)")
    case .worldTotalsDiffer(let output, let expenditure):
      return Self.inner("\(output) ≠ \(expenditure)")
    }
  }

  /// What this program itself got wrong: data cannot cause it.
  private static func inner(_ what: String) -> Diagnostic { Diagnostic("T920", ["what": what]) }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  private static func short(_ names: [String]) -> String {
    names.count <= 12
      ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + ", …"
  }
}
