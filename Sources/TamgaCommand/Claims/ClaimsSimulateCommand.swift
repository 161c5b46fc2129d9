internal import ArgumentParser
internal import Foundation
internal import TamgaAudit
internal import TamgaPresent

/// `tamga claims simulate`: how well errors of known truth are found and mended.
struct ClaimsSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Measure detection and repair on made-up papers with planted errors.",
    discussion: """
      An error is detectable when, alone in the sound paper, it moves a relation by more than twice \
      the sum of its half places; Documentation/claims.md has the definition.
      """)

  @Option(name: .long, help: "How many papers, 1 to 1,000,000.")
  var papers = 1_000

  @Option(name: .long, help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads; any number gives the same counts.")
  var threads = max(1, ProcessInfo.processInfo.activeProcessorCount)

  @Option(name: .long, help: "Write one paper's claims file, by its number from 0, and stop.")
  var show: Int?

  @OptionGroup var options: GlobalOptions

  private static let schema = "claims.simulate"

  func validate() throws {
    guard (1...1_000_000).contains(papers) else {
      throw ValidationError("--papers takes 1 to 1,000,000")
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads takes 1 to 256") }
    if let show, show < 0 { throw ValidationError("--show takes a number from 0") }
  }

  func run() throws {
    try options.running(Self.schema) {
      let simulation = Simulation(papers: papers, seed: seed)
      if let show {
        Console.out(simulation.paper(show).wrong.claimsFile)
        return
      }
      let outcome = try simulation.run(threads: threads)
      try options.print(Envelope(schema: Self.schema, data: json(outcome))) {
        try text(outcome)
      }
    }
  }

  private func json(_ outcome: Simulation.Outcome) -> JSONValue {
    .object([
      "papers": .integer(outcome.papers), "seed": .string(String(seed)),
      "planted": .integer(outcome.planted), "detectable": .integer(outcome.detectable),
      "detected": .integer(outcome.detected), "repaired": .integer(outcome.repaired),
      "repaired_uniquely_right": .integer(outcome.repairedUniquelyRight),
      "uniquely_wrong": .integer(outcome.uniquelyWrong),
      "false_alarms": .integer(outcome.falseAlarms),
      "sound_claims": .integer(outcome.soundClaims), "claims": .integer(outcome.claims),
      "kinds": .array(
        PlantedError.Kind.allCases.map { kind in
          let counts = outcome.kinds[kind] ?? [0, 0, 0, 0]
          return .object([
            "kind": .string(kind.rawValue), "detectable": .integer(counts[0]),
            "detected": .integer(counts[1]), "repaired": .integer(counts[2]),
            "repaired_uniquely_right": .integer(counts[3]),
          ])
        }),
    ])
  }

  private func text(_ outcome: Simulation.Outcome) throws -> String {
    let localiser = try Localiser(language: Language.choose(requested: options.lang))
    func count(_ number: Int) -> String { localiser.numbers.string(number) }
    let header = ["kind", "detectable", "detected", "repaired", "unique"].map {
      localiser.text("claims.simulate.\($0)")
    }
    let kinds = PlantedError.Kind.allCases.map { kind in
      [localiser.text("claims.planted.\(kind)")]
        + (outcome.kinds[kind] ?? [0, 0, 0, 0]).map(count)
    }
    let total =
      [localiser.text("claims.simulate.all")]
      + [
        outcome.detectable, outcome.detected, outcome.repaired, outcome.repairedUniquelyRight,
      ].map(count)
    let table = TerminalTable(header: header, rows: kinds + [total]).text(options.format)
    let note = localiser.text(
      Message(
        "claims.simulate.note",
        [
          "papers": .count(outcome.papers), "planted": .count(outcome.planted),
          "alarms": .count(outcome.falseAlarms), "sound": .count(outcome.soundClaims),
          "wrong": .count(outcome.uniquelyWrong), "seed": .text(String(seed)),
        ]))
    return table + "\n" + note
  }
}
