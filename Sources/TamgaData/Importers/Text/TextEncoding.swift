/// An encoding of a text file that the importers read.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// Unicode in bytes, with or without a byte order mark.
  case utf8 = "utf-8"
  /// Unicode in 16-bit units, low byte first.
  case utf16LittleEndian = "utf-16le"
  /// Unicode in 16-bit units, high byte first.
  case utf16BigEndian = "utf-16be"
  /// The Cyrillic code page of Windows.
  case windows1251 = "windows-1251"
  /// The Cyrillic code of Unix systems and mail.
  case koi8r = "koi8-r"
  /// Western European, ISO 8859-1.
  case latin1 = "iso-8859-1"

  /// The encoding with a name as users write it: `cp1251`, `UTF8`, `latin-1`; nil when unknown.
  ///
  /// `utf-16` is not here: its byte order is read from the mark or proven.
  public init?(name: String) {
    let key = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    switch key {
    case "utf8", "utf8sig": self = .utf8
    case "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1251", "cp1251", "win1251": self = .windows1251
    case "koi8r", "koi8": self = .koi8r
    case "iso88591", "latin1": self = .latin1
    default: return nil
    }
  }

  /// The names to write on the command line.
  public static let names = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1251", "koi8-r", "iso-8859-1",
  ]

  /// The byte order mark, where the encoding has one.
  var mark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .windows1251, .koi8r, .latin1: []
    }
  }

  /// The number of bytes that a stretch of decoded text takes in the file.
  func sourceLength(ofUTF8 bytes: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8: bytes.count
    case .windows1251, .koi8r, .latin1: bytes.count { $0 & 0xC0 != 0x80 }
    case .utf16LittleEndian, .utf16BigEndian:
      2 * bytes.count { $0 & 0xC0 != 0x80 } + 2 * bytes.count { $0 >= 0xF0 }
    }
  }
}

/// The upper halves of the Cyrillic single-byte encodings.
enum CyrillicTable {
  /// The characters of bytes 80–FF of Windows-1251; `\u{FFFD}` for the one that is undefined.
  static let windows1251: [Unicode.Scalar] = Array(
    ("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{FFFD}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї"
      + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя").unicodeScalars)

  /// The characters of bytes 80–FF of KOI8-R.
  static let koi8r: [Unicode.Scalar] = Array(
    ("─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{A0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©"
      + "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ").unicodeScalars)
}
