public import TamgaPresent

extension Diagnostic {
  /// A choice out of its range (T824), with the range where it is one of the known choices.
  ///
  /// - Parameter what: the choice, as in `lambda` or `--large-from`.
  /// - Returns: the diagnostic, without a place.
  public static func outOfRange(_ what: String) -> Diagnostic {
    Diagnostic("T824", ["what": what, "range": ranges[what] ?? "--help"])
  }

  /// What the choices of engines take.
  private static let ranges: [String: String] = {
    let kinds: [(range: String, names: [String])] = [
      (
        "> 0",
        [
          "exponent", "lambda", "beta", "span", "speed", "free speed", "cut", "hours",
          "regional employment", "total income",
        ]
      ),
      ("≥ 0", ["threshold", "--large-from"]), ("≥ 0, < 1", ["delta", "closure"]),
      ("> 0, < 1", ["tolerance"]), ("0 … 1", ["coverage"]), ("0 … 3", ["delay", "demand"]),
      ("≥ 1", ["iterations", "neighbours", "crossings", "top"]),
      ("1 … n(poles)", ["count"]),
    ]
    return Dictionary(
      kinds.flatMap { kind in kind.names.map { ($0, kind.range) } }
    ) { first, _ in first }
  }()
}
