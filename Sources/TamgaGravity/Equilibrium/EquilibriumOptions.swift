/// Settings of an equilibrium.
public struct EquilibriumOptions: Hashable, Sendable {
  /// A result counts as an equilibrium when its residuals are at most this; 1e-12 by default.
  public var tolerance: Double
  /// At most so many Newton and fallback steps.
  public var stepLimit: Int
  /// The loop's stop rule; 0.01 as published.
  public var loopThreshold: Double
  /// At most so many rounds of the loop.
  public var loopLimit: Int

  /// The defaults.
  public static let standard = EquilibriumOptions()

  /// Creates settings.
  public init(
    tolerance: Double = 1e-12, stepLimit: Int = 2_000, loopThreshold: Double = 0.01,
    loopLimit: Int = 1_000
  ) {
    self.tolerance = tolerance
    self.stepLimit = stepLimit
    self.loopThreshold = loopThreshold
    self.loopLimit = loopLimit
  }

  func check() throws(EquilibriumError) {
    guard tolerance > 0, tolerance <= 1e-6 else { throw .invalidOption(name: "tolerance") }
    guard (1...1_000_000).contains(stepLimit) else { throw .invalidOption(name: "stepLimit") }
    guard loopThreshold > 0, loopThreshold < 1 else { throw .invalidOption(name: "loopThreshold") }
    guard (1...100_000).contains(loopLimit) else { throw .invalidOption(name: "loopLimit") }
  }
}
