/// The letters of a decoded text, counted for the proof of an encoding.
struct LetterStatistics {
  /// Letters of the Russian alphabet.
  var russian = 0
  /// Other letters beyond ASCII.
  var otherHigh = 0
  /// Words of Russian letters only whose capitals stand as in Russian: none, first or all.
  var wellShaped = 0
  /// Words of Russian letters only with capitals elsewhere.
  var illShaped = 0
  /// Words with letters beyond ASCII beside ASCII letters.
  var mixed = 0
  /// Words of two or more letters, all beyond ASCII.
  var pure = 0
  /// Single letters beyond ASCII that are words of no Western language.
  var lone = 0
  /// Characters that are neither letters nor usual punctuation.
  var odd = 0
  /// The likelihood of the letters as Russian, in hundredths of a bit below certainty.
  var cost = 0

  /// The mean cost of a letter in hundredths of a bit; Russian prose has 437.
  var meanCost: Int { russian == 0 ? 0 : cost / russian }

  /// Counts the letters of UTF-8 text.
  init(_ text: [UInt8]) {
    var word: [Unicode.Scalar] = []
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.append(scalar)
        continue
      }
      if !word.isEmpty { close(&word) }
      if scalar.value >= 0x80, !Self.punctuation.contains(scalar) { odd += 1 }
    }
    if !word.isEmpty { close(&word) }
  }

  private mutating func close(_ word: inout [Unicode.Scalar]) {
    defer { word.removeAll(keepingCapacity: true) }
    let high = word.count { $0.value >= 0x80 }
    guard high > 0 else { return }
    var capitals: [Bool] = []
    for scalar in word where scalar.value >= 0x80 {
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      if let bits = Self.russianCost[lower] {
        russian += 1
        cost += bits
      } else {
        otherHigh += 1
      }
      capitals.append(lower != scalar)
    }
    if high < word.count {
      mixed += 1
    } else if high > 1 {
      pure += 1
      let upper = capitals.count { $0 }
      let usual = upper == 0 || upper == capitals.count || (upper == 1 && capitals[0])
      if usual { wellShaped += 1 } else { illShaped += 1 }
    } else if !Self.westernWords.contains(word[0]) {
      lone += 1
    }
  }

  /// Punctuation beyond ASCII that tables hold.
  static let punctuation = Set("\u{A0}«»–—‘’“”„‚…•·№°²³§±×µ€£©®™½¼¾¡¿ºª\u{AD}".unicodeScalars)
  /// Single letters beyond ASCII that are words in French, Spanish, Portuguese or Italian.
  static let westernWords = Set("àéóíôÀÉÓÍÈèÖöåÅ".unicodeScalars)

  /// −100·log₂ of the frequency of each letter in Russian prose (ё counted apart).
  private static let russianCost: [Unicode.Scalar: Int] = {
    let perTenThousand: [(Character, Int)] = [
      ("о", 1097), ("е", 845), ("а", 801), ("и", 735), ("н", 670), ("т", 626), ("с", 547),
      ("р", 473), ("в", 454), ("л", 440), ("к", 349), ("м", 321), ("д", 298), ("п", 281),
      ("у", 262), ("я", 201), ("ы", 190), ("ь", 174), ("г", 170), ("з", 165), ("б", 159),
      ("ч", 144), ("й", 121), ("х", 97), ("ж", 94), ("ш", 73), ("ю", 64), ("ц", 48),
      ("щ", 36), ("э", 32), ("ф", 26), ("ъ", 4), ("ё", 4),
    ]
    var costs: [Unicode.Scalar: Int] = [:]
    for (letter, frequency) in perTenThousand {
      for scalar in letter.unicodeScalars { costs[scalar] = hundredthsOfBits(frequency) }
    }
    return costs
  }()

  /// −100·log₂(frequency / 10,000), by repeated squaring in integers.
  private static func hundredthsOfBits(_ frequency: Int) -> Int {
    var numerator = 10_000
    var bits = 0
    while numerator >= 2 * frequency {
      numerator /= 2
      bits += 100
    }
    return bits + 100 * (numerator - frequency) / frequency
  }
}

