public import Foundation
internal import TamgaData
internal import TamgaNumerics
public import TamgaPresent

/// How a step of a run came to its result.
public struct StepStatus: Sendable, Hashable {
  /// The step's id.
  public let step: String
  /// Whether the result came from the cache.
  public let isCached: Bool
  /// A short count for the reader, as in `6 tables, 214 numbers`.
  public let detail: String
}

/// A study run: the result and how it was come by.
public struct FinishedRun: Sendable {
  /// The result.
  public let result: RunResult
  /// The steps in order.
  public let steps: [StepStatus]
}

/// Runs a study: loads its sources into a warehouse, asks the analyses, collects the numbers.
///
/// Steps whose inputs did not change come from the cache; the warehouse is rebuilt only when a
/// source, its entry or an importer changed.
public struct StudyRunner: Sendable {
  /// The study.
  public let study: StudyFile
  /// Where the run keeps its files.
  public let workspace: Workspace
  /// Name and version of the software; part of the run's id.
  public let software: String
  /// What tells one build of the program from another; part of cache keys, never of results.
  public let build: String
  /// The program that reads `.xls` books in a child process, if there is one.
  public let xlsExecutable: URL?

  /// Creates a runner.
  public init(
    study: StudyFile, workspace: Workspace, software: String, build: String = "",
    xlsExecutable: URL? = nil
  ) {
    self.study = study
    self.workspace = workspace
    self.software = software
    self.build = build
    self.xlsExecutable = xlsExecutable
  }

  /// The run's id: twelve hexadecimal digits over the study file, its steps with the files they name,
  /// the sources and the software.
  ///
  /// - Throws: ``Diagnostic`` T050 when a source is missing, and what is wrong with a step.
  public func runID() throws -> String { String(try inputHash().prefix(12)) }

  /// Runs the study.
  ///
  /// - Parameter progress: called with each step as it ends.
  /// - Returns: the result and how each step came to it.
  /// - Throws: ``Diagnostic``s of the study, the importers, the warehouse or an analysis.
  public func run(progress: (StepStatus) -> Void) throws -> FinishedRun {
    let prepared = try study.steps.map(Self.prepare)
    let run = try runID()
    var steps: [StepStatus] = []
    func finish(_ status: StepStatus) {
      steps.append(status)
      progress(status)
    }
    let loader = SourceLoader(
      study: study, workspace: workspace, build: build, xlsExecutable: xlsExecutable)
    let (warehouse, loaded) = try loader.load()
    finish(loaded)
    let tables = WarehouseTables(warehouse: warehouse)
    let cache = ResultCache(folder: workspace.cache)
    var results: [AnalysisResult] = []
    for step in prepared {
      let (result, isCached) = try self.result(of: step, tables: tables, cache: cache)
      results.append(result)
      finish(
        StepStatus(
          step: step.step, isCached: isCached,
          detail: "\(result.tables.count) tables, \(result.values.count) numbers"))
    }
    try checkUniqueValues(results)
    try warehouse.storeValueRecords(results.flatMap(\.values), run: run)
    return FinishedRun(result: try assemble(run, results, tables), steps: steps)
  }

  /// Reads the parameters of a step.
  ///
  /// - Throws: ``Diagnostic``s with the line and column of what is wrong.
  public static func prepare(_ step: StudyStep) throws -> PreparedStep {
    guard let entry = AnalysisCatalog.entry(step.analysis) else {
      throw Diagnostic("T056", ["analysis": step.analysis], place: step.place)
    }
    return try entry.prepare(step)
  }

  private func result(of step: PreparedStep, tables: WarehouseTables, cache: ResultCache) throws
    -> (AnalysisResult, Bool)
  {
    let inputs = try tables.tables(for: step.inputs)
    let key = ResultCache.key(identity: step.identity, tables: inputs, software: software + build)
    if let result = cache.result(key) { return (result, true) }
    let result = try step.run(inputs).pruned()
    try cache.store(result, key: key)
    return (result, false)
  }

  /// The same id must not stand for two numbers.
  func checkUniqueValues(_ results: [AnalysisResult]) throws {
    var seen: [ValueID: ValueRecord] = [:]
    for record in results.flatMap(\.values) {
      if let other = seen[record.id], other.value != record.value {
        throw Diagnostic("T051", ["id": record.id.text])
      }
      seen[record.id] = record
    }
  }

  private func inputHash() throws -> String {
    var hasher = SHA256Hasher()
    hasher.update(Array("\(software)\n".utf8))
    hasher.update([UInt8](try Data(contentsOf: study.url)))
    for step in study.steps { hasher.update(Array("\n\(try Self.prepare(step).identity)".utf8)) }
    for source in study.sources {
      hasher.update(Array("\n\(source.id) \(try SourceLoader.hash(of: source))".utf8))
    }
    return hasher.finish().hexadecimal
  }

  /// A figure's sources with the citations of the study file.
  private func cited(_ result: AnalysisResult) -> AnalysisResult {
    var result = result
    result.figures = result.figures.map { figure in
      Figure(
        id: figure.id, kind: figure.kind, finding: figure.finding, subtitle: figure.subtitle,
        table: figure.table, x: figure.x, y: figure.y, labels: figure.labels,
        xTitle: figure.xTitle, yTitle: figure.yTitle, sources: figure.sources.map(cited),
        notes: figure.notes, summary: figure.summary)
    }
    return result
  }

  private func cited(_ source: SourceReference) -> SourceReference {
    let known = study.sources.first {
      $0.dataset == source.dataset && $0.published == source.vintage
    }
    return SourceReference(
      dataset: source.dataset, citation: known?.citation ?? source.citation,
      vintage: source.vintage)
  }

  private func assemble(_ run: String, _ results: [AnalysisResult], _ tables: WarehouseTables)
    throws -> RunResult
  {
    RunResult(
      run: run, study: study.id, title: study.title, question: study.question,
      authors: study.authors, date: study.date, licence: study.licence, software: software,
      results: results.map(cited),
      sources: study.sources.map {
        SourceReference(dataset: $0.dataset, citation: $0.citation, vintage: $0.published)
      },
      names: try tables.names(for: results))
  }
}
