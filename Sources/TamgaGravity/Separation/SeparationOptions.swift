/// How separation is looked for.
public struct SeparationOptions: Sendable, Hashable {
  /// Which way is taken after levels are pruned.
  public enum Route: String, Sendable, Hashable, CaseIterable {
    /// The linear programme for at most `linearProgrammeRows` rows, else a fit.
    case automatic
    /// The linear programme whatever the size.
    case linearProgramme = "lp"
    /// A fit whatever the size: rows that run away are proved and dropped on its way.
    case fit
    /// The iterative rectifier whatever the size: least squares alone, no fit and no programme.
    case rectifier
  }

  /// The way.
  public var route = Route.automatic
  /// The largest sample that goes to the linear programme by itself.
  public var linearProgrammeRows = 20_000
  /// The limit of one linear programme in seconds; nil is none.
  ///
  /// At the limit the answer is `undecided`, so that it depends on the machine.
  public var seconds: Double?

  /// The largest sample of which rows that fit and rectifier leave in doubt go to the linear
  /// programme.
  public var doubtfulRows = 60_000

  /// The rounds of the rectifier at most, at least 1; 0 leaves it out.
  public var rectifierRounds = 400

  /// Creates the standard options.
  public init() {}
}
