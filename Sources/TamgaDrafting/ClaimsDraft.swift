internal import TamgaAudit
internal import TamgaNumerics
internal import TamgaPresent

/// A claims file drafted from the plain text of a document, for a person to edit.
///
/// Every numeral is found and classed; sentences with numbers become claims, tables become tables,
/// and relations between them are written where they reproduce the printed number. The file is
/// valid and can be checked at once.
public struct ClaimsDraft: Sendable {
  /// What a draft is made with.
  public struct Options: Sendable {
    /// The id of the document.
    public var id: String
    /// The language: en, ru, kk, ky; guessed where nil.
    public var language: String?
    /// The text as it is named in the claims file; left out where nil.
    public var file: String?

    /// Creates options.
    public init(id: String, language: String? = nil, file: String? = nil) {
      self.id = id
      self.language = language
      self.file = file
    }
  }

  /// The claims file.
  public let yaml: String
  /// The language of the text.
  public let language: String
  /// How many numerals there are of each class.
  public let numerals: [NumeralClass: Int]
  /// How many claims it holds.
  public let claims: Int
  /// How many tables it holds.
  public let tables: Int
  /// How many relations were written: identities of tables and expressions of claims.
  public let relations: Int

  /// Drafts a claims file.
  ///
  /// - Parameters:
  ///   - bytes: the text, UTF-8.
  ///   - name: its name for messages.
  ///   - options: what it is made with.
  /// - Throws: `T691` where the text is not UTF-8, `T692` where it is too long.
  public init(_ bytes: [UInt8], name: String, options: Options) throws {
    let text = try DraftText(bytes, file: name)
    var draft = DraftBuilder(text, options: options)
    draft.sha256 = SHA256Digest(of: bytes).description
    yaml = draft.checked()
    language = draft.language
    var counts: [NumeralClass: Int] = [:]
    for kind in NumeralClass.allCases { counts[kind] = 0 }
    for numeral in draft.numerals { counts[numeral.kind, default: 0] += 1 }
    numerals = counts
    claims = draft.claims.count
    tables = draft.tables.count
    relations =
      draft.claims.filter { $0.expression != nil }.count
      + draft.tables.reduce(0) { $0 + $1.identities.count }
  }
}

/// The parts of a draft.
struct DraftBuilder {
  let options: ClaimsDraft.Options
  let language: String
  let tableStyle: NumberStyle
  let textStyle: NumberStyle
  let numerals: [Numeral]
  var tables: [DraftTable]
  var claims: [DraftClaim]
  var sha256: String?

  init(_ text: DraftText, options: ClaimsDraft.Options) {
    self.options = options
    language = options.language ?? DraftLanguage.guess(text)
    let found = TableFinder(text: text).tables()
    let style = Self.tableStyle(found, language)
    tables = found.map { IdentityGuess($0, style: style).table }
    let cells = Self.cells(found)
    let rest = Self.outside(text, cells, joinsBlanks: true)
    let classifier = NumeralClassifier(text)
    let rows = Self.tableLines(found)
    let joined = Self.classed(rest, classifier, rows)
    textStyle = Self.vote(joined.filter { $0.kind == .claim }.map(\.text), language)
    tableStyle = found.isEmpty ? textStyle : style
    let classed =
      textStyle.group == " "
      ? joined : Self.classed(Self.outside(text, cells, joinsBlanks: false), classifier, rows)
    let sentences = SentenceSplitter(text: text, skipped: rows).sentences()
    let builder = ClaimBuilder(
      text: text, sentences: sentences, style: textStyle, document: options.id)
    let drafted = builder.claims(classed)
    claims = RelationGuess(drafted, tables: tables, sentences: sentences).claims
    numerals = (Self.covered(classed, by: drafted) + cells).sorted {
      ($0.line, $0.range.lowerBound) < ($1.line, $1.range.lowerBound)
    }
  }

  // MARK: Numerals

