/// Returns what a function gives for each block, in the order of the blocks.
///
/// - Parameters:
///   - count: blocks, a function of the data and never of the threads.
///   - threads: at least 1.
///   - body: called with each of `0..<count` once; what it computes depends on no other block.
/// - Returns: the results, as many as blocks.
package func mapBlocks<Result>(count: Int, threads: Int, _ body: (Int) -> Result) -> [Result] {
  var slots = [Result?](repeating: nil, count: max(0, count))
  unsafe slots.withUnsafeMutableBufferPointer { buffer in
    let slots = unsafe buffer
    // Every block writes its own slot only.
    forEachBlock(count: slots.count, threads: threads) { block in unsafe slots[block] = body(block)
    }
  }
  return slots.compactMap(\.self)
}
