internal import TamgaPresent

/// Reads the templates of this target.
enum ReportResources {
  /// A template as text.
  ///
  /// - Throws: `T170` or `T171` when the resources are missing.
  static func template(_ name: String) throws -> String {
    let bytes = try ResourceFolder.bytes(of: "Templates/" + name, inTarget: "TamgaReport")
    return String(decoding: bytes, as: UTF8.self)
  }
}
