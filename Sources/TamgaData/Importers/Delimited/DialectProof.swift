internal import TamgaPresent

/// Finds the one delimiter that a text allows, or refuses.
enum DialectProof {
  /// Why a candidate is not the delimiter.
  private enum Judgement {
    case fits(ScannedText)
    case headerUnknown(ScannedText)
    case single
    case ragged(line: Int, found: Int, expected: Int, isKnown: Bool)
    case broken(line: Int)
  }

  /// The dialect that the options state, or that the text proves.
  ///
  /// A delimiter is proven when it alone gives every record the same number of fields, two or more,
  /// under a header that the caller recognises.
  ///
  /// - Throws: T125 with what each candidate gives.
  static func prove(
    _ text: [UInt8], options: ImportOptions, place: Place, recognise: (([String]) -> Bool)?
  ) throws -> (Dialect, ScannedText) {
    var dialect = Dialect()
    if let decimal = options.decimal {
      guard decimal == "." || decimal == "," else {
        throw refusal(place, "decimal", ". or ,: \(decimal)")
      }
      dialect.decimal = decimal.utf8.first
    }
    if let name = options.delimiter {
      guard let delimiter = Dialect.delimiter(named: name) else {
        throw refusal(place, "delimiter", name)
      }
      dialect.delimiter = delimiter
      return (dialect, RecordScanner.scan(text, dialect))
    }
    return try proveDelimiter(text, dialect, place, recognise)
  }

  private static func refusal(_ place: Place, _ what: String, _ found: String) -> Diagnostic {
    Diagnostic("T125", ["findings": "\(what): \(found)"], place: place)
  }

  private static func proveDelimiter(
    _ text: [UInt8], _ base: Dialect, _ place: Place, _ recognise: (([String]) -> Bool)?
  ) throws -> (Dialect, ScannedText) {
    var fits: [(Dialect, ScannedText)] = []
    var unknown: [(Dialect, ScannedText)] = []
    var findings: [String] = []
    var singles = 0
    var knownButRagged = false
    for delimiter in Dialect.candidates {
      var dialect = base
      dialect.delimiter = delimiter
      let judgement = judge(text, dialect, recognise)
      let name = "“\(Dialect.name(of: delimiter))”"
      switch judgement {
      case .fits(let scanned):
        fits.append((dialect, scanned))
        findings.append("\(name): \(scanned.records.first?.fields ?? 0)")
      case .headerUnknown(let scanned):
        unknown.append((dialect, scanned))
        findings.append("\(name): \(scanned.records.first?.fields ?? 0)")
      case .single: singles += 1
      case .ragged(let line, let found, let expected, let isKnown):
        knownButRagged = knownButRagged || isKnown
        findings.append("\(name): \(expected), \(place.file):\(line): \(found)")
      case .broken(let line): findings.append("\(name): \(place.file):\(line): \"…")
      }
    }
    if fits.count == 1 { return fits[0] }
    // A header that nobody knows is the caller's to explain, once the delimiter is certain.
    if fits.isEmpty, unknown.count == 1, !knownButRagged { return unknown[0] }
    if singles == Dialect.candidates.count { return (base, RecordScanner.scan(text, base)) }
    throw Diagnostic("T125", ["findings": findings.joined(separator: "; ")], place: place)
  }

  private static func judge(
    _ text: [UInt8], _ dialect: Dialect, _ recognise: (([String]) -> Bool)?
  ) -> Judgement {
    let scanned = RecordScanner.scan(text, dialect)
    if let line = scanned.unterminatedLine { return .broken(line: line) }
    guard let first = scanned.records.first else { return .single }
    let width = scanned.records.map(\.fields).max() ?? 1
    if width == 1 { return .single }
    let header = FieldCutter.fields(of: text[first.start..<first.end], dialect)
    // Below a header, one more delimiter at the end of every record is a column without a name.
    let expected = scanned.records.count > 1 ? scanned.records[1].fields : first.fields
    let trailing = expected == first.fields + 1
    let isKnown = recognise?(header) ?? false
    for record in scanned.records.dropFirst(trailing ? 1 : 0) where record.fields != expected {
      return .ragged(
        line: record.line, found: record.fields, expected: expected, isKnown: isKnown)
    }
    if trailing, !endsAllEmpty(text, scanned.records.dropFirst(), dialect) {
      return .ragged(
        line: scanned.records[1].line, found: expected, expected: first.fields, isKnown: isKnown)
    }
    return isKnown || recognise == nil ? .fits(scanned) : .headerUnknown(scanned)
  }

  /// Whether the last field of every record is empty.
  private static func endsAllEmpty(
    _ text: [UInt8], _ records: ArraySlice<RecordSpan>, _ dialect: Dialect
  ) -> Bool {
    records.allSatisfy { text[$0.end - 1] == dialect.delimiter }
  }
}
