/// Variables of row patterns: `*`, stars of dotted parts, `{y}`.
enum RowVariables {
  /// Whether a row id fits a pattern in which `*` and `{y}` stand for any one part; `*` alone fits
  /// any row.
  static func fits(_ row: String, _ pattern: String) -> Bool {
    if pattern == "*" { return true }
    let parts = row.split(separator: ".", omittingEmptySubsequences: false)
    let wanted = pattern.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == wanted.count
      && zip(parts, wanted).allSatisfy { $1 == "*" || isVariable($1) || $0 == $1 }
  }

  /// The pattern with its bound variables filled in.
  static func fill(_ pattern: String, _ bindings: [String: String]) -> String {
    if pattern == "*", let row = bindings["*"] { return row }
    var star = 0
    let parts = pattern.split(separator: ".", omittingEmptySubsequences: false)
      .map { part -> String in
        if part == "*" {
          star += 1
          return bindings["*\(star)"] ?? "*"
        }
        return isVariable(part) ? bindings[String(part)] ?? String(part) : String(part)
      }
    return parts.joined(separator: ".")
  }

  /// The bindings under which a row fits a pattern, added to known ones; nil where it does not.
  ///
  /// Stars are variables in an identity's own terms; where not `bindsStars`, as in the argument of a
  /// sum, they stand for a series.
  static func bind(
    _ row: String, _ pattern: String, _ known: [String: String], bindsStars: Bool
  ) -> [String: String]? {
    var result = known
    func set(_ name: String, _ value: String) -> Bool {
      if let before = result[name] { return before == value }
      result[name] = value
      return true
    }
    if pattern == "*" { return !bindsStars || set("*", row) ? result : nil }
    let parts = row.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let wanted = pattern.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == wanted.count else { return nil }
    var star = 0
    for (part, want) in zip(parts, wanted) {
      if want == "*" {
        star += 1
        if bindsStars, !set("*\(star)", part) { return nil }
      } else if isVariable(want[...]) {
        if !set(want, part) { return nil }
      } else if part != want {
        return nil
      }
    }
    return result
  }

  /// The pattern two rows share: their equal parts, and a star for each other; `*` where they have
  /// not the same number of parts.
  static func common(_ first: String, _ last: String) -> String {
    let parts = first.split(separator: ".", omittingEmptySubsequences: false)
    let others = last.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == others.count, parts.count > 1 else { return "*" }
    return zip(parts, others).map { $0 == $1 ? String($0) : "*" }.joined(separator: ".")
  }

  private static func isVariable(_ part: Substring) -> Bool {
    part.hasPrefix("{") && part.hasSuffix("}")
  }
}
