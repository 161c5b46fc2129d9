public import TamgaNumerics
public import TamgaPresent

extension LibraryLookup {
  /// Why the library cannot be used, as the error to throw; nil when it can.
  public var failure: Diagnostic? {
    guard !isUsable else { return nil }
    let paths = tried.map(\.path).joined(separator: ", ")
    var arguments = ["library": library, "wanted": wanted, "paths": paths, "variable": variable]
    guard let last = tried.last(where: { $0.state != .absent }) else {
      return Diagnostic("T910", arguments)
    }
    arguments["path"] = last.path
    switch last.state {
    case .otherVersion:
      arguments["found"] = last.detail
      return Diagnostic("T912", arguments)
    case .missingSymbols:
      arguments["symbols"] = last.detail
      return Diagnostic("T913", arguments)
    case .companion:
      return Diagnostic("T914", arguments, detail: last.detail)
    case .fits, .absent, .unreadable:
      return Diagnostic("T911", arguments, detail: last.detail)
    }
  }
}
