import Testing

@testable import TamgaPresent

@Suite("Spelling") struct SpellingTests {
  static let keys = [
    "tamga", "title", "question", "authors", "date", "licence", "languages", "data", "steps",
    "policy", "columns", "reporter", "partner", "analysis", "file", "dataset", "period", "unit",
    "base", "source", "x", "y", "id", "substitute", "strict", "output",
  ]

  @Test("Every single-edit typo of a key gets the right suggestion", arguments: keys)
  func singleEdits(key: String) {
    for typo in Self.typos(of: key) where !Self.keys.contains(typo) {
      let nearest = Spelling.nearest(to: typo, in: Self.keys)
      guard let nearest else {
        // A key of one or two letters shares too little with its typo.
        #expect(key.count <= 2, "\(typo) has no suggestion")
        continue
      }
      // Another key may be as near: both are right.
      let isRight = nearest == key || Spelling.editDistance(typo, nearest) <= 1
      #expect(isRight, "\(typo) → \(nearest)")
    }
  }

  /// All words one deletion, insertion, replacement or swap of neighbours away.
  static func typos(of key: String) -> Set<String> {
    let letters = Array(key)
    var typos: Set<String> = [key.uppercased()]
    for index in 0...letters.count {
      let head = letters[..<index]
      let tail = letters[index...]
      if !tail.isEmpty { typos.insert(String(head + tail.dropFirst())) }
      if tail.count > 1 {
        typos.insert(String(head + [tail[index + 1], tail[index]] + tail.dropFirst(2)))
      }
      for letter in "aeinst_" {
        typos.insert(String(head + [letter] + tail))
        if !tail.isEmpty { typos.insert(String(head + [letter] + tail.dropFirst())) }
      }
    }
    return typos.subtracting(["", key])
  }

  @Test("Swaps count once, and far words are not suggested")
  func distance() {
    #expect(Spelling.editDistance("tilte", "title") == 1)
    #expect(Spelling.editDistance("kitten", "sitting") == 3)
    #expect(Spelling.editDistance("", "abc") == 3)
    #expect(Spelling.nearest(to: "zebra", in: ["title", "date"]) == nil)
    #expect(
      Spelling.nearest(to: "Share-Of_Exports", in: ["share_of_exports"]) == "share_of_exports")
  }
}
