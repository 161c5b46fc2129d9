import Testing

@testable import TamgaAudit

@Suite("Readings of printed numbers") struct NumberReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var style = NumberStyle.spaced
    var grid: Int?
    var trust = LiteralTrust.print
    /// Mantissa, decimals, kind, cost.
    var readings: [(Int, Int, PrintedReading.Kind, Double)]

    init(
      _ text: String, _ style: NumberStyle = .spaced, grid: Int? = nil,
      trust: LiteralTrust = .print,
      reads readings: [(Int, Int, PrintedReading.Kind, Double)]
    ) {
      (self.text, self.style, self.grid, self.trust) = (text, style, grid, trust)
      self.readings = readings
    }

    var testDescription: String { "\(text) \(style.decimal)" }
  }

  static let cases: [Case] = [
    // A lost comma: 1147,2 and 18442,8 printed without it.
    Case("11472", grid: 1, reads: [(11472, 0, .printed, 0), (11472, 1, .lostSeparator, 0.7)]),
    Case("184428", grid: 1, reads: [(184428, 0, .printed, 0), (184428, 1, .lostSeparator, 0.7)]),
    Case("-11472", grid: 1, reads: [(-11472, 0, .printed, 0), (-11472, 1, .lostSeparator, 0.7)]),
    Case("541", reads: [(541, 0, .printed, 0)]), Case("5", grid: 1, reads: [(5, 0, .printed, 0)]),
    Case(
      "184", trust: .scan,
      reads: [(184, 0, .printed, 0), (184, 1, .lostSeparator, 0.7), (184, 2, .lostSeparator, 0.7)]),
    // Two marks settle the style.
    Case("5.774.330", reads: [(5_774_330, 0, .otherStyle, 0)]),
    Case("5,774,330", reads: [(5_774_330, 0, .otherStyle, 0)]),
    Case("3.286", .english, reads: [(3286, 3, .printed, 0), (3286, 0, .otherStyle, 0.3)]),
    Case("3,286", reads: [(3286, 3, .printed, 0), (3286, 0, .otherStyle, 0.3)]),
    Case(
      "3,286", .english, trust: .chart,
      reads: [(3286, 0, .printed, 0), (3286, 3, .otherStyle, 0.8)]),
    Case("3,28", .english, reads: [(328, 2, .otherStyle, 0)]),
    Case("1 247,2", reads: [(12472, 1, .printed, 0)]),
    Case("1\u{A0}247,2", reads: [(12472, 1, .printed, 0)]),
    Case("1\u{2009}247,2", reads: [(12472, 1, .printed, 0)]),
    Case("1\u{202F}247\u{2007}300", reads: [(1_247_300, 0, .printed, 0)]),
    Case("−12,5", reads: [(-125, 1, .printed, 0)]), Case("– 12,5", reads: [(-125, 1, .printed, 0)]),
    Case("36,581.40", .english, reads: [(3_658_140, 2, .printed, 0)]),
    Case("36,581.40", reads: [(3_658_140, 2, .otherStyle, 0)]),
    Case("1234.5", .english, reads: [(12345, 1, .printed, 0)]),
    Case(".5", .english, reads: [(5, 1, .printed, 0)]),
    Case("0.90", .english, reads: [(90, 2, .printed, 0)]),
    Case("+3,5", reads: [(35, 1, .printed, 0)]),
    Case("$3", reads: [(3, 0, .printed, 0)]), Case("20%", reads: [(20, 0, .printed, 0)]),
    Case("-$3", .english, reads: [(3, 0, .printed, 0)]),
    Case("USD 36.6 million", .english, reads: [(366, 1, .printed, 0)]),
    Case("approx. 5.2 %", .english, reads: [(52, 1, .printed, 0)]),
    // Letters for digits.
    Case("0,O5", reads: [(5, 2, .letters, 0)]), Case("1O5", reads: [(105, 0, .letters, 0)]),
    Case("l2,5", reads: [(25, 1, .printed, 0), (125, 1, .letters, 0.7)]),
    Case("З7", reads: [(7, 0, .printed, 0), (37, 0, .letters, 0.7)]),
  ]

  @Test("Every reading with its price", arguments: cases)
  func readings(of example: Case) {
    let reader = NumberReader(style: example.style, grid: example.grid, trust: example.trust)
    let found = reader.readings(of: example.text)
    #expect(found.map(\.mantissa) == example.readings.map(\.0))
    #expect(found.map(\.decimals) == example.readings.map(\.1))
    #expect(found.map(\.kind) == example.readings.map(\.2))
    #expect(found.map(\.cost) == example.readings.map(\.3))
  }

  @Test(
    "What holds no number",
    arguments: [
      "", " ", "-", "—", "…", "n/a", "нет данных", "abc", "1,2,3", "12-15", "1 2 3", "1..2", "1,",
      "99999999999999999999999", "٣", "5 (2022)", "\u{0}",
    ])
  func garbage(text: String) {
    let readings = NumberReader(style: .english, grid: 1, trust: .scan).readings(of: text)
    #expect(text == "1," ? readings.map(\.value).first == 1 : readings.isEmpty)
  }

  @Test("Values and texts are exact")
  func values() {
    let reading = PrintedReading(mantissa: -11472, decimals: 1, kind: .printed, cost: 0)
    #expect(reading.value == -1147.2)
    #expect(reading.value(power: 6) == -1_147_200_000)
    #expect(reading.text == "-1147.2")
    #expect(PrintedReading(mantissa: 5, decimals: 3, kind: .printed, cost: 0).text == "0.005")
    #expect(scaled(1, 22) == 1e22)
    #expect(scaled(3, -1) == 0.3)
  }
}
