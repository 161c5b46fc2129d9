/// A part of a rendered sentence: plain text, or a number that links to its source.
public enum Segment: Hashable, Sendable {
  /// Text.
  case text(String)
  /// A number of the result as the reader sees it.
  case value(ValueID, String)

  /// What the reader sees.
  public var text: String {
    switch self {
    case .text(let text): text
    case .value(_, let text): text
    }
  }
}
