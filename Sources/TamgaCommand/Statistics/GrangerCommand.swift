internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// `tamga stats granger`: whether the past of one column helps to predict another.
struct GrangerCommand: TableCommand {
  static let schema = "stats.granger"
  static let configuration = CommandConfiguration(
    commandName: "granger",
    abstract: "Whether one series precedes another: unit roots, Granger or Toda–Yamamoto, power.",
    discussion: """
      Rows are equal steps of time in the order of the file; a gap inside is refused, since lags would \
      skip it. Two stationary series are tested by Granger's F; otherwise untested lags are added after \
      Toda and Yamamoto. Both directions are tested and adjusted by Holm. To precede is to predict; \
      it is never to cause.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column that may be predicted.")
  var y: String

  @Option(name: .long, help: "The column that may precede.")
  var x: String

  @Option(name: .long, help: "Lags: a number, aic or bic.")
  var lags = "bic"

  @Option(name: .long, help: "The most lags that aic and bic try.")
  var maxLags = 4

  @Option(name: .long, help: "Deterministic terms of the unit-root tests: none, constant, trend.")
  var terms = "constant"

  @OptionGroup var options: TableOptions

  func answer() throws -> PrecedenceResult {
    guard let deterministic = DeterministicTerms(rawValue: terms) else {
      throw Diagnostic("T848", ["what": "--terms \(terms)"])
    }
    let table = try NumericTable.read(
      URL(fileURLWithPath: data), columns: [x, y], options: options.reading)
    let choice = try LagChoice(lags, upTo: maxLags)
    let report = try withEngine(data, lines: table.lines, columns: [x, y]) {
      try precedenceReport(
        x: table.columns[0].reals, y: table.columns[1].reals, lags: choice,
        terms: deterministic)
    }
    return PrecedenceResult(report: report, x: x, y: y)
  }
}

extension LagChoice {
  /// The choice of an option `--lags`: a number, `aic` or `bic`.
  ///
  /// - Throws: T848 for anything else.
  init(_ text: String, upTo most: Int) throws {
    switch text {
    case "aic": self = .aic(upTo: most)
    case "bic": self = .bic(upTo: most)
    default:
      guard let number = Int(text) else { throw Diagnostic("T848", ["what": "--lags \(text)"]) }
      self = .fixed(number)
    }
  }
}

/// Runs an engine on named columns, so that a column that does not vary is named.
func withEngine<Value>(
  _ file: String, lines: [Int], columns: [String], _ body: () throws -> Value
) throws -> Value {
  do {
    return try withEngine(file, lines: lines, body)
  } catch var diagnostic as Diagnostic where diagnostic.code == "T868" {
    let place = (diagnostic.arguments["column"].flatMap { Int($0) } ?? 1) - 1
    if columns.indices.contains(place) { diagnostic.arguments["column"] = columns[place] }
    throw diagnostic
  }
}
