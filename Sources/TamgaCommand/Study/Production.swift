internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaReport
internal import TamgaStudy

/// A study from its file to its written reports.
struct Production {
  let study: StudyFile
  let workspace: Workspace
  let options: GlobalOptions
  let drawings: Bool

  init(study: StudyFile, output: String?, options: GlobalOptions, drawings: Bool) {
    self.study = study
    let folder = output ?? "out/\(study.id)"
    workspace = Workspace(output: URL(fileURLWithPath: folder, isDirectory: true))
    self.options = options
    self.drawings = drawings
  }

  /// Runs the study and writes what is asked for; when nothing changed, says so.
  func produce(languages: [Language], formats: [ReportFormat]) throws -> ProductionOutcome {
    let runner = StudyRunner(
      study: study, workspace: workspace, software: Software.name, build: Executable.build)
    let progress = ProgressLine(options: options)
    let run = try runner.runID()
    let request = OutputManifest.Request(
      run: run, languages: languages.map(\.rawValue), formats: formats.map(\.rawValue),
      drawings: drawings, components: components + [Executable.build])
    let manifest = OutputManifest(workspace: workspace)
    if let known = manifest.current(request) {
      progress.step("run", "nothing changed since run \(run.prefix(7))")
      return ProductionOutcome(run: run, study: study.id, known: known)
    }
    let finished = try runner.run { status in
      progress.step(status.step, status.detail + (status.isCached ? " (unchanged)" : ""))
    }
    let writer = ReportWriter(
      drawer: ChartDrawer(
        libraries: drawings ? (try? ProgramPlace.pythonModules())?.path : nil,
        cache: workspace.drawings.path),
      assetFolder: (try? ProgramPlace.assets())?.path, pack: zlibPacked)
    var written = try writer.write(
      finished.result, languages: languages, main: study.languages.first, formats: formats,
      to: workspace.output.path)
    if !drawings { written.diagnostics.removeAll { $0.code == "T720" } }
    progress.step("report", "\(written.paths.count) files")
    let outcome = ProductionOutcome(
      run: run, study: study.id, steps: finished.steps,
      paths: written.paths + [workspace.warehouse.path], result: finished.result,
      diagnostics: finished.result.results.flatMap(\.diagnostics) + written.diagnostics)
    try manifest.store(request, outcome)
    return outcome
  }

  /// What of the optional components is there: a report made without them is made again with them.
  private var components: [String] {
    [(try? ProgramPlace.pythonModules())?.path, (try? ProgramPlace.assets())?.path]
      .map { $0 ?? "absent" }
  }
}

/// What a run produced.
struct ProductionOutcome {
  let run: String
  let study: String
  var steps: [StepStatus] = []
  var paths: [String]
  var diagnostics: [Diagnostic] = []
  /// Findings by kind: `differs`, `weak` and the like.
  var findings: [String: Int] = [:]
  /// Diagnostics that are more than notes.
  let warnings: Int
  var isUnchanged = false

  init(
    run: String, study: String, steps: [StepStatus], paths: [String], result: RunResult,
    diagnostics: [Diagnostic]
  ) {
    self.run = run
    self.study = study
    self.steps = steps
    self.paths = paths
    self.diagnostics = diagnostics
    warnings = diagnostics.count { $0.severity != .note }
    for finding in result.results.flatMap(\.findings) {
      findings[finding.kind.rawValue, default: 0] += 1
    }
  }

  init(run: String, study: String, known: OutputManifest.Content) {
    self.run = run
    self.study = study
    paths = known.paths
    findings = known.findings
    warnings = known.warnings
    isUnchanged = true
  }

  /// Printed figures that do not follow, claims the sample does not bear, and warnings.
  var needsAttention: Int {
    (findings["differs"] ?? 0) + (findings["weak"] ?? 0) + warnings
  }

  var json: JSONValue {
    .object([
      "study": .string(study), "run": .string(run), "unchanged": .bool(isUnchanged),
      "outputs": .array(paths.map { .string($0) }),
      "findings": .object(findings.mapValues { .integer($0) }), "warnings": .integer(warnings),
      "steps": .array(
        steps.map {
          .object([
            "step": .string($0.step), "cached": .bool($0.isCached), "detail": .string($0.detail),
          ])
        }),
    ])
  }

  var text: String {
    let counts = findings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return
      (["Run \(run.prefix(7)) \(isUnchanged ? "is up to date" : "finished")."]
      + (counts.isEmpty ? [] : ["Findings: " + counts.joined(separator: ", ")])
      + paths.map { "  \($0)" }
      + ["Next: open the report, or  tamga explain VALUE-ID --db \(paths.last ?? "study.duckdb")"])
      .joined(separator: "\n")
  }
}
