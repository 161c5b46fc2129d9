internal import TamgaPresent

/// A document ready to be checked: its printed numbers and the relations between them.
public struct AuditModel: Sendable {
  /// The document.
  public let document: ClaimsDocument
  /// The printed numbers.
  public let book: CellBook
  /// The relations: claims in the order of the file, then identities table by table.
  public let statements: [Statement]
  /// The statements that read each cell or are held against it.
  let readers: [[Int]]
  /// Instances of identities passed over because a cell is not printed, by table.
  public let passedOver: [String: Int]

  /// The printed numbers by index.
  public var cells: [AuditCell] { book.cells }

  /// Compiles a document.
  ///
  /// - Parameter document: the claims file.
  /// - Throws: `T650` where units clash, `T651` where an argument is of the wrong kind, `T652` where
  ///   a name does not resolve, with the place in the file.
  public init(_ document: ClaimsDocument) throws {
    self.document = document
    book = CellBook(document)
    var builder = StatementBuilder(book: book)
    for index in document.claims.indices { try builder.add(claim: index) }
    for (index, table) in document.tables.enumerated() {
      for identity in table.identities.indices { try builder.add(identity: identity, table: index) }
    }
    statements = builder.statements
    passedOver = builder.passedOver
    var readers = [[Int]](repeating: [], count: book.cells.count)
    for (index, statement) in statements.enumerated() {
      for cell in statement.cells { readers[cell].append(index) }
    }
    self.readers = readers
  }

  /// The index of an address; nil when nothing is printed there.
  public func cell(_ address: String) -> Int? { book.index[address] }
}
