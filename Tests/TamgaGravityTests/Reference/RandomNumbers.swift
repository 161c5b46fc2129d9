import TamgaNumerics

/// Random numbers of a test.
struct RandomNumbers {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: "test.separation") }

  mutating func below(_ limit: Int) -> Int { stream.below(limit) }
  mutating func uniform() -> Double { stream.uniform() }
}
