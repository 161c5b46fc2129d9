internal import Foundation
public import TamgaData
internal import TamgaPresent

extension PredictionReport {
  /// The rows as columns: row, mean, link, link_se, reason, of.
  public var rowColumns: [PanelColumn] {
    let values = rows.map { row -> (mean: Double, link: Double, error: Double?)? in
      guard case .value(let mean, let link, let error) = row.answer else { return nil }
      return (mean, link, error)
    }
    let gaps = rows.map { row -> (reason: String, name: String?)? in
      guard case .none(let gap, let name) = row.answer else { return nil }
      return (gap.rawValue, name)
    }
    return [
      .numbers("row", rows.map { Double($0.row) }), .numbers("mean", values.map { $0?.mean }),
      .numbers("link", values.map { $0?.link }),
      .numbers("link_se", values.map { $0.flatMap(\.error) }),
      .texts("reason", gaps.map { $0?.reason }), .texts("of", gaps.map { $0.flatMap(\.name) }),
    ]
  }

  /// The levels as columns: effect, level, value, component, normalisation.
  public var levelColumns: [PanelColumn] {
    [
      .texts("effect", levels.map(\.effect)), .texts("level", levels.map(\.level)),
      .numbers("value", levels.map(\.value)),
      .numbers("component", levels.map { $0.component.map(Double.init) }),
      .texts("normalisation", levels.map { _ in normalisation }),
    ]
  }
}

extension PanelColumn {
  /// A column of numbers, some of which may be missing.
  fileprivate static func numbers(_ name: String, _ values: [Double?]) -> PanelColumn {
    PanelColumn(
      name, .numbers(values.map { $0 ?? 0 }), validity: bits(values.map { $0 != nil }))
  }

  /// A column of texts, some of which may be missing.
  fileprivate static func texts(_ name: String, _ values: [String?]) -> PanelColumn {
    let texts = Set(values.compactMap { $0 }).sorted()
    var codes: [String: Int32] = [:]
    for (code, text) in texts.enumerated() { codes[text] = Int32(truncatingIfNeeded: code) }
    return PanelColumn(
      name, .levels(codes: values.map { $0.flatMap { codes[$0] } ?? -1 }, texts: texts),
      validity: bits(values.map { $0 != nil }))
  }

  private static func bits(_ present: [Bool]) -> [UInt64]? {
    guard present.contains(false) else { return nil }
    var words = [UInt64](repeating: 0, count: (present.count + 63) / 64)
    for (row, isPresent) in present.enumerated() where isPresent {
      words[row >> 6] |= 1 << UInt64(row & 63)
    }
    return words
  }
}
