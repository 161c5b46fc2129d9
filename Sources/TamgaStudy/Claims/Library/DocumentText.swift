internal import Foundation

/// The text of an audited document as words with their lines, to look quotes up in.
///
/// Words are compared without case, hyphens between letters and punctuation at their ends, so line
/// breaks within words and typographic quotes do not matter. A word broken by a hyphen stands there
/// in two parts, and as a whole at the place of the first.
public struct DocumentText: Sendable {
  /// The file's name, for messages.
  public let file: String
  /// The words as they stand.
  let words: [String]
  /// The line of each word, from 1.
  let lines: [Int]
  /// The number of each word's spelling.
  let spellings: [Int]
  /// The number of the whole word where a hyphen breaks it after this part.
  let joined: [Int?]
  /// The places of each spelling, rising.
  let places: [[Int]]
  private let known: [String: Int]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8; damaged bytes become U+FFFD.
  ///   - file: the name for messages.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    let found = Self.words(of: String(decoding: bytes, as: UTF8.self))
    words = found.map(\.text)
    lines = found.map(\.line)
    var known: [String: Int] = [:]
    var places: [[Int]] = []
    func spelling(_ bare: String, at place: Int) -> Int {
      let spelling = known[bare] ?? places.count
      if spelling == places.count {
        known[bare] = spelling
        places.append([])
      }
      if places[spelling].last != place { places[spelling].append(place) }
      return spelling
    }
    var spellings: [Int] = []
    var joined: [Int?] = []
    for (place, word) in words.enumerated() {
      spellings.append(spelling(Self.bare(word), at: place))
      let whole = place + 1 < words.count ? Self.whole(word, words[place + 1]) : nil
      joined.append(whole.map { spelling($0, at: place) })
    }
    self.known = known
    self.places = places
    self.spellings = spellings
    self.joined = joined
  }

  /// The spellings of a quote: nil for a word the text does not hold; broken words are made whole,
  /// punctuation alone is left out.
  func spellings(of quote: String) -> [Int?] {
    let found = Self.words(of: quote).map(\.text)
    var result: [Int?] = []
    var place = 0
    while place < found.count {
      let next = place + 1
      if next < found.count, let whole = Self.whole(found[place], found[next]) {
        result.append(known[whole])
        place += 2
      } else {
        result.append(known[Self.bare(found[place])])
        place += 1
      }
    }
    return result
  }

  /// The words of a text with their lines; punctuation alone is none.
  private static func words(of text: String) -> [(text: String, line: Int)] {
    let all = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return all.enumerated().flatMap { index, line in
      Substring(line).split(whereSeparator: \.isWhitespace).map { (String($0), index + 1) }
        .filter { !bare($0.0).isEmpty }
    }
  }

  /// The word two parts make where a hyphen after a letter breaks it; nil where none does.
  private static func whole(_ first: String, _ second: String) -> String? {
    let scalars = first.unicodeScalars
    guard let last = scalars.last, isHyphen(last),
      scalars.dropLast().last?.properties.isAlphabetic == true,
      second.unicodeScalars.first?.properties.isAlphabetic == true
    else { return nil }
    return bare(first) + bare(second)
  }

  /// Some words as they stand.
  func passage(_ range: Range<Int>) -> String { words[range].joined(separator: " ") }

  /// A word as it is compared: small letters, no hyphens between letters, no punctuation at its ends.
  static func bare(_ word: String) -> String {
    var kept = String.UnicodeScalarView()
    let scalars = Array(word.lowercased().unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{AD}" || scalar == "¬" { continue }
      let isInside = index > 0 && index + 1 < scalars.count
      if isHyphen(scalar), isInside, scalars[index - 1].properties.isAlphabetic,
        scalars[index + 1].properties.isAlphabetic
      {
        continue
      }
      kept.append(scalar)
    }
    return String(kept).trimming { !($0.properties.isAlphabetic || isDigit($0)) }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    ["-", "\u{2010}", "\u{2011}", "\u{AD}", "¬"].contains(scalar)
  }
}

extension String {
  /// The text without the scalars at its ends that meet a condition.
  func trimming(_ isCut: (Unicode.Scalar) -> Bool) -> String {
    var view = unicodeScalars[...]
    while let first = view.first, isCut(first) { view.removeFirst() }
    while let last = view.last, isCut(last) { view.removeLast() }
    return String(view)
  }
}
