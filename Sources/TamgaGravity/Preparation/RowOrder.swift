/// The kept rows sorted by the eliminated effect, then by the terms: two counting sorts and a repair
/// of ties.
struct RowOrder {
  /// For each place the row of the design.
  let order: Buffer<Int32>
  /// Where each group begins; one more than there are groups.
  let starts: Buffer<Int32>
  /// The code of the eliminated effect of each group.
  let groupCodes: [Int32]

  /// Rows a group has at most when no effect is eliminated and groups are only portions.
  static let portion = 1_024

  init(_ design: Design, _ numbers: LevelNumbers, keep: [Bool]?, kept: Int) {
    var rows = Buffer<Int32>(repeating: 0, count: kept)
    if let term = numbers.terms.first {
      let key = numbers.numbers[0]
      let from = numbers.bounds[0]
      var places = [Int32](repeating: 0, count: numbers.bounds[1] - from + 1)
      let codes = design.effects[term].factor.codes
      tally(codes.span, keep, key.span, Int32(truncatingIfNeeded: from), &places)
      scatter(codes.span, keep, key.span, Int32(truncatingIfNeeded: from), &places, rows)
    } else {
      var next = 0
      for row in 0..<design.rowCount where keep?[row] != false {
        rows[next] = Int32(truncatingIfNeeded: row)
        next += 1
      }
    }
    guard let eliminated = numbers.eliminated else {
      let groups = (kept + RowOrder.portion - 1) / RowOrder.portion
      starts = Buffer(repeating: 0, count: groups + 1)
      for group in 0...groups {
        starts[group] = Int32(truncatingIfNeeded: min(group * RowOrder.portion, kept))
      }
      groupCodes = []
      order = rows
      return
    }
    let factor = design.effects[eliminated].factor
    var places = [Int32](repeating: 0, count: factor.levelCount + 1)
    count(factor.codes.span, rows, &places)
    var codes: [Int32] = []
    var limits: [Int32] = [0]
    var next: Int32 = 0
    for code in 0..<factor.levelCount {
      let size = places[code]
      places[code] = next
      next += size
      if size > 0 {
        codes.append(Int32(truncatingIfNeeded: code))
        limits.append(next)
      }
    }
    let sorted = Buffer<Int32>(repeating: 0, count: kept)
    distribute(factor.codes.span, rows, &places, sorted)
    rows = sorted
    groupCodes = codes
    starts = Buffer(repeating: 0, count: limits.count)
    for (group, limit) in limits.enumerated() { starts[group] = limit }
    order = rows
    repairTies(design, numbers)
  }

  /// Rows equal in group and first term are ordered by the further terms, then by row.
  private func repairTies(_ design: Design, _ numbers: LevelNumbers) {
    guard numbers.terms.count > 1 else { return }
    let first = design.effects[numbers.terms[0]].factor.codes
    let further = numbers.terms.dropFirst().map { design.effects[$0].factor.codes }
    for group in 0..<(starts.count - 1) {
      var start = Int(starts[group])
      let end = Int(starts[group + 1])
      while start < end {
        let key = first[Int(order[start])]
        var stop = start + 1
        while stop < end && first[Int(order[stop])] == key { stop += 1 }
        if stop > start + 1 {
          let run = (start..<stop).map { order[$0] }.sorted { left, right in
            for codes in further where codes[Int(left)] != codes[Int(right)] {
              return codes[Int(left)] < codes[Int(right)]
            }
            return left < right
          }
          for (shift, row) in run.enumerated() { order[start + shift] = row }
        }
        start = stop
      }
    }
  }
}

private func tally(
  _ codes: Span<Int32>, _ keep: [Bool]?, _ key: Span<Int32>, _ from: Int32, _ places: inout [Int32]
) {
  var places = places.mutableSpan
  for row in codes.indices {
    if let keep, !keep[row] { continue }
    places[Int(key[Int(codes[row])] &- from)] &+= 1
  }
  var next: Int32 = 0
  for level in places.indices {
    let size = places[level]
    places[level] = next
    next &+= size
  }
}

private func scatter(
  _ codes: Span<Int32>, _ keep: [Bool]?, _ key: Span<Int32>, _ from: Int32,
  _ places: inout [Int32], _ out: Buffer<Int32>
) {
  var places = places.mutableSpan
  for row in codes.indices {
    if let keep, !keep[row] { continue }
    let level = Int(key[Int(codes[row])] &- from)
    out[Int(places[level])] = Int32(truncatingIfNeeded: row)
    places[level] &+= 1
  }
}

private func count(_ codes: Span<Int32>, _ rows: Buffer<Int32>, _ places: inout [Int32]) {
  var places = places.mutableSpan
  for place in 0..<rows.count { places[Int(codes[Int(rows[place])])] &+= 1 }
}

private func distribute(
  _ codes: Span<Int32>, _ rows: Buffer<Int32>, _ places: inout [Int32], _ out: Buffer<Int32>
) {
  var places = places.mutableSpan
  for place in 0..<rows.count {
    let row = rows[place]
    let code = Int(codes[Int(row)])
    out[Int(places[code])] = row
    places[code] &+= 1
  }
}
