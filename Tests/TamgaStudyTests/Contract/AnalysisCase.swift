import TamgaNumerics
import TamgaPresent

@testable import TamgaStudy

/// A small example of an analysis, for the contract that all of them keep.
struct AnalysisCase: Sendable {
  let id: String
  let parameters: String
  let points: [String: [DataPoint]]

  /// One example for every analysis of the catalogue.
  static let all = [correlation, publication, mutual, profile, structure]

  static func example(_ id: String) -> AnalysisCase? { all.first { $0.id == id } }

  func step() throws -> PreparedStep { try .reading(id, parameters) }

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

  static let publication = AnalysisCase(
    id: "publication.check",
    parameters: """
      reporter: KAZ
      partners: [WLD, KGZ]
      printed: published.table
      numbers: [published.text]
      official: office.trade
      shares: published.share-of-
      claims:
        - {indicator: published.growth, period: "2020", formula: growth-rate, inputs: [X KGZ 2020, X KGZ 2019]}
        - {indicator: published.change, period: "2020", formula: difference, inputs: [X KGZ 2020, X KGZ 2019]}
        - {indicator: published.lost, period: "2020", formula: level, inputs: [M KGZ 2017]}
      """,
    points: [
      "printed": [
        ("WLD", "T", "2020", "2250.0"), ("WLD", "X", "2020", "1250.0"),
        ("WLD", "M", "2020", "1000.0"), ("KGZ", "T", "2020", "175.1"),
        ("KGZ", "X", "2020", "125.0"), ("KGZ", "M", "2020", "50.0"), ("KGZ", "X", "2019", "150.0"),
      ].map { Made.flow("KAZ:\($0)", $1, $2, $3, dataset: "published.table") },
      "numbers-0": [
        Made.number(
          "KAZ", "published.share-of-exports.kgz", "2020", "10.0", unit: "pct",
          dataset: "published.text"),
        Made.number(
          "KAZ", "published.growth", "2020", "-16.7", unit: "pct",
          dataset: "published.text"),
        Made.number("KAZ", "published.change", "2020", "25", dataset: "published.text"),
        Made.number("KAZ", "published.lost", "2020", "30", dataset: "published.text"),
      ],
      "official": flows.filter { $0.period == Period(year: 2020) },
    ])
}
