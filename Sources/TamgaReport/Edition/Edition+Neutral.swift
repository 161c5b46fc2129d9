internal import TamgaNumerics
internal import TamgaPresent

extension Edition {
  /// The decimal sign of the language.
  var decimalSeparator: String { localiser.numbers.decimalSeparator }

  /// A cell for a file: neutral numbers, codes and canonical periods; empty where nothing is known.
  func neutral(_ cell: TableCell) -> String {
    switch cell {
    case .label(let message): plain(message)
    case .text(let text): text
    case .entity(let code): code.text
    case .period(let period): period.description
    case .value: neutralNumber(cell) ?? ""
    case .blank: ""
    }
  }

  /// The number of a cell with all its digits; nil where there is none.
  func neutralNumber(_ cell: TableCell) -> String? {
    guard case .value(let id) = cell, let record = record(id) else { return nil }
    switch record.value {
    case .exact(let value): return NumberFormat.plain(value)
    case .real(let value): return value.isFinite ? JSONWriter.text(of: value) : nil
    case .missing: return nil
    }
  }
}

extension Edition {
  /// The rules for numbers that Vega gets for the ticks of axes.
  var vegaNumberLocale: JSONValue {
    let numbers = localiser.numbers
    let group = numbers.string(1_000_000).dropFirst().prefix { !$0.isNumber }
    return [
      "decimal": .string(numbers.decimalSeparator), "thousands": .string(String(group)),
      "grouping": [3], "currency": ["", ""],
      "minus": .string(String(numbers.string(-1).prefix { !$0.isNumber })),
    ]
  }

  /// The expression that writes a tick: plain below ten thousand, else in a compact form.
  func tickExpression(for numbers: [Double]) -> String {
    let largest = numbers.map(\.magnitude).max() ?? 0
    let power = largest < 10_000 ? 0 : min(12, Int(3 * (largest.logarithm10 / 3).rounded(.down)))
    guard power > 0 else { return "format(datum.value, ',~f')" }
    let word = localiser.numbers.compact(Edition.powers[power / 3]).drop { $0.isNumber }
    let quoted = word.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return "datum.value == 0 ? '0' : format(datum.value / 1e\(power), ',~f') + '\(quoted)'"
  }

  private static let powers: [Double] = [1, 1e3, 1e6, 1e9, 1e12]
}

extension Double {
  /// The number of digits before the decimal sign, less one.
  fileprivate var logarithm10: Double {
    var rest = self
    var power = 0.0
    while rest >= 10 {
      rest /= 10
      power += 1
    }
    return power
  }
}

extension Edition {
  /// The numbers that a page shows, and those they rest on; not those of tables to download only.
  var onPage: Set<ValueID> {
    var reached: Set<ValueID> = []
    var open = run.results.flatMap { references(of: $0) { $0.display == .page } }
    while let id = open.popLast() {
      guard reached.insert(id).inserted, let record = record(id) else { continue }
      for case .value(let input) in record.inputs { open.append(input) }
    }
    return reached
  }

  /// Checks that every number shown has a record.
  ///
  /// - Throws: `T727` with the first id that has none.
  func checkReferences() throws {
    for id in run.results.flatMap({ references(of: $0) { _ in true } }) where record(id) == nil {
      throw Diagnostic("T727", ["id": id.text])
    }
  }

  /// The numbers in the tables, figures, sentences and cards of a result, in that order.
  private func references(of result: AnalysisResult, _ isWanted: (ResultTable) -> Bool) -> [ValueID]
  {
    let tables = result.tables.filter(isWanted) + result.figures.map(\.table)
    let messages =
      result.findings.map(\.message)
      + result.figures.flatMap { [$0.finding, $0.subtitle, $0.summary] + $0.notes }
      + result.tables.flatMap(\.notes) + (result.introduction.map { [$0] } ?? [])
      + result.cards.flatMap(\.messages)
    return tables.flatMap { $0.rows.joined().compactMap(\.valueID) }
      + messages.flatMap(references) + result.cards.flatMap(\.values)
  }

  private func references(in message: Message) -> [ValueID] {
    message.arguments.sorted { $0.key < $1.key }.flatMap { argument -> [ValueID] in
      switch argument.value {
      case .value(let id): [id]
      case .message(let inner): references(in: inner)
      default: []
      }
    }
  }
}
