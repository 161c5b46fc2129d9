internal import TamgaNumerics

/// The results of a function for each of `0..<count`, in that order, computed on several threads.
func mapped<Value: Sendable>(_ count: Int, threads: Int, _ transform: (Int) -> Value) -> [Value] {
  var results = [Value?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    let places = buffer
    // Sixteen calls to a block: a block writes only its own places.
    let size = 16
    forEachBlock(count: (count + size - 1) / size, threads: threads) { block in
      for place in (block * size)..<min(count, (block + 1) * size) {
        places[place] = transform(place)
      }
    }
  }
  return results.compactMap(\.self)
}
