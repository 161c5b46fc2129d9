internal import Foundation
internal import TamgaAudit
internal import TamgaPresent
internal import TamgaStudy

/// The words and numbers of the claims audit for a terminal.
struct ClaimsWords {
  let localiser: Localiser
  let paint: Paint
  let isVerbose: Bool

  init(_ options: GlobalOptions) throws {
    localiser = try Localiser(language: Language.choose(requested: options.lang))
    paint = Paint(
      isOn: isatty(1) == 1 && !options.noColor
        && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)
    isVerbose = options.verbose
  }

  // MARK: Words

  /// A sentence or label with texts in its places.
  func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    localiser.text(Message(key, arguments.mapValues(MessageArgument.text)))
  }

  /// A word of a closed list, by its code: `leave_one_out` is the key `leave-one-out`.
  func word(_ list: String, _ code: String) -> String {
    let key = code.replacing("_", with: "-").replacing(" ", with: "-")
    return localiser.text("claims.\(list).\(key)")
  }

  func column(_ name: String) -> String { word("column", name) }

  func verdict(_ verdict: Verdict) -> String { word("verdict", verdict.rawValue) }

  /// The verdict with its kind, and what weakens it.
  func verdict(_ claim: ClaimResult) -> String {
    let kind = claim.sub.map { ".\($0.rawValue)" } ?? ""
    let verdict = word("verdict", claim.verdict.rawValue + kind)
    guard !claim.weak.isEmpty else { return verdict }
    return text("claims.verdict.weak", ["verdict": verdict])
  }

  /// Why a claim has its verdict.
  func why(_ claim: ClaimResult) -> String {
    let kind = claim.sub.map { ".\($0.rawValue)" } ?? ""
    let key = "\(claim.verdict.rawValue)\(kind)".replacing("_", with: "-")
    return text("claims.why.\(key)")
  }

  /// The sign of a verdict: a mark beside the word, never colour alone.
  func sign(_ claim: ClaimResult) -> String {
    let sign =
      switch claim.verdict {
      case .reproduced: claim.weak.isEmpty ? "✓" : "!"
      case .rounding: claim.weak.isEmpty ? "≈" : "!"
      case .contradicted: "✗"
      case .tainted: "⚠"
      case .notDerivable: "?"
      }
    return paint(
      sign, claim.needsAttention ? (claim.verdict == .contradicted ? .red : .yellow) : .green)
  }

  /// The id of a document with its title or citation.
  func title(of document: ClaimsDocument) -> String {
    [document.id, document.title ?? document.citation ?? ""].map(oneLine)
      .filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// A quotation on one line, cut to a width.
  func quote(_ text: String, width: Int = .max) -> String {
    let line = oneLine(text)
    guard !line.isEmpty else { return "" }
    return "“" + (line.count > width ? String(line.prefix(width - 1)) + "…" : line) + "”"
  }

  /// Text from a file without line breaks and control characters.
  func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        ? " " : scalar
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view).split(separator: " ").joined(separator: " ")
  }

  // MARK: Numbers

  /// A number with two decimals more than what is printed beside it, zeros at its end left out.
  func number(_ value: Double?, printed decimals: Int? = nil) -> String {
    guard let value, value.isFinite else { return "" }
    let most = decimals.map { $0 + 2 } ?? usual(value)
    let least = Swift.min(decimals ?? 0, most)
    let plain = NumberFormat.plain(value, digits: most)
    let zeros = plain.reversed().prefix { $0 == "0" }.count
    return localiser.numbers.string(value, digits: Swift.max(least, most - Swift.min(zeros, most)))
  }

  /// Decimals that show four digits of a number.
  private func usual(_ value: Double) -> Int {
    guard value != 0 else { return 0 }
    return Swift.min(8, Swift.max(0, 3 - Int(log10(value.magnitude).rounded(.down))))
  }

  /// `[low, high]`, with as many decimals as tell the ends apart.
  func interval(_ interval: RealInterval?, printed decimals: Int? = nil) -> String {
    guard let interval else { return "" }
    let first = decimals ?? Swift.max(0, usual(interval.middle) - 2)
    let enough = (first..<first + 5).first { more in
      number(interval.low, printed: more) != number(interval.high, printed: more)
    }
    func end(_ value: Double) -> String {
      value.isFinite ? number(value, printed: enough ?? first) : (value < 0 ? "−∞" : "∞")
    }
    let mark = localiser.numbers.decimalSeparator == "," ? "; " : ", "
    return "[\(end(interval.low))\(mark)\(end(interval.high))]"
  }

  /// What is printed: a number with its unit, where the text does not hold it already, or a word of
  /// the lexicon with what it is taken for.
  func printed(_ text: String?, _ unit: AuditUnit) -> String {
    guard let text else { return "" }
    if let word = LexiconWord(rawValue: text) {
      let name = self.word("word", word.rawValue)
      return word == .equal ? name : "\(name) (\(word.convention))"
    }
    let name = unit.shown
    let shown = text.replacing("<=", with: "≤").replacing(">=", with: "≥")
    return name.isEmpty || text.hasSuffix(name) ? shown : shown + "\u{A0}" + name
  }

  func share(_ value: Double?) -> String {
    value.map { localiser.numbers.percent(100 * $0, digits: 1) } ?? "–"
  }
}

/// Colours of a terminal.
struct Paint {
  enum Colour: String {
    case red = "31"
    case yellow = "33"
    case green = "32"
    case bold = "1"
    case faint = "2"
  }

  let isOn: Bool

  func callAsFunction(_ text: String, _ colour: Colour) -> String {
    isOn ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }
}
