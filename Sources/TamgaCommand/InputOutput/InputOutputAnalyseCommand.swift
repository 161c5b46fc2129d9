internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga io analyse`: everything that follows from one table.
struct InputOutputAnalyseCommand: TableCommand {
  static let schema = "io.analyse"
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Coefficients, inverses, multipliers, linkages by both definitions, extraction.",
    discussion: """
      Z.csv has a first column of sectors and one column for each sector, in any order: the row \
      delivers to the column. --final-demand has a first column of sectors and columns of final \
      demand, which are added. --output has sectors and one column of output. --accounts has sectors \
      and any of the columns employment, income, consumption; with income and consumption the model \
      is closed for type II multipliers.
      """)

  @Argument(help: "Deliveries between sectors.", completion: .file())
  var deliveries: String

  @Option(name: .long, help: "Final demand by sector.", completion: .file())
  var finalDemand: String

  @Option(name: .long, help: "Output by sector; else deliveries and final demand.")
  var output: String?

  @Option(name: .long, help: "Employment, income, household consumption by sector.")
  var accounts: String?

  @OptionGroup var options: TableOptions

  func answer() throws -> InputOutputResult {
    let files = InputOutputFiles(options: options.reading)
    let (sectors, values) = try files.deliveries(deliveries)
    let demand = try files.totals(finalDemand, of: sectors)
    let given = try output.map { try files.totals($0, of: sectors) }
    let account = try accounts.map { try files.accounts($0, of: sectors) }
    return try withEngine(deliveries) {
      let table = try InputOutputTable(
        sectors: sectors, deliveries: values, finalDemand: demand, output: given)
      return try InputOutputResult(InputOutputModel(table), account)
    }
  }
}
