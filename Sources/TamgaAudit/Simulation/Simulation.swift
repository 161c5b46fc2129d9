internal import TamgaNumerics

/// Measures detection and repair on made-up papers whose truth is kept.
///
/// *Detectable*: put alone into the sound paper, the error moves a relation over the wrong number by
/// more than twice the sum of its half places: |x − p| > 2 (½u + ½ width of X). That is a property of
/// the paper's relations, not of what the audit finds.
public struct Simulation: Sendable {
  /// What was measured.
  public struct Outcome: Sendable, Equatable {
    /// The papers.
    public var papers = 0
    /// The errors put in.
    public var planted = 0
    /// Those that move a relation beyond its places.
    public var detectable = 0
    /// Detectable errors with a contradicted relation over them, or a reading that mends them.
    public var detected = 0
    /// Detectable errors whose cheapest hypothesis changes the right number and allows the truth.
    public var repaired = 0
    /// Those among them called unique.
    public var repairedUniquelyRight = 0
    /// Repairs called unique that change a sound number, or do not allow the truth.
    public var uniquelyWrong = 0
    /// Sound claims and identities that were contradicted or called tainted.
    public var falseAlarms = 0
    /// Sound claims and identities: those over no wrong number.
    public var soundClaims = 0
    /// All claims and identities.
    public var claims = 0
    /// By kind of error: detectable, detected, repaired, uniquely right.
    public var kinds: [PlantedError.Kind: [Int]] = [:]

    mutating func add(_ other: Outcome) {
      papers += other.papers
      planted += other.planted
      detectable += other.detectable
      detected += other.detected
      repaired += other.repaired
      repairedUniquelyRight += other.repairedUniquelyRight
      uniquelyWrong += other.uniquelyWrong
      falseAlarms += other.falseAlarms
      soundClaims += other.soundClaims
      claims += other.claims
      for (kind, counts) in other.kinds {
        let known = kinds[kind] ?? [0, 0, 0, 0]
        kinds[kind] = zip(known, counts).map(+)
      }
    }
  }

  /// The seed of every draw.
  public let seed: UInt64
  /// The number of papers.
  public let papers: Int

  /// Prepares a simulation.
  public init(papers: Int, seed: UInt64) {
    self.papers = papers
    self.seed = seed
  }

  /// A made-up paper with its errors, and the sound one.
  public func paper(_ number: Int) -> (
    sound: SyntheticPaper, wrong: SyntheticPaper, errors: [PlantedError]
  ) {
    var generator = PaperGenerator(seed: seed, number: number)
    let sound = generator.paper()
    var planter = ErrorPlanter(seed: seed, number: number)
    var wrong = sound
    let errors = planter.plant(in: &wrong)
    return (sound, wrong, errors)
  }

  /// Writes the papers, checks them and counts.
  ///
  /// - Parameter threads: at least 1; any number gives the same counts.
  /// - Returns: the counts.
  /// - Throws: a diagnostic when a made-up paper does not follow the language.
  public func run(threads: Int) throws -> Outcome {
    let size = 25
    let blocks = (papers + size - 1) / size
    let results = ResultSlots(count: blocks)
    forEachBlock(count: blocks, threads: threads) { block in
      var total = Outcome()
      do {
        for number in block * size..<Swift.min(papers, (block + 1) * size) {
          total.add(try measure(number))
        }
        results.set(block, .success(total))
      } catch {
        results.set(block, .failure(error))
      }
    }
    var total = Outcome()
    for result in results.all { total.add(try result.get()) }
    return total
  }

  private func measure(_ number: Int) throws -> Outcome {
    let (sound, wrong, errors) = paper(number)
    let scorer = try SimulationScore(sound: sound, wrong: wrong, errors: errors)
    return try scorer.outcome()
  }
}

extension Simulation {
  /// What went wrong in one paper: errors not repaired, wrong repairs, false alarms, in words.
  public func diagnose(_ number: Int) throws -> [String] {
    let (sound, wrong, errors) = paper(number)
    return try SimulationScore(sound: sound, wrong: wrong, errors: errors).faults()
  }
}
