/// What a computation is asked for beside its tables.
public struct IndicatorContext: Hashable, Sendable {
  /// Choices by name, where they differ from the default.
  public var choices: [String: String]
  /// The source whose choices are in force where ``choices`` say nothing.
  public var profile: IndicatorProfile?
  /// The seed of every random draw.
  public var seed: UInt64
  /// Bootstrap draws.
  public var draws: Int
  /// Threads; they change no bit.
  public var threads: Int
  /// Whether intervals are computed.
  public var intervals: Bool

  /// Creates a context.
  public init(
    choices: [String: String] = [:], profile: IndicatorProfile? = nil,
    seed: UInt64 = 20_260_101, draws: Int = 1999, threads: Int = 1, intervals: Bool = true
  ) {
    self.choices = choices
    self.profile = profile
    self.seed = seed
    self.draws = draws
    self.threads = threads
    self.intervals = intervals
  }

  /// The context with the choices of its profile, where none are made.
  func under(_ known: [IndicatorChoice]) -> IndicatorContext {
    guard let profile else { return self }
    var context = self
    for choice in known where context.choices[choice.key] == nil {
      context.choices[choice.key] = choice.profiles[profile]
    }
    return context
  }

  /// The value of a choice.
  package func choice(_ choice: IndicatorChoice) -> String {
    choices[choice.key] ?? choice.standard
  }

  /// The value of a numeric choice; it was checked to be a finite number before the computation.
  package func number(_ choice: IndicatorChoice) -> Double {
    Double(choices[choice.key] ?? choice.standard) ?? 0
  }

  /// Whether rows with one key are added up.
  var sumsDuplicates: Bool { choice(.duplicates) == "sum" }
}
