internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats correlate`: two columns of a table, with everything a careful reader asks for.
struct CorrelateCommand: TableCommand {
  static let schema = "stats.correlate"
  static let configuration = CommandConfiguration(
    commandName: "correlate",
    abstract:
      "Pearson with t, p and Fisher interval, Spearman, Kendall, leave-one-out, differences.",
    discussion: """
      Rows are taken in the order of the file; differences are between neighbouring rows, so time \
      series must be sorted by time. Rows with a missing value are left out and counted.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column of the first measure.")
  var x: String

  @Option(name: .long, help: "The column of the second measure.")
  var y: String

  @OptionGroup var options: TableOptions

  func answer() throws -> CorrelationAnswer {
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [x, y], options: options.reading)
    let pairs = zip(table.labels, zip(table.columns[0].reals, table.columns[1].reals)).map {
      label, pair in
      LabelledPair(label: label, x: pair.0, y: pair.1)
    }
    return try withEngine(data, lines: table.lines) {
      CorrelationAnswer(report: try correlationReport(of: pairs), x: x, y: y)
    }
  }
}
