/// Turns a title into an id in lower-case Latin letters, digits and hyphens.
enum Slug {
  private static let letters: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ә": "a", "ғ": "g",
    "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
  ]

  /// Makes an id of at most eighty characters.
  static func make(_ title: String) -> String {
    var result = ""
    for character in title.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        result.append(character)
      } else if let latin = letters[character] {
        result += latin
      } else if !result.isEmpty, !result.hasSuffix("-") {
        result.append("-")
      }
    }
    result = String(result.prefix(80))
    while result.hasSuffix("-") { result.removeLast() }
    return result
  }
}
