import Testing

@testable import TamgaPresent

@Suite("Sorting by our alphabets") struct CollationTests {
  @Test("Kazakh letters stand at their places")
  func kazakh() throws {
    let format = try NumberFormat(.kk)
    let letters =
      "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я"
      .split(separator: " ").map(String.init)
    #expect(letters.count == 42)
    #expect(format.sorted(letters.reversed()) == letters)
    let places = [
      "Ақтөбе", "Алматы", "Әулиеата", "Бурабай", "Жамбыл", "Қостанай", "Ойыл", "Өскемен",
    ]
    #expect(format.sorted(places.reversed()) == places)
  }

  @Test("Kyrgyz letters stand at their places")
  func kyrgyz() throws {
    let format = try NumberFormat(.ky)
    let letters = "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я"
      .split(separator: " ").map(String.init)
    #expect(letters.count == 36)
    #expect(format.sorted(letters.reversed()) == letters)
    let places = ["Нарын", "Ноокат", "Ош", "Өзгөн", "Талас", "Чүй"]
    #expect(format.sorted(places.reversed()) == places)
  }

  @Test("In Russian, Ё follows Е; Latin letters follow Cyrillic ones; case does not count")
  func russian() throws {
    let format = try NumberFormat(.ru)
    #expect(
      format.sorted(["Kazakhstan", "жук", "ёж", "Ель", "ель", "Ёж"]) == [
        "Ель", "ель", "Ёж", "ёж", "жук", "Kazakhstan",
      ])
  }

  @Test("Numbers inside text sort by value, spaces before letters")
  func numbers() throws {
    let format = try NumberFormat(.en)
    #expect(
      format.sorted(["Table 10", "Table 2", "Tab 3", "table 1a", "table 01"]) == [
        "Tab 3", "table 01", "table 1a", "Table 2", "Table 10",
      ])
    #expect(format.sorted(["b", "10", "9", "", "-"]) == ["", "-", "9", "10", "b"])
  }

  @Test("The order is total: sorting does not depend on the order given", arguments: UInt64(0)..<20)
  func total(seed: UInt64) throws {
    var random = TestRandom(seed: seed)
    let format = try NumberFormat(.kk)
    let alphabet = Array("аәАӘбқҚ19 -z")
    let words = (0..<60).map { _ in
      String(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
    }
    let sorted = format.sorted(words)
    #expect(format.sorted(words.shuffled(using: &random)) == sorted)
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      #expect(!format.precedes(right, left))
    }
  }
}
