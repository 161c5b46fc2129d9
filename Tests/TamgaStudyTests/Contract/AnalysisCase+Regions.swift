import TamgaNumerics
import TamgaPresent

@testable import TamgaStudy

extension AnalysisCase {
  static let ranking = AnalysisCase(
    id: "trade.ranking",
    parameters: """
      reporter: KAZ
      flow: X
      dataset: office.trade
      without: [EAEU]
      printed: {indicator: published.place, dataset: published.made}
      """,
    points: [
      "flows": [
        ("2021", "WLD", "1000"), ("2021", "CHN", "300"), ("2021", "RUS", "400"),
        ("2021", "KGZ", "100"), ("2021", "EAEU", "500"), ("2022", "WLD", "1200"),
        ("2022", "CHN", "500"), ("2022", "RUS", "450"), ("2022", "UZB", "100"),
      ].map { Made.flow("KAZ:\($1)", "X", $0, $2) },
      "printed": [
        Made.number("CHN", "published.place", "2022", "1", unit: "1", dataset: "published.made"),
        Made.number("RUS", "published.place", "2022", "3", unit: "1", dataset: "published.made"),
      ],
    ])

  static let indicators = AnalysisCase(
    id: "indicators.compute",
    parameters: """
      indicators: [flow.share.level, flow.rank.competition, growth.rate.chain]
      flows: {dataset: office.trade, reporter: KAZ}
      """, points: ["flows": flows])

  static let composite = AnalysisCase(
    id: "composite.index",
    parameters: """
      indicators:
        - {id: growth, dataset: office.numbers, indicator: grp, period: "2022", since: "2021", direction: higher, name: {en: growth}}
        - {id: rent, dataset: office.numbers, indicator: rent, period: "2022", direction: lower, weight: 2, pillar: costs}
      lacking:
        - {name: {en: people}, needs: {en: a census}}
      """,
    points: [
      "growth": [
        ("KZ-15", "10", "12"), ("KZ-27", "20", "21"), ("KZ-39", "30", "45"), ("KZ-55", "8", "8"),
      ].flatMap { region, before, after in
        [
          Made.number(EntityCode(region), "grp", "2021", before, unit: "MKZT"),
          Made.number(EntityCode(region), "grp", "2022", after, unit: "MKZT"),
        ]
      },
      "rent": [("KZ-15", "3.5"), ("KZ-27", "2"), ("KZ-39", "6"), ("KZ-55", nil)].map {
        Made.number(EntityCode($0), "rent", "2022", $1, unit: "1")
      },
    ])

  static let gravitation = AnalysisCase(
    id: "region.gravitation",
    parameters: """
      data: pairs.csv
      mass: ["grp_i,grp_j", "pop_i,pop_j"]
      distance: [line, road]
      """, points: [:], files: ["pairs.csv": pairs])

  /// Three regions of one country and one of another, the last pair without a road.
  static let pairs = """
    origin,destination,country_i,country_j,grp_i,grp_j,pop_i,pop_j,line,road
    KZ-15,KZ-27,KAZ,KAZ,30,10,4,2,100,120
    KZ-15,RU-ORE,KAZ,RUS,30,20,4,5,50,60
    KZ-15,KZ-39,KAZ,KAZ,30,40,4,3,200,240
    KZ-27,RU-ORE,KAZ,RUS,10,20,2,5,100,130
    KZ-27,KZ-39,KAZ,KAZ,10,40,2,3,250,300
    KZ-39,RU-ORE,KAZ,RUS,40,20,3,5,150,

    """

  static let poles = AnalysisCase(
    id: "region.poles",
    parameters: """
      places: places.csv
      poles: poles.csv
      distances: distances.csv
      network: [East, West]
      dimensions: [population, growth]
      budget: 1
      risks: risks.csv
      plan:
        - {statement: {en: "grew"}, indicator: growth.rate.chain, column: growth, above: 100}
      """, points: [:],
    files: [
      "places.csv": "name,area,population\nA,10,100\nB,30,300\nC,60,50\n",
      "poles.csv":
        "name,population,grp,growth\nEast,500,80,104\nWest,300,60,101\nSouth,100,20,99\n",
      "distances.csv": """
      place,pole,hours
      A,East,0.5
      A,West,4
      A,South,6
      B,East,5
      B,West,1
      B,South,6
      C,East,12
      C,West,12
      C,South,0.5

      """,
      "risks.csv": """
      region,group,indicator,likelihood,impact
      KZ-15,transport,zone.isochrone.assignment,3,5
      KZ-27,transport,zone.isochrone.assignment,1,9
      KZ-39,transport,zone.isochrone.assignment,2,7

      """,
    ])

  static let axes = AnalysisCase(
    id: "region.axes",
    parameters: """
      axes: axes.csv
      cities: cities.csv
      links: links.csv
      measure: km
      """, points: [:],
    files: [
      "axes.csv": """
      axis,order,role,after,place
      south,1,start,,A
      south,2,start,,B
      south,3,node,A; B,C
      south,4,node,C,D
      south,5,branch,C,E
      south,6,branch,,F
      south,7,perimeter,,Neighbours

      """,
      "cities.csv": """
      name,latitude,longitude,population
      A,45,80,10000
      B,44,80,20000
      C,44,77,1000000
      D,43,71,60000
      E,46,77,30000
      F,47,77,30000

      """,
      "links.csv": "from,to,km\nA,C,300\nB,C,260\nC,D,500\nC,E,250\n",
    ])

  static let swot = AnalysisCase(
    id: "swot.table", parameters: "file: swot.yml\n", points: [:],
    files: [
      "swot.yml": """
      tamga: swot/1
      unit: KGZ
      count: 1
      evidence:
        - indicator: flow.share.level
          direction: higher
          peers: neighbours
          source: "Made (2024), table 1"
          date: "2024-07-25"
          values: {KGZ: 1.2, RUS: 19.4, CHN: 21.5}
      lines:
        - {quadrant: strength, text: "Large trade", indicator: flow.share.level, source: "Made"}
        - {quadrant: threat, text: "Closure", source: "Made"}
      weights:
        quadrants: [[1, 2], ["1/2", 1]]
        strength: [[1]]
        threat: [[1]]

      """
    ])
}
