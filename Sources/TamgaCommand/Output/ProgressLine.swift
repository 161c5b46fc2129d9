internal import Foundation
internal import TamgaPresent

/// One line a step on standard error, as long work goes on.
struct ProgressLine {
  let options: GlobalOptions

  /// Whether steps are shown.
  var isShown: Bool {
    switch options.progress {
    case .none: false
    case .auto: !options.quiet && !options.json
    case .plain, .json: !options.quiet
    }
  }

  /// Says that a step ended.
  func step(_ name: String, _ detail: String, status: String = "ok") {
    guard isShown else { return }
    if options.progress == .json {
      let line = JSONValue.object([
        "status": .string(status), "step": .string(name), "detail": .string(detail),
      ])
      Console.note(line.text())
    } else {
      let padded = status.padding(toLength: 6, withPad: " ", startingAt: 0)
      Console.note(
        "  \(padded)\(name.padding(toLength: max(12, name.count), withPad: " ", startingAt: 0)) \(detail)"
      )
    }
  }
}
