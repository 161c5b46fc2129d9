/// A reporting period: a year, quarter or month, or the part of a year up to a month.
///
/// Its text is `2023`, `2023-Q2`, `2023-08` or `2023-YTD09` (January to September).
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// What a period covers.
  public enum Kind: Hashable, Sendable {
    /// A whole calendar year.
    case year
    /// A quarter, `1...4`.
    case quarter(Int)
    /// A month, `1...12`.
    case month(Int)
    /// January up to and including the month, `1...11`; twelve months are a ``year``.
    case yearToDate(Int)
  }

  /// The calendar year.
  public let year: Int
  /// The part of the year.
  public let kind: Kind

  /// Creates a period; twelve months to date become a whole year.
  public init(year: Int, kind: Kind = .year) {
    self.year = year
    self.kind = kind == .yearToDate(12) ? .year : kind
  }

  /// The canonical text, as in `2023-YTD09`.
  public var description: String {
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return switch kind {
    case .year: "\(year)"
    case .quarter(let q): "\(year)-Q\(q)"
    case .month(let m): "\(year)-\(two(m))"
    case .yearToDate(let m): "\(year)-YTD\(two(m))"
    }
  }

  /// Whether the period is a whole year.
  public var isWholeYear: Bool { kind == .year }
}
