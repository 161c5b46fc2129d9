internal import Foundation
internal import Synchronization

/// The rules of one language for numbers, dates and sorting, read from `Resources/Locales`.
///
/// The tables are ours: no platform's locale data enters an output.
struct LocaleTable: Sendable, Decodable {
  /// A pattern by power of ten, as in `"3": "{n} тыс."`.
  let compact: [String: String]
  let decimalSeparator: String
  let groupSeparator: String
  /// Digits before the first separator is set: 1,234 has four.
  let minimumGrouped: Int
  let minus: String
  let percent: String
  let percentagePoint: String
  let pluralRule: PluralRule
  let months: Months
  let datePattern: String
  let shortDatePattern: String
  let period: PeriodPatterns
  let scales: [String: String]
  let currencies: [String: String]
  let moneyPattern: String
  let units: [String: String]
  let unitNames: [String: String]
  let alphabet: String

  struct Months: Sendable, Decodable {
    /// `November`, `ноябрь`: alone or with a year.
    let standalone: [String]
    /// As in a date: `ноября`.
    let inDate: [String]
    let short: [String]
  }

  struct PeriodPatterns: Sendable, Decodable {
    let quarter: String
    let quarterNames: [String]
    let month: String
    let yearToDate: String
    let firstMonth: String
  }

  /// Which plural class a number takes.
  enum PluralRule: String, Sendable, Decodable {
    /// English: one for exactly 1 without decimals.
    case oneWithoutDecimals = "one-without-decimals"
    /// Russian: one, few, many by the last digits; fractions are other.
    case eastSlavic = "east-slavic"
    /// Kazakh and Kyrgyz: one for 1, also 1.0.
    case oneByValue = "one-by-value"
  }

  private static let loaded = Mutex<[Language: LocaleTable]>([:])

  /// The table of a language, read once.
  static func table(of language: Language) throws -> LocaleTable {
    if let table = loaded.withLock({ $0[language] }) { return table }
    let path = "Locales/\(language.rawValue).json"
    let bytes = try ResourceFolder.bytes(of: path, inTarget: "TamgaPresent")
    let table: LocaleTable
    do {
      table = try JSONDecoder().decode(LocaleTable.self, from: Data(bytes))
    } catch {
      throw Diagnostic("T921", ["file": path], detail: "\(error)")
    }
    loaded.withLock { $0[language] = table }
    return table
  }
}
