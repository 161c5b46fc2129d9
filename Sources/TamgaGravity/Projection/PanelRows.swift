internal import CNative
internal import TamgaNumerics

/// The kept rows in groups of the eliminated effect, as the kernels see them.
///
/// Rows stand in solver order: by group, then by the first term. `order` names each row's place in
/// the design.
@safe
package final class PanelRows: @unchecked Sendable {
  package let numbers: LevelNumbers
  /// For each row its place in the design, from 0.
  package let order: Buffer<Int32>
  package let starts: Buffer<Int32>
  /// The code of the eliminated effect of each group; empty without one.
  package let groupCodes: [Int32]
  /// For each term the level number of each row.
  package let levels: [Buffer<Int32>]
  /// For each term the slope column in solver order.
  package let slopes: [Buffer<Double>?]
  /// Working weight of each row.
  package let weights: Buffer<Double>
  /// One over the weight of each group.
  package let inverse: Buffer<Double>
  package private(set) var rowCount: Int
  /// Groups cut into blocks of about 1,024 rows.
  package private(set) var blocks: [Range<Int>] = []
  /// Blocks cut into chunks, a function of the rows alone.
  package private(set) var chunks: [Range<Int>] = []
  private let chunkRows: Int
  private let levelPointers: Buffer<UnsafePointer<Int32>?>
  private let slopePointers: Buffer<UnsafePointer<Double>?>

  package var groupCount: Int { starts.count - 1 }
  package var levelCount: Int { numbers.count }
  package var isEliminating: Bool { numbers.eliminated != nil }

  init(_ design: Design, keep: [Bool]?, kept: Int, chunkRows: Int) {
    self.chunkRows = max(1, chunkRows)
    numbers = LevelNumbers(design, keep: keep)
    let sorted = RowOrder(design, numbers, keep: keep, kept: kept)
    order = sorted.order
    starts = sorted.starts
    groupCodes = sorted.groupCodes
    rowCount = kept
    var levels: [Buffer<Int32>] = []
    var slopes: [Buffer<Double>?] = []
    for (place, term) in numbers.terms.enumerated() {
      let effect = design.effects[term]
      let codes = effect.factor.codes
      let number = numbers.numbers[place]
      levels.append(gather(codes.span, number.span, sorted.order))
      if let slope = effect.slope {
        slopes.append(gathered(slope.values, sorted.order))
      } else {
        slopes.append(nil)
      }
    }
    self.levels = levels
    self.slopes = slopes
    weights = Buffer(repeating: 1, count: kept)
    inverse = Buffer(repeating: 0, count: sorted.starts.count - 1)
    unsafe levelPointers = Buffer(repeating: nil, count: levels.count)
    unsafe slopePointers = Buffer(repeating: nil, count: levels.count)
    for (place, level) in levels.enumerated() {
      unsafe levelPointers.base[place] = UnsafePointer(level.base)
      unsafe slopePointers.base[place] = slopes[place].map { unsafe UnsafePointer($0.base) }
    }
    cut()
  }

  /// The rows as a kernel takes them.
  var kernel: tamga_gravity_rows {
    unsafe tamga_gravity_rows(
      starts: starts.base, inverse: inverse.base, weights: weights.base,
      levels: levelPointers.base, slopes: slopePointers.base,
      terms: Int32(truncatingIfNeeded: levels.count),
      sloped: slopes.contains { $0 != nil } ? 1 : 0)
  }

  /// Calls a function for each chunk, on several threads; chunks are ranges of blocks.
  func forEachChunk(threads: Int, _ body: (Int, Range<Int>) -> Void) {
    let chunks = self.chunks
    forEachBlock(count: chunks.count, threads: threads) { body($0, chunks[$0]) }
  }

  /// The rows of a range of groups.
  package func rows(_ groups: Range<Int>) -> Range<Int> {
    Int(starts[groups.lowerBound])..<Int(starts[groups.upperBound])
  }

  /// The groups of a range of blocks.
  func groups(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return blocks[first].lowerBound..<blocks[last].upperBound
  }

  /// The greatest number of rows in a block.
  var longestBlock: Int { blocks.map { rows($0).count }.max() ?? 0 }

  private func cut() {
    blocks = []
    chunks = []
    var first = 0
    for group in 0..<groupCount where Int(starts[group + 1]) - Int(starts[first]) >= 1_024 {
      blocks.append(first..<(group + 1))
      first = group + 1
    }
    if first < groupCount { blocks.append(first..<groupCount) }
    let wanted = min(max(rowCount / chunkRows, 1), 8)
    var begin = 0
    for chunk in 0..<wanted {
      let limit = rowCount * (chunk + 1) / wanted
      var end = begin
      while end < blocks.count && (chunk == wanted - 1 || rows(blocks[end]).lowerBound < limit) {
        end += 1
      }
      if end > begin { chunks.append(begin..<end) }
      begin = end
    }
  }

  /// Sums weights by group.
  package func weigh(threads: Int) {
    guard isEliminating else { return }
    forEachChunk(threads: threads) { _, range in
      let groups = self.groups(range)
      var kernel = unsafe self.kernel
      unsafe tamga_gravity_weigh(
        &kernel, Int64(groups.lowerBound), Int64(groups.upperBound), self.inverse.base)
    }
  }

  /// Drops rows for good; groups and levels may become empty.
  ///
  /// - Parameters:
  ///   - isDropped: for each row whether it goes.
  ///   - columns: further row columns, with how many numbers each has a row.
  package func drop(_ isDropped: [Bool], columns: [(Buffer<Double>, Int)]) {
    var next = 0
    var group = 0
    for row in 0..<rowCount {
      while group < groupCount && Int(starts[group + 1]) <= row {
        group += 1
        starts[group] = Int32(truncatingIfNeeded: next)
      }
      if isDropped[row] { continue }
      order[next] = order[row]
      for level in levels { level[next] = level[row] }
      for slope in slopes { if let slope { slope[next] = slope[row] } }
      weights[next] = weights[row]
      for (column, width) in columns {
        for lane in 0..<width { column[next * width + lane] = column[row * width + lane] }
      }
      next += 1
    }
    while group < groupCount {
      group += 1
      starts[group] = Int32(truncatingIfNeeded: next)
    }
    rowCount = next
    order.shorten(to: next)
    for level in levels { level.shorten(to: next) }
    for slope in slopes { slope?.shorten(to: next) }
    weights.shorten(to: next)
    for (column, width) in columns { column.shorten(to: next * width) }
    cut()
  }
}

/// Numbers of levels in a given order of rows.
private func gather(
  _ codes: Span<Int32>, _ numbers: Span<Int32>, _ order: Buffer<Int32>
) -> Buffer<Int32> {
  unsafe Buffer(count: order.count) { result in
    for place in 0..<order.count { unsafe result[place] = numbers[Int(codes[Int(order[place])])] }
  }
}

/// Values in a given order of rows.
func gather(_ values: Span<Double>, _ order: Buffer<Int32>) -> Buffer<Double> {
  unsafe Buffer(count: order.count) { result in
    for place in 0..<order.count { unsafe result[place] = values[Int(order[place])] }
  }
}
