/// A mark printed where no number is.
struct MissingMark: Hashable, Sendable {
  /// Whether the number exists and is withheld.
  let isSuppressed: Bool
  /// `blank`, `dash`, `na` or `not_applicable`.
  let reason: String?

  /// An empty cell.
  static let blank = MissingMark(isSuppressed: false, reason: "blank")

  private init(isSuppressed: Bool, reason: String?) {
    self.isSuppressed = isSuppressed
    self.reason = reason
  }

  /// Reads a text; nil when it is no such mark.
  init?(_ text: String) {
    switch text.trimmedSpaces.lowercased() {
    case "": self = .blank
    case "-", "–", "—", "−", "--": self.init(isSuppressed: false, reason: "dash")
    case "…", "...", "..", "n/a", "na", "н/д", "нет данных", "маалымат жок", "деректер жоқ":
      self.init(isSuppressed: false, reason: "na")
    case "x", "х": self.init(isSuppressed: false, reason: "not_applicable")
    case "c", "с", "к", "конфиденциально", "confidential":
      self.init(isSuppressed: true, reason: nil)
    default: return nil
    }
  }
}
