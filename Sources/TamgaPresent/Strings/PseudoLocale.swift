/// Turns English into `qps`: accented, in brackets, 40 % longer.
///
/// A page rendered with it shows every text that does not come from the catalogue, and every place
/// that a longer language would overflow.
enum PseudoLocale {
  /// The code of the pseudo-locale.
  static let code = "qps"

  /// Returns a text with its Latin letters accented and lengthened by 40 %, at least by one.
  static func text(_ text: String) -> String {
    let letters = text.count { $0.isLetter }
    guard letters > 0 else { return text }
    let accented = String(text.map { accents[$0] ?? $0 })
    return "⟦" + accented + String(repeating: "~", count: max(1, (letters * 2 + 4) / 5)) + "⟧"
  }

  private static let accents: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      "áƀçďéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁƁÇĎÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"))
}
