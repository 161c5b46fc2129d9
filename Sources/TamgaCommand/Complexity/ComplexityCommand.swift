internal import ArgumentParser
internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// A profile by the name it is asked for with.
enum ComplexityScale: String, ExpressibleByArgument, CaseIterable {
  case harvard, economiccomplexity

  var profile: ComplexityProfile {
    switch self {
    case .harvard: .harvard
    case .economiccomplexity: .economicComplexity
    }
  }
}

/// `tamga complexity`: economic complexity of countries and products.
struct ComplexityCommand: TableCommand {
  static let schema = "complexity"
  static let configuration = CommandConfiguration(
    commandName: "complexity",
    abstract: "Economic complexity: ECI, PCI, fitness, density, outlook.",
    discussion: """
      The table has one row for each reporter and product, and may have a column of periods. Of a \
      column flow only exports, X, are taken, the others counted. Rows with the same key are added and counted; rows \
      without a value are left out and counted. \
      --as harvard scales both indices by the countries, so that a country's index is the mean of its \
      products'; --as economiccomplexity scales each by its own sample.
      """)

  @Argument(help: "A delimited text with a header.", completion: .file())
  var data: String

  @Option(name: .long, help: "The column of countries or regions; default reporter, else country.")
  var country: String?

  @Option(name: .long, help: "The column of products or industries.")
  var product = "product"

  @Option(name: .long, help: "The column of values.")
  var value = "value"

  @Option(name: .long, help: "The column of periods; default period, where there is one.")
  var period: String?

  @Option(name: .customLong("as"), help: "Scale and sign: harvard, economiccomplexity.")
  var scale: ComplexityScale = .harvard

  @Flag(name: .long, help: "Rank the largest part where the table falls into several.")
  var largestComponent = false

  @Flag(name: .long, help: "Also density and outlook gain of every country and product.")
  var cells = false

  @Option(name: .long, help: "Threads; they change no number.")
  var threads = 2

  @OptionGroup var options: TableOptions

  func answer() throws -> ComplexityAnswer {
    let table = try read()
    let countries = table.optionalWords[0] ?? table.words[1]
    let (periods, flows) = (table.optionalWords[1], table.optionalWords[2])
    var rows: [String: [ExportRow]] = [:]
    var leftOut = 0
    var otherFlows = 0
    for (row, value) in table.columns[0].reals.enumerated() {
      if let flows, flows[row] != "X" {
        otherFlows += 1
        continue
      }
      guard let value else {
        leftOut += 1
        continue
      }
      rows[periods?[row] ?? "", default: []].append(
        ExportRow(country: countries[row], product: table.words[0][row], value: value))
    }
    if rows.isEmpty, leftOut == 0 {
      throw Diagnostic(
        "T846", ["what": "flow", "given": "0", "needed": "X"], place: Place(file: data))
    }
    let workers = max(1, min(64, threads))
    let results = try withEngine(data) {
      try rows.sorted { $0.key < $1.key }.map { period, rows in
        try ComplexityResult(
          period: period, rows: rows, profile: scale.profile, largestComponent: largestComponent,
          threads: workers)
      }
    }
    return ComplexityAnswer(
      scale: scale, cells: cells, rows: table.words[0].count, leftOut: leftOut,
      otherFlows: otherFlows, results: results)
  }

  /// The table with its countries by the column `reporter`, else by the one that is named.
  private func read() throws -> NumericTable {
    let url = URL(fileURLWithPath: data)
    func reading(_ words: [String]) throws -> NumericTable {
      try NumericTable.read(
        url, columns: [value], words: words + (period.map { [$0] } ?? []),
        wordsIfPresent: [country ?? "reporter", period ?? "period", "flow"],
        options: options.reading)
    }
    let table = try reading(country.map { [product, $0] } ?? [product])
    return table.optionalWords[0] == nil ? try reading([product, "country"]) : table
  }
}

/// Complexity by period as JSON and as tables.
struct ComplexityAnswer: CommandAnswer {
  let scale: ComplexityScale
  let cells: Bool
  let rows: Int
  let leftOut: Int
  let otherFlows: Int
  let results: [ComplexityResult]

  var json: JSONValue {
    .object([
      "profile": .string(scale.rawValue), "left_out": .integer(leftOut),
      "other_flows": .integer(otherFlows),
      "periods": .array(results.map { $0.json(cells: cells) }),
    ])
  }

  var diagnostics: [Diagnostic] {
    let missing = Diagnostic(
      "T303", severity: .warning, ["left_out": String(leftOut), "total": String(rows)])
    let imports = Diagnostic(
      "T832", severity: .note, ["other": String(otherFlows), "total": String(rows)])
    return results.flatMap(\.diagnostics) + (leftOut > 0 ? [missing] : [])
      + (otherFlows > 0 ? [imports] : [])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    results.map { $0.text(style, localiser) }.joined(separator: "\n")
  }
}
