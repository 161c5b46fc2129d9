internal import Foundation
internal import TamgaNumerics
internal import TamgaPresent

/// The third-party scripts for live charts, as `scripts/setup-assets` writes them.
public struct AssetBundle: Sendable {
  /// The charts' library, wrapped in a function so that it declares nothing.
  let script: String
  /// The licences that must go with it.
  let notices: String
  /// The script as packed bytes in Base64, half its size; nil where it stands as it is.
  var packed: String?

  /// Reads the assets of a folder and compares them with the pinned SHA-256.
  ///
  /// - Parameters:
  ///   - folder: the folder `.assets` or `share/tamga/assets`.
  ///   - pack: packs bytes as RFC 1950 says; nil or no answer leaves the script as it is.
  /// - Returns: the scripts and their licences.
  /// - Throws: `T722` when a file is missing, `T728` when it is not the pinned one.
  public static func load(folder: String, pack: (([UInt8]) -> [UInt8]?)? = nil) throws
    -> AssetBundle
  {
    let script = try file("vega.js", sha256: AssetPins.vega, in: folder)
    let notices = try file("THIRD-PARTY.txt", sha256: AssetPins.notices, in: folder)
    let safe = ReportPage.safe(script)
    return AssetBundle(
      script: safe, notices: notices, packed: pack?(Array(safe.utf8)).map { Base64.text($0) })
  }

  private static func file(_ name: String, sha256: String, in folder: String) throws -> String {
    let url = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(name)
    guard let data = try? Data(contentsOf: url) else {
      throw Diagnostic("T722", severity: .note, ["file": name, "folder": folder])
    }
    guard SHA256Digest(of: data).hexadecimal == sha256 else {
      throw Diagnostic("T728", severity: .warning, ["file": name, "folder": folder])
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// The SHA-256 of the assets, as in `assets.lock`.
enum AssetPins {
  static let vega = "7a56b58724d269cd62a1b20d1d5012f5749066b3a82b8076c9a89641359c7679"
  static let notices = "0221cc97d5dc773b47ad88e1eea11041b1840543adddd5ba4d3e5ff92f483d8e"
}
