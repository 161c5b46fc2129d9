/// Another way a printed number could have been computed.
public struct AlternativeReading: Hashable, Sendable {
  /// The kind of verdict it explains.
  public var kind: VerdictKind
  /// The formula with its arguments, as in `index(T1.m[kg.2022], T1.m[kg.2021])`.
  public var formula: String
  /// Its value in the claim's unit.
  public var value: Double
}

/// What explains a contradiction: one alternative that fits, or several that could by accident.
public struct Explanation: Hashable, Sendable {
  /// The alternative asserted; nil when none fits, or more than one.
  public var asserted: AlternativeReading?
  /// All alternatives that fit.
  public var candidates: [AlternativeReading]
  /// The chance that some alternative fits by accident: Σ |P| / spread of the alternatives.
  public var accident: Double
}

/// Tries other readings of a contradicted claim.
///
/// An alternative is asserted only where exactly one fits and the chance of an accident is below a
/// tenth; kinds of rate, sign and scale are tried before other periods and partners.
struct AlternativeReadings {
  let model: AuditModel
  let evaluator: Evaluator
  /// The most an alternative may fit by accident.
  static let mostAccident = 0.1

  /// The explanation of a contradicted statement; nil where nothing can be tried.
  func explanation(of statement: Statement) -> Explanation? {
    guard let printed = evaluator.printedInterval(statement), let tape = statement.tape,
      let inputs = evaluator.inputs(of: tape),
      let value = tape.value(at: inputs.map(\.value))
    else { return nil }
    var all: [AlternativeReading] = []
    var accident = 0.0
    for tier in [rates(statement, value), neighbours(statement)] {
      let (fitting, chance) = fits(tier, printed, value, statement.unit.power)
      accident = chance
      all += fitting
      if fitting.count == 1, chance < Self.mostAccident {
        return Explanation(asserted: fitting.first, candidates: all, accident: chance)
      }
      if !fitting.isEmpty { break }
    }
    return all.isEmpty ? nil : Explanation(asserted: nil, candidates: all, accident: accident)
  }

  private func fits(
    _ tier: [AlternativeReading], _ printed: RealInterval, _ value: Double, _ power: Int
  ) -> ([AlternativeReading], Double) {
    let base = scaled(1, power)
    var distinct: [AlternativeReading] = []
    for option in tier where option.value.isFinite {
      let isKnown = distinct.contains { $0.value == option.value }
      if !isKnown { distinct.append(option) }
    }
    let fitting = distinct.filter { printed.contains($0.value * base) }
    // Scale and sign leave the digits alone: what matters is how many digits agree.
    let values =
      distinct.filter { ![.unit, .sign].contains($0.kind) }.map(\.value) + [value / base]
    let spread = (values.max() ?? 0) - (values.min() ?? 0)
    guard spread > 0 else { return (fitting, fitting.isEmpty ? 1 : 0) }
    return (fitting, Double(distinct.count) * (printed.width / base) / spread)
  }

  // MARK: Kinds of rate, sign, scale

  private func rates(_ statement: Statement, _ value: Double) -> [AlternativeReading] {
    let shown = value / scaled(1, statement.unit.power)
    var result: [AlternativeReading] = [-6, -3, 3, 6].map { power in
      let text = "× 10^\(power)"
      return AlternativeReading(
        kind: .unit, formula: text,
        value: power < 0 ? shown / powerOfTen(-power) : shown * powerOfTen(power))
    }
    result.append(AlternativeReading(kind: .sign, formula: "−", value: -shown))
    guard let reading = statement.reading, let arguments = points(reading) else { return result }
    let sign = reading.isNegated ? -1.0 : 1.0
    for (kind, name, alternative) in Self.forms(reading.function, arguments) {
      guard let alternative, alternative.isFinite else { continue }
      result.append(
        AlternativeReading(
          kind: kind, formula: formula(name, reading), value: sign * alternative))
      if sign < 0 {
        result.append(
          AlternativeReading(kind: kind, formula: formula(name, reading), value: alternative))
      }
    }
    return result
  }

