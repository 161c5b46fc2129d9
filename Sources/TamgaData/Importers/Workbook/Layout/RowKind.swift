/// What a row of a sheet looks like.
enum RowKind: Sendable {
  /// Nothing but spaces.
  case blank
  /// Text only.
  case text
  /// Years, or the numbering of columns.
  case header
  /// Numbers or marks for missing numbers.
  case data

  /// Looks at a row.
  ///
  /// - Parameters:
  ///   - sheet: its sheet.
  ///   - row: the row.
  ///   - hasData: whether rows of numbers stand above it in the same table.
  init(_ sheet: SheetView, _ row: Int, hasData: Bool) {
    let columns = sheet.columns[row]
    guard !columns.isEmpty else {
      self = .blank
      return
    }
    let numbers = columns.filter { sheet.shape(row, $0) == .number }
    let missing = columns.filter { sheet.shape(row, $0) == .missing }
    let texts = columns.filter { sheet.shape(row, $0) == .text }
    if numbers.isEmpty {
      // A dash alone is a mark only beside a label; rows of text keep their dashes.
      self = missing.isEmpty || texts.isEmpty ? .text : .data
      return
    }
    let values = numbers.compactMap { sheet.text(row, $0).flatMap { Int($0) } }
    let isWhole = values.count == numbers.count && missing.isEmpty
    if isWhole, RowKind.areYears(values, hasData: hasData) {
      self = .header
    } else if isWhole, RowKind.isNumbering(values, texts.map { sheet.text(row, $0) ?? "" }) {
      self = .header
    } else {
      self = .data
    }
  }

  private static func areYears(_ values: [Int], hasData: Bool) -> Bool {
    func year(_ value: Int) -> Bool {
      (1900...2100).contains(value) || (19_001...21_009).contains(value)
    }
    guard values.allSatisfy(year) else { return false }
    if values.count == 1 { return !hasData }
    let years = values.map { $0 > 9999 ? $0 / 10 : $0 }
    let steps = zip(years, years.dropFirst()).map { $1 - $0 }
    return !hasData || steps.allSatisfy { abs($0) == 1 }
  }

  private static func isNumbering(_ values: [Int], _ texts: [String]) -> Bool {
    guard values.count >= 2, let first = values.first, (1...2).contains(first) else { return false }
    return values == Array(first..<(first + values.count)) && texts.allSatisfy { $0.count <= 1 }
  }
}
