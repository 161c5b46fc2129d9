/// A printed number as the intervals it can stand for, in base units.
public struct PrintedValue: Hashable, Sendable {
  /// The number at its printed digits.
  public var value: Double
  /// One unit in the last place, with the column's grid.
  public var lastPlace: Double
  /// The rounding interval: half a unit in the last place either way, closed.
  public var rounding: RealInterval
  /// The truncation interval: what is cut off to the printed digits.
  public var truncation: RealInterval

  /// A printed number.
  ///
  /// - Parameters:
  ///   - reading: how its digits are read.
  ///   - power: the power of ten of its unit.
  ///   - grid: the decimals of its column, if they are known.
  ///   - hedge: a word that widens it.
  public init(_ reading: PrintedReading, power: Int, grid: Int? = nil, hedge: Hedge? = nil) {
    let decimals = Swift.max(reading.decimals, grid ?? reading.decimals)
    self.init(
      value: reading.value(power: power), lastPlace: scaled(1, power - decimals), hedge: hedge)
  }

  /// A number with a last place.
  public init(value: Double, lastPlace: Double, hedge: Hedge? = nil) {
    self.value = value
    self.lastPlace = lastPlace
    let half = lastPlace / 2
    let slack = 4 * Swift.max(value.magnitude.ulp, half.ulp)
    var rounding = RealInterval(value - half - slack, value + half + slack)
    switch hedge {
    case .about:
      rounding = rounding.hull(
        RealInterval(value - value.magnitude / 20, value + value.magnitude / 20))
    case .nearly: rounding.low = Swift.min(rounding.low, value - value.magnitude / 20)
    case .over: rounding = RealInterval(value - half - slack, .infinity)
    case .upTo: rounding = RealInterval(-.infinity, value + half + slack)
    case nil: break
    }
    self.rounding = rounding
    let cut = lastPlace - slack
    truncation =
      value < 0
      ? RealInterval(value - cut, value + slack) : RealInterval(value - slack, value + cut)
  }

  /// A number known exactly, as a constant of the text.
  public init(exact value: Double) {
    self.value = value
    lastPlace = 0
    rounding = RealInterval(point: value)
    truncation = rounding
  }
}
