import Foundation
import TamgaNumerics
import Testing

@testable import TamgaPresent

@Suite("Formatted values") struct GoldenTests {
  struct Row {
    let kind: String
    let arguments: [String]
    let texts: [Language: String]
  }

  static let rows: [Row] = {
    let file = SourceTree.root.appendingPathComponent(
      "Tests/TamgaPresentTests/Fixtures/golden.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let texts = zip(Language.allCases, cells.dropFirst(2))
      return Row(
        kind: cells[0], arguments: cells[1].split(separator: " ").map(String.init),
        texts: Dictionary(texts, uniquingKeysWith: { first, _ in first }))
    }
  }()

  /// Reads `-1.50` as mantissa and scale, independent of the parser under test elsewhere.
  static func exact(_ text: String) throws -> ExactDecimal {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let mantissa = try #require(Int128(String(parts[0]) + fraction))
    let isNegativeZero = parts[0] == "-0"
    return ExactDecimal(mantissa: isNegativeZero ? -abs(mantissa) : mantissa, scale: fraction.count)
  }

  static func period(_ text: String) throws -> Period {
    let parts = text.split(separator: "-")
    let year = try #require(Int(parts[0]))
    guard parts.count == 2 else { return Period(year: year) }
    let number = try #require(Int(parts[1].drop { !$0.isNumber }))
    if parts[1].hasPrefix("Q") { return Period(year: year, kind: .quarter(number)) }
    let isToDate = parts[1].hasPrefix("YTD")
    return Period(year: year, kind: isToDate ? .yearToDate(number) : .month(number))
  }

  static func format(_ row: Row, _ format: NumberFormat) throws -> String {
    let first = row.arguments[0]
    let digits = row.arguments.count > 1 ? Int(row.arguments[1]) ?? 0 : 0
    switch row.kind {
    case "exact": return format.string(try exact(first), digits: digits)
    case "real": return format.string(try #require(Double(first)), digits: digits)
    case "percent": return format.percent(try #require(Double(first)), digits: digits)
    case "points": return format.percentagePoints(try #require(Double(first)), digits: digits)
    case "compact": return format.compact(try #require(Double(first)))
    case "money":
      let unit = try #require(MeasureUnit(id: row.arguments[2]))
      return format.money(try exact(first), unit: unit, digits: digits)
    case "period": return format.period(try period(first))
    case "date": return format.date(first)
    case "short": return format.shortDate(first)
    case "p": return format.pValue(try #require(Double(first)))
    case "plural": return format.pluralClass(try #require(Int(first))).rawValue
    default: throw CancellationError()
    }
  }

  @Test(
    "Two hundred values a language are as an independent program writes them",
    arguments: Language.allCases)
  func golden(language: Language) throws {
    let format = try NumberFormat(language)
    #expect(Self.rows.count >= 200)
    for row in Self.rows {
      let text = try Self.format(row, format)
      #expect(text == row.texts[language], "\(row.kind) \(row.arguments)")
    }
  }

  @Test("The rules of the table in the manual hold to the letter")
  func manual() throws {
    let number = ExactDecimal(mantissa: 123_456_789, scale: 2)
    let expected: [Language: [String]] = [
      .en: ["1,234,567.89", "1.3K", "1.3B", "23.5%", "21 November 2024"],
      .ru: ["1 234 567,89", "1,3 тыс.", "1,3 млрд", "23,5 %", "21 ноября 2024 г."],
      .kk: ["1 234 567,89", "1,3 мың", "1,3 млрд", "23,5%", "2024 ж. 21 қараша"],
      .ky: ["1 234 567,89", "1,3 миң", "1,3 млд", "23,5%", "2024-ж., 21-ноябрь"],
    ]
    for (language, texts) in expected {
      let format = try NumberFormat(language)
      let shown = [
        format.string(number, digits: 2), format.compact(1_300), format.compact(1.3e9),
        format.percent(23.5, digits: 1), format.date("2024-11-21"),
      ]
      #expect(shown.map { $0.replacing("\u{A0}", with: " ") } == texts)
    }
  }

  @Test(
    "Foundation, where it knows the language, agrees on numbers and months",
    arguments: Language.allCases)
  func foundation(language: Language) throws {
    let format = try NumberFormat(language)
    let locale = Locale(identifier: language.rawValue)
    let formatter = NumberFormatter()
    formatter.locale = locale
    formatter.numberStyle = .decimal
    formatter.roundingMode = .halfUp
    formatter.minimumFractionDigits = 2
    formatter.maximumFractionDigits = 2
    for value in [0, 1.5, -1.5, 1_234.56, 1_234_567.89, -987_654.25] {
      let known = try #require(formatter.string(from: NSNumber(value: value)))
        .replacing("\u{202F}", with: "\u{A0}").replacing("-", with: "−")
      #expect(format.string(value, digits: 2) == known)
    }
    let dates = DateFormatter()
    dates.locale = locale
    #expect(
      format.table.months.standalone
        == dates.standaloneMonthSymbols.map {
          language == .en ? $0 : $0.lowercased()
        })
    if language != .ky {
      #expect(format.table.months.inDate == dates.monthSymbols.map { $0 })
    }
  }

  @Test(
    "A year is never grouped, a text that is no date stays as it is",
    arguments: [
      "2024-13-01", "2024-02-30", "1900-02-29", "2024-1-1", "", "yesterday", "2024-11-21T00:00",
    ])
  func dates(text: String) throws {
    let format = try NumberFormat(.en)
    #expect(format.date(text) == text)
    #expect(format.year(12_024) == "12024")
  }

  @Test("Neutral texts for files have a point, no groups and their own digits")
  func plain() {
    #expect(
      NumberFormat.plain(ExactDecimal(mantissa: 453_925_253_150, scale: 3)) == "453925253.150")
    #expect(NumberFormat.plain(ExactDecimal(mantissa: -5, scale: 3)) == "-0.005")
    #expect(NumberFormat.plain(ExactDecimal(mantissa: -5, scale: 3), digits: 2) == "-0.01")
    #expect(NumberFormat.plain(0.125, digits: 2) == "0.13")
    #expect(NumberFormat.plain(.nan, digits: 2) == "")
    #expect(
      NumberFormat.plain(ExactDecimal(mantissa: -.max, scale: 38))
        == "-1.70141183460469231731687303715884105727")
  }

  @Test("Rounding agrees with integer arithmetic for any digits", arguments: UInt64(0)..<50)
  func rounding(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let format = try NumberFormat(.en)
    for _ in 0..<40 {
      let mantissa = Int128(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
      let scale = Int.random(in: 1...6, using: &random)
      let kept = Int.random(in: 0..<scale, using: &random)
      let unit = (0..<(scale - kept)).reduce(Int128(1)) { power, _ in power * 10 }
      let magnitude = (Int128(mantissa.magnitude) + unit / 2) / unit
      let rounded = ExactDecimal(mantissa: mantissa < 0 ? -magnitude : magnitude, scale: kept)
      let value = ExactDecimal(mantissa: mantissa, scale: scale)
      #expect(format.string(value, digits: kept) == format.string(rounded, digits: kept))
      #expect(NumberFormat.plain(value, digits: kept) == NumberFormat.plain(rounded))
    }
  }
}
