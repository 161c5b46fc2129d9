internal import CExpat
internal import CFreeXL
internal import CZlib

/// The versions of the system libraries this program is linked with.
public enum SystemLibraries {
  /// libfreexl.
  public static var freeXL: String { unsafe String(cString: freexl_version()) }
  /// expat, as in `expat_2.5.0`.
  public static var expat: String {
    unsafe XML_ExpatVersion().map { unsafe String(cString: $0) } ?? "unknown"
  }
  /// zlib.
  public static var zlib: String { unsafe String(cString: zlibVersion()) }
}
