internal import ArgumentParser
internal import Foundation
internal import TamgaPresent

/// A failure on its way out: the diagnostics, already paired with how to show them.
struct CommandFailure: Error {
  let diagnostics: [Diagnostic]
  let schema: String
  let options: GlobalOptions

  /// Prints the failure and ends the program with the exit code of the first diagnostic.
  func report() -> Never {
    let language = (try? Language.choose(requested: options.lang)) ?? .en
    let renderer = DiagnosticRenderer(language: language, usesColour: options.usesColour)
    if options.json {
      var envelope = Envelope(schema: schema, data: .null)
      envelope.diagnostics = diagnostics.map(renderer.json)
      envelope.print()
    }
    for diagnostic in diagnostics { Console.note(renderer.terminal(diagnostic)) }
    let code = diagnostics.first.map(renderer.exitCode) ?? 70
    Foundation.exit(code)
  }
}

extension GlobalOptions {
  /// Whether messages may be coloured.
  var usesColour: Bool {
    !noColor && ProcessInfo.processInfo.environment["NO_COLOR"] == nil && Console.isTerminal
  }

  /// Runs the body of a command; what it throws becomes a coded failure.
  func running(_ schema: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as CommandFailure {
      throw failure
    } catch let diagnostic as Diagnostic {
      throw CommandFailure(diagnostics: [diagnostic], schema: schema, options: self)
    } catch let code as ExitCode {
      throw code
    } catch {
      let diagnostic = Diagnostic("T920", ["what": schema], detail: String(describing: error))
      throw CommandFailure(diagnostics: [diagnostic], schema: schema, options: self)
    }
  }

  /// Prints an envelope, or what `text` makes when JSON is not asked for.
  func print(_ envelope: Envelope, diagnostics: [Diagnostic] = [], text: () throws -> String) throws
  {
    let language = try Language.choose(requested: lang)
    let renderer = DiagnosticRenderer(language: language, usesColour: usesColour)
    if json {
      var envelope = envelope
      if let jsonFields { envelope.keep(fields: jsonFields) }
      envelope.diagnostics = diagnostics.map(renderer.json)
      envelope.print()
      return
    }
    let output = try text()
    if !output.isEmpty { Console.out(output) }
    if !quiet { say(diagnostics, renderer) }
  }

  /// Notes that say that something else was done than what was asked for; they are always shown.
  private static let saidAlways: Set<String> = ["T808"]

  /// Prints diagnostics; of many alike one is shown in full and the rest counted.
  private func say(_ diagnostics: [Diagnostic], _ renderer: DiagnosticRenderer) {
    var shown: [String: Int] = [:]
    var hidden: [String: Int] = [:]
    for diagnostic in diagnostics
    where diagnostic.severity != .note || verbose || Self.saidAlways.contains(diagnostic.code) {
      let kind = diagnostic.code + (diagnostic.place?.file ?? "")
      shown[kind, default: 0] += 1
      if verbose || shown[kind, default: 0] <= 2 {
        Console.note(renderer.terminal(diagnostic))
      } else {
        hidden[diagnostic.code, default: 0] += 1
      }
    }
    guard !hidden.isEmpty else { return }
    let counts = hidden.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }
    Console.note("… and \(counts.joined(separator: ", ")); --verbose or --json shows all")
  }
}
