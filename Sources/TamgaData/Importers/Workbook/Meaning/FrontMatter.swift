internal import TamgaNumerics

/// What the covers, contents and notes of a workbook say about all of it.
struct FrontMatter: Sendable {
  /// The office that publishes it.
  let office: OfficeSignature?
  /// The country its titles name.
  let reporter: EntityCode?
  /// The date of publication, ISO 8601.
  let publishedOn: String?

  /// Reads the texts of all sheets.
  init(_ workbook: Workbook) {
    var titles: [EntityCode] = []
    var texts: [String] = []
    var date: String?
    for grid in workbook.sheets {
      let rowCount = (grid.cells.keys.map(\.row).max() ?? 0) + 1
      // Covers, titles and signatures stand at the head or the foot of a sheet.
      let cells = grid.cells.filter { $0.key.row < 100 || $0.key.row >= rowCount - 30 }
        .sorted { $0.key < $1.key }
      for (address, cell) in cells {
        guard case .text(let text) = cell.content, text.utf8.count > 8 else { continue }
        texts.append(text)
        if address.row < 40, FrontMatter.isTitle(text),
          let country = TitleCountry.reporter(in: text)
        {
          titles.append(country)
        }
        if date == nil, PublicationDate.isCaption(text) {
          date = PublicationDate.date(in: text) ?? FrontMatter.dateBeside(address, grid)
        }
      }
    }
    office = OfficeSignature.find(in: texts)
    let distinct = Set(titles)
    reporter = distinct.count == 1 ? titles.first : nil
    publishedOn = date
  }

  /// Titles speak of trade or of an indicator; labels are shorter or say nothing of the kind.
  private static func isTitle(_ text: String) -> Bool {
    let lower = text.lowercased()
    return text.count > 20 && text.count < 250
      && ["торгов", "экспорт", "импорт", "сауда", "соода", "trade", "export", "import"]
        .contains { lower.contains($0) }
  }

  private static func dateBeside(_ address: CellAddress, _ grid: Grid) -> String? {
    for column in (address.column + 1)...(address.column + 4) {
      guard let cell = grid[address.row, column] else { continue }
      switch cell.content {
      case .date(let iso): return String(iso.prefix(10))
      case .text(let text): return PublicationDate.anyDate(in: text)
      default: return nil
      }
    }
    return nil
  }
}