  private static func cells(_ tables: [DraftTable]) -> [Numeral] {
    tables.flatMap(\.rows).flatMap(\.cells).compactMap { cell in
      cell.map { Numeral(line: $0.line, range: $0.range, text: $0.text, kind: .cell) }
    }
  }

  /// Numerals with their classes; in the lines of tables none is a claim.
  private static func classed(
    _ numerals: [Numeral], _ classifier: NumeralClassifier, _ rows: Set<Int>
  ) -> [Numeral] {
    numerals.map { numeral in
      var numeral = numeral
      numeral.kind = classifier.classify(numeral)
      if numeral.kind == .claim, rows.contains(numeral.line) { numeral.kind = .todo }
      return numeral
    }
  }

  /// Numerals that no claim was made of are to be looked at.
  private static func covered(_ numerals: [Numeral], by claims: [DraftClaim]) -> [Numeral] {
    let used = claims.flatMap { [$0.numeral, $0.upper].compactMap { $0 } }
    let places = Set(used.map { [$0.line, $0.range.lowerBound] })
    return numerals.map { numeral in
      var numeral = numeral
      let isUsed = places.contains([numeral.line, numeral.range.lowerBound])
      if numeral.kind == .claim, !isUsed { numeral.kind = .todo }
      return numeral
    }
  }

  /// The lines of captions and rows; what stands between them may be running text.
  private static func tableLines(_ tables: [DraftTable]) -> Set<Int> {
    var lines: Set<Int> = []
    for table in tables {
      let rows = table.rows.map(\.line)
      lines.formUnion(rows)
      lines.insert(table.captionLine)
      if let first = rows.min() {
        lines.formUnion(table.captionLine...Swift.max(first, table.captionLine))
      }
    }
    return lines
  }

  /// The numerals that are no cells of tables.
  private static func outside(_ text: DraftText, _ cells: [Numeral], joinsBlanks: Bool) -> [Numeral]
  {
    var taken: [Int: [Range<Int>]] = [:]
    for cell in cells { taken[cell.line, default: []].append(cell.range) }
    let scanner = NumeralScanner(joinsBlanks: joinsBlanks)
    return text.lines.indices.flatMap { index -> [Numeral] in
      let line = text.lines[index].characters
      let ranges = taken[index] ?? []
      let join = ranges.isEmpty ? scanner : NumeralScanner(joinsBlanks: false)
      return join.numerals(line, index: index).filter { numeral in
        !ranges.contains { $0.overlaps(numeral.range) }
      }
    }
  }

  private static func tableStyle(_ tables: [DraftTable], _ language: String) -> NumberStyle {
    vote(cells(tables).map(\.text), language)
  }

  private static func vote(_ texts: [String], _ language: String) -> NumberStyle {
    var vote = StyleVote()
    for text in texts { vote.add(text) }
    return vote.winner(language: language)
  }

  // MARK: A file that is valid

  /// The claims file; a relation that does not compile is taken back into a comment.
  mutating func checked() -> String {
    for _ in 0..<60 {
      let file = DraftYAML(self)
      guard let line = Self.fault(file.text) else { return file.text }
      guard let owner = file.owner(of: line) else { break }
      switch owner {
      case .claim(let index) where claims[index].expression != nil: demote(index)
      case .table(let index) where !tables[index].identities.isEmpty:
        tables[index].identities = []
      default: break
      }
    }
    for index in claims.indices { demote(index) }
    for index in tables.indices { tables[index].identities = [] }
    return DraftYAML(self).text
  }

  private mutating func demote(_ index: Int) {
    guard let expression = claims[index].expression else { return }
    claims[index].comments.insert("units differ: \(expression)", at: 0)
    claims[index].expression = nil
  }

  /// The line of the first fault; nil when the file compiles.
  private static func fault(_ text: String) -> Int? {
    do {
      _ = try AuditModel(ClaimsDocument(parsing: Array(text.utf8), file: "draft"))
      return nil
    } catch {
      return (error as? Diagnostic)?.place?.line ?? 0
    }
  }
}
