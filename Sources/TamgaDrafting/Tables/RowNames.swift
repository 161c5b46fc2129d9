/// Turns printed labels into ids: Latin letters, digits and `_`.
enum RowNames {
  private static let letters: [Character: String] = {
    var result: [Character: String] = [:]
    let pairs =
      "а a б b в v г g ғ g д d е e ё e ж zh з z и i й y і i к k қ k л l м m н n ң n о o ө o п p р r "
      + "с s т t у u ұ u ү u ф f х h һ h ц ts ч ch ш sh щ sh ы y э e ю yu я ya ә a"
    let words = pairs.split(separator: " ")
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      if let letter = words[index].first { result[letter] = String(words[index + 1]) }
    }
    return result
  }()

  /// A label as a name: its first words, at most 24 letters; empty when it has no letter or digit.
  static func slug(_ label: String, words most: Int = 3) -> String {
    var text = ""
    for character in label.lowercased() {
      if character.isASCII, character.isLetter || character.isPlainDigit {
        text.append(character)
      } else if let latin = letters[character] {
        text += latin
      } else if character != "'" && character != "’" && character != "ь" && character != "ъ" {
        text.append(" ")
      }
    }
    let words = text.split(separator: " ").prefix(most)
    var slug = ""
    for word in words where slug.count + word.count < 24 || slug.isEmpty {
      slug += (slug.isEmpty ? "" : "_") + word.prefix(24)
    }
    return slug
  }

  /// Names that are different: a number behind those that stand again.
  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !seen.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }

  /// The ids of rows: label and block; labels that scanning broke are taken from the other blocks.
  static func ids(_ rows: [DraftTable.Row]) -> [String] {
    var labels = rows.map { row in
      let name = slug(row.label)
      return name.isEmpty ? "row" : name
    }
    alignBlocks(rows, &labels)
    let plain = zip(rows, labels).map { row, label in
      row.block.map { block in "\(label)\u{1}\(slug(block))" } ?? label
    }
    return unique(plain).map { id in
      let parts = id.split(separator: "\u{1}")
      guard parts.count == 2 else { return id }
      let halves = parts[1].split(separator: "_", maxSplits: 1)
      return halves.count == 2
        ? "\(parts[0])_\(halves[1]).\(halves[0])" : "\(parts[0]).\(parts[1])"
    }
  }

  /// Where blocks have the same number of rows, the label most of them print in a place counts.
  private static func alignBlocks(_ rows: [DraftTable.Row], _ labels: inout [String]) {
    var blocks: [[Int]] = []
    for (index, row) in rows.enumerated() {
      if index > 0, rows[index - 1].block == row.block, let last = blocks.indices.last {
        blocks[last].append(index)
      } else {
        blocks.append([index])
      }
    }
    guard blocks.count >= 3, let size = blocks.first?.count,
      blocks.allSatisfy({ $0.count == size })
    else { return }
    for place in 0..<size {
      let printed = blocks.map { labels[$0[place]] }
      let counts = Dictionary(printed.map { ($0, 1) }, uniquingKeysWith: +)
      guard
        let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        usual.value * 2 > blocks.count
      else { continue }
      for block in blocks where labels[block[place]] != usual.key {
        labels[block[place]] = usual.key
      }
    }
  }
}
