internal import TamgaAudit

/// Looks for the expression that gives each number of a sentence.
///
/// Cells of the tables and numbers nearby are tried by what the sentence says: growth, index, share,
/// difference, sum, times. What reproduces the number within rounding, and is named by the years
/// or the words of the sentence, is written when it is the only one; else up to three are listed.
struct RelationGuess {
  /// An expression that may give a number.
  struct Candidate {
    var expression: String
    var range: DraftRange
    var score: Int
    var claims: [Int] = []
  }

  private(set) var claims: [DraftClaim]
  let cells: [DraftQuantity]
  let pairs: [DraftPair]
  let tables: [DraftTable]
  let contexts: [SentenceContext]
  /// The claims each claim's expression reads.
  private var reads: [Int: [Int]] = [:]

  init(_ claims: [DraftClaim], tables: [DraftTable], sentences: [DraftSentence]) {
    self.claims = claims
    self.tables = tables
    cells = DraftQuantity.cells(of: tables)
    pairs = DraftPair.all(cells)
    contexts = SentenceContext.all(sentences)
    for step in Step.allCases {
      for index in claims.indices where claims[index].expression == nil { guess(index, step) }
    }
  }

  /// What is looked for first: rates before amounts, sums before differences.
  private enum Step: CaseIterable {
    case rates, cellsAndSums, differences
  }

  private mutating func guess(_ index: Int, _ step: Step) {
    let claim = claims[index]
    let isPercent = ["%", "pp"].contains { claim.auditUnit.dimension == [$0: 1] }
    let isTimes = claim.unit.lowerWords.first.map(Self.timesWords.contains) ?? false
    guard (step == .rates) == (isPercent || isTimes || claim.isCoefficient), claim.upper == nil,
      claim.hedge != .over, claim.hedge != .upTo, var printed = claim.base
    else { return }
    if claim.hedge != nil { printed.half = Swift.max(printed.half, printed.value.magnitude / 20) }
    let found: [Candidate]
    if claim.isCoefficient {
      found = correlations(index)
    } else if isTimes {
      found = folds(index)
    } else {
      found = isPercent ? percents(index) : amounts(index, differences: step == .differences)
    }
    choose(index, found, printed)
  }

  static let timesWords: Set<String> = ["times", "time", "fold", "раз", "раза", "есе", "эсе"]

  private mutating func choose(_ index: Int, _ found: [Candidate], _ printed: DraftValue) {
    var seen: Set<String> = []
    let isLong = claims[index].significantDigits >= 3
    let fitting = found.filter { candidate in
      candidate.score >= (isLong || candidate.claims.isEmpty ? 2 : 3)
        && (candidate.range.width <= 8 * printed.half + 1e-9 || candidate.score >= 8)
        && candidate.range.meets(printed) && !candidate.claims.contains { leads($0, to: index) }
        && seen.insert(candidate.expression).inserted
    }
    let ranked = fitting.enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }.map(\.element)
    guard let best = ranked.first else {
      let expected = found.filter { $0.score >= 8 }.max { $0.score < $1.score }
      claims[index].comments =
        expected.map { ["does not reproduce: \($0.expression)"] } ?? scaledCells(index, printed)
      return
    }
    let second = ranked.dropFirst().first?.score ?? 0
    if ranked.count == 1 || best.score >= second + 2 {
      claims[index].expression = best.expression
      reads[index] = best.claims
      claims[index].comments = ranked.dropFirst().prefix(2).map { "also: \($0.expression)" }
    } else {
      claims[index].comments = ranked.prefix(3).map { "fits: \($0.expression)" }
    }
  }

  /// Whether the expression of a claim rests on another one.
  private func leads(_ from: Int, to target: Int) -> Bool {
    var open = [from]
    var seen: Set<Int> = []
    while let next = open.popLast() {
      if next == target { return true }
      if seen.insert(next).inserted { open += reads[next] ?? [] }
    }
    return false
  }

  // MARK: How well a candidate is named

  func context(_ index: Int) -> SentenceContext { contexts[claims[index].sentence] }

  /// How well the sentence of a claim names some cells.
  func score(_ index: Int, _ parts: [Int]) -> Int {
    let context = context(index)
    var score = 0
    let years = Set(parts.compactMap { cells[$0].year })
    let span = (years.max() ?? 0) - (years.min() ?? 0)
    for year in years {
      if context.years.contains(year) {
        score += 2
      } else if context.earlierYears.contains(year) {
        score += 1
      } else if !(years.count == 2 && span == 1 && year == years.min()) {
        score -= 2
      }
    }
    if years.count == 2, span == 1 { score += 1 }
    for part in Set(parts.map { cells[$0].series }) {
      guard let cell = parts.first(where: { cells[$0].series == part }).map({ cells[$0] }) else {
        continue
      }
      if !cell.columnStems.isDisjoint(with: context.stems) { score += 2 }
      if !cell.rowStems.isDisjoint(with: context.stems) { score += 2 }
    }
    return score
  }

  /// Numbers stated near a claim that measure something of a kind, those of its sentence first.
  func neighbours(_ index: Int, where isFit: (DraftClaim) -> Bool) -> [(claim: Int, score: Int)] {
    let own = claims[index].sentence
    let near = (index - 12)...(index + 6)
    let fitting = near.clamped(to: 0...Swift.max(0, claims.count - 1)).filter {
      $0 != index && claims[$0].upper == nil && (own - 2...own + 1).contains(claims[$0].sentence)
        && claims[$0].base != nil && isFit(claims[$0])
    }
    return fitting.map { ($0, claims[$0].sentence == own ? 2 : 1) }
  }

  func reference(_ claim: Int) -> String { "@\(claims[claim].id)" }

  /// Whether a sentence says `from A to B`.
  func isFromTo(_ old: Int, _ new: Int) -> Bool {
    guard claims[old].sentence == claims[new].sentence, old < new else { return false }
    let text = contexts[claims[old].sentence].characters
    func last(_ end: Int) -> [String] {
      String(text[Swift.max(0, end - 14)..<end]).lowerWords.suffix(2)
    }
    let (first, second) = (last(claims[old].range.lowerBound), last(claims[new].range.lowerBound))
    return (first.contains("from") || first.contains("с"))
      && (second.contains("to") || second.contains("до"))
  }
}

/// What a sentence says beside its numbers.
struct SentenceContext {
  /// What its words speak of.
  enum Cue: CaseIterable {
    case rise, fall, index, share, average, difference, sum

    var stems: Set<String> {
      switch self {
      case .rise: DraftWords.rise
      case .fall: DraftWords.fall
      case .index: DraftWords.index
      case .share: DraftWords.share
      case .average: DraftWords.average
      case .difference: DraftWords.difference
      case .sum: DraftWords.sum
      }
    }
  }

  let characters: [Character]
  let stems: Set<String>
  let years: Set<Int>
  /// The years of the last sentence before it that has some.
  let earlierYears: Set<Int>
  private let cues: Set<Cue>

  static func all(_ sentences: [DraftSentence]) -> [SentenceContext] {
    var earlier: Set<Int> = []
    return sentences.map { sentence in
      let text = sentence.text
      let words = text.lowerWords
      let years = Set(text.split { !$0.isPlainDigit }.compactMap { Numeral.year($0) })
      defer { if !years.isEmpty { earlier = years } }
      return SentenceContext(
        characters: sentence.characters, stems: DraftQuantity.stems(text), years: years,
        earlierYears: earlier,
        cues: Set(Cue.allCases.filter { DraftWords.any(words, $0.stems) }))
    }
  }

  func says(_ cue: Cue) -> Bool { cues.contains(cue) }
}
