/// The results of a function for each of `0..<count`, in that order, computed on several threads in
/// blocks of sixteen calls.
func mapped<Value: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  let size = 16
  return mapBlocks(count: (max(0, count) + size - 1) / size, threads: threads) { block in
    (block * size..<min(count, (block + 1) * size)).map(transform)
  }.flatMap(\.self)
}
