import Foundation
import TamgaNumerics
import TamgaPresent

@testable import TamgaStudy

/// The bundled study and its transcribed tables, read without the importers.
enum BundledStudy {
  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Studies/kazakhstan-kyrgyzstan/study.yml")

  /// Runs a step of the study over the tables of its files.
  static func run(_ id: String) throws -> AnalysisResult {
    let study = try StudyFile(reading: url)
    guard let step = study.steps.first(where: { $0.id == id }) else {
      throw CocoaError(.fileReadUnknown)
    }
    let prepared = try StudyRunner.prepare(step)
    var tables: [String: [DataPoint]] = [:]
    for request in prepared.inputs {
      let sources = study.sources.filter { $0.dataset == request.dataset }
      tables[request.name] = try sources.flatMap { try points(of: $0) }.filter(request.wants)
    }
    return try prepared.run(Tables(tables))
  }

  private static func points(of source: StudySource) throws -> [DataPoint] {
    let text = try String(contentsOf: source.url, encoding: .utf8)
    let records = text.split(separator: "\n").map(fields)
    return records.dropFirst().map { record in
      let row = Dictionary(zip(records[0], record)) { first, _ in first }
      let value = row["value"].flatMap { $0.isEmpty ? nil : $0 }
      let unit = row["unit"] ?? "1"
      guard let flow = row["flow"] else {
        return Made.number(
          EntityCode(row["region"] ?? ""), row["indicator"] ?? "", row["period"] ?? "", value,
          unit: unit, dataset: source.dataset)
      }
      return Made.flow(
        "\(row["reporter"] ?? ""):\(row["partner"] ?? "")", flow, row["period"] ?? "", value,
        unit: unit, dataset: source.dataset, product: row["product"] ?? "TOTAL")
    }
  }

  /// The fields of a record; quotes may hold commas.
  private static func fields(_ line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

extension TableRequest {
  /// Whether a point is among those asked for.
  fileprivate func wants(_ point: DataPoint) -> Bool {
    (reporter ?? point.reporter) == point.reporter
      && (partners.isEmpty || partners.contains(point.partner))
      && (flows.isEmpty || flows.contains(point.flow))
      && (!totalsOnly || point.product == "TOTAL")
      && (indicators.isEmpty || indicators.contains(point.indicator))
      && (fact == .flow) == point.indicator.isEmpty
  }
}
