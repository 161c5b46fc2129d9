internal import Dispatch

/// Calls a function once for each block, on several threads.
///
/// What a block computes must not depend on other blocks; results are combined afterwards in the
/// order of the blocks, so that any number of threads gives equal bits.
///
/// - Parameters:
///   - count: blocks, a constant of the algorithm and never a function of the threads.
///   - threads: at least 1; with 1 everything happens on the calling thread.
///   - body: called with each of `0..<count` once.
public func forEachBlock(count: Int, threads: Int, _ body: (Int) -> Void) {
  let workers = min(threads, count)
  guard workers > 1 else {
    for block in 0..<count { body(block) }
    return
  }
  withoutActuallyEscaping(body) { body in
    // The calls end before this function returns, and the caller hands disjoint blocks to them.
    nonisolated(unsafe) let shared = body
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for block in stride(from: worker, to: count, by: workers) { unsafe shared(block) }
    }
  }
}
