internal import Foundation
internal import TamgaData
internal import TamgaNumerics
internal import TamgaPresent

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
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
    let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil,
    (1...12).contains(month), (1...31).contains(day)
  else { throw Diagnostic("T066", ["text": text]) }
  return text
}

/// The running program.
enum Executable {
  /// The path of this executable with its links resolved.
  static var own: URL {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: link ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
  }

  /// Size and time of the executable: a rebuilt program does not trust what another one cached.
  static var build: String {
    let known = try? FileManager.default.attributesOfItem(atPath: own.path)
    let size = (known?[.size] as? NSNumber)?.intValue ?? 0
    let time = (known?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(size)-\(time)"
  }
}
