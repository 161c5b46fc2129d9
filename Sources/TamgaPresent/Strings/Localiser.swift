public import TamgaNumerics

/// Renders messages and numbers in one language: sentences, units, names, periods.
///
/// A key that a language lacks is taken from English; one that English lacks is shown in brackets,
/// so that it is seen and no reader meets an empty place.
public struct Localiser: Sendable {
  /// Finds the record of a number.
  public typealias Lookup = (ValueID) -> ValueRecord?

  /// The language.
  public let language: Language
  /// The formats of numbers and dates.
  public let numbers: NumberFormat
  /// Names of entities by code and language, as in ``RunResult/names``.
  public var names: [String: [String: String]]
  private let catalogs: [StringCatalog]
  private let isPseudo: Bool

  /// Creates a localiser.
  ///
  /// - Parameters:
  ///   - language: the language.
  ///   - names: names of entities by code and language.
  /// - Throws: when the resources of the language cannot be read.
  public init(language: Language, names: [String: [String: String]] = [:]) throws {
    let languages = language == .en ? [Language.en] : [language, .en]
    let catalogs = try languages.map { try StringCatalog.catalog(of: $0) }
    try self.init(language: language, names: names, catalogs: catalogs)
  }

  /// The pseudo-locale `qps`: English with accents, 40 % longer, to find texts from elsewhere.
  ///
  /// - Parameter names: names of entities by code and language.
  /// - Returns: a localiser whose texts stand in `⟦…⟧`; numbers and names stay English.
  /// - Throws: when the resources of English cannot be read.
  public static func pseudo(names: [String: [String: String]] = [:]) throws -> Localiser {
    try Localiser(
      language: .en, names: names, catalogs: [StringCatalog.catalog(of: .en)], isPseudo: true)
  }

  /// Creates a localiser with catalogues of its own, the first that has a key deciding.
  init(
    language: Language, names: [String: [String: String]] = [:], catalogs: [StringCatalog],
    isPseudo: Bool = false
  ) throws {
    self.language = language
    self.names = names
    self.isPseudo = isPseudo
    self.catalogs = catalogs
    numbers = try NumberFormat(language)
  }

  /// The code for the `lang` attribute of a page.
  public var code: String { isPseudo ? PseudoLocale.code : language.rawValue }

  /// The number of texts in this language that no native reader has reviewed.
  public var draftCount: Int { catalogs.first?.draftCount ?? 0 }

  /// Renders a message as plain text.
  public func text(_ message: Message, lookup: Lookup = { _ in nil }) -> String {
    segments(message, lookup: lookup).map(\.text).joined()
  }

  /// Renders a message without arguments by its key.
  public func text(_ key: String) -> String { text(Message(key)) }

  /// Renders a message as segments, so that its numbers can be linked.
  public func segments(_ message: Message, lookup: Lookup = { _ in nil }) -> [Segment] {
    var segments: [Segment] = []
    append(message, lookup: lookup, depth: 0, to: &segments)
    return segments
  }

  /// Whether a key exists in this language or in English.
  public func has(_ key: String) -> Bool { catalogs.contains { $0.entries[key] != nil } }

  /// The name of a country, group or region; its code when no name is known.
  public func entityName(_ code: EntityCode) -> String {
    names[code.text]?[language.rawValue] ?? names[code.text]?[Language.en.rawValue] ?? code.text
  }

  /// The name of a unit for a heading: `million USD`, `%`.
  public func unitName(_ id: String) -> String { numbers.unitName(id) }

  private func append(
    _ message: Message, lookup: Lookup, depth: Int, to segments: inout [Segment]
  ) {
    let entry = catalogs.lazy.compactMap { $0.entries[message.key] }.first
    guard depth < 8, let entry, let pattern = try? MessagePattern(entry.text) else {
      return segments.append(text: "[\(message.key)]")
    }
    let scope = Scope(arguments: message.arguments, depth: depth)
    append(pattern, in: scope, lookup: lookup, to: &segments)
  }

  private struct Scope {
    let arguments: [String: MessageArgument]
    let depth: Int
  }

  private func append(
    _ pattern: MessagePattern, in scope: Scope, lookup: Lookup, to segments: inout [Segment]
  ) {
    for part in pattern.parts {
      switch part {
      case .text(let text):
        segments.append(text: isPseudo ? PseudoLocale.text(text) : text)
      case .place(let name, let style):
        guard let argument = scope.arguments[name] else {
          segments.append(text: "{\(name)}")
          continue
        }
        append((argument, style), in: scope, lookup: lookup, to: &segments)
      case .plural(let name, let forms):
        let chosen = pluralClass(of: scope.arguments[name], lookup: lookup)
        guard let form = forms[chosen] ?? forms[.other] else { continue }
        append(form, in: scope, lookup: lookup, to: &segments)
      }
    }
  }

  private func append(
    _ place: (argument: MessageArgument, style: String?), in scope: Scope, lookup: Lookup,
    to segments: inout [Segment]
  ) {
    switch place.argument {
    case .text(let text): segments.append(text: text)
    case .count(let count): segments.append(text: numbers.string(count))
    case .entity(let code): segments.append(text: entityName(code))
    case .period(let period): segments.append(text: numbers.period(period))
    case .name(let texts):
      segments.append(text: texts[language.rawValue] ?? texts["en"] ?? texts.values.min() ?? "")
    case .unit(let id): segments.append(text: unitName(id))
    case .message(let message):
      append(message, lookup: lookup, depth: scope.depth + 1, to: &segments)
    case .value(let id):
      guard let record = lookup(id) else { return segments.append(text: "[\(id.text)]") }
      segments.append(.value(id, place.style == "number" ? number(of: record) : format(record)))
    }
  }

  private func pluralClass(of argument: MessageArgument?, lookup: Lookup) -> PluralClass {
    switch argument {
    case .count(let count): return numbers.pluralClass(count)
    case .value(let id):
      switch lookup(id).map({ ($0.value, $0.digits) }) {
      case (.exact(let value), let digits)?:
        return numbers.pluralClass(DecimalDigits(value), digits: digits)
      case (.real(let value), let digits)? where value.isFinite:
        return numbers.pluralClass(DecimalDigits(value), digits: digits)
      default: return .other
      }
    default: return .other
    }
  }
}

extension [Segment] {
  /// Appends text, joined to the text before it.
  fileprivate mutating func append(text: String) {
    if case .text(let before)? = last {
      self[count - 1] = .text(before + text)
    } else {
      append(.text(text))
    }
  }
}
