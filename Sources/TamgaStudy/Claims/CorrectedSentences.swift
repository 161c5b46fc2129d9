public import TamgaAudit

/// A sentence that a repair corrects.
public struct CorrectedSentence: Sendable, Hashable {
  /// The id of the claim, or of the entry of `numbers`.
  public var id: String
  /// The number that should stand, in the claim's unit; nil where nothing can be computed.
  public var value: Double?
  /// The sentence with the printed digits replaced; nil where it prints none, or prints them twice.
  public var sentence: String?
}

extension AuditReport {
  /// The sentences a repair corrects: claims that it taints and numbers it changes themselves, with
  /// the precision and the marks they are printed with.
  public func corrections(of repair: Repair) -> [CorrectedSentence] {
    var targets: [(id: String, quote: String, value: Double?, digits: PrintedDigits?)] = []
    for change in repair.changes {
      guard let cell = change.cell, let value = change.value else { continue }
      let shown = value.value / powerOfTen(model.cells[cell].unit.power)
      guard let (id, quote) = sentence(of: cell) else { continue }
      targets.append((id, quote, shown, digits(cell)))
    }
    if !repair.tainted.isEmpty {
      let after = valuesAfter(repair)
      for index in repair.tainted {
        guard case .claim(let claim) = model.statements[index].origin else { continue }
        let statement = model.document.claims[claim]
        targets.append(
          (
            statement.id, statement.quote, after[index],
            model.statements[index].result.flatMap(digits)
          ))
      }
    }
    return targets.map { target in
      // Sentences that print several of the numbers are corrected whole.
      let together = targets.filter { $0.quote == target.quote }
      return CorrectedSentence(
        id: target.id, value: target.value, sentence: Self.corrected(target.quote, together))
    }
  }

  private static func corrected(
    _ quote: String,
    _ targets: [(id: String, quote: String, value: Double?, digits: PrintedDigits?)]
  ) -> String? {
    var sentence = quote
    var isChanged = false
    for target in targets {
      guard let value = target.value, let digits = target.digits,
        let next = digits.replaced(by: value, in: sentence)
      else { continue }
      sentence = next
      isChanged = true
    }
    return isChanged ? sentence : nil
  }

  /// The sentence that prints a cell; nil for the cells of tables.
  private func sentence(of cell: Int) -> (id: String, quote: String)? {
    switch model.cells[cell].owner {
    case .table: nil
    case .number(let index):
      (model.document.numbers[index].id, model.document.numbers[index].quote)
    case .claim(let index): (model.document.claims[index].id, model.document.claims[index].quote)
    }
  }

  private func digits(_ cell: Int) -> PrintedDigits? {
    PrintedDigits(
      model.cells[cell], reading: numbers.readings[cell], style: model.document.textStyle)
  }

  /// The values of the tainted statements on the repaired numbers, in their units.
  private func valuesAfter(_ repair: Repair) -> [Int: Double] {
    let changes = repair.changes.compactMap { change -> (cell: Int, value: Double?)? in
      guard let cell = change.cell, let value = change.value else { return nil }
      return (cell, value.value / powerOfTen(model.cells[cell].unit.power))
    }
    let items = ImpactTracer(self).trace(changes)
    let after = Dictionary(items.map { ($0.id, $0.after) }) { first, _ in first }
    var result: [Int: Double] = [:]
    for index in repair.tainted {
      if let value = after[model.statements[index].id] ?? nil { result[index] = value }
    }
    return result
  }
}

/// 10ⁿ.
func powerOfTen(_ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<exponent.magnitude { result *= 10 }
  return exponent < 0 ? 1 / result : result
}
