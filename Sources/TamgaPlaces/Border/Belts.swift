public import TamgaNumerics

/// What lies within a distance of a border.
public struct Belt: Hashable, Sendable {
  /// The side: a country, or empty for both together.
  public let side: String
  /// The distance, as in 50 km.
  public let radius: Double
  /// The total within the radius, `d ≤ r`.
  public let total: Double
  /// The total of the ring between the next smaller radius and this one.
  public let ring: Double
  /// The places within the radius.
  public let places: Int
  /// The part of all on this side whose distance is known, `0...1`.
  public let share: Outcome<Double>
}

/// Belts along a border, and what could not be placed.
public struct BeltTable: Hashable, Sendable {
  /// By side, then radius; last both sides together.
  public let belts: [Belt]
  /// Places whose distance to the border is not known.
  public let unplaced: Int
}

/// Returns totals of a measure in belts along a named border.
///
/// - Parameters:
///   - distances: of each place to the nearest point of the border; nil where it is not known.
///   - values: population, area, GRP or 1, none below zero.
///   - sides: the country of each place.
///   - radii: belt widths above zero, in any order; the house has 15, 30, 50, 100 and 150 km.
/// - Returns: cumulative belts and half-open rings `(r₁, r₂]`; rings sum to belts.
/// - Throws: ``BorderError``.
/// - Source: 15 km of the GATT, article XXIV:3; 50 km of Kazakhstan's Territorial Development Plan;
///   100–150 km of Tapalova et al. (2024).
public func belts(
  distances: [Double?], values: [Double], sides: [String],
  radii: [Double] = [15, 30, 50, 100, 150]
) throws(BorderError) -> BeltTable {
  let count = distances.count
  guard values.count == count else {
    throw .wrongSize(what: "value", expected: count, given: values.count)
  }
  guard sides.count == count else {
    throw .wrongSize(what: "side", expected: count, given: sides.count)
  }
  try checkBorder("value", values)
  try checkBorder("distance", distances.map { $0 ?? 0 })
  guard radii.allSatisfy({ $0 > 0 && $0.isFinite }), !radii.isEmpty else {
    throw .choiceOutOfRange("radii")
  }
  let steps = Set(radii).sorted()
  let names = Set(sides).sorted()
  var result: [Belt] = []
  for side in names + [""] {
    let members = (0..<count).filter { side.isEmpty || sides[$0] == side }
    let all = compensatedTotal(
      of: members.filter { distances[$0] != nil }.map { values[$0] }.sorted())
    var within = CompensatedSum()
    var (places, before) = (0, -1.0)
    for radius in steps {
      let ring = members.filter { place in
        distances[place].map { $0 <= radius && $0 > before } ?? false
      }
      let part = compensatedTotal(of: ring.map { values[$0] }.sorted())
      within.add(part)
      places += ring.count
      result.append(
        Belt(
          side: side, radius: radius, total: within.total, ring: part, places: places,
          share: all > 0 ? .value(min(1, within.total / all)) : .missing(.zeroDenominator)))
      before = radius
    }
  }
  return BeltTable(belts: result, unplaced: distances.count { $0 == nil })
}
