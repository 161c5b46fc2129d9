/// What one scalar of a label becomes; independent of locale and of any library's tables.
enum ScalarFolding: Equatable {
  /// A letter or digit of a word.
  case letter(UInt32)
  /// A footnote mark: a superscript digit, an asterisk, a dagger.
  case footnote(UInt32)
  /// A boundary between words.
  case separator
  /// Nothing: apostrophes, quotation marks, combining marks, invisible characters.
  case nothing

  /// Folds a scalar: case, compatibility forms, accents of Latin letters, `ё` to `е`.
  init(_ scalar: UInt32) {
    switch scalar {
    case 0x61...0x7A, 0x30...0x39, 0x430...0x44F: self = .letter(scalar)
    case 0x41...0x5A, 0x410...0x42F: self = .letter(scalar + 32)
    case 0x400...0x52F: self = .letter(ScalarFolding.cyrillic(scalar))
    case 0xFF01...0xFF5E: self = ScalarFolding(scalar - 0xFEE0)
    case 0x2A, 0x2020, 0x2021: self = .footnote(0x2A)
    case 0xB9: self = .footnote(0x31)
    case 0xB2, 0xB3: self = .footnote(scalar - 0x80)
    case 0x2070, 0x2074...0x2079: self = .footnote(scalar - 0x2040)
    case 0xC0...0x17F where scalar != 0xD7 && scalar != 0xF7:
      self = .letter(ScalarFolding.latin(scalar))
    case 0x1E00...0x1EFF: self = .letter(ScalarFolding.vietnamese(scalar))
    default: self = ScalarFolding.isSilent(scalar) ? .nothing : .separator
    }
  }

  private static func isSilent(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x22, 0x27, 0x60, 0xAB, 0xB4, 0xBB, 0xAD: true
    case 0x2B0...0x36F, 0x2018...0x201F, 0x2032...0x2036, 0x200B...0x200F: true
    case 0x2060, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }

  /// The small letter of the Cyrillic blocks beyond the Russian alphabet.
  private static func cyrillic(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x401, 0x451, 0x400, 0x450: 0x435
    case 0x40D, 0x45D: 0x438
    case 0x402...0x40F: scalar + 80
    case 0x4C1...0x4CE: scalar % 2 == 1 ? scalar + 1 : scalar
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: scalar | 1
    default: scalar
    }
  }

  private static let latinBase: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo*ouuuuyts" + "aaaaaaaceeeeiiiidnooooo*ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn"
      + "oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)

  private static func latin(_ scalar: UInt32) -> UInt32 {
    UInt32(latinBase[Int(scalar) - 0xC0])
  }

  private static let vietnameseBase: [(last: UInt32, letter: Character)] = [
    (0x1E01, "a"), (0x1E07, "b"), (0x1E09, "c"), (0x1E13, "d"), (0x1E1D, "e"), (0x1E1F, "f"),
    (0x1E21, "g"), (0x1E2B, "h"), (0x1E2F, "i"), (0x1E35, "k"), (0x1E3D, "l"), (0x1E43, "m"),
    (0x1E4B, "n"), (0x1E53, "o"), (0x1E57, "p"), (0x1E5F, "r"), (0x1E69, "s"), (0x1E71, "t"),
    (0x1E7B, "u"), (0x1E7F, "v"), (0x1E89, "w"), (0x1E8D, "x"), (0x1E8F, "y"), (0x1E95, "z"),
    (0x1E9F, "s"), (0x1EB7, "a"), (0x1EC7, "e"), (0x1ECB, "i"), (0x1EE3, "o"), (0x1EF1, "u"),
    (0x1EFF, "y"),
  ]

  private static func vietnamese(_ scalar: UInt32) -> UInt32 {
    let entry = vietnameseBase.first { scalar <= $0.last }
    return entry?.letter.unicodeScalars.first?.value ?? scalar
  }

  /// The Russian neighbour of a folded Kazakh or Kyrgyz letter; other letters stay.
  static func plainLetter(_ letter: UInt32) -> UInt32 {
    switch letter {
    case 0x4D9: 0x430  // ә → а
    case 0x493: 0x433  // ғ → г
    case 0x49B: 0x43A  // қ → к
    case 0x4A3: 0x43D  // ң → н
    case 0x4E9: 0x43E  // ө → о
    case 0x4B1, 0x4AF, 0x45E: 0x443  // ұ, ү, ў → у
    case 0x4BB: 0x445  // һ → х
    case 0x456, 0x457: 0x438  // і, ї → и
    default: letter
    }
  }
}
