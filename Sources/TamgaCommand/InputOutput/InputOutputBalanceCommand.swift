internal import ArgumentParser
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga io balance`: a table fitted to new margins.
struct InputOutputBalanceCommand: TableCommand {
  static let schema = "io.balance"
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Fit a table to row and column totals by RAS; totals no table has are refused.",
    discussion: """
      Z.csv has a first column of sectors and one column for each sector. --rows and --columns have a \
      first column of sectors and one column of totals, of equal sum. Zeros stay zero; where they \
      leave no table with these totals, the columns that cannot be filled are named.
      """)

  @Argument(help: "The table to start from.", completion: .file())
  var start: String

  @Option(name: .long, help: "Totals of rows by sector.", completion: .file())
  var rows: String

  @Option(name: .long, help: "Totals of columns by sector.", completion: .file())
  var columns: String

  @OptionGroup var options: TableOptions

  func answer() throws -> BalanceResult {
    let files = InputOutputFiles(options: options.reading)
    let (sectors, values) = try files.deliveries(start)
    let down = try files.totals(rows, of: sectors)
    let across = try files.totals(columns, of: sectors)
    do throws(InputOutputError) {
      return BalanceResult(
        sectors: sectors, matrix: try balanced(values, rows: down, columns: across))
    } catch {
      switch error {
      case .infeasibleMargins(let places):
        throw Diagnostic(
          "T836", ["what": places.map { sectors[$0] }.joined(separator: ", ")],
          place: Place(file: columns))
      case .marginsDiffer(let down, let across):
        throw error.diagnostic(Place(file: down > across ? rows : columns), lines: [])
      default: throw error.diagnostic(Place(file: start), lines: [])
      }
    }
  }
}

/// A table fitted to margins.
struct BalanceResult: CommandAnswer {
  let sectors: [String]
  let matrix: BalancedMatrix

  var json: JSONValue {
    .object([
      "sectors": .array(sectors.map { .string($0) }),
      "deliveries": .matrix(matrix.values, width: sectors.count),
      "row_factors": .array(matrix.rowFactors.map { .number($0) }),
      "column_factors": .array(matrix.columnFactors.map { .number($0) }),
      "iterations": .integer(matrix.iterations), "gap": .optional(matrix.gaps.last),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    TerminalTable(
      header: [localiser.text("io.sector")] + sectors,
      rows: sectors.indices.map { row in
        [sectors[row]]
          + sectors.indices.map {
            localiser.numbers.string(matrix.values[row * sectors.count + $0], digits: 3)
          }
      }
    ).text(style)
  }
}
