/// A label as it is compared with the table of names.
public struct FoldedName: Hashable, Sendable {
  /// The letters and digits without spaces, administrative words and accents of Latin letters.
  public let key: String
  /// Footnote marks that cannot be part of a name: superscript digits, asterisks.
  public let footnotes: [String]
}

/// Folds labels so that spellings of one name become equal, the same way on every machine.
///
/// Steps: compatibility forms and case; accents of Latin letters; `ё` to `е`; apostrophes and
/// quotation marks left out; dashes, spaces and newlines as boundaries of words; articles,
/// conjunctions and administrative words left out; abbreviations written in full. Kazakh and
/// Kyrgyz letters stay: they are folded in a later rule.
public enum NameFolding {
  /// Folds a label.
  ///
  /// - Parameter text: a label as it stands in a source.
  /// - Returns: the folded name; folding its key again changes nothing.
  public static func fold(_ text: String) -> FoldedName {
    let key = NameKey(text)
    return FoldedName(
      key: String(decoding: key.letters, as: UTF8.self),
      footnotes: key.footnotes.map(String.init))
  }
}

/// A folded label: what the hash table is asked.
struct NameKey {
  /// The words of the name, in UTF-8, without boundaries.
  private(set) var letters: [UInt8] = []
  /// The administrative word, if the label has one.
  private(set) var place: PlaceWord?
  /// Footnote marks.
  private(set) var footnotes: [Character] = []

  /// Folds a label; a label of administrative words alone keeps them.
  init(_ text: String) {
    var word: [UInt8] = []
    var all: [UInt8] = []
    var previous: UInt32 = 0
    letters.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch ScalarFolding(scalar.value) {
      case .letter(let letter):
        NameKey.append(letter, to: &word)
        previous = letter
      case .footnote(let mark):
        footnotes.append(Unicode.Scalar(mark).map(Character.init) ?? "*")
      case .separator:
        close(&word, &all)
        previous = 0
      case .nothing:
        NameKey.compose(scalar.value, after: previous, in: &word)
      }
    }
    close(&word, &all)
    if letters.isEmpty { letters = all }
  }

  /// The key with Kazakh and Kyrgyz letters replaced by their Russian neighbours.
  var plainLetters: [UInt8] { NameKey.plain(letters) }

  /// Replaces Kazakh and Kyrgyz letters in UTF-8.
  static func plain(_ letters: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(letters.count)
    var index = 0
    while index < letters.count {
      let byte = letters[index]
      guard byte >= 0xD0, byte <= 0xD4, index + 1 < letters.count else {
        out.append(byte)
        index += 1
        continue
      }
      let letter = UInt32(byte & 0x1F) << 6 | UInt32(letters[index + 1] & 0x3F)
      append(ScalarFolding.plainLetter(letter), to: &out)
      index += 2
    }
    return out
  }

  private mutating func close(_ word: inout [UInt8], _ all: inout [UInt8]) {
    guard !word.isEmpty else { return }
    all += word
    switch WordTable.meaning(of: word[...]) {
    case .dropped: break
    case .place(let kind): place = place ?? kind
    case .written(let full): letters += full
    case nil: letters += word
    }
    word.removeAll(keepingCapacity: true)
  }

  /// Joins the two accents that make another letter; all other accents are left out.
  private static func compose(_ mark: UInt32, after letter: UInt32, in word: inout [UInt8]) {
    let joined: UInt32? =
      switch (mark, letter) {
      case (0x306, 0x438): 0x439
      case (0x306, 0x443): 0x45E
      case (0x308, 0x456): 0x457
      default: nil
      }
    guard let joined else { return }
    word.removeLast(2)
    append(joined, to: &word)
  }

  private static func append(_ letter: UInt32, to bytes: inout [UInt8]) {
    if letter < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: letter))
    } else if letter < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | letter >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | letter >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | letter >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F))
    }
  }
}
