/// How a database is opened.
public struct DatabaseOptions: Sendable {
  /// What may be done with the file.
  public enum Access: Sendable {
    /// Reading only; the file must be there.
    case readOnly
    /// Reading and writing; the file must be there.
    case readWrite
    /// Reading and writing; the file is made when it is not there.
    case create
  }

  /// What may be done with the file.
  public var access: Access
  /// The number of threads; nil for all of the machine.
  public var threads: Int?
  /// The memory it may use, in mebibytes; nil for the database's own rule.
  public var memoryMebibytes: Int?
  /// Whether SQL from outside is run: no file, no network, no extension, no change of settings.
  public var isSealed: Bool

  /// Creates options.
  public init(
    access: Access = .readWrite, threads: Int? = nil, memoryMebibytes: Int? = nil,
    isSealed: Bool = false
  ) {
    self.access = access
    self.threads = threads
    self.memoryMebibytes = memoryMebibytes
    self.isSealed = isSealed
  }

  /// The settings by name, in the order in which they are set.
  var settings: [(name: String, value: String)] {
    var list = [
      ("autoinstall_known_extensions", "false"),
      ("autoload_known_extensions", "false"),
      ("allow_community_extensions", "false"),
      ("access_mode", access == .readOnly ? "READ_ONLY" : "READ_WRITE"),
    ]
    if let threads { list.append(("threads", String(max(1, threads)))) }
    if let memoryMebibytes { list.append(("memory_limit", "\(max(64, memoryMebibytes))MiB")) }
    if isSealed {
      list.append(("enable_external_access", "false"))
    }
    return list
  }
}
