import Foundation
import TamgaNumerics
import TamgaPresent

@testable import TamgaStudy

/// A small example of an analysis, for the contract that all of them keep.
struct AnalysisCase: Sendable {
  let id: String
  let parameters: String
  let points: [String: [DataPoint]]
  /// Files beside the study that parameters name.
  var files: [String: String] = [:]
  /// Whether all its numbers come from files, so that there are no tables to be empty.
  var readsFilesOnly: Bool { points.isEmpty }

  /// Whether there is a result without any table: the parameters hold numbers of their own.
  var standsAlone = false

  /// One example for every analysis of the catalogue.
  static let all = [
    audit, axes, border, composite, correlation, gravitation, indicators, mutual, poles, profile,
    ranking,
    structure, swot,
  ]

  static func example(_ id: String) -> AnalysisCase? { all.first { $0.id == id } }

  func step() throws -> PreparedStep {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-case-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return try .reading(id, parameters, folder: folder)
  }

  static let flows: [DataPoint] = [
    ("2018", "1000", "800", "100", "25"), ("2019", "1200", "800", "150", "10"),
    ("2020", "1250", "1000", "125", "50"), ("2021", "1600", "1000", "200", "40"),
  ].flatMap { year, worldX, worldM, x, m in
    [
      Made.flow("KAZ:WLD", "X", year, worldX), Made.flow("KAZ:WLD", "M", year, worldM),
      Made.flow("KAZ:KGZ", "X", year, x), Made.flow("KAZ:KGZ", "M", year, m),
    ]
  }

  static let profile = AnalysisCase(
    id: "trade.profile", parameters: "reporter: KAZ\npartner: KGZ\n", points: ["flows": flows])

  static let mutual = AnalysisCase(
    id: "trade.mutual", parameters: "first: KAZ\nsecond: KGZ\ndataset: office.trade\n",
    points: [
      "first": [
        Made.flow("KAZ:KGZ", "X", "2022", "100.5"), Made.flow("KAZ:KGZ", "X", "2023", "120"),
        Made.flow("KAZ:KGZ", "X", "2023-YTD08", "70.25"),
      ],
      "second": [
        Made.flow("KGZ:KAZ", "X", "2022", "40"), Made.flow("KGZ:KAZ", "X", "2023", "150"),
      ],
    ])

  static let structure = AnalysisCase(
    id: "trade.structure",
    parameters: "reporter: KAZ\npartner: KGZ\nflow: X\nyear: 2023\ndataset: office.goods\n",
    points: [
      "flows": [
        ("TOTAL", "200"), ("Flour", "70.5"), ("Coal", "50"), ("Бензин", "50"),
      ].map { Made.flow("KAZ:KGZ", "X", "2023", $1, dataset: "office.goods", product: $0) }
    ])

  static let correlation = AnalysisCase(
    id: "stats.correlation",
    parameters: """
      x: {indicator: rent, region: KAZ, dataset: office.numbers}
      y: {flow: X, reporter: KAZ, partner: KGZ, dataset: office.trade}
      printed: {indicator: published.r, region: KAZ, dataset: published.made}
      """,
    points: [
      "x": [("2019", "3.5"), ("2020", "4.5"), ("2021", "4.25"), ("2022", "6.5"), ("2023", "5")]
        .map { Made.number("KAZ", "rent", $0, $1, unit: "1") },
      "y": [("2019", "10"), ("2020", "30"), ("2021", "20"), ("2022", "50"), ("2023", "45")]
        .map { Made.flow("KAZ:KGZ", "X", $0, $1) },
      "printed": [
        Made.number("KAZ", "published.r", "2023", "0.9", unit: "1", dataset: "published.made")
      ],
    ])

  static let audit = AnalysisCase(
    id: "claims.audit", parameters: "claims: paper.yml\n",
    points: [
      "flow:office.trade": [
        ("2021", "41173.8", "345.6"), ("2022", "50934.4", "453.9"), ("2023", "60412.3", "541"),
      ].flatMap { year, world, partner in
        [Made.flow("KAZ:WLD", "M", year, world), Made.flow("KAZ:KGZ", "M", year, partner)]
      }
    ], files: ["paper.yml": ClaimsSample.wrongCell], standsAlone: true)

  /// Four made-up countries with trade within each: a border effect is identified.
  static let border = AnalysisCase(
    id: "gravity.border",
    parameters: """
      question: border
      flows: {AAA: office.trade, BBB: office.trade, CCC: office.trade, DDD: office.trade}
      sigma: 5
      """,
    points: Dictionary(
      uniqueKeysWithValues: ["AAA", "BBB", "CCC", "DDD"].enumerated().map { row, exporter in
        (
          "flows-\(exporter)",
          ["AAA", "BBB", "CCC", "DDD"].enumerated().flatMap { column, importer in
            ["2021", "2022"].map { year in
              let size = (row + 2) * (column + 3) * (year == "2022" ? 3 : 2)
              let noise = (7 * row + 5 * column + 3 * (year == "2022" ? 1 : 0)) % 11
              let trade = row == column ? 40 * size + noise : 4 * size + noise
              return Made.flow("\(exporter):\(importer)", "X", year, "\(trade)")
            }
          }
        )
      }))
}
