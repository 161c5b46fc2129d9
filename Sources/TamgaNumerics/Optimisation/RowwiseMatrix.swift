/// The entries of rows one after the other, zeros left out.
struct RowwiseMatrix {
  var starts: [Int32] = []
  var columns: [Int32] = []
  var values: [Double] = []

  init(_ rows: [LinearProgramme.Row]) {
    for row in rows {
      starts.append(Int32(columns.count))
      for term in row.terms where term.coefficient != 0 {
        columns.append(Int32(term.column))
        values.append(term.coefficient)
      }
    }
  }
}
