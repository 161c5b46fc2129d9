internal import Foundation
internal import TamgaData
internal import TamgaGravity
internal import TamgaNumerics
public import TamgaPresent

/// Border, union and delay effects from a panel, after asking what the panel can identify.
///
/// Where the rows cannot identify the effect no model is estimated: the findings say why, with
/// counts. Else PPML with exporter-year and importer-year effects (and pair effects for unions and
/// changes), standard errors clustered by pair.
public enum BorderAnalysis: Analysis {
  /// The id.
  public static let id = "gravity.border"
  /// The version.
  public static let version = 1

  /// The flows of each country, when no file is named.
  public static func inputs(_ parameters: BorderParameters) -> [TableRequest] {
    guard parameters.panel == nil else { return [] }
    return parameters.countries.map { country in
      var request = TableRequest(name: "flows-\(country.text)", fact: .flow)
      request.reporter = country
      request.partners = parameters.countries
      request.flows = ["X", "M"]
      request.totalsOnly = true
      request.dataset = parameters.flows[country.text]
      return request
    }
  }

  /// Checks identification and estimates.
  public static func run(_ tables: Tables, _ parameters: BorderParameters, step: String) throws
    -> AnalysisResult
  {
    let rows = parameters.panel.map(BorderRows.init) ?? BorderRows(parameters, tables)
    guard !rows.rows.isEmpty, let panel = rows.panel, let first = rows.years.first else {
      throw Diagnostic(
        "T052",
        [
          "reporter": parameters.countries.map(\.text).joined(separator: ", "), "partner": "–",
          "what": parameters.question.rawValue,
        ])
    }
    let specification = parameters.specification(firstYear: first)
    let findings = BorderIdentification.findings(
      for: specification, panel: panel, values: rows.numbers[specification.variable] ?? [])
    let report =
      findings.contains { $0.severity == .error }
      ? nil : try estimate(specification, rows, path: parameters.panel?.path ?? "flows")
    return BorderPresentation(
      parameters: parameters, step: step, rows: rows, specification: specification,
      identification: findings, report: report
    ).result()
  }

  private static func estimate(
    _ specification: BorderSpecification, _ rows: BorderRows, path: String
  ) throws -> ModelReport {
    let names = specification.columns
    var model = ModelSpecification(
      source: .file(URL(fileURLWithPath: path)), formula: specification.formula)
    model.roles = FlowRoles(
      exporter: names.exporter, importer: names.importer, time: names.period)
    model.clusters = ["\(names.exporter)^\(names.importer)"]
    let run = ModelRun(model)
    return try run.guarded {
      let formula = try Formula(specification.formula)
      guard let first = formula.models.first, formula.models.count == 1 else {
        throw Diagnostic("T555", ["text": specification.formula])
      }
      var evaluator = try run.evaluator(rows.frame())
      return try ModelFit(model, try evaluator.evaluate(first), ModelSeconds()).report()
    }
  }
}
