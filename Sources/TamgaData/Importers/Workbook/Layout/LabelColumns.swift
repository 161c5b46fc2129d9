/// The label columns of a table and the languages they are written in.
struct LabelColumns: Sendable {
  /// A column and its language, where its letters tell.
  struct Column: Hashable, Sendable {
    /// The column.
    let column: Int
    /// The language; nil when the letters do not tell.
    let language: NameLanguage?
  }

  /// The columns with names, in order; columns of codes are left out.
  let columns: [Column]

  /// Reads the letters of the label columns of a table.
  init(_ sheet: SheetView, _ region: TableRegion) {
    let header = region.zone.suffix(4)
    var columns: [Column] = []
    for column in region.labelColumns {
      let texts = region.dataRows.compactMap { sheet.text($0, column) }
      let headers = header.compactMap { sheet.text($0, column) }
      let isCode =
        headers.contains { MeasureText($0).role == .code } || LabelColumns.areCodes(texts)
      if isCode, region.labelColumns.count > 1 { continue }
      let named = headers.lazy.compactMap(LabelColumns.named).first
      columns.append(
        Column(column: column, language: named ?? LabelColumns.language(texts + headers)))
    }
    // Two columns in Latin letters of which one is named English: the other is not English.
    let named = Set(
      columns.filter { item in
        header.contains { sheet.text($0, item.column).flatMap(LabelColumns.named) == item.language }
      }.map(\.column))
    self.columns = columns.map { item in
      let isRival =
        !named.contains(item.column)
        && columns.contains { named.contains($0.column) && $0.language == item.language }
      return isRival ? Column(column: item.column, language: nil) : item
    }
  }

  /// A language that a header names itself, as in `Klassifikator_en`.
  private static func named(_ header: String) -> NameLanguage? {
    let text = header.lowercased()
    for language in [NameLanguage.kk, .ky, .ru, .en]
    where text == language.rawValue || text.hasSuffix("_" + language.rawValue)
      || text.hasSuffix("-" + language.rawValue)
    {
      return language
    }
    return nil
  }

  private static func areCodes(_ texts: [String]) -> Bool {
    !texts.isEmpty
      && texts.allSatisfy { text in
        text.count <= 12 && !text.contains { $0.isLowercase || $0.isWhitespace }
          && text.unicodeScalars.allSatisfy(\.isASCII)
      }
  }

  private static func language(_ texts: [String]) -> NameLanguage? {
    var latin = 0
    var cyrillic = 0
    var kazakh = 0
    var shared = 0
    for character in texts.joined().lowercased() {
      if character.isASCII {
        latin += character.isLetter ? 1 : 0
      } else if ("а"..."я").contains(character) || character == "ё" {
        cyrillic += 1
      } else if "әғқұһі".contains(character) {
        kazakh += 1
      } else if "ңөү".contains(character) {
        shared += 1
      }
    }
    if latin > cyrillic + kazakh + shared { return .en }
    guard cyrillic > 0 else { return nil }
    if kazakh >= 2 { return .kk }
    return shared >= 2 ? .ky : .ru
  }
}
