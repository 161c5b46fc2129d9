internal import TamgaNumerics
internal import TamgaPresent

/// Finds records that speak of the same thing twice.
struct DuplicateKeys {
  private struct Key: Hashable {
    let table: String
    let entities: [EntityCode]
    let words: [String]
    let period: Period
    let dimension: MeasureUnit.Dimension
  }

  private var seen: [Key: Observation] = [:]

  /// Notes an observation.
  ///
  /// - Parameters:
  ///   - observation: the observation.
  ///   - table: its data set and publication date: the same key in another is another vintage.
  ///   - place: the file.
  /// - Returns: the line of an identical earlier record, if there is one.
  /// - Throws: T138 when an earlier record says something else under the same key.
  mutating func note(
    _ observation: Observation, table: String, place: Place
  ) throws -> Int? {
    let key = Key(
      table: table, entities: [observation.reporter, observation.partner],
      words: [
        observation.fact.rawValue, observation.flow, observation.product, observation.nomenclature,
        observation.indicator, observation.priceBasis, observation.partnerKind,
        observation.valuation,
      ],
      period: observation.period, dimension: observation.unit.dimension)
    guard let earlier = seen[key] else {
      seen[key] = observation
      return nil
    }
    if isSame(earlier, observation) { return earlier.line }
    var place = place
    place.line = observation.line
    throw Diagnostic(
      "T138",
      [
        "line": String(observation.line ?? 0), "earlier": String(earlier.line ?? 0),
        "value": observation.raw, "earlierValue": earlier.raw,
      ], place: place)
  }

  private func isSame(_ left: Observation, _ right: Observation) -> Bool {
    guard left.state == right.state, left.quantity == right.quantity else { return false }
    guard let a = left.value, let b = right.value else { return left.value == right.value }
    if left.unit == right.unit { return a == b }
    let exponent = left.unit.powerOfTen - right.unit.powerOfTen
    return (try? a.multiplied(byPowerOfTen: exponent)) == b
  }
}
