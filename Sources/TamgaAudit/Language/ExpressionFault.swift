internal import TamgaPresent

/// What is wrong with an expression, and where in its text.
struct ExpressionFault: Error, Hashable {
  /// The code of the diagnostic.
  var code: String
  /// Its arguments.
  var arguments: [String: String]
  /// The offset in the text, in characters from 0.
  var offset: Int
  /// How many characters are meant.
  var length: Int

  /// The diagnostic at the fault's line and column.
  ///
  /// - Parameter node: the scalar the expression is written in; in a block scalar, whose lines were
  ///   joined, the place is that of the node.
  func diagnostic(in node: YAMLNode) -> Diagnostic {
    var diagnostic = node.diagnostic(code, arguments)
    guard case .scalar(let text, let isQuoted) = node.content, !text.contains("\n"),
      let line = diagnostic.excerpt, let start = diagnostic.place?.column
    else { return diagnostic }
    let written = line.dropFirst(start - 1 + (isQuoted ? 1 : 0))
    if written.hasPrefix(text.prefix(20)) {
      diagnostic.place?.column = start + (isQuoted ? 1 : 0) + offset
    }
    return diagnostic
  }
}
