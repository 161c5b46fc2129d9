extension PanelColumn {
  /// Creates a column of levels: the texts that occur, in ascending order.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - codes: for each row the place of its text; -1 for none.
  ///   - texts: different texts in any order, some of which may not occur.
  ///   - validity: the bits of the rows with a text.
  init(_ name: String, _ codes: consuming [Int32], texts: [String], _ validity: [UInt64]?) {
    var places = [Int32](repeating: -1, count: texts.count)
    mark(codes.span, in: &places)
    let order = texts.indices.filter { places[$0] >= 0 }.sorted { texts[$0] < texts[$1] }
    for (new, old) in order.enumerated() { places[old] = Int32(truncatingIfNeeded: new) }
    renumber(&codes, places)
    self.init(name, .levels(codes: codes, texts: order.map { texts[$0] }), validity: validity)
  }
}

private func mark(_ codes: Span<Int32>, in places: inout [Int32]) {
  var places = places.mutableSpan
  for row in codes.indices {
    let code = Int(codes[row])
    if code >= 0, code < places.count { places[code] = 0 }
  }
}

private func renumber(_ codes: inout [Int32], _ table: [Int32]) {
  let places = table.span
  var codes = codes.mutableSpan
  for row in codes.indices {
    let code = Int(codes[row])
    if code >= 0, code < places.count { codes[row] = places[code] }
  }
}
