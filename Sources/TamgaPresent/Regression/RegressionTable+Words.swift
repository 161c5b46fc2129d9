public import TamgaNumerics

extension RegressionTable {
  /// The kind of standard errors in words, with cluster counts, lags and distances.
  public static func errorText(_ tag: VarianceTag) -> Message {
    let type = Message("regression.se.\(tag.type.rawValue)")
    var parts: [Message] = tag.clusters.map { cluster in
      Message("regression.cluster", ["name": .text(cluster.name), "n": .count(cluster.count)])
    }
    parts += tag.settings.map(settingText)
    if tag.psdFixed { parts.append(Message("regression.psdFixed")) }
    guard let details = joined(parts) else { return type }
    return Message(
      "regression.detailed", ["what": .message(type), "details": .message(details)])
  }

  /// The small-sample convention in words, with its law and factors.
  public static func conventionText(_ tag: VarianceTag) -> Message {
    let factors = tag.factors.reduce(1, *)
    return Message(
      "regression.convention",
      [
        "name": .text(tag.convention.rawValue), "law": .message(lawText(tag.law)),
        "factor": .text(shortest(factors)),
      ])
  }

  /// A factor with at most six decimals, without zeros at its end.
  private static func shortest(_ factor: Double) -> String {
    var text = Substring(NumberFormat.plain(factor, digits: 6))
    while text.last == "0" { text = text.dropLast() }
    return String(text.last == "." ? text.dropLast() : text)
  }

  private static func lawText(_ law: ReferenceLaw) -> Message {
    switch law {
    case .normal: Message("regression.law.normal")
    case .student: Message("regression.law.student", ["law": .text(law.text)])
    }
  }

  private static func settingText(_ setting: VarianceSetting) -> Message {
    switch setting {
    case .lags(let lags): Message("regression.setting.lags", ["n": .count(lags)])
    case .periodStep(let step): Message("regression.setting.step", ["n": .count(step)])
    case .cutoff(let kilometres):
      Message(
        "regression.setting.cutoff",
        [
          "km": .text(
            NumberFormat.plain(kilometres, digits: kilometres.rounded() == kilometres ? 0 : 1))
        ])
    case .kernel(let name): Message("regression.setting.kernel.\(name)")
    case .unit(let name): Message("regression.setting.unit", ["name": .text(name)])
    }
  }

  /// Messages one after the other with semicolons; nil of none.
  private static func joined(_ parts: [Message]) -> Message? {
    guard let first = parts.first else { return nil }
    // The catalogue nests to a depth of eight: the tail is folded from the right in pairs.
    guard parts.count > 1 else { return first }
    let middle = parts.count / 2
    guard let left = joined(Array(parts[..<middle])), let right = joined(Array(parts[middle...]))
    else { return first }
    return Message("regression.and", ["first": .message(left), "second": .message(right)])
  }

  /// The notes below a table: what stands in brackets, stars, what the marks mean.
  public var notes: [Message] {
    var notes = [Message(options.intervals ? "regression.note.interval" : "regression.note.error")]
    notes.append(Message(options.stars ? "regression.note.stars" : "regression.note.noStars"))
    var seen: Set<String> = []
    for column in columns {
      guard let mark = column.mark, seen.insert(mark).inserted else { continue }
      notes.append(
        Message(
          "regression.note.mark",
          [
            "mark": .text(mark), "type": .message(RegressionTable.errorText(column.seType)),
            "convention": .text(column.seType.convention.rawValue),
          ]))
    }
    if !seen.isEmpty { notes.append(Message("regression.note.different")) }
    if columns.contains(where: { $0.seType.clusters.contains { $0.count < 30 } }) {
      notes.append(Message("regression.note.fewClusters"))
    }
    return notes
  }

  /// The stars of a coefficient; empty when stars are off.
  public func stars(_ row: CoefficientRow) -> String {
    guard options.stars, let p = row.p.value else { return "" }
    return p < 0.01 ? "***" : p < 0.05 ? "**" : p < 0.1 ? "*" : ""
  }
}

extension SeparationSummary {
  /// The status in words.
  public var message: Message {
    switch self {
    case .certified(let rows): Message("regression.separation.certified", ["n": .count(rows)])
    case .undecided(let rows): Message("regression.separation.undecided", ["n": .count(rows)])
    case .notApplicable: Message("regression.separation.notApplicable")
    }
  }
}
