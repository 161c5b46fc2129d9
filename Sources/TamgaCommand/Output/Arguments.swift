internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// The entity of an argument: a code, or a name in any of the four languages.
func entity(_ text: String, _ resolver: NameResolver) throws -> EntityCode {
  if let code = resolver.code(text) { return code }
  let kinds: Set<EntityKind> = [.country, .group, .region, .special]
  switch resolver.resolve(text, language: nil, in: nil, expecting: kinds) {
  case .resolved(let resolution): return resolution.entity
  case .ambiguous(let codes):
    throw Diagnostic(
      "T065", ["text": text, "candidates": codes.map(\.text).joined(separator: ", ")])
  case .unresolved(let proposals):
    throw Diagnostic(
      "T065", ["text": text, "candidates": proposals.map(\.text).joined(separator: ", ")])
  }
}

/// A date of an argument, checked to be ISO 8601.
func checkedDate(_ text: String) throws -> String {
  guard isISODate(text) else { throw Diagnostic("T066", ["text": text]) }
  return text
}

/// The running program.
enum Executable {
  /// The path of this executable with its links resolved.
  static var own: URL {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: link ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
  }

  /// Sizes and times of the executable and its resources: a rebuilt program does not trust what
  /// another one cached.
  static var build: String {
    let bundles = ["TamgaData", "TamgaPresent", "TamgaReport"].compactMap {
      try? ResourceFolder.url(ofTarget: $0)
    }
    let resources = bundles.flatMap { bundle in
      FileManager.default.enumerator(atPath: bundle.path)?.compactMap { $0 as? String }.sorted()
        .map { bundle.appendingPathComponent($0) } ?? []
    }
    let stamps = ([own] + resources).map { file -> String in
      let known = try? FileManager.default.attributesOfItem(atPath: file.path)
      let size = (known?[.size] as? NSNumber)?.intValue ?? 0
      let time = (known?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(size)-\(time)"
    }
    return String(SHA256Digest(ofText: stamps.joined(separator: " ")).hexadecimal.prefix(16))
  }
}
