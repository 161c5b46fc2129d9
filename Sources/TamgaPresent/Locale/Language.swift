public import Foundation

/// A language of the product.
public enum Language: String, CaseIterable, Sendable, Codable {
  /// English, the source of all texts.
  case en
  /// Russian.
  case ru
  /// Kazakh in Cyrillic.
  case kk
  /// Kyrgyz.
  case ky

  /// The language with a code or a name of a POSIX locale: `ru`, `ru_RU.UTF-8`, `kk-KZ`.
  public init?(code: String) {
    let first = code.lowercased().prefix { $0.isLetter }
    guard let language = Language(rawValue: String(first)) else { return nil }
    self = language
  }

  /// Chooses the language: the asked one, the study's, that of the environment, English.
  ///
  /// - Parameters:
  ///   - requested: what `--lang` says.
  ///   - study: what the study file says.
  ///   - environment: the environment; `LC_ALL`, `LC_MESSAGES` and `LANG` are asked in this order.
  /// - Returns: the language.
  /// - Throws: `T904` when a language is asked for that does not exist.
  public static func choose(
    requested: String? = nil, study: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Language {
    if let asked = requested ?? study {
      guard let language = Language(code: asked) else {
        throw Diagnostic("T904", ["language": asked, "known": known])
      }
      return language
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty { return Language(code: value) ?? .en }
    }
    return .en
  }

  /// The codes, for a message.
  public static var known: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
