internal import CXLSXWriter

/// The versions of the system libraries reports are written with.
public enum ReportLibraries {
  /// libxlsxwriter.
  public static var xlsxWriter: String { unsafe String(cString: lxw_version()) }
}
