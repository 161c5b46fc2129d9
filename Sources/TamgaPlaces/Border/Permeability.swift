public import TamgaNumerics

/// Returns the kilometres of border for each open crossing.
///
///     K = km / Σ (open days / 365)
///
/// The length of a border depends on the scale of the map: its source belongs beside the number.
///
/// - Parameters:
///   - borderKilometres: the length, not below zero.
///   - openDays: for each crossing the days a year it is open, `0...366`; 365 and above count as one
///     whole crossing.
/// - Returns: km per crossing; `missing(zeroDenominator)` when none is ever open: not zero.
/// - Throws: ``BorderError``.
/// - Source: Tarkhov (2022), on the permeability of borders.
public func kilometresPerCrossing(borderKilometres: Double, openDays: [Double])
  throws(BorderError) -> Outcome<Double>
{
  try checkBorder("border length", [borderKilometres])
  try checkBorder("open days", openDays)
  if let row = openDays.firstIndex(where: { $0 > 366 }) { throw .choiceOutOfRange("days \(row)") }
  let crossings = compensatedTotal(of: openDays.map { min(1, $0 / 365) })
  guard crossings > 0 else { return .missing(.zeroDenominator) }
  let value = borderKilometres / crossings
  return value.isFinite ? .value(value) : .missing(.undefined)
}

/// Returns the road that could be driven while waiting at a crossing.
///
///     km = delay · free speed
///
/// - Parameters:
///   - delayHours: not below zero.
///   - freeSpeed: km/h on the approach road without delay, above zero.
/// - Returns: kilometres.
/// - Throws: ``BorderError``.
public func delayEquivalentKilometres(delayHours: Double, freeSpeed: Double) throws(BorderError)
  -> Double
{
  try checkBorder("delay", [delayHours])
  guard freeSpeed > 0, freeSpeed.isFinite else { throw .choiceOutOfRange("free speed") }
  return delayHours * freeSpeed
}
