/// A table found on a sheet: where its labels, headers and numbers stand.
struct TableRegion: Hashable, Sendable {
  /// The rows with numbers, ascending; text and blank rows between them are left out.
  var dataRows: [Int]
  /// The columns with numbers, ascending; blank columns between them are left out.
  var valueColumns: [Int]
  /// The columns with labels, ascending.
  var labelColumns: [Int]
  /// Columns with codes or running numbers left of the labels.
  var codeColumns: [Int]
  /// The rows above the numbers, from the end of the table before.
  var zone: Range<Int>
  /// The columns it takes up, when other tables stand beside it.
  var span: Range<Int>?
}
