public import TamgaPresent

/// A number of an official source in one publication.
public struct OfficialFigure: Sendable {
  /// The number in base units.
  public var value: Double
  /// The text of the source.
  public var text: String
  /// The date of the publication, if known.
  public var vintage: String?
  /// Where it stands.
  public var cell: CellReference

  /// Creates a figure.
  public init(value: Double, text: String, vintage: String?, cell: CellReference) {
    self.value = value
    self.text = text
    self.vintage = vintage
    self.cell = cell
  }
}

/// Where official numbers come from; a warehouse implements it.
public protocol OfficialFigures: Sendable {
  /// The numbers of a key in all publications, the newest first.
  func figures(for key: DataKey) throws -> [OfficialFigure]
}

/// How an official number stands to a printed one.
public enum ExternalVerdict: String, Sendable, Codable {
  /// It rounds to the printed one.
  case match
  /// It does in another publication only.
  case otherVintage = "other_vintage"
  /// It does not.
  case differs
}

/// A claim held against the official source.
public struct ExternalResult: Sendable {
  /// The data sets.
  public var datasets: [String]
  /// The publication used; nil when it has no date.
  public var vintage: String?
  /// The value in the claim's unit.
  public var value: Double
  /// The verdict.
  public var verdict: ExternalVerdict
  /// The publication that matches, where another one does.
  public var matchingVintage: String?
  /// Whether the numbers come from publications of different dates.
  public var isMixed: Bool
  /// The cells behind it.
  public var figures: [OfficialFigure]
}

/// Holds claims and cells against official numbers.
struct ExternalCheck {
  let model: AuditModel
  let numbers: PrintedNumbers
  /// All publications of each key, the newest first.
  let figures: [DataKey: [OfficialFigure]]
  /// The last date that counts; nil for the newest.
  let asOf: String?

  // MARK: Keys

  /// The key of a cell; nil where the document binds it to none.
  static func key(of cell: AuditCell, in document: ClaimsDocument) -> DataKey? {
    switch cell.owner {
    case .table(let table, let row, let column):
      return key(document.tables[table], row: row, column: column)
    case .number(let index):
      if case .key(let key)? = document.numbers[index].against { return key }
    case .claim(let index):
      if case .key(let key)? = document.claims[index].against { return key }
    }
    return nil
  }

  private static func key(_ table: AuditTable, row: Int, column: Int) -> DataKey? {
    guard let binding = table.against, let own = binding.columns[table.columns[column].name],
      !binding.except.contains(where: { RowVariables.fits(table.rows[row], $0) })
    else { return nil }
    var parts = binding.key.merging(own) { $1 }
    let values = table.rows[row].split(separator: ".").map(String.init)
    for (name, value) in zip(table.rowParts, values) where DataKey.names.contains(name) {
      parts[name] = binding.codes[value] ?? value
    }
    return DataKey(dataset: binding.dataset, parts: parts)
  }

  /// All keys a document asks for.
  static func keys(of model: AuditModel) -> [DataKey] {
    var keys = Set(model.cells.compactMap { key(of: $0, in: model.document) })
    for statement in model.statements {
      keys.formUnion(statement.tape?.dataKeys ?? [])
      for condition in statement.conditions { keys.formUnion(condition.difference.dataKeys) }
    }
    for claim in model.document.claims {
      if case .expression(let written)? = claim.against,
        let tape = tape(written, model.book)
      {
        keys.formUnion(tape.dataKeys)
      }
    }
    return keys.sorted()
  }

  static func tape(_ written: WrittenExpression, _ book: CellBook) -> Tape? {
    var compiler = TapeCompiler(book: book)
    guard (try? compiler.scalar(written.tree)) != nil, compiler.missing.isEmpty else { return nil }
    return compiler.tape
  }

  // MARK: Values

  /// The number of a key in the last publication up to a date.
  func figure(_ key: DataKey, upTo date: String?) -> OfficialFigure? {
    let all = figures[key] ?? []
    guard let date else { return all.first }
    return all.first { ($0.vintage ?? "") <= date }
  }

