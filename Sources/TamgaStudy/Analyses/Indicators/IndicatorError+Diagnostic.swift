public import TamgaIndicators
public import TamgaPresent

extension IndicatorError {
  /// The error as a coded diagnostic.
  ///
  /// - Parameter indicator: the id of the indicator.
  /// - Returns: T802–T807, T866, T877.
  public func diagnostic(of indicator: String) -> Diagnostic {
    switch self {
    case .missingTable(let kind, let columns):
      Diagnostic(
        "T802",
        [
          "indicator": indicator, "kind": kind.rawValue, "columns": columns.joined(separator: ","),
        ])
    case .unknownChoice(let key, let known):
      Diagnostic(
        "T803",
        [
          "indicator": indicator, "choice": key,
          "known": known.isEmpty ? "–" : known.joined(separator: ", "),
        ])
    case .badChoice(let key, let value, let allowed):
      Diagnostic(
        "T804",
        [
          "indicator": indicator, "choice": key, "value": value,
          "allowed": allowed.joined(separator: ", "),
        ])
    case .tooManyKeys(let count):
      Diagnostic("T806", ["indicator": indicator, "rows": String(count)])
    case .unknownWord(let column, let word, let subject, let known):
      Diagnostic(
        column == "direction" ? "T866" : "T877",
        [
          column: word, "indicator": subject, "known": known.joined(separator: ", "),
        ])
    case .table(let error):
      Diagnostic("T805", ["reason": "\(error)"])
    case .arithmetic(let error):
      Diagnostic("T807", ["indicator": indicator, "reason": "\(error)"])
    case .negativeFlow(let row):
      Diagnostic("T807", ["indicator": indicator, "reason": "negative value, row \(row + 1)"])
    case .wrongCount(let expected, let given):
      Diagnostic("T807", ["indicator": indicator, "reason": "\(given) of \(expected) numbers"])
    }
  }
}

extension IndicatorCatalogue {
  /// The indicators an argument names.
  ///
  /// - Parameters:
  ///   - text: an id, or a family where the profile tells the variant.
  ///   - profile: the source whose definitions are asked for.
  /// - Returns: the indicators, and a note when an explicit variant stands against the profile.
  /// - Throws: T800 for an unknown name, T801 for a family without a variant.
  public static func named(_ text: String, as profile: IndicatorProfile?) throws(Diagnostic)
    -> (indicators: [IndicatorDefinition], note: Diagnostic?)
  {
    switch resolve(text, as: profile) {
    case .found(let indicators, let overrides):
      let note =
        overrides
        ? Diagnostic(
          "T808", severity: .note,
          ["indicator": text, "profile": profile?.rawValue ?? ""]) : nil
      return (indicators, note)
    case .variantMissing(let variants):
      throw Diagnostic(
        "T801", ["indicator": text, "variants": variants.joined(separator: ", ")])
    case .unknown:
      throw Diagnostic(
        "T800", ["indicator": text, "suggestion": nearest(to: text).joined(separator: ", ")])
    }
  }

  /// The ids nearest to a text: a misspelt one, else those that share most of its words.
  static func nearest(to text: String) -> [String] {
    let ids = all.map(\.id)
    if let near = Spelling.nearest(to: text, in: ids + all.map(\.family)) { return [near] }
    let words = Set(text.lowercased().split { ".- _".contains($0) })
    let ranked = ids.map { id in
      (id: id, shared: words.intersection(id.split { ".-".contains($0) }).count)
    }.filter { $0.shared > 0 }.sorted { ($1.shared, $0.id) < ($0.shared, $1.id) }
    return ranked.isEmpty ? ["tamga indicators ls"] : ranked.prefix(3).map(\.id)
  }
}
