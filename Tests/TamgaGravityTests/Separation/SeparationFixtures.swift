import Foundation
import TamgaGravity
import TamgaNumerics
import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips where the solver's library is absent.
  static var needsHighs: Self {
    .enabled(
      if: LibraryLookup.highs.isUsable,
      "HiGHS 1.15.1 is absent: run scripts/bootstrap, or set TAMGA_HIGHS to its full path")
  }

  /// Skips where the shared sample data are absent.
  static var needsSeparationFiles: Self {
    .enabled(if: SeparationFile.folder != nil, "../shared/data/gravity/separation is absent")
  }
}

/// A file of the separation suite: y, x…, id…, separated.
struct SeparationFile {
  let design: SeparationDesign
  let separated: [Int]

  static let folder: URL? = SharedData.folder.map {
    $0.appending(path: "data/gravity/separation", directoryHint: .isDirectory)
  }

  /// Reads a table whose header names y, x1…, id1… and perhaps `separated`.
  init(_ text: String) throws {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let header = try #require(lines.first)
    func column(_ name: String) throws -> [Double] {
      let index = try #require(header.firstIndex(of: name))
      return try lines.dropFirst().map { try #require(Double($0[index])) }
    }
    let regressors = try header.filter { $0.hasPrefix("x") }.map {
      SeparationDesign.Regressor(name: $0, values: try column($0))
    }
    let effects = try header.filter { $0.hasPrefix("id") || $0 == "i" || $0 == "j" }.map {
      Factor.column($0, try column($0).map { Int($0) })
    }
    design = try SeparationDesign(
      outcome: try column("y"), regressors: regressors, effects: effects)
    separated =
      header.contains("separated")
      ? try column("separated").enumerated().filter { $0.element == 1 }.map(\.offset) : []
  }

  init(named name: String) throws {
    let folder = try #require(Self.folder)
    try self.init(String(contentsOf: folder.appending(path: name), encoding: .utf8))
  }
}

/// Factors from any whole numbers.
enum Factor {
  static func column(_ name: String, _ numbers: [Int]) -> FactorColumn {
    var codes: [Int: Int32] = [:]
    let coded = numbers.map { number in
      if let code = codes[number] { return code }
      let code = Int32(codes.count)
      codes[number] = code
      return code
    }
    guard let column = FactorColumn(name: name, codes: coded, levelCount: codes.count) else {
      preconditionFailure("codes are dense")
    }
    return column
  }
}
