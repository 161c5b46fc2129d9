#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A stream of random numbers that depends on seed, purpose and entity only, never on what was
/// drawn elsewhere: draws of different entities can be made in any order and on any thread.
///
///     var stream = RandomStream(seed: 7, entity: 12, purpose: "ge.draw")
///     let z = stream.normal()
///
/// Block `c` of the stream is Philox-4×32-10 of the counter (c, entity) under a key made of seed
/// and purpose; it gives two 64-bit words.
///
/// - Source: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: (UInt32, UInt32)
  private let entity: UInt64
  private var counter: UInt64 = 0
  private var spare: UInt64?

  /// Starts a stream.
  ///
  /// - Parameters:
  ///   - seed: the seed that is printed with the result.
  ///   - entity: what the numbers are for: a draw, a country, a row.
  ///   - purpose: a fixed word of the algorithm, so that two uses of one seed do not share numbers.
  public init(seed: UInt64, entity: UInt64 = 0, purpose: String) {
    // FNV-1a of the purpose, then mixed with the seed (Steele, Lea and Flood 2014).
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var mixed = seed &+ hash &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    key = (UInt32(truncatingIfNeeded: mixed), UInt32(truncatingIfNeeded: mixed >> 32))
    self.entity = entity
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if let word = spare {
      spare = nil
      return word
    }
    let block = philox(
      (
        UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
        UInt32(truncatingIfNeeded: entity), UInt32(truncatingIfNeeded: entity >> 32)
      ), key)
    counter &+= 1
    spare = UInt64(block.2) | UInt64(block.3) << 32
    return UInt64(block.0) | UInt64(block.1) << 32
  }

  /// A number strictly between 0 and 1, a multiple of 2⁻⁵³ plus half of it.
  public mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// A number of the standard normal distribution.
  ///
  /// - Source: polar method of Marsaglia and Bray (1964), the second number of a pair dropped.
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      if square < 1, square > 0 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// A number of the gamma distribution.
  ///
  /// - Parameters:
  ///   - shape: the shape, at least 1.
  ///   - scale: the scale.
  /// - Returns: a positive number.
  /// - Source: Marsaglia and Tsang (2000).
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    let d = max(1, shape) - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let cube = root * root * root
      if log(uniform()) < 0.5 * z * z + d - d * cube + d * log(cube) { return d * cube * scale }
    }
  }

  /// A whole number below a limit, without bias.
  public mutating func below(_ limit: Int) -> Int {
    Int(next(upperBound: UInt64(max(1, limit))))
  }
}

/// Philox-4×32 with ten rounds.
func philox(_ counter: (UInt32, UInt32, UInt32, UInt32), _ key: (UInt32, UInt32)) -> (
  UInt32, UInt32, UInt32, UInt32
) {
  var (x0, x1, x2, x3) = counter
  var (k0, k1) = key
  for _ in 0..<10 {
    let first = UInt64(0xD251_1F53) &* UInt64(x0)
    let second = UInt64(0xCD9E_8D57) &* UInt64(x2)
    let high0 = UInt32(truncatingIfNeeded: first >> 32)
    let high1 = UInt32(truncatingIfNeeded: second >> 32)
    (x0, x1, x2, x3) = (
      high1 ^ x1 ^ k0, UInt32(truncatingIfNeeded: second),
      high0 ^ x3 ^ k1, UInt32(truncatingIfNeeded: first)
    )
    k0 &+= 0x9E37_79B9
    k1 &+= 0xBB67_AE85
  }
  return (x0, x1, x2, x3)
}
