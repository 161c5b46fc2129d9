public import TamgaAudit
internal import TamgaPresent

/// A cell of a document and another number for it, as in `000:T1.m[kg.2022]=453.9`.
public struct CellChange: Sendable, Hashable {
  /// The document's id; nil when the address alone is given.
  public var document: String?
  /// The address, `T1.m[kg.2022]` or `@000-07`.
  public var address: String
  /// The other number in the cell's unit; nil to ask only what rests on the cell.
  public var value: Double?

  /// Reads a change.
  ///
  /// - Parameter text: an address, with a document's id and a colon before it and with `=` and a
  ///   number (decimal point) behind it where wanted.
  /// - Throws: `T669` when the text is none.
  public init(_ text: String) throws {
    var rest = text[...]
    if let equals = rest.lastIndex(of: "=") {
      let digits = rest[rest.index(after: equals)...].replacing("−", with: "-")
      guard let number = Double(digits), number.isFinite else {
        throw Diagnostic("T669", ["text": text])
      }
      value = number
      rest = rest[..<equals]
    }
    let head = rest.prefix { $0 != "[" }
    if let colon = head.lastIndex(of: ":") {
      document = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    address = String(rest)
    guard !address.isEmpty, document != "" else { throw Diagnostic("T669", ["text": text]) }
  }
}

/// The cells of some changes in a checked document.
public struct TracedChanges: Sendable {
  /// The checked document.
  public let audit: AuditedClaims
  /// The cells and their other numbers.
  public var changes: [(cell: Int, value: Double?)] = []

  /// Everything that rests on the cells, nearest first.
  public var items: [ImpactItem] { ImpactTracer(audit.report).trace(changes) }

  /// Finds the documents and cells of changes.
  ///
  /// - Throws: `T668` where no document has the address, `T670` where several have it and none is
  ///   named.
  public static func find(_ changes: [CellChange], in audits: [AuditedClaims]) throws
    -> [TracedChanges]
  {
    var traced = audits.map { TracedChanges(audit: $0) }
    for change in changes {
      let fitting = audits.indices.compactMap { index -> (document: Int, cell: Int)? in
        let document = audits[index]
        guard change.document == nil || change.document == document.document.id else { return nil }
        return document.report.model.cell(change.address).map { (index, $0) }
      }
      guard let first = fitting.first else { throw unknown(change, audits) }
      guard fitting.count == 1 else {
        let names = fitting.map { "\(audits[$0.document].document.id):\(change.address)" }
        throw Diagnostic(
          "T670", ["cell": change.address, "choices": names.joined(separator: ", ")])
      }
      traced[first.document].changes.append((first.cell, change.value))
    }
    return traced.filter { !$0.changes.isEmpty }
  }

  private static func unknown(_ change: CellChange, _ audits: [AuditedClaims]) -> Diagnostic {
    let asked = audits.filter { change.document == nil || $0.document.id == change.document }
    let known = asked.flatMap { $0.report.model.cells.map(\.address) }
    return Diagnostic(
      "T668",
      [
        "cell": change.address,
        "documents": audits.map(\.document.id).joined(separator: ", "),
        "suggestion": Spelling.nearest(to: change.address, in: known) ?? known.first ?? "–",
      ])
  }
}
