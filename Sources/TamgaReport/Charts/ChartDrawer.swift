internal import Foundation
internal import TamgaNumerics
public import TamgaPresent

/// The drawings of a run's figures, and what went wrong on the way.
public struct ChartDrawings: Sendable {
  /// SVG by figure id; the narrow drawing of a figure has `@narrow` after the id.
  public var svg: [String: String]
  /// Notes and warnings: a missing component, a figure that could not be drawn.
  public var diagnostics: [Diagnostic]

  /// Creates drawings.
  public init(svg: [String: String] = [:], diagnostics: [Diagnostic] = []) {
    self.svg = svg
    self.diagnostics = diagnostics
  }
}

/// Draws figures as SVG by vl-convert in one helper process.
///
/// Results are cached by the SHA-256 of the specification. Without the component the report is
/// complete but for its drawings, and a note says so.
public struct ChartDrawer: Sendable {
  /// The version in the cache's keys: wheel, grammar.
  static let version = "vl-convert 1.9.0.post1, vega-lite 6.4"

  private let helper: ChartHelper?
  private let cache: URL?
  private let missing: String

  /// Creates a drawer.
  ///
  /// - Parameters:
  ///   - libraries: the folder that holds the Python package `vl_convert`; nil when not installed.
  ///   - cache: a folder for finished drawings; nil for none.
  ///   - python: the full path of a Python 3; nil looks through `PATH`.
  ///   - timeout: the longest time for a run's drawings, in seconds.
  public init(
    libraries: String?, cache: String? = nil, python: String? = nil, timeout: Double = 120
  ) {
    let interpreter = python ?? ChartHelper.findPython()
    let module = libraries.map { $0 + "/vl_convert" }
    let isThere = module.map { FileManager.default.fileExists(atPath: $0) } ?? false
    if let interpreter, let libraries, isThere {
      helper = ChartHelper(python: interpreter, libraries: libraries, timeout: timeout)
      missing = ""
    } else {
      helper = nil
      missing = interpreter == nil ? "python3" : module ?? "vl_convert"
    }
    self.cache = cache.map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  /// Draws every figure of a run, wide and narrow, with texts in a language.
  public func draw(_ run: RunResult, language: Language) -> ChartDrawings {
    var drawings = ChartDrawings()
    var requests: [(id: String, spec: String)] = []
    do {
      let edition = try Edition(run, language: language)
      for figure in run.results.flatMap(\.figures) {
        let wide = try ChartSpec.vegaLite(figure, in: edition, width: .wide)
        let narrow = try ChartSpec.vegaLite(figure, in: edition, width: .narrow)
        requests.append((figure.id, wide.text()))
        requests.append((figure.id + "@narrow", narrow.text()))
      }
    } catch {
      drawings.diagnostics.append(
        error as? Diagnostic
          ?? Diagnostic("T721", severity: .warning, ["figure": ""], detail: "\(error)"))
    }
    return draw(requests, into: drawings)
  }

  private func draw(
    _ requests: [(id: String, spec: String)], into start: ChartDrawings
  ) -> ChartDrawings {
    var drawings = start
    var pending: [(id: String, spec: String)] = []
    for request in requests {
      if let known = cached(request.spec) {
        drawings.svg[request.id] = known
      } else {
        pending.append(request)
      }
    }
    guard !pending.isEmpty else { return drawings }
    guard let helper else {
      drawings.diagnostics.append(Diagnostic("T720", severity: .note, ["missing": missing]))
      return drawings
    }
    let answers = helper.draw(pending)
    for request in pending {
      switch answers[request.id] {
      case .success(let svg):
        drawings.svg[request.id] = svg
        keep(svg, for: request.spec)
      case .failure(let failure):
        drawings.diagnostics.append(
          Diagnostic(
            "T721", severity: .warning, ["figure": request.id], detail: failure.reason))
      case nil: continue
      }
    }
    return drawings
  }

  private func file(for spec: String) -> URL? {
    cache?.appendingPathComponent(
      SHA256Digest(ofText: ChartDrawer.version + "\n" + spec).hexadecimal + ".svg")
  }

  private func cached(_ spec: String) -> String? {
    guard let file = file(for: spec), let data = try? Data(contentsOf: file) else { return nil }
    return String(data: data, encoding: .utf8)
  }

  /// Keeps a drawing; a cache that cannot be written costs time, nothing else.
  private func keep(_ svg: String, for spec: String) {
    guard let file = file(for: spec), let cache else { return }
    try? FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
    try? ReportFiles.write(Array(svg.utf8), to: file.path)
  }
}
