internal import TamgaGravity
internal import TamgaPresent

/// Says of a column that the data lack who asked for it and where.
struct MissingColumn {
  let specification: ModelSpecification
  let formula: Formula

  init(_ specification: ModelSpecification, _ formula: Formula) {
    self.specification = specification
    self.formula = formula
  }

  /// The reader's refusal `T321` with its place.
  ///
  /// - Returns: `T508` for a column that the formula or one of the texts beside it names, `T511` for
  ///   the key of a lag, `T593` for the ends and periods of flows.
  func diagnostic(_ refusal: Diagnostic) -> Diagnostic {
    guard let name = refusal.arguments["column"] else { return refusal }
    var known = refusal.arguments["known"]?.split(separator: ",").map { $0.trimmed } ?? []
    if known.count > Self.shown { known = known.prefix(Self.shown) + ["…"] }
    if let (place, source) = mention(of: name) {
      var answer = ModelFailure(specification).diagnostic(
        FormulaError(.unknownColumn(name, nearest: known), at: place, in: source))
      answer.detail = specification.source.name
      return answer
    }
    let place = Place(file: specification.source.name)
    let nearest = known.isEmpty ? "–" : known.joined(separator: ", ")
    guard specification.needsRoles || !isPanelKeyOfLag else {
      return Diagnostic("T511", ["column": name, "known": nearest], place: place)
    }
    return Diagnostic("T593", ["column": name, "known": nearest], place: place)
  }

  /// Names listed where none is near.
  private static let shown = 12

  private var isPanelKeyOfLag: Bool {
    let plain = EvaluationOptions(weights: specification.weights, offset: specification.offset)
    guard let key = specification.evaluation.panel else { return false }
    var keyed = plain
    keyed.panel = key
    let without = (try? formula.columns(with: plain).count) ?? 0
    let with = (try? formula.columns(with: keyed).count) ?? 0
    return with > without
  }

  /// Where the formula, the weights, the offset, a cluster or an option names a column.
  private func mention(of name: String) -> (FormulaPlace, FormulaError.Source)? {
    if let use = formula.columns.first(where: { $0.name == name }) { return (use.place, .formula) }
    let texts: [(EvaluationOptions, FormulaError.Source)] =
      [
        (EvaluationOptions(weights: specification.weights), .weights),
        (EvaluationOptions(offset: specification.offset), .offset),
      ]
      + specification.clusters.enumerated().map { number, text in
        (EvaluationOptions(clusters: [text]), .cluster(number))
      }
    for (options, source) in texts {
      if let use = try? options.columns().first(where: { $0.name == name }) {
        return (use.place, source)
      }
    }
    return nil
  }
}

extension Substring {
  /// Without blanks at the ends.
  fileprivate var trimmed: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
