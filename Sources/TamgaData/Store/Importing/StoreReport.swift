/// What storing files did.
public struct StoreReport: Sendable, Hashable {
  /// One file.
  public struct File: Sendable, Hashable {
    /// The path as given.
    public var path: String
    /// The SHA-256 of its bytes.
    public var sha256: String
    /// Whether it was there already, with the same content by the same importer.
    public var isKnown = false
    /// Numbers stored with their cells.
    public var stored = 0
    /// Numbers that a publication in the warehouse already gives: not stored twice.
    public var reprinted = 0
    /// Repetitions of a record within one table with the same value: stored once.
    public var repeated = 0
    /// Numbers kept with fewer places than published; the published text is in `cell`.
    public var rounded = 0
    /// Records rejected by the importer.
    public var rejected = 0

    init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A slice published before with other numbers: both publications are kept.
  public struct Difference: Sendable, Hashable {
    /// The data set.
    public let dataset: String
    /// The slice, as in `flow KAZ M 2022`.
    public let slice: String
    /// The publication before, by number.
    public let earlier: Int
    /// The new publication, by number.
    public let later: Int
    /// Keys only the new one has.
    public let added: Int
    /// Keys only the earlier one has.
    public let removed: Int
    /// Keys with another value or state.
    public let changed: Int
  }

  /// The files in the order in which they were stored.
  public var files: [File] = []
  /// Slices whose numbers differ from an earlier publication.
  public var differences: [Difference] = []

  /// Creates an empty report.
  public init() {}

  /// Numbers stored in all.
  public var stored: Int { files.reduce(0) { $0 + $1.stored } }
}
