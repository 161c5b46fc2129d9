public import TamgaPresent

/// What is wrong in an expression, and where in its text.
public struct ExpressionFault: Error, Hashable, Sendable {
  /// The code, as in `T630`.
  public var code: String
  /// The arguments of the code's sentences.
  public var arguments: [String: String]
  /// The offset in the expression's text, in Unicode scalars from 0.
  public var offset: Int
  /// How many scalars are meant; 0 at the end of the text.
  public var length: Int

  /// Creates a fault.
  public init(code: String, arguments: [String: String], offset: Int, length: Int) {
    self.code = code
    self.arguments = arguments
    self.offset = offset
    self.length = length
  }

  /// The fault as a diagnostic at its place in the file.
  ///
  /// The column is that of the fault inside the scalar; quotation marks and escapes are counted. A
  /// scalar that goes over several lines, or whose line is too long for an excerpt, has the place of
  /// its beginning.
  ///
  /// - Parameter node: the scalar that holds the expression.
  /// - Returns: the fault with its code, arguments and place.
  public func diagnostic(in node: YAMLNode) -> Diagnostic {
    var diagnostic = node.diagnostic(code, arguments)
    if let column = ScalarColumns(node).column(of: offset) { diagnostic.place?.column = column }
    return diagnostic
  }
}

/// Finds the column of a scalar's text in its source line.
private struct ScalarColumns {
  private let text: [Unicode.Scalar]
  private let line: [Unicode.Scalar]
  private let start: Int

  init(_ node: YAMLNode) {
    text = Array(((try? node.string()) ?? "").unicodeScalars)
    line = Array((node.excerpt ?? "").unicodeScalars)
    start = node.column - 1
  }

  /// The column, from 1, of an offset in the text; nil when the line does not show it.
  func column(of offset: Int) -> Int? {
    guard line.indices.contains(start), offset >= 0, offset <= text.count else { return nil }
    let quote = line[start]
    let isQuoted = quote == "\"" || quote == "'"
    var place = isQuoted ? start + 1 : start
    for scalar in text.prefix(offset) {
      guard line.indices.contains(place) else { return nil }
      let isPair =
        place + 1 < line.count && line[place + 1] == scalar
        && (quote == "\"" && line[place] == "\\" || quote == "'" && line[place] == "'")
      if isPair {
        place += 2
      } else if line[place] == scalar {
        place += 1
      } else {
        return nil
      }
    }
    return place <= line.count ? place + 1 : nil
  }
}
