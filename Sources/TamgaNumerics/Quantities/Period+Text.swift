extension Period: LosslessStringConvertible, Comparable, Codable {
  /// Reads a period from its canonical text; nil when the text is another.
  ///
  /// - Parameter description: `2023`, `2023-Q2`, `2023-08` or `2023-YTD09`.
  public init?(_ description: String) {
    let parts = description.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, let year = wholeNumber(first, digits: 4) else { return nil }
    switch parts.count {
    case 1: self.init(year: year)
    case 2:
      guard let kind = Kind(text: parts[1]) else { return nil }
      self.init(year: year, kind: kind)
    default: return nil
    }
  }

  /// Orders by year, then by part: the whole year, quarters, months, parts up to a month.
  public static func < (left: Period, right: Period) -> Bool {
    (left.year, left.kind.rank) < (right.year, right.kind.rank)
  }

  /// The whole year before the one this period lies in.
  public var previousWholeYear: Period { Period(year: year - 1) }

  /// The same part of the year before.
  public var sameInPreviousYear: Period { Period(year: year - 1, kind: kind) }

  /// Reads a period from a JSON string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let period = Period(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a period")
    }
    self = period
  }

  /// Writes the period as a JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Period.Kind {
  /// Reads what follows the year and its hyphen.
  init?(text: Substring) {
    if text.hasPrefix("YTD") {
      guard let month = wholeNumber(text.dropFirst(3), digits: 2), (1...11).contains(month) else {
        return nil
      }
      self = .yearToDate(month)
    } else if text.hasPrefix("Q") {
      guard let quarter = wholeNumber(text.dropFirst(), digits: 1), (1...4).contains(quarter) else {
        return nil
      }
      self = .quarter(quarter)
    } else {
      guard let month = wholeNumber(text, digits: 2), (1...12).contains(month) else { return nil }
      self = .month(month)
    }
  }

  /// The place in the order of the parts of one year.
  var rank: Int {
    switch self {
    case .year: 0
    case .quarter(let quarter): 10 + quarter
    case .month(let month): 20 + month
    case .yearToDate(let month): 40 + month
    }
  }
}

/// A whole number of exactly so many ASCII digits.
private func wholeNumber(_ text: Substring, digits: Int) -> Int? {
  guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
    return nil
  }
  return Int(text)
}
