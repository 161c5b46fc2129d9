/// Sorting by the alphabet of a language: Ә after А, Ң after Н, І after Ы.
///
/// Letters compare by their place in the alphabet, without case; numbers inside text by value;
/// letters of other alphabets follow, by code. Ties go to the code points, so the order is total.
extension NumberFormat {
  /// Whether one text comes before another.
  public func precedes(_ left: String, _ right: String) -> Bool {
    let leftKey = sortKey(left)
    let rightKey = sortKey(right)
    if leftKey == rightKey { return left < right }
    return leftKey.lexicographicallyPrecedes(rightKey)
  }

  /// Sorts texts by the alphabet.
  public func sorted(_ texts: [String]) -> [String] {
    texts.map { (key: sortKey($0), text: $0) }
      .sorted { left, right in
        left.key == right.key
          ? left.text < right.text : left.key.lexicographicallyPrecedes(right.key)
      }
      .map(\.text)
  }

  /// The key by which a text sorts: one number a character, three for a run of digits.
  func sortKey(_ text: String) -> [UInt64] {
    var key: [UInt64] = []
    var digits = ""
    for character in text.lowercased() {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      appendNumber(&digits, to: &key)
      key.append(weight(of: character))
    }
    appendNumber(&digits, to: &key)
    return key
  }

  private func appendNumber(_ digits: inout String, to key: inout [UInt64]) {
    guard !digits.isEmpty else { return }
    let significant = digits.drop { $0 == "0" }
    key.append(1 << 20)
    key.append(UInt64(significant.count))
    key.append(contentsOf: significant.compactMap { $0.wholeNumberValue.map(UInt64.init) })
    digits = ""
  }

  /// Spaces and marks first, then digits, then the alphabet, then everything else.
  private func weight(of character: Character) -> UInt64 {
    if let place = alphabetPlaces[character] { return 1 << 24 + UInt64(place) }
    let code = UInt64(character.unicodeScalars.first?.value ?? 0)
    return character.isLetter ? 1 << 28 + code : min(code, 1 << 20 - 1)
  }
}
