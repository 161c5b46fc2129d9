internal import TamgaNumerics

/// Puts errors into made-up papers.
struct ErrorPlanter {
  private var random: RandomStream

  init(seed: UInt64, number: Int) {
    random = RandomStream(seed: seed, entity: UInt64(number), purpose: "audit.error")
  }

  /// One to three errors in a paper, each in another place.
  mutating func plant(in paper: inout SyntheticPaper) -> [PlantedError] {
    let count = 1 + random.below(3)
    var planted: [PlantedError] = []
    var attempts = 0
    while planted.count < count, attempts < 60 {
      attempts += 1
      let isTaken = { (target: PlantedError.Target) in planted.contains { $0.target == target } }
      let kind = PlantedError.Kind.allCases[random.below(PlantedError.Kind.allCases.count)]
      if let error = plant(kind, in: &paper, isTaken) { planted.append(error) }
    }
    return planted
  }

  /// Puts one error into a paper again, alone: to see what it moves.
  static func replant(_ error: PlantedError, from wrong: SyntheticPaper, in sound: SyntheticPaper)
    -> SyntheticPaper
  {
    var paper = sound
    switch error.target {
    case .cell(let cell): paper.cells[cell.row][cell.column] = wrong.cells[cell.row][cell.column]
    case .sentence(let index): paper.sentences[index].printed = wrong.sentences[index].printed
    case .header: paper.headerPower = wrong.headerPower
    }
    if error.isBeforeText, case .cell(let cell) = error.target {
      recompute(&paper, after: cell, isTaken: { _ in false })
    }
    return paper
  }

  private mutating func plant(
    _ kind: PlantedError.Kind, in paper: inout SyntheticPaper,
    _ isTaken: (PlantedError.Target) -> Bool
  ) -> PlantedError? {
    switch kind {
    case .lookAlike, .substitution, .transposition, .length, .lostSeparator, .thousand, .copy:
      return plantCell(kind, in: &paper, isTaken)
    case .header:
      guard !isTaken(.header), paper.headerPower == paper.power else { return nil }
      paper.headerPower = 3
      return PlantedError(
        kind: .header, target: .header, truth: .init(mantissa: 6, decimals: 0), isBeforeText: false)
    case .sentenceDigit, .sign, .endYearBase, .relativePoints, .sentenceUnit:
      return plantSentence(kind, in: &paper, isTaken)
    }
  }

  // MARK: Cells

  private mutating func plantCell(
    _ kind: PlantedError.Kind, in paper: inout SyntheticPaper,
    _ isTaken: (PlantedError.Target) -> Bool
  ) -> PlantedError? {
    // The shares of the total are 100.0 in every row: nobody misprints those here.
    let row = random.below(paper.cells.count)
    let isTotal = row % (paper.partners.count + 1) == 0
    let column = random.below(isTotal ? 3 : 6)
    let cell = SyntheticPaper.Cell(row: row, column: column)
    let truth = paper.cells[row][column]
    guard !isTaken(.cell(cell)), let wrong = wrongNumber(kind, truth, in: paper, cell),
      wrong.mantissa != truth.mantissa || wrong.decimals != truth.decimals
        || wrong.override != nil
    else { return nil }
    paper.cells[row][column] = wrong
    let isBefore = random.below(2) == 0 && wrong.override == nil
    if isBefore { Self.recompute(&paper, after: cell, isTaken: isTaken) }
    return PlantedError(kind: kind, target: .cell(cell), truth: truth, isBeforeText: isBefore)
  }

  private mutating func wrongNumber(
    _ kind: PlantedError.Kind, _ truth: SyntheticPaper.Printed, in paper: SyntheticPaper,
    _ cell: SyntheticPaper.Cell
  ) -> SyntheticPaper.Printed? {
    var wrong = truth
    switch kind {
    case .lostSeparator:
      guard truth.mantissa >= 100 else { return nil }
      wrong.override = String(truth.mantissa)
    case .thousand: wrong.mantissa = truth.mantissa * 1_000
    case .copy:
      let other = cell.row + (paper.partners.count + 1) * (random.below(2) == 0 ? 1 : -1)
      guard paper.cells.indices.contains(other) else { return nil }
      wrong = paper.cells[other][cell.column]
      guard wrong.override == nil else { return nil }
    default:
      guard let digits = misprint(kind, truth.mantissa) else { return nil }
      wrong.mantissa = digits
    }
    return wrong
  }

