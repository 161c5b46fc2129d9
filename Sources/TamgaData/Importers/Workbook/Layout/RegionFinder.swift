/// Finds the tables of a sheet: blocks of numbers with the headers above them.
///
/// Blank rows and rows of text inside a table do not end it; text above its columns of numbers
/// does, since that is the header of the next table.
struct RegionFinder {
  private let sheet: SheetView
  private var bands: [Band] = []

  private struct Band {
    var zone: Range<Int>
    var rows: [Int] = []
    var columns: Set<Int> = []
  }

  /// Returns the tables, from top to bottom and from left to right.
  static func regions(of sheet: SheetView) -> [TableRegion] {
    var finder = RegionFinder(sheet: sheet)
    finder.findBands()
    return finder.bands.flatMap(finder.groups)
  }

  private init(sheet: SheetView) { self.sheet = sheet }

  private mutating func findBands() {
    var current: Band?
    var start = 0
    var isEnded = true
    for row in sheet.columns.indices {
      switch RowKind(sheet, row, hasData: !isEnded) {
      case .blank: continue
      case .text, .header:
        if let band = current, !isEnded { isEnded = ends(band, row) }
      case .data:
        if isEnded {
          if let current { bands.append(current) }
          start = current?.rows.last.map { $0 + 1 } ?? 0
          current = Band(zone: start..<row)
        }
        isEnded = false
        current?.rows.append(row)
        current?.columns.formUnion(valueLike(row))
      }
    }
    if let current { bands.append(current) }
  }

  /// Whether a row of text stands above columns of numbers, as the header of a next table does.
  private func ends(_ band: Band, _ row: Int) -> Bool {
    if RowKind(sheet, row, hasData: true) == .header { return true }
    return sheet.columns[row].contains { column in
      guard band.columns.contains(column), sheet.shape(row, column) != .missing else {
        return false
      }
      let text = sheet.text(row, column) ?? ""
      return !CaptionPeriod(text).isEmpty || !MeasureText(text).flows.isEmpty
        || MeasureText(text).role != nil || UnitText.unit(in: text) != nil
    }
  }

  private func valueLike(_ row: Int) -> [Int] {
    let columns = sheet.columns[row]
    let firstText = columns.first { sheet.shape(row, $0) == .text }
    return columns.filter { column in
      sheet.shape(row, column) != .text && (firstText.map { column > $0 } ?? true)
    }
  }

  /// Splits a band into tables side by side.
  private func groups(of band: Band) -> [TableRegion] {
    var counts: [Int: (numbers: Int, texts: Int)] = [:]
    for row in band.rows {
      for column in sheet.columns[row] {
        let isText = sheet.shape(row, column) == .text
        counts[column, default: (0, 0)].numbers += isText ? 0 : 1
        counts[column, default: (0, 0)].texts += isText ? 1 : 0
      }
    }
    var tables: [[(column: Int, isLabel: Bool)]] = [[]]
    let columns = counts.keys.sorted()
    for (position, column) in columns.enumerated() {
      let count = counts[column] ?? (0, 0)
      let isLabel = count.texts > count.numbers
      let valuesFollow = columns[position...].contains { next in
        let count = counts[next] ?? (0, 0)
        return next > column && count.texts <= count.numbers
      }
      // Numbers left of all labels are running numbers or codes, not another table's values.
      let labelled = tables[tables.count - 1].drop { !$0.isLabel }
      if isLabel, labelled.contains(where: { !$0.isLabel }), valuesFollow { tables.append([]) }
      tables[tables.count - 1].append((column, isLabel))
    }
    let regions = tables.compactMap { region($0, of: band) }
    guard regions.count > 1 else { return regions }
    let starts = tables.compactMap { $0.first?.column }
    return regions.enumerated().map { index, region in
      var region = region
      let end = index + 1 < starts.count ? starts[index + 1] : Int.max
      region.span = (index == 0 ? 0 : starts[index])..<end
      return region
    }
  }

  private func region(_ columns: [(column: Int, isLabel: Bool)], of band: Band) -> TableRegion? {
    let labels = columns.filter(\.isLabel).map(\.column)
    let firstLabel = labels.first ?? Int.min
    var values = columns.filter { !$0.isLabel && $0.column > firstLabel }.map(\.column)
    var codes = columns.filter { !$0.isLabel && $0.column < firstLabel }.map(\.column)
    let coded = values.filter { isCodeColumn($0, zone: band.zone) }
    values.removeAll(where: coded.contains)
    codes += coded
    guard !values.isEmpty else { return nil }
    let rows = band.rows.filter { row in
      columns.contains { column, isLabel in !isLabel && sheet.shape(row, column) != nil }
        && values.contains { sheet.shape(row, $0) != nil }
    }
    guard !rows.isEmpty else { return nil }
    return TableRegion(
      dataRows: rows, valueColumns: values, labelColumns: labels, codeColumns: codes,
      zone: band.zone)
  }

  private func isCodeColumn(_ column: Int, zone: Range<Int>) -> Bool {
    zone.contains { row in
      sheet.text(row, column).map { MeasureText($0).role == .code } ?? false
    }
  }
}
