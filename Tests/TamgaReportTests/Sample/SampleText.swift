import TamgaNumerics
import TamgaPresent

/// Sentences of the sample in a language, made of pieces so that no catalogue key is needed for each.
struct SampleText {
  let language: Language

  /// A sentence with `{name}` places, in English or Russian.
  func say(
    _ english: String, _ russian: String, _ arguments: [String: MessageArgument] = [:]
  ) -> Message {
    let text = language == .ru ? russian : english
    var pieces: [MessageArgument] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      if let argument = arguments[String(rest[rest.index(after: open)..<close])] {
        pieces.append(argument)
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    if case .message(let message) = join(pieces[...]) { return message }
    return pair(join(pieces[...]), .text(""))
  }

  private func join(_ pieces: ArraySlice<MessageArgument>) -> MessageArgument {
    guard pieces.count > 1 else { return pieces.first ?? .text("") }
    let middle = pieces.startIndex + pieces.count / 2
    return .message(pair(join(pieces[..<middle]), join(pieces[middle...])))
  }

  private func pair(_ first: MessageArgument, _ second: MessageArgument) -> Message {
    Message("report.joined", ["first": first, "second": second])
  }
}
