// d_ij = min_c (a_ic + delay_c + b_cj)

internal import TamgaNumerics

/// Times from places to crossings and on to places abroad, in hours; nil where there is no way.
public struct CrossingTimes: Hashable, Sendable {
  /// The number of crossings.
  public let crossings: Int
  /// Home places × crossings by rows, `infinity` where there is no way.
  let toCrossing: [Double]
  /// Crossings × places abroad by rows.
  let fromCrossing: [Double]

  /// Takes legs.
  ///
  /// - Parameters:
  ///   - crossings: the number of crossings.
  ///   - toCrossing: home places × crossings by rows, in hours; nil where there is no way.
  ///   - fromCrossing: crossings × places abroad by rows.
  /// - Throws: ``BorderError``.
  public init(crossings: Int, toCrossing: [Double?], fromCrossing: [Double?]) throws(BorderError) {
    guard crossings >= 1 else { throw .choiceOutOfRange("crossings") }
    for (what, legs) in [("leg to a crossing", toCrossing), ("leg from a crossing", fromCrossing)] {
      guard legs.count % crossings == 0 else {
        throw .wrongSize(
          what: what, expected: (legs.count / crossings + 1) * crossings, given: legs.count)
      }
      try checkBorder(what, legs.map { $0 ?? 0 })
    }
    self.crossings = crossings
    self.toCrossing = toCrossing.map { $0 ?? .infinity }
    self.fromCrossing = fromCrossing.map { $0 ?? .infinity }
  }

  /// The number of home places.
  public var homePlaces: Int { toCrossing.count / crossings }

  /// The number of places abroad.
  public var placesAbroad: Int { fromCrossing.count / crossings }

  /// Returns the hours from each home place to each place abroad by the best open crossing.
  ///
  /// Only this product is made anew when a delay changes; routes are not.
  ///
  /// - Parameters:
  ///   - delays: hours at each crossing; nil where it is closed.
  ///   - threads: at least 1; any number gives equal bits.
  /// - Returns: home places × places abroad by rows; nil where there is no way.
  /// - Throws: ``BorderError``.
  public func hours(delays: [Double?], threads: Int = 1) throws(BorderError) -> [Double?] {
    try product(delays, threads: threads).map { $0.isFinite ? $0 : nil }
  }

  /// The product with infinity where there is no way.
  func product(_ delays: [Double?], threads: Int) throws(BorderError) -> [Double] {
    guard delays.count == crossings else {
      throw .wrongSize(what: "delays", expected: crossings, given: delays.count)
    }
    try checkBorder("delay", delays.map { $0 ?? 0 })
    let (abroad, rows) = (placesAbroad, 32)
    let open = delays.indices.filter { delays[$0] != nil }
    let waits = delays.map { $0 ?? 0 }
    let (times, legs) = (self, fromCrossing)
    return mapBlocks(count: (homePlaces + rows - 1) / rows, threads: threads) { block in
      var part: [Double] = []
      for place in (block * rows)..<min(times.homePlaces, (block + 1) * rows) {
        var best = [Double](repeating: .infinity, count: abroad)
        for crossing in open {
          let start = times.toCrossing[place * times.crossings + crossing] + waits[crossing]
          guard start < .infinity else { continue }
          lower(&best, legs, from: crossing * abroad, plus: start)
        }
        part += best
      }
      return part
    }.flatMap(\.self)
  }
}

/// Lowers the best times to those through one crossing.
private func lower(_ best: inout [Double], _ legs: [Double], from: Int, plus start: Double) {
  best.withUnsafeMutableBufferPointer { best in
    legs.withUnsafeBufferPointer { legs in
      let count = best.count
      var place = 0
      while place < count {
        let hours = start + legs[from &+ place]
        best[place] = hours < best[place] ? hours : best[place]
        place &+= 1
      }
    }
  }
}
