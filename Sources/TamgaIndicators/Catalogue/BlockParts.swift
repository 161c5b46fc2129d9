internal import Synchronization
internal import TamgaNumerics

/// Calls a function for each block and returns what it gave, in the order of the blocks.
///
/// - Parameters:
///   - count: blocks, a function of the data and never of the threads.
///   - threads: at least 1.
///   - body: called once for each of `0..<count`.
/// - Returns: what each block gave, in order.
func mapBlocks<Part: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) -> Part
) -> [Part] {
  guard threads > 1, count > 1 else { return (0..<max(0, count)).map(body) }
  let parts = BlockParts<Part>(count: count)
  forEachBlock(count: count, threads: threads) { block in parts.set(block, body(block)) }
  return parts.all
}

/// A place for the part of each block.
private final class BlockParts<Part: Sendable>: Sendable {
  private let parts: Mutex<[Part?]>

  init(count: Int) { parts = Mutex(Array(repeating: nil, count: count)) }

  func set(_ block: Int, _ part: Part) { parts.withLock { $0[block] = part } }

  var all: [Part] { parts.withLock { $0.compactMap(\.self) } }
}
