internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaReport

/// One component of the program and how it was found.
struct ComponentCheck {
  let name: String
  let purpose: String
  let isRequired: Bool
  let isUsable: Bool
  var path: String?
  var version: String?
  var wanted: String?
  var tried: [String] = []
  var problem: String?
  var fix: String?

  /// Every component, required ones first.
  static func all() -> [ComponentCheck] {
    [
      ownProgram,
      library(.duckDB, purpose: "the warehouse", isRequired: true),
      resources("TamgaData", purpose: "codes and names"),
      resources("TamgaPresent", purpose: "texts in four languages"),
      resources("TamgaReport", purpose: "styles and scripts of the report"),
      linked("libfreexl", purpose: "old workbooks (.xls)", version: SystemLibraries.freeXL),
      linked("expat", purpose: "workbooks (.xlsx)", version: SystemLibraries.expat),
      linked("zlib", purpose: "workbooks (.xlsx)", version: SystemLibraries.zlib),
      linked("libxlsxwriter", purpose: "writing workbooks", version: ReportLibraries.xlsxWriter),
      library(.highs, purpose: "joint check of claims, siting of hubs", isRequired: false),
      folder("chart assets", purpose: "live charts in the report", ProgramPlace.assets),
      folder(
        "chart drawings (vl-convert)", purpose: "static charts in the report",
        ProgramPlace.pythonModules),
      program(
        "python3", purpose: "static charts in the report", names: ["python3"],
        fix: "apt-get install python3"),
      program(
        "Chromium", purpose: "browser tests", names: ["chromium", "chromium-browser"],
        fix: "scripts/bootstrap --browser"),
    ]
  }

  private static var ownProgram: ComponentCheck {
    ComponentCheck(
      name: "tamga", purpose: "the program itself", isRequired: true, isUsable: true,
      path: ProgramPlace.executable?.path, version: Software.version)
  }

  private static func library(_ found: LibraryLookup, purpose: String, isRequired: Bool)
    -> ComponentCheck
  {
    ComponentCheck(
      name: found.library, purpose: purpose, isRequired: isRequired, isUsable: found.isUsable,
      path: found.path, version: found.version, wanted: found.wanted,
      tried: found.tried.map { "\($0.path): \($0.state.rawValue) \($0.detail)" },
      problem: found.failure.map {
        DiagnosticCatalog.standard.text(of: $0, in: .en).message
      },
      fix: found.isUsable ? nil : "scripts/bootstrap")
  }

  private static func resources(_ target: String, purpose: String) -> ComponentCheck {
    let url = try? ResourceFolder.url(ofTarget: target)
    return ComponentCheck(
      name: "\(target) resources", purpose: purpose, isRequired: true, isUsable: url != nil,
      path: url?.path, fix: url == nil ? "scripts/build -c release --product tamga" : nil)
  }

  private static func linked(_ name: String, purpose: String, version: String) -> ComponentCheck {
    ComponentCheck(
      name: name, purpose: purpose, isRequired: true, isUsable: true, path: "linked",
      version: version)
  }

  private static func folder(_ name: String, purpose: String, _ find: () throws -> URL)
    -> ComponentCheck
  {
    var check = ComponentCheck(name: name, purpose: purpose, isRequired: false, isUsable: false)
    do {
      let url = try find()
      return ComponentCheck(
        name: name, purpose: purpose, isRequired: false, isUsable: true, path: url.path)
    } catch let diagnostic as Diagnostic {
      check.tried = (diagnostic.arguments["paths"] ?? "").components(separatedBy: ", ")
      check.problem = DiagnosticCatalog.standard.text(of: diagnostic, in: .en).message
    } catch {
      check.problem = error.localizedDescription
    }
    check.fix = "scripts/bootstrap"
    return check
  }

  private static func program(_ name: String, purpose: String, names: [String], fix: String)
    -> ComponentCheck
  {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
    let found = paths.first { FileManager.default.isExecutableFile(atPath: $0) }
    return ComponentCheck(
      name: name, purpose: purpose, isRequired: false, isUsable: found != nil, path: found,
      tried: found == nil ? names : [], fix: found == nil ? fix : nil)
  }

  var json: JSONValue {
    .object([
      "name": .string(name), "purpose": .string(purpose), "required": .bool(isRequired),
      "status": .string(isUsable ? "ok" : "missing"), "path": .optional(path),
      "version": .optional(version), "wanted": .optional(wanted),
      "tried": .array(tried.map { .string($0) }), "problem": .optional(problem),
      "fix": .optional(fix),
    ])
  }

  var text: String {
    let head = isUsable ? "ok   " : isRequired ? "MISSING" : "--   "
    var line = "\(head) \(name)"
    if let version { line += " \(version)" }
    line += ": \(purpose)"
    if let path { line += "\n        \(path)" }
    if let problem { line += "\n        \(problem)" }
    if let fix { line += "\n        fix: \(fix)" }
    return line
  }
}
