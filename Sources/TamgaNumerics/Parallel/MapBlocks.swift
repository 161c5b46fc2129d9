internal import Synchronization

/// Calls a function for each block and returns what it gave, in the order of the blocks.
///
/// - Parameters:
///   - count: blocks, a function of the data and never of the threads.
///   - threads: at least 1.
///   - body: called once for each of `0..<count`.
/// - Returns: what each block gave, in order.
package func mapBlocks<Part: Sendable>(
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

/// The results of a function for each of `0..<count`, in that order, computed on several threads in
/// blocks of sixteen calls.
package func mapped<Value: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  let size = 16
  return mapBlocks(count: (max(0, count) + size - 1) / size, threads: threads) { block in
    (block * size..<min(count, (block + 1) * size)).map(transform)
  }.flatMap(\.self)
}
