public import Foundation
public import TamgaAudit
internal import TamgaNumerics
public import TamgaPresent

/// A claims file that was read, with the text of its document.
public struct LoadedClaims: Sendable {
  /// The document.
  public var document: ClaimsDocument
  /// The claims file.
  public var file: URL
  /// The path it was asked for by, for messages and for the next command.
  public var path: String
  /// The text of the document; nil when it is not at hand.
  public var text: DocumentText?
  /// Notes and warnings of the reading.
  public var diagnostics: [Diagnostic] = []
}

/// Finds and reads claims files.
public struct ClaimsLibrary {
  private let folder: URL

  /// Creates a library.
  ///
  /// - Parameter folder: where relative paths start and where files are looked for.
  public init(
    folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
  ) {
    self.folder = URL(fileURLWithPath: folder.path, isDirectory: true)
  }

  /// Reads the claims files of some paths.
  ///
  /// - Parameters:
  ///   - paths: files, or folders: their `claims.yml`, else every YAML file in them that begins with
  ///     `tamga: claims/`, else the `claims.yml` of each folder in them. None: `./claims.yml`,
  ///     `./claims/`, `./Studies/audits/*/claims.yml`.
  ///   - text: the text of the document, in place of the one the claims file names.
  /// - Returns: the files in the order of the paths, each once.
  /// - Throws: `T660`, `T661` where nothing is found, `T662`–`T664` about the text, `T674` where two
  ///   files have one id, and what the reader of claims files throws.
  public func load(_ paths: [String], text: String? = nil) throws -> [LoadedClaims] {
    let found = try find(paths)
    if text != nil, found.count > 1 { throw Diagnostic("T664", ["count": String(found.count)]) }
    let loaded = try found.map { try read($0, text: text) }
    var known: [String: String] = [:]
    for claims in loaded {
      if let other = known.updateValue(claims.path, forKey: claims.document.id) {
        throw Diagnostic(
          "T674", ["id": claims.document.id, "first": other, "second": claims.path],
          place: Place(file: claims.path))
      }
    }
    return loaded
  }

  // MARK: Finding

  private typealias Found = (url: URL, path: String)

  private func find(_ paths: [String]) throws -> [Found] {
    var found: [Found] = []
    for path in paths { found += try files(path) }
    if paths.isEmpty { found = try nearby() }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.url.standardizedFileURL.path).inserted }
  }

  private func files(_ path: String) throws -> [Found] {
    let url = URL(fileURLWithPath: path, relativeTo: folder)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw Diagnostic("T660", ["path": path])
    }
    if !isFolder.boolValue { return [(url, path)] }
    let own = claimsFiles(url, path)
    if !own.isEmpty { return own }
    let inner = folders(url).map { name in
      (
        url.appendingPathComponent(name).appendingPathComponent("claims.yml"),
        join(path, name) + "/claims.yml"
      )
    }.filter { isFile($0.0) }
    guard inner.isEmpty else { return inner }
    let tried = ["claims.yml", "*.yml", "*.yaml", "*/claims.yml"].map { join(path, $0) }
    throw Diagnostic("T661", ["tried": tried.joined(separator: ", ")])
  }

  /// The `claims.yml` of a folder, else every YAML file in it that says it is a claims file.
  private func claimsFiles(_ url: URL, _ path: String) -> [Found] {
    let main = url.appendingPathComponent("claims.yml")
    if isFile(main) { return [(main, join(path, "claims.yml"))] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.sorted()
      .map { (url.appendingPathComponent($0), join(path, $0)) }
      .filter { isFile($0.0) && isClaimsFile($0.0) }
  }

  private func nearby() throws -> [Found] {
    var found: [Found] = []
    if isFile(folder.appendingPathComponent("claims.yml")) {
      found.append((folder.appendingPathComponent("claims.yml"), "claims.yml"))
    }
    found += claimsFiles(folder.appendingPathComponent("claims"), "claims")
    let audits = folder.appendingPathComponent("Studies/audits")
    found += folders(audits).map { name in
      (
        audits.appendingPathComponent(name).appendingPathComponent("claims.yml"),
        "Studies/audits/\(name)/claims.yml"
      )
    }.filter { isFile($0.0) }
    guard found.isEmpty else { return found }
    throw Diagnostic(
      "T661", ["tried": "claims.yml, claims/*.yml, Studies/audits/*/claims.yml"])
  }

  private func folders(_ url: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: url.appendingPathComponent(name).path, isDirectory: &isFolder) && isFolder.boolValue
    }.sorted()
  }

  private func isFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// Whether the first line that is neither empty nor a comment begins with `tamga: claims/`.
  private func isClaimsFile(_ url: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: url),
      let head = try? handle.read(upToCount: 4_096)
    else { return false }
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    let first = lines.first { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") && $0 != "---" }
    return first?.hasPrefix("tamga: claims/") ?? false
  }

  private func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  // MARK: Reading

  private func read(_ found: Found, text: String?) throws -> LoadedClaims {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: found.url)
    } catch {
      throw Diagnostic("T660", ["path": found.path], detail: error.localizedDescription)
    }
    let document = try ClaimsDocument(parsing: [UInt8](bytes), file: found.path)
    var loaded = LoadedClaims(document: document, file: found.url, path: found.path)
    try addText(text, to: &loaded)
    return loaded
  }

  private func addText(_ asked: String?, to loaded: inout LoadedClaims) throws {
    guard let name = asked ?? loaded.document.file else {
      loaded.diagnostics.append(unread(loaded, "–"))
      return
    }
    let url =
      asked == nil
      ? URL(fileURLWithPath: name, relativeTo: loaded.file.deletingLastPathComponent())
      : URL(fileURLWithPath: name, relativeTo: folder)
    guard isFile(url), let data = try? Data(contentsOf: url) else {
      if asked != nil { throw Diagnostic("T663", ["path": name]) }
      loaded.diagnostics.append(unread(loaded, name))
      return
    }
    let bytes = [UInt8](data)
    if let expected = loaded.document.sha256 {
      let found = SHA256Digest(of: bytes).hexadecimal
      guard found == expected.lowercased() else {
        throw Diagnostic(
          "T662", ["text": name, "expected": expected, "found": found],
          place: Place(file: loaded.path))
      }
    }
    loaded.text = DocumentText(bytes, file: name)
  }

  private func unread(_ loaded: LoadedClaims, _ name: String) -> Diagnostic {
    Diagnostic(
      "T665", severity: .note, ["document": loaded.document.id, "text": name],
      place: Place(file: loaded.path))
  }
}
