extension Statement {
  /// The computation as text, with a text for each number it reads: `100 × (541 / 345.6 − 1)`.
  ///
  /// - Parameter name: the text of a leaf.
  /// - Returns: the value's formula, or the conditions joined by `and`; empty where there is neither.
  public func computation(_ name: (Tape.Leaf) -> String) -> String {
    if let tape { return tape.text(name) }
    var parts = conditions.map { condition in
      let (left, right) = condition.difference.sides(name)
      return "\(left) \(condition.relation.sign) \(right)"
    }
    if let grim { parts.append("grim(\(name(.cell(grim.mean))), \(grim.count.text(name)))") }
    return parts.joined(separator: " and ")
  }
}

extension ComparisonOperator {
  /// The sign shown to readers.
  public var sign: String {
    switch self {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    }
  }
}
