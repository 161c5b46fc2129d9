internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaGravity
internal import TamgaPresent
internal import TamgaStudy

/// `tamga model simulate-panel`: a panel with known coefficients.
struct ModelSimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate-panel",
    abstract: "Write a panel of flows with known coefficients: rta 0.4, tariff -2, border_t 0.5.",
    discussion: "The same numbers and seed give the same file.")

  @Option(name: .long, help: "Countries, 2 to 2,000.")
  var countries: Int

  @Option(name: .long, help: "Years, 2 to 1,000.")
  var years: Int

  @Option(name: .long, help: "The seed.")
  var seed: UInt64 = 20_240_101

  @Option(name: .long, help: "Sectors, each with terms of its own.")
  var sectors: Int = 1

  @Option(name: .long, help: "Share of cells left out at random, 0 to below 1.")
  var missing: Double = 0

  @Option(name: .long, help: "Rows that a further regressor `planted` separates.")
  var planted: Int = 0

  @Option(
    name: [.short, .long], help: "The file to write; its ending says the form: .parquet or .csv.",
    completion: .file())
  var output: String

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (2...2_000).contains(countries) else {
      throw ValidationError("--countries takes 2 to 2000, not \(countries)")
    }
    guard (2...1_000).contains(years) else {
      throw ValidationError("--years takes 2 to 1000, not \(years)")
    }
    guard (1...1_000).contains(sectors),
      countries * countries * years * sectors <= Int(Int32.max)
    else { throw ValidationError("--sectors takes 1 to 1000, and at most 2147483647 rows in all") }
    guard missing >= 0, missing < 1 else {
      throw ValidationError("--missing takes 0 to below 1, not \(missing)")
    }
    guard planted >= 0 else { throw ValidationError("--planted takes 0 or more, not \(planted)") }
  }

  func run() throws {
    try options.running("model.simulate-panel") {
      guard ["parquet", "csv"].contains(DataFile.ending(of: output)) else {
        throw Diagnostic("T599", ["path": output])
      }
      var wanted = GravityPanel.Options(countries: countries, periods: years)
      wanted.sectors = sectors
      wanted.missingShare = missing
      wanted.plantedRows = planted
      wanted.seed = seed
      let panel = GravityPanel(wanted)
      try DataFile.write(panel.columns, json: .null, to: output)
      let zeros = panel.trade.count { $0 == 0 }
      let data = JSONValue.object([
        "path": .string(output), "rows": .integer(panel.trade.count), "zeros": .integer(zeros),
        "seed": .string("\(seed)"), "planted_rows": .integer(panel.planted.count { $0 != 0 }),
        "coefficients": .object([
          "rta": .number(0.4), "tariff": .number(-2), "border_t": .number(0.5),
        ]),
      ])
      try options.print(Envelope(schema: "model.simulate-panel", data: data)) {
        let localiser = try Localiser(language: Language.choose(requested: options.lang))
        return localiser.text(
          Message(
            "model.simulate.done",
            ["path": .text(output), "rows": .count(panel.trade.count), "zeros": .count(zeros)]))
      }
    }
  }
}
