/// How many draws, from what, and how.
public struct DrawSettings: Hashable, Sendable {
  /// The law of the elasticity of substitution.
  public enum SigmaLaw: Hashable, Sendable {
    /// The model's own σ in every draw.
    case fixed
    /// Normal; a draw at or below 1 fails and is counted.
    case normal(mean: Double, standardDeviation: Double)
    /// Uniform between two numbers above 1.
    case uniform(from: Double, to: Double)
  }

  /// Draws, 1 to 1,000,000; 1,000 by default.
  public let draws: Int
  /// The seed, printed with the result.
  public let seed: UInt64
  /// The law of σ.
  public let sigmaLaw: SigmaLaw
  /// Threads; any number gives the same bits.
  public let threads: Int

  /// Creates settings.
  public init(draws: Int = 1_000, seed: UInt64, sigmaLaw: SigmaLaw = .fixed, threads: Int = 1) {
    self.draws = draws
    self.seed = seed
    self.sigmaLaw = sigmaLaw
    self.threads = threads
  }

  func check() throws(EquilibriumError) {
    guard (1...1_000_000).contains(draws) else { throw .invalidOption(name: "draws") }
    guard threads >= 1 else { throw .invalidOption(name: "threads") }
    switch sigmaLaw {
    case .fixed: break
    case .normal(let mean, let deviation):
      guard mean > 1, mean < 1_000, deviation > 0, deviation < 1_000 else {
        throw .invalidOption(name: "sigmaLaw")
      }
    case .uniform(let from, let to):
      guard from > 1, from < to, to <= 1_000 else { throw .invalidOption(name: "sigmaLaw") }
    }
  }
}
