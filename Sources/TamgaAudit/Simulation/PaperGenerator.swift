internal import TamgaNumerics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes papers whose every number is known: 4 to 8 years, 3 to 6 partners, turnover, exports,
/// imports and shares, with sentences in four languages and three number styles.
struct PaperGenerator {
  private var random: RandomStream
  private let number: Int

  init(seed: UInt64, number: Int) {
    self.number = number
    random = RandomStream(seed: seed, entity: UInt64(number), purpose: "audit.paper")
  }

  /// A sound paper: every printed number is the true one, rounded (in a tenth of papers, the
  /// numbers of the text are cut off instead).
  mutating func paper() -> SyntheticPaper {
    let years = 4 + random.below(5)
    let partners = Array(["kg", "uz", "ru", "cn", "tj", "mn"].prefix(3 + random.below(4)))
    let first = 2000 + random.below(20)
    let isClosed = random.below(2) == 0
    let styles: [NumberStyle] = [.spaced, .english, NumberStyle(decimal: ",", group: ".")]
    let truth = table(partners: partners.count, years: years, isClosed: isClosed)
    var paper = SyntheticPaper(
      number: number, style: styles[random.below(3)],
      language: ["en", "ru", "kk", "ky"][random.below(4)], partners: partners,
      years: Array(first..<first + years), isClosed: isClosed,
      isTruncating: random.below(10) == 0, power: 6, headerPower: 6, truth: truth,
      cells: truth.map { row in
        row.map { SyntheticPaper.Printed(mantissa: Self.rounded($0, 1), decimals: 1) }
      }, sentences: [])
    var writer = SentenceWriter(paper: paper, random: random)
    paper.sentences = writer.sentences()
    return paper
  }

  /// Turnover, exports, imports and their shares by year from the last to the first, the total
  /// above the partners.
  private mutating func table(partners: Int, years: Int, isClosed: Bool) -> [[Double]] {
    var flows: [[[Double]]] = []
    for _ in 0..<partners {
      var series: [[Double]] = []
      var x = 100 + 3_000 * random.uniform()
      var m = 50 + 2_500 * random.uniform()
      for _ in 0..<years {
        series.append([Self.fine(x), Self.fine(m)])
        x *= 0.7 + 0.8 * random.uniform()
        m *= 0.7 + 0.8 * random.uniform()
      }
      flows.append(series)
    }
    var rows: [[Double]] = []
    for year in (0..<years).reversed() {
      let rest =
        isClosed
        ? [0, 0] : [Self.fine(9_000 * random.uniform()), Self.fine(7_000 * random.uniform())]
      let x = flows.reduce(rest[0]) { $0 + $1[year][0] }
      let m = flows.reduce(rest[1]) { $0 + $1[year][1] }
      rows.append([x + m, x, m, 100, 100, 100])
      for partner in flows {
        let own = partner[year]
        rows.append([
          own[0] + own[1], own[0], own[1], 100 * (own[0] + own[1]) / (x + m), 100 * own[0] / x,
          100 * own[1] / m,
        ])
      }
    }
    return rows
  }

  /// A number with four decimals.
  private static func fine(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  static func rounded(_ value: Double, _ decimals: Int) -> Int {
    Int((value * powerOfTen(decimals)).rounded(.toNearestOrAwayFromZero))
  }

  /// The digits a text prints: rounded, or cut off.
  static func printed(_ value: Double, _ decimals: Int, isTruncating: Bool) -> Int {
    isTruncating
      ? Int((value * powerOfTen(decimals)).rounded(.towardZero)) : rounded(value, decimals)
  }
}
