import Foundation
import TamgaNumerics
import TamgaPresent

@testable import TamgaStudy

/// Made-up numbers of a made-up office, as an analysis sees them.
enum Made {
  /// A flow as printed: `value` is the text of the cell, nil when it was not reported.
  static func flow(
    _ parties: String, _ flow: String, _ period: String, _ value: String?, unit: String = "MUSD",
    dataset: String = "office.trade", product: String = "TOTAL"
  ) -> DataPoint {
    let sides = parties.split(separator: ":").map { EntityCode(String($0)) }
    return point(
      sides: sides, flow: flow, product: product, indicator: "", period: period, value: value,
      unit: unit, dataset: dataset)
  }

  /// An indicator of a region as printed.
  static func number(
    _ region: EntityCode, _ indicator: String, _ period: String, _ value: String?,
    unit: String = "MUSD", dataset: String = "office.numbers", prices: String = "current"
  ) -> DataPoint {
    var found = point(
      sides: [region, "WLD"], flow: "", product: "TOTAL", indicator: indicator, period: period,
      value: value, unit: unit, dataset: dataset)
    found.priceBasis = prices
    return found
  }

  private static func point(
    sides: [EntityCode], flow: String, product: String, indicator: String, period: String,
    value: String?, unit: String, dataset: String
  ) -> DataPoint {
    let power = MeasureUnit(id: unit)?.powerOfTen ?? 0
    let number = value.flatMap(ExactDecimal.init).flatMap {
      try? $0.multiplied(byPowerOfTen: power)
    }
    let place = [sides.map(\.text).joined(separator: ":"), flow, product, indicator, period]
    return DataPoint(
      reporter: sides[0], partner: sides[1], flow: flow, product: product, indicator: indicator,
      period: Period(period) ?? Period(year: 0), value: number,
      state: value == nil ? "not_reported" : "reported", publishedUnit: unit, dataset: dataset,
      vintage: "2024-07-25", marks: [],
      cell: CellReference(
        file: "made.csv", sha256: String(repeating: "a", count: 64), line: 2, column: "value",
        raw: value ?? "…",
        printed: dataset.hasPrefix("published.")
          ? "Made (2024), \(place.joined(separator: " ")): “\(value ?? "")”" : nil))
  }
}

extension PreparedStep {
  /// A step of an analysis with parameters as they stand in a study file.
  static func reading(
    _ analysis: String, _ yaml: String, step: String = "made",
    folder: URL = FileManager.default.temporaryDirectory
  ) throws -> PreparedStep {
    let root = try LocatedYAML(parsing: yaml, file: "study.yml").root
    return try StudyRunner.prepare(
      StudyStep(
        id: step, analysis: analysis, parameters: root, place: root.place,
        folder: folder))
  }
}

extension AnalysisResult {
  /// The record of an id as text.
  func record(_ id: String) -> ValueRecord? { values.first { $0.id.text == id } }
}

extension ResultValue {
  /// The number as a double; nil when missing.
  var double: Double? {
    switch self {
    case .exact(let value): value.double
    case .real(let value): value
    case .missing: nil
    }
  }
}

/// The diagnostic that a piece of work throws; nil when it throws none.
func diagnostic<Result>(of work: () throws -> Result) throws -> Diagnostic? {
  do {
    _ = try work()
    return nil
  } catch let diagnostic as Diagnostic {
    return diagnostic
  }
}
