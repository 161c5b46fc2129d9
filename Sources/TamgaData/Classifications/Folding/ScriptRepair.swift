/// Repairs of letters that only look right: letters of another script and legacy Kyrgyz fonts.
enum ScriptRepair {
  private static let pairs: [(latin: Unicode.Scalar, cyrillic: Unicode.Scalar)] = Array(
    zip("ABCEHIKMOPTXYaceiopxykmthj".unicodeScalars, "АВСЕНІКМОРТХУасеіорхукмтһј".unicodeScalars)
  ).map { (latin: $0.0, cyrillic: $0.1) }

  private static let toCyrillic = Dictionary(
    pairs.map { ($0.latin, $0.cyrillic) }, uniquingKeysWith: { first, _ in first })
  private static let toLatin = Dictionary(
    pairs.map { ($0.cyrillic, $0.latin) }, uniquingKeysWith: { first, _ in first })

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
      || (0xC0...0x24F).contains(scalar.value)
  }

  private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool {
    (0x400...0x52F).contains(scalar.value)
  }

  /// The label with look-alike letters moved into one script; none if there is nothing to move.
  ///
  /// A label with letters of both scripts is led to either; a label of one script is led to the
  /// other when each of its letters has a twin there (`OOH` typed in Latin).
  static func readings(of text: String) -> [String] {
    let scalars = text.unicodeScalars
    let latin = scalars.count(where: isLatin)
    let cyrillic = scalars.count(where: isCyrillic)
    guard latin + cyrillic > 0 else { return [] }
    var readings: [String] = []
    if latin > 0, let moved = move(scalars, by: toCyrillic, leaving: isLatin) {
      readings.append(moved)
    }
    if cyrillic > 0, let moved = move(scalars, by: toLatin, leaving: isCyrillic) {
      readings.append(moved)
    }
    return readings
  }

  /// The text with every letter of one script replaced; nil if one of them has no twin.
  private static func move(
    _ scalars: String.UnicodeScalarView, by twins: [Unicode.Scalar: Unicode.Scalar],
    leaving isOld: (Unicode.Scalar) -> Bool
  ) -> String? {
    var out = String.UnicodeScalarView()
    for scalar in scalars {
      guard isOld(scalar) else {
        out.append(scalar)
        continue
      }
      guard let twin = twins[scalar] else { return nil }
      out.append(twin)
    }
    return String(out)
  }

  private static let legacy: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{B3}": "ү", "\u{B2}": "Ү", "\u{BC}": "ө", "\u{A3}": "Ө", "\u{BE}": "ң", "\u{BD}": "Ң",
    "\u{456}": "ү", "\u{406}": "Ү", "\u{458}": "ө", "\u{408}": "Ө", "\u{455}": "ң", "\u{405}": "Ң",
  ]

  /// The Kyrgyz text behind a legacy font, where ү, ө and ң were set as `³`, `¼` and `¾` (or as
  /// the Cyrillic letters і, ј and ѕ of the same code positions); nil if it has no such letter.
  ///
  /// The caller keeps the repaired text only if all its words are known then.
  static func legacyKyrgyz(_ text: String) -> String? {
    var out = String.UnicodeScalarView()
    var repaired = false
    for scalar in text.unicodeScalars {
      let letter = legacy[scalar]
      repaired = repaired || letter != nil
      out.append(letter ?? scalar)
    }
    return repaired ? String(out) : nil
  }
}

extension NameFolding {
  /// The Kyrgyz text behind a legacy font, where ү, ө and ң stand as `³`, `¼` and `¾`.
  ///
  /// Take the result only if all its words are known: the same characters are footnote marks and
  /// fractions elsewhere.
  ///
  /// - Parameter text: a label as it stands in a source.
  /// - Returns: the repaired text; nil if there is nothing to repair.
  public static func repairedLegacyKyrgyz(_ text: String) -> String? {
    ScriptRepair.legacyKyrgyz(text)
  }
}
