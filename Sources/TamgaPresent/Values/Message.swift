public import TamgaNumerics

/// An argument of a message.
public enum MessageArgument: Hashable, Sendable, Codable {
  /// Text as it is: a code, a name of a file, a printed figure.
  case text(String)
  /// A whole number, formatted and pluralised.
  case count(Int)
  /// A number of the result, formatted with its unit and linked to its source.
  case value(ValueID)
  /// A country, group or region, shown by its name in the reader's language.
  case entity(EntityCode)
  /// A period, formatted by the locale.
  case period(Period)
  /// A name given by the study in some languages; English where the reader's is missing.
  case name([String: String])
  /// A unit of measure, shown by its name.
  case unit(String)
  /// Another message.
  case message(Message)
}

/// A sentence or label: a key of the string catalogue and its arguments.
public struct Message: Hashable, Sendable, Codable {
  /// The key in the string catalogues.
  public let key: String
  /// The arguments by placeholder name.
  public let arguments: [String: MessageArgument]

  /// Creates a message.
  public init(_ key: String, _ arguments: [String: MessageArgument] = [:]) {
    self.key = key
    self.arguments = arguments
  }
}