  /// The other forms of a function of its arguments.
  private static func forms(_ function: AuditFunction, _ a: [Double])
    -> [(VerdictKind, String, Double?)]
  {
    func over(_ x: Double, _ y: Double) -> Double? { y == 0 ? nil : x / y }
    guard a.count >= 2 else { return [] }
    let (new, old) = function == .cagr ? (a[1], a[0]) : (a[0], a[1])
    let growth = over(new, old).map { 100 * ($0 - 1) }
    let index = over(new, old).map { 100 * $0 }
    let reversed = over(old, new).map { 100 * ($0 - 1) }
    let endBase = over(new - old, new).map { 100 * $0 }
    let logarithmic = over(new, old).flatMap { $0 > 0 ? 100 * naturalLogarithm($0) : nil }
    let fold = over(new, old)
    switch function {
    case .growth, .index, .logdiff, .fold, .ratio, .share, .coverage:
      return [
        (.base, "growth", growth), (.base, "index", index), (.base, "end-year base", endBase),
        (.base, "reversed", reversed), (.base, "logdiff", logarithmic), (.base, "fold", fold),
        (.point, "pp", new - old),
      ]
    case .pp:
      return [(.point, "growth", growth), (.base, "index", index), (.base, "reversed", reversed)]
    case .cagr: return compound(new, old, a[2]) + [(.base, "growth", growth)]
    case .balance: return [(.base, "turnover", new + old)]
    case .turnover: return [(.base, "balance", new - old)]
    default: return []
    }
  }

  private static func compound(_ new: Double, _ old: Double, _ n: Double)
    -> [(VerdictKind, String, Double?)]
  {
    guard old != 0, new / old > 0 else { return [] }
    let steps = [n - 1, n + 1].filter { $0 >= 1 }
    return steps.map { count in
      (.base, "cagr n=\(Int(count))", realPower(new / old, 1 / count).map { 100 * ($0 - 1) })
    } + [(.base, "growth / n", 100 * (new / old - 1) / n)]
  }

  private func points(_ reading: StatedReading) -> [Double]? {
    var result: [Double] = []
    for tape in reading.arguments {
      guard let inputs = evaluator.inputs(of: tape), let value = tape.value(at: inputs.map(\.value))
      else { return nil }
      result.append(value)
    }
    return result
  }

  private func formula(_ name: String, _ reading: StatedReading) -> String {
    let arguments = reading.cells.map { cell in cell.map { model.cells[$0].address } ?? "…" }
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: Other cells of the same table

  /// The same expression with one cell exchanged for another of its column (another row: a period
  /// or a partner) or of its row (another flow).
  private func neighbours(_ statement: Statement) -> [AlternativeReading] {
    guard let tape = statement.tape, let inputs = evaluator.inputs(of: tape) else { return [] }
    var result: [AlternativeReading] = []
    let points = inputs.map(\.value)
    for (place, leaf) in tape.leaves.enumerated() {
      guard case .cell(let cell) = leaf,
        case .table(let table, let row, let column) = model.cells[cell].owner
      else { continue }
      let owner = model.document.tables[table]
      for (other, kind) in others(owner, row, column) where !tape.cells.contains(other) {
        guard let replacement = evaluator.numbers.values[other]?.value else { continue }
        var leaves = points
        leaves[place] = replacement
        guard let value = tape.value(at: leaves) else { continue }
        result.append(
          AlternativeReading(
            kind: kind,
            formula: "\(model.cells[cell].address) → \(model.cells[other].address)",
            value: value / scaled(1, statement.unit.power)))
      }
    }
    return result
  }

  private func others(_ table: AuditTable, _ row: Int, _ column: Int) -> [(Int, VerdictKind)] {
    var result: [(Int, VerdictKind)] = []
    for (other, name) in table.rows.enumerated() where other != row {
      guard let cell = model.book.cell(table.id, table.columns[column].name, name) else { continue }
      result.append((cell, differsInPeriod(table.rows[row], name) ? .period : .scope))
    }
    for (other, description) in table.columns.enumerated() where other != column {
      guard description.unit.isSameKind(as: table.columns[column].unit),
        let cell = model.book.cell(table.id, description.name, table.rows[row])
      else { continue }
      result.append((cell, .scope))
    }
    return result
  }

  /// Whether two row ids differ in their years alone.
  private func differsInPeriod(_ a: String, _ b: String) -> Bool {
    let parts = a.split(separator: ".")
    let others = b.split(separator: ".")
    guard parts.count == others.count else { return false }
    return zip(parts, others).allSatisfy { $0 == $1 || (isYear($0) && isYear($1)) }
  }

  private func isYear(_ part: Substring) -> Bool {
    part.prefix(4).count == 4 && part.prefix(4).allSatisfy(\.isWholeNumber)
  }
}
