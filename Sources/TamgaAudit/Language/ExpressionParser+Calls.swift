internal import TamgaPresent

extension ExpressionParser {
  /// A function call; the current token is the opening bracket.
  mutating func call(_ name: ExpressionToken) throws(ExpressionFault) -> Part {
    guard let function = AuditFunction(rawValue: name.text) else { throw Self.unknown(name) }
    try enter()
    try advance()
    var call = Expression.Call(function: function, arguments: [], at: name.offset)
    var heights: [Int] = []
    if !isSign(")") || function == .data {
      repeat {
        if isSign(",") { try advance() }
        if let height = try argument(of: &call) { heights.append(height) }
      } while isSign(",")
    }
    guard isSign(")") else { throw unexpected(expected: "`)` | `,`") }
    let counts = function.signature.count
    guard counts.contains(call.arguments.count) else {
      throw ExpressionFault(
        code: "T636",
        arguments: [
          "function": name.text, "found": String(call.arguments.count),
          "expected": Self.text(of: counts),
        ], offset: name.offset, length: name.length)
    }
    try advance()
    leave()
    return Part(tree: .call(call), height: try raised(heights, at: name))
  }

  /// Reads an argument into a call; the height of a positional one.
  private mutating func argument(of call: inout Expression.Call) throws(ExpressionFault) -> Int? {
    if call.function == .data, call.arguments.isEmpty {
      guard current.kind == .text else { throw unexpected(expected: "`\"…\"`") }
      call.arguments.append(.text(current.text))
      try advance()
      return 1
    }
    let isName = current.kind == .word && lexer.isBeforeColon()
    guard call.function == .data else {
      if isName {
        throw ExpressionFault(
          code: "T639", arguments: ["name": current.text, "function": call.function.rawValue],
          offset: current.offset, length: current.length)
      }
      let part = try conditions()
      call.arguments.append(part.tree)
      return part.height
    }
    let names = DataKey.names.map { "`\($0):`" }.joined(separator: " | ")
    guard isName else { throw unexpected(expected: names) }
    try keyPart(of: &call)
    return nil
  }

  /// Reads `reporter: KAZ`.
  private mutating func keyPart(of call: inout Expression.Call) throws(ExpressionFault) {
    let name = current
    guard DataKey.names.contains(name.text) else {
      let hint = Suggestion(for: name.text, among: DataKey.names)
      throw ExpressionFault(
        code: "T623", arguments: hint.arguments, offset: name.offset, length: name.length)
    }
    guard call.named[name.text] == nil else {
      throw ExpressionFault(
        code: "T641", arguments: ["name": name.text], offset: name.offset, length: name.length)
    }
    try advance()
    try take { (lexer: inout ExpressionLexer) throws(ExpressionFault) in try lexer.nextValue() }
    guard current.kind == .row || current.kind == .text, !current.text.isEmpty else {
      throw unexpected(expected: "`KAZ` | `\"…\"`")
    }
    call.named[name.text] = current.text
    try advance()
  }

  private static func unknown(_ name: ExpressionToken) -> ExpressionFault {
    let hint = Suggestion(for: name.text, among: AuditFunction.allCases.map(\.rawValue))
    return ExpressionFault(
      code: "T635", arguments: hint.arguments, offset: name.offset, length: name.length)
  }

  private static func text(of counts: ClosedRange<Int>) -> String {
    if counts.upperBound == Int.max { return "≥ \(counts.lowerBound)" }
    return counts.count == 1
      ? "\(counts.lowerBound)" : "\(counts.lowerBound)–\(counts.upperBound)"
  }
}

/// The words near a wrong one, for messages.
struct Suggestion {
  /// The arguments `name`, `suggestion`, `known` of the sentences.
  let arguments: [String: String]

  /// Looks for the word that was meant.
  ///
  /// Where none is near, the first known words stand for it; known words beyond twelve are left out.
  init(for word: String, among known: [String]) {
    let most = 12
    let rest = known.count > most ? ", …" : ""
    let listed = known.isEmpty ? "–" : known.prefix(most).joined(separator: ", ") + rest
    arguments = [
      "name": word, "known": listed,
      "suggestion": Spelling.nearest(to: word, in: known) ?? listed,
    ]
  }
}
