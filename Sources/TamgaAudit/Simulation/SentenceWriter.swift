internal import TamgaNumerics

/// Writes the sentences of a made-up paper.
struct SentenceWriter {
  typealias Sentence = SyntheticPaper.Sentence
  typealias Cell = SyntheticPaper.Cell

  let paper: SyntheticPaper
  var random: RandomStream
  private var written: [Sentence] = []

  init(paper: SyntheticPaper, random: RandomStream) {
    self.paper = paper
    self.random = random
  }

  /// Ten to twenty sentences.
  mutating func sentences() -> [Sentence] {
    let count = 10 + random.below(11)
    for _ in 0..<count { write(form: random.below(8)) }
    return written
  }

  private mutating func write(form: Int) {
    let partner = random.below(paper.partners.count)
    let column = random.below(3)
    let later = 1 + random.below(paper.years.count - 1)
    let earlier = random.below(2) == 0 ? later - 1 : random.below(later)
    let new = cell(partner, later, column)
    let old = cell(partner, earlier, column)
    switch form {
    case 0, 1: add(.growth, [new, old], "growth({0}, {1})", "%", 1) { 100 * ($0[0] / $0[1] - 1) }
    case 2: add(.difference, [new, old], "{0} - {1}", "mln USD", 1) { $0[0] - $0[1] }
    case 3: add(.index, [new, old], "index({0}, {1})", "%", 1) { 100 * $0[0] / $0[1] }
    case 4:
      let n = later - earlier
      add(.compound, [old, new], "cagr({0}, {1}, \(n))", "%", 1) {
        100 * ((realPower($0[1] / $0[0], 1 / Double(n)) ?? 1) - 1)
      }
    case 5:
      let shares = [later, earlier].map { cell(partner, $0, 3 + column) }
      add(.points, shares, "pp({0}, {1})", "pp", 1) { $0[0] - $0[1] }
    case 6: add(.level, [new], "{0}", "bln USD", 2) { $0[0] / 1_000 }
    default: correlation(partner)
    }
  }

  private func cell(_ partner: Int, _ year: Int, _ column: Int) -> Cell {
    Cell(row: paper.row(partner, year), column: column)
  }

  private mutating func correlation(_ partner: Int) {
    let years = paper.years.count
    let x = (0..<years).map { cell(partner, $0, 1) }
    let m = (0..<years).map { cell(partner, $0, 2) }
    let name = paper.partners[partner]
    let rows = "\(name).\(paper.years[0])..\(name).\(paper.years[years - 1])"
    add(
      .correlation, x + m, "pearson(T1.x[\(rows)], T1.m[\(rows)])", "", 2
    ) { Tape.correlation(Array($0.prefix(years)), Array($0.suffix(years))) ?? 0 }
  }

  private mutating func add(
    _ form: SyntheticPaper.Form, _ inputs: [Cell], _ expression: String, _ unit: String,
    _ decimals: Int, _ value: @escaping @Sendable ([Double]) -> Double
  ) {
    let truth = value(inputs.map { paper.truth[$0.row][$0.column] })
    let mantissa = PaperGenerator.printed(truth, decimals, isTruncating: paper.isTruncating)
    // A number that rounds to nothing says nothing.
    guard mantissa.magnitude >= 2, truth.isFinite else { return }
    var text = expression
    for (place, input) in inputs.enumerated() where form != .correlation {
      text = text.replacing("{\(place)}", with: paper.address(input))
    }
    let id = "s\(paper.number)-\(written.count + 1)"
    written.append(
      Sentence(
        id: id, template: Self.template(form, paper.language),
        printed: .init(mantissa: mantissa, decimals: decimals), unit: unit, expression: text,
        form: form, inputs: inputs, value: value))
  }

  /// A sentence around a number.
  static func template(_ form: SyntheticPaper.Form, _ language: String) -> String {
    let words: [String: [String]] = [
      "en": [
        "grew by {value}%", "by {value} million US dollars", "the growth rate was {value}%",
        "on average by {value}% a year", "the share changed by {value} points",
        "reached {value} billion US dollars", "the coefficient is {value}",
      ],
      "ru": [
        "рост на {value}%", "на {value} млн долл.", "темп роста составил {value}%",
        "в среднем на {value}% в год", "доля изменилась на {value} п.п.",
        "достиг {value} млрд долл.", "коэффициент равен {value}",
      ],
      "kk": [
        "{value}%-ға өсті", "{value} млн долларға", "өсу қарқыны {value}%",
        "жылына орта есеппен {value}%", "үлесі {value} пайыздық тармаққа өзгерді",
        "{value} млрд долларға жетті", "коэффициент {value}",
      ],
      "ky": [
        "{value}%га өстү", "{value} млн долларга", "өсүү темпи {value}%",
        "жылына орто эсеп менен {value}%", "үлүшү {value} пайыздык пунктка өзгөрдү",
        "{value} млрд долларга жетти", "коэффициент {value}",
      ],
    ]
    let list = words[language] ?? words["en"] ?? []
    let place =
      switch form {
      case .growth: 0
      case .difference: 1
      case .index, .ratio: 2
      case .compound: 3
      case .points: 4
      case .level: 5
      case .correlation: 6
      }
    return list[place]
  }
}
