import TamgaPresent

/// A small generator for properties over seeds (SplitMix64).
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func json(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &self))
    case 2: return .integer(Int.random(in: -1_000_000...1_000_000, using: &self))
    case 3: return .number(Double.random(in: -1...1, using: &self) * 1e10 + 0.123)
    case 4: return .string(["", "Ә\"\\", "\n\t😀", "</a>", "\u{7F}\u{2028}"][Int(next() % 5)])
    case 5: return .array((0..<Int(next() % 4)).map { _ in json(depth: depth - 1) })
    default:
      var members: [String: JSONValue] = [:]
      for index in 0..<Int(next() % 4) { members["k\(index)"] = json(depth: depth - 1) }
      return .object(members)
    }
  }
}
