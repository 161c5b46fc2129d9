/// The language of a text, guessed by its letters and its frequent words.
enum DraftLanguage {
  private static let words: [(code: String, words: Set<String>)] = [
    ("en", ["the", "of", "and", "in", "to", "is", "for", "with", "by", "was"]),
    ("ru", ["и", "в", "на", "по", "что", "с", "из", "для", "это", "составил", "году", "года"]),
    (
      "kk",
      ["және", "мен", "үшін", "бойынша", "бұл", "болды", "жылы", "пен", "дейін", "құрады"]
    ),
    (
      "ky",
      ["жана", "менен", "үчүн", "боюнча", "бул", "болду", "жылы", "түздү", "чейин", "кыргыз"]
    ),
  ]

  /// The code of the likeliest language: en, ru, kk, ky; en where nothing speaks for another.
  static func guess(_ text: DraftText) -> String {
    var letters = Letters()
    var votes: [String: Int] = [:]
    for line in text.lines {
      letters.count(line.characters)
      for word in line.text.lowerWords {
        for entry in words where entry.words.contains(word) { votes[entry.code, default: 0] += 1 }
      }
    }
    guard letters.cyrillic > letters.latin else { return "en" }
    let order = ["ru", "kk", "ky"]
    let scores = order.map { Double(votes[$0] ?? 0) + letters.weight(of: $0) }
    guard let best = scores.max(), let index = scores.firstIndex(of: best) else { return "ru" }
    return order[index]
  }

  /// How often letters of each kind occur.
  private struct Letters {
    var latin = 0
    var cyrillic = 0
    var kazakh = 0
    var shared = 0

    mutating func count(_ characters: [Character]) {
      for character in characters where character.isLetter {
        let small = character.lowercased()
        if character.isASCII {
          latin += 1
        } else if small >= "а" && small <= "ӿ" {
          cyrillic += 1
          if "әғқұһі".contains(small) { kazakh += 1 }
          if "ңөү".contains(small) { shared += 1 }
        }
      }
    }

    /// What the letters say for a language, in frequent words.
    func weight(of code: String) -> Double {
      let per = Double(Swift.max(1, cyrillic)) / 100
      let own = Double(kazakh) / per
      let both = Double(shared) / per
      switch code {
      case "kk": return own > 1 ? Double(kazakh + shared) : 0
      case "ky": return own <= 1 && both > 1 ? Double(2 * shared) : 0
      default: return own <= 1 && both <= 1 ? Double(cyrillic) / 20 : 0
      }
    }
  }
}