/// Proves the encoding of a text from its bytes, or refuses.
enum EncodingProof {
  /// What the bytes allow.
  enum Verdict: Equatable {
    /// One encoding, with the decoded text.
    case proven(TextEncoding, text: [UInt8])
    /// Not text at all.
    case binary(offset: Int)
    /// Not one encoding; those that remain possible, or none.
    case open([TextEncoding])
  }

  /// Judges bytes.
  ///
  /// The rules, in this order: a byte order mark; UTF-16 without a mark when exactly one byte order
  /// decodes to text; control characters mean binary; valid UTF-8; then the single-byte encodings
  /// whose letters look like the languages they are for. Candidates that decode to the same text
  /// do not contradict each other.
  static func judge(_ bytes: [UInt8]) -> Verdict {
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian]
    where bytes.starts(with: encoding.mark) {
      do {
        return .proven(encoding, text: try TextDecoder.decode(bytes, as: encoding))
      } catch {
        return error.isControl ? .binary(offset: error.offset) : .open([])
      }
    }
    if let zero = bytes.firstIndex(of: 0) { return judgeUTF16(bytes, zero) }
    do {
      return .proven(.utf8, text: try TextDecoder.decode(bytes, as: .utf8))
    } catch {
      if error.isControl, bytes[error.offset] < 0x80 { return .binary(offset: error.offset) }
      // A C1 control in valid UTF-8 is text that was encoded twice; nothing else explains it.
      if error.isControl { return .open([.utf8]) }
    }
    return judgeSingleByte(bytes)
  }

  private static func judgeUTF16(_ bytes: [UInt8], _ zero: Int) -> Verdict {
    var found: [(TextEncoding, [UInt8])] = []
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      guard let text = try? TextDecoder.decode(bytes, as: encoding) else { continue }
      let ascii = text.count { $0 < 0x80 }
      if ascii > 0, LetterStatistics.isPlausibleUnicode(text) { found.append((encoding, text)) }
    }
    guard let first = found.first, found.count == 1 else { return .binary(offset: zero) }
    return .proven(first.0, text: first.1)
  }

  private static func judgeSingleByte(_ bytes: [UInt8]) -> Verdict {
    if let control = bytes.firstIndex(where: { $0 < 0x80 && TextDecoder.isControl(UInt32($0)) }) {
      return .binary(offset: control)
    }
    var possible: [(encoding: TextEncoding, text: [UInt8], statistics: LetterStatistics)] = []
    for encoding in [TextEncoding.windows1251, .koi8r, .latin1] {
      guard let text = try? TextDecoder.decode(bytes, as: encoding) else { continue }
      let statistics = LetterStatistics(text)
      let fits = encoding == .latin1 ? statistics.isWestern : statistics.isRussian
      if fits { possible.append((encoding, text, statistics)) }
    }
    guard let first = possible.first else { return .open([]) }
    if possible.allSatisfy({ $0.text == first.text }) {
      return .proven(first.encoding, text: first.text)
    }
    return .open(possible.map(\.encoding))
  }
}

extension LetterStatistics {
  /// Whether the letters are Russian beyond doubt: twelve or more, hardly any other, hardly a word
  /// mixed with Latin letters or capitals inside, and frequencies as in Russian.
  ///
  /// Kazakh in the code page KZ-1048 decodes to Serbian and Ukrainian letters here, so those
  /// letters speak against the encoding, too.
  var isRussian: Bool {
    if russian + otherHigh + odd == 0 { return true }
    if russian == 0 { return otherHigh == 0 && odd == 0 }
    return russian >= 12 && otherHigh == 0 && odd * 100 <= russian && mixed * 50 <= wellShaped
      && illShaped * 20 <= wellShaped && meanCost <= 500
  }

  /// Whether the letters are Western: accented letters stand inside words of ASCII letters.
  var isWestern: Bool {
    odd == 0 && pure == 0 && lone == 0 && russian == 0
  }

  /// Whether decoded UTF-16 is text: hardly a character outside the scripts of our tables.
  static func isPlausibleUnicode(_ text: [UInt8]) -> Bool {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    let strange = scalars.count { scalar in
      !(scalar.value < 0x0530 || (0x2000...0x22FF).contains(scalar.value))
    }
    return strange * 20 <= scalars.count
  }
}