  /// Digits with one error of a kind; nil where the number does not allow it.
  private mutating func misprint(_ kind: PlantedError.Kind, _ mantissa: Int) -> Int? {
    var digits = Array(String(mantissa.magnitude))
    guard digits.count >= 2 else { return nil }
    let place = random.below(digits.count)
    switch kind {
    case .lookAlike:
      let like: [Character: [Character]] = [
        "0": ["6", "8"], "6": ["0", "8", "5", "9"], "8": ["0", "6", "3", "5"], "1": ["7"],
        "7": ["1"], "3": ["5", "8"], "5": ["3", "8", "6"], "9": ["6"],
      ]
      guard let options = like[digits[place]] else { return nil }
      digits[place] = options[random.below(options.count)]
    case .transposition:
      guard place > 0, digits[place] != digits[place - 1] else { return nil }
      digits.swapAt(place, place - 1)
    case .length:
      if random.below(2) == 0 {
        digits.remove(at: place)
      } else {
        digits.insert(Character(String(random.below(10))), at: place)
      }
    default: digits[place] = Character(String(random.below(10)))
    }
    guard digits.first != "0", let result = Int(String(digits)), result > 0 else { return nil }
    return result == Int(mantissa.magnitude) ? nil : mantissa.signum() * result
  }

  /// Sentences computed from a wrong cell.
  private static func recompute(
    _ paper: inout SyntheticPaper, after cell: SyntheticPaper.Cell,
    isTaken: (PlantedError.Target) -> Bool
  ) {
    for index in paper.sentences.indices where !isTaken(.sentence(index)) {
      let sentence = paper.sentences[index]
      guard sentence.inputs.contains(cell) else { continue }
      let value = sentence.value(
        sentence.inputs.map { input in
          let printed = paper.cells[input.row][input.column]
          return input == cell
            ? scaled(printed.mantissa, -printed.decimals) : paper.truth[input.row][input.column]
        })
      guard value.isFinite, value.magnitude < 1e12 else { continue }
      paper.sentences[index].printed.mantissa = PaperGenerator.printed(
        value, sentence.printed.decimals, isTruncating: paper.isTruncating)
    }
  }

  // MARK: Sentences

  private mutating func plantSentence(
    _ kind: PlantedError.Kind, in paper: inout SyntheticPaper,
    _ isTaken: (PlantedError.Target) -> Bool
  ) -> PlantedError? {
    guard !paper.sentences.isEmpty else { return nil }
    let index = random.below(paper.sentences.count)
    let sentence = paper.sentences[index]
    let truth = sentence.printed
    guard !isTaken(.sentence(index)), !sentence.inputs.contains(where: { isTaken(.cell($0)) }),
      let mantissa = wrongSentence(kind, sentence, paper), mantissa != truth.mantissa
    else { return nil }
    paper.sentences[index].printed.mantissa = mantissa
    return PlantedError(
      kind: kind, target: .sentence(index), truth: truth, isBeforeText: false)
  }

  private mutating func wrongSentence(
    _ kind: PlantedError.Kind, _ sentence: SyntheticPaper.Sentence, _ paper: SyntheticPaper
  ) -> Int? {
    let values = sentence.inputs.map { paper.truth[$0.row][$0.column] }
    let decimals = sentence.printed.decimals
    func printed(_ value: Double) -> Int {
      PaperGenerator.printed(value, decimals, isTruncating: paper.isTruncating)
    }
    switch (kind, sentence.form) {
    case (.sentenceDigit, _):
      return misprint(
        [.substitution, .transposition, .lookAlike][random.below(3)],
        sentence.printed.mantissa)
    case (.sign, .growth), (.sign, .difference), (.sign, .points), (.sign, .correlation):
      return -sentence.printed.mantissa
    case (.endYearBase, .growth): return printed(100 * (values[0] - values[1]) / values[0])
    case (.relativePoints, .points): return printed(100 * (values[0] / values[1] - 1))
    case (.sentenceUnit, .level): return printed(values[0])
    default: return nil
    }
  }
}