  /// The numbers for expressions over `data(…)`, in the publication that counts.
  var values: OfficialValues {
    var result: OfficialValues = [:]
    for key in figures.keys {
      result[key] = figure(key, upTo: asOf).map { PrintedValue(exact: $0.value) }
    }
    return result
  }

  /// The official number of each bound cell.
  var cells: [Int: PrintedValue] {
    var result: [Int: PrintedValue] = [:]
    for (index, cell) in model.cells.enumerated() {
      guard let key = Self.key(of: cell, in: model.document),
        let figure = figure(key, upTo: asOf)
      else { continue }
      result[index] = PrintedValue(exact: figure.value)
    }
    return result
  }

  // MARK: Claims

  /// The result of a claim or an identity; nil where a number it needs has no source.
  ///
  /// A value inside the range of the printed inputs matches as well: the official numbers then round
  /// to what the document computed from.
  func result(of statement: Statement, _ evaluation: Evaluation) -> ExternalResult? {
    guard let keyed = keyedTape(statement) else { return nil }
    let range = evaluation.fit.holds ? evaluation.range?.interval : nil
    guard let first = evaluate(keyed, upTo: asOf, statement, range) else { return nil }
    if first.verdict == .match { return first }
    let dates = Set(keyed.keys.flatMap { figures[$0] ?? [] }.compactMap(\.vintage)).sorted()
    for date in dates.reversed() {
      guard let other = evaluate(keyed, upTo: date, statement, range), other.verdict == .match
      else {
        continue
      }
      var result = first
      result.verdict = .otherVintage
      result.matchingVintage = other.vintage ?? date
      return result
    }
    return first
  }

  /// A tape whose every leaf is an official number.
  private func keyedTape(_ statement: Statement) -> (tape: Tape, keys: [DataKey])? {
    var tape: Tape?
    if case .claim(let index) = statement.origin {
      switch model.document.claims[index].against {
      case .expression(let written): tape = Self.tape(written, model.book)
      case .key(let key):
        var single = Tape()
        _ = single.leaf(.data(key))
        tape = single
      case nil: break
      }
    }
    guard let tape = tape ?? statement.tape, !tape.leaves.isEmpty else { return nil }
    var keys: [DataKey] = []
    for leaf in tape.leaves {
      switch leaf {
      case .data(let key): keys.append(key)
      case .cell(let cell):
        guard let key = Self.key(of: model.cells[cell], in: model.document) else { return nil }
        keys.append(key)
      }
    }
    return (tape, keys)
  }

  private func evaluate(
    _ keyed: (tape: Tape, keys: [DataKey]), upTo date: String?, _ statement: Statement,
    _ range: RealInterval?
  ) -> ExternalResult? {
    var found: [OfficialFigure] = []
    for key in keyed.keys {
      guard let figure = figure(key, upTo: date) else { return nil }
      found.append(figure)
    }
    guard let value = keyed.tape.value(at: found.map(\.value)) else { return nil }
    let evaluator = Evaluator(numbers: numbers)
    let holds =
      switch statement.target {
      case .printed:
        evaluator.printedInterval(statement)?.contains(value) ?? false
          || range?.contains(value) ?? false
      case .bound(let relation, let cell):
        numbers.values[cell].map { relation.holds(value - $0.value) } ?? false
      case .between(let interval): interval.contains(value)
      case .word(let word, let isGrowth):
        Evaluator.fits(word, isGrowth, RealInterval(point: value))
      case .conditions: false
      }
    let dates = Set(found.map(\.vintage))
    return ExternalResult(
      datasets: Set(keyed.keys.map(\.dataset)).sorted(),
      vintage: found.compactMap(\.vintage).max(), value: value / scaled(1, statement.unit.power),
      verdict: holds ? .match : .differs, matchingVintage: nil, isMixed: dates.count > 1,
      figures: found)
  }
}
