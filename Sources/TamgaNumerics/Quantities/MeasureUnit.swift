/// A unit of measure with an exact factor to the base unit of its dimension.
///
/// Ids: a currency with a scale letter before it (`USD`, `kUSD`, `MUSD`, `BUSD`), `pct`, `pp`, `1`,
/// `count`, `kg`, `t`, `kt`, `km`, `h`.
public struct MeasureUnit: Hashable, Sendable {
  /// What the unit measures.
  public enum Dimension: Hashable, Sendable {
    /// Money in a currency, ISO 4217.
    case money(currency: String)
    /// Mass; the base unit is the kilogram.
    case mass
    /// Length; the base unit is the metre.
    case length
    /// Time; the base unit is the hour.
    case duration
    /// A share; the base unit is the percent.
    case percent
    /// A difference of shares; the base unit is the percentage point.
    case percentagePoint
    /// A plain ratio, an index or a coefficient.
    case ratio
    /// A number of things.
    case count
  }

  /// The id, as in `kUSD`.
  public let id: String
  /// The dimension.
  public let dimension: Dimension
  /// Base units in one of this unit: a power of ten, as in 3 for thousand dollars.
  public let powerOfTen: Int

  /// Creates a unit.
  public init(id: String, dimension: Dimension, powerOfTen: Int = 0) {
    self.id = id
    self.dimension = dimension
    self.powerOfTen = powerOfTen
  }

  /// A unit of money.
  ///
  /// - Parameters:
  ///   - currency: the ISO 4217 code.
  ///   - powerOfTen: 0, 3, 6, 9 or 12.
  /// - Returns: `USD`, `kUSD`, `MUSD`, `BUSD` or `TUSD` for the dollar.
  public static func money(_ currency: String, powerOfTen: Int = 0) -> MeasureUnit {
    let prefix = [0: "", 3: "k", 6: "M", 9: "B", 12: "T"][powerOfTen] ?? "e\(powerOfTen)"
    return MeasureUnit(
      id: prefix + currency, dimension: .money(currency: currency), powerOfTen: powerOfTen)
  }

  /// Percent.
  public static let percent = MeasureUnit(id: "pct", dimension: .percent)
  /// Percentage points.
  public static let percentagePoint = MeasureUnit(id: "pp", dimension: .percentagePoint)
  /// A plain ratio.
  public static let ratio = MeasureUnit(id: "1", dimension: .ratio)
  /// A count.
  public static let count = MeasureUnit(id: "count", dimension: .count)

  /// The unit with an id, if it is known.
  public init?(id: String) {
    let fixed: [MeasureUnit] = [
      .percent, .percentagePoint, .ratio, .count,
      MeasureUnit(id: "kg", dimension: .mass),
      MeasureUnit(id: "t", dimension: .mass, powerOfTen: 3),
      MeasureUnit(id: "kt", dimension: .mass, powerOfTen: 6),
      MeasureUnit(id: "km", dimension: .length, powerOfTen: 3),
      MeasureUnit(id: "h", dimension: .duration),
    ]
    if let unit = fixed.first(where: { $0.id == id }) {
      self = unit
      return
    }
    let currencies = ["USD", "EUR", "KZT", "KGS", "RUB", "UZS", "CNY", "TJS", "TMT", "MNT"]
    let powers = [0, 3, 6, 9, 12]
    for currency in currencies where id.hasSuffix(currency) {
      for power in powers {
        let unit = MeasureUnit.money(currency, powerOfTen: power)
        if unit.id == id {
          self = unit
          return
        }
      }
    }
    return nil
  }
}
