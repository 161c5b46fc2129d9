internal import TamgaNumerics
internal import TamgaPresent

/// The files behind numbers, each once.
struct SourceFiles: Sendable {
  /// A file.
  struct File: Sendable, Hashable {
    let name: String
    let sha256: String

    /// The anchor in the page.
    var anchor: String {
      "f-" + SHA256Digest(ofText: name + "\n" + sha256).base32.prefix(12)
    }
  }

  /// The files by name, then checksum.
  let files: [File]

  init(of records: [ValueRecord]) {
    var seen: Set<File> = []
    for record in records {
      for case .cell(let cell) in record.inputs {
        seen.insert(File(name: cell.file, sha256: cell.sha256))
      }
    }
    files = seen.sorted { ($0.name, $0.sha256) < ($1.name, $1.sha256) }
  }
}
