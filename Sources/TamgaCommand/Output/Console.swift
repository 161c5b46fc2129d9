internal import Foundation

/// Standard output and error; a reader that goes away (`| head`) ends the program quietly.
enum Console {
  /// Writes a line of data.
  static func out(_ text: String) { write(text + "\n", to: FileHandle.standardOutput) }

  /// Writes a message.
  static func note(_ text: String) { write(text + "\n", to: FileHandle.standardError) }

  /// Writes a message without ending the line.
  static func partialNote(_ text: String) { write(text, to: FileHandle.standardError) }

  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(2) == 1 }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// Lets a closed pipe end the program as it ends `cat`, and Ctrl-C with exit status 130.
///
/// Both are safe at any moment: outputs and imports appear whole or not at all.
func endOnSignals() {
  signal(SIGPIPE, SIG_DFL)
  signal(SIGINT) { _ in _exit(130) }
}
