internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Gravitation and potentials as numbers, tables, a figure and sentences.
struct GravitationPresentation {
  let parameters: GravitationParameters
  let step: String
  let pairs: RegionPairs
  let index: GravitationIndex
  let fan: GravitationFan
  let places: [AttractingPlace]
  let fields: [(name: String, field: PotentialField)]
  private var numbers: FileLedger
  private var whole: ValueID
  private let rows: [[String]: Int]

  init(
    parameters: GravitationParameters, step: String, pairs: RegionPairs, index: GravitationIndex,
    fan: GravitationFan, places: [AttractingPlace],
    fields: [(name: String, field: PotentialField)]
  ) {
    self.parameters = parameters
    self.step = step
    self.pairs = pairs
    self.index = index
    self.fan = fan
    self.places = places
    self.fields = fields
    numbers = FileLedger(step: step, prefix: "gravitation")
    let file = parameters.table.file
    whole = numbers.whole(file)
    rows = Dictionary(
      file.rows.map { ([file.word("origin", $0), file.word("destination", $0)], $0) }
    ) { one, _ in one }
  }

  private var file: NumberFile { parameters.table.file }

  mutating func result() -> AnalysisResult {
    let abroad = fan.pairs.filter(isAbroad)
    let lines = fan.pairs.map { line($0) }
    let shown = zip(fan.pairs, lines).filter { isAbroad($0.0) }.map(\.1)
    let page = Array((shown.isEmpty ? lines : shown).prefix(parameters.top))
    let potentials = potentialTable()
    var findings = self.findings(abroad.isEmpty ? fan.pairs : abroad)
    findings += potentialFindings()
    let tables = [
      pairTable("pairs", shown.isEmpty ? "gravitation.table" : "gravitation.table.abroad", page),
      potentials, pairTable("all", "gravitation.table.all", lines, display: .download),
    ]
    let figure = self.figure(abroad.isEmpty ? fan.pairs : abroad)
    return AnalysisResult(
      step: step, title: Message("gravitation.title"),
      introduction: Message("gravitation.introduction", words), values: numbers.records,
      tables: tables, figures: figure.map { [$0] } ?? [], findings: findings)
  }

  private var words: [String: MessageArgument] {
    [
      "mass": Message.kind(Self.stem(index.mass)), "distance": Message.kind(index.distance),
      "exponent": .text(NumberFormat.plain(index.exponent, digits: 1)),
      "masses": Message.kinds(pairs.massKinds.map(Self.stem)),
      "distances": Message.kinds(pairs.distanceKinds),
      "runs": .count(fan.runs.count), "pairs": .count(pairs.pairs.count),
      "decay": .message(
        Message(
          "gravitation.decay.\(parameters.decay)",
          parameters.decay == "stewart"
            ? [:] : ["span": .text(NumberFormat.plain(parameters.span, digits: 0))])),
      "self": .message(own),
    ]
  }

  /// Whether places count themselves in their potentials, or how many cannot.
  private var own: Message {
    let without = places.count { $0.area == nil }
    guard parameters.countThemselves else { return Message("gravitation.self.off") }
    return without == 0
      ? Message("gravitation.self.on")
      : Message("gravitation.self.left-out", ["n": .count(without), "all": .count(places.count)])
  }

  /// `population_i,population_j` is population; the root of GRP and population is mixed.
  private static func stem(_ kind: String) -> String {
    let sides = kind.split(separator: ",").map(String.init)
    if sides == ["grp_i", "grp_j", "population_i", "population_j"] { return "mixed" }
    guard sides.count == 2, sides[0].hasSuffix("_i"), sides[1].hasSuffix("_j"),
      sides[0].dropLast(2) == sides[1].dropLast(2)
    else { return kind }
    return String(sides[0].dropLast(2))
  }

  private func isAbroad(_ pair: PairFan) -> Bool {
    guard let row = rows[[pair.origin, pair.destination]] else { return false }
    return file.word("country_i", row) != file.word("country_j", row)
  }

  /// The masses and distances of a pair, and the whole table that the shares are of.
  private mutating func inputs(_ origin: String, _ destination: String) -> [ValueID] {
    guard let row = rows[[origin, destination]] else { return [whole] }
    var columns: [String] = []
    for name in parameters.table.masses.flatMap(\.self) + parameters.table.distances
    where !columns.contains(name) { columns.append(name) }
    return columns.map { numbers.cell(file, $0, row) } + [whole]
  }

  // MARK: Pairs

  private mutating func line(_ pair: PairFan) -> [TableCell] {
    let key = FileLedger.key(pair.origin, pair.destination)
    let inputs = inputs(pair.origin, pair.destination)
    let own = index.pairs.first {
      $0.origin == pair.origin && $0.destination == pair.destination
    }
    let base = "gravitation.index: 100 (M_i M_j / d^b) / Σ"
    let parts: [(String, Outcome<Double>, String, Int, String)] = [
      ("share", own?.share ?? .missing(.undefined), "pct", 2, base),
      ("rank", own?.rank ?? .missing(.undefined), "1", 0, "rank of \(base)"),
      ("minimum", pair.minimum, "pct", 2, "min over runs"),
      ("median", pair.median, "pct", 2, "median over runs"),
      ("maximum", pair.maximum, "pct", 2, "max over runs"),
      ("best-rank", pair.bestRank, "1", 0, "best rank over runs"),
      ("worst-rank", pair.worstRank, "1", 0, "worst rank over runs"),
    ]
    var cells: [TableCell] = [pair.origin.placeCell, pair.destination.placeCell]
    for (path, outcome, unit, digits, formula) in parts {
      cells.append(
        .value(
          numbers.add(
            path, key, outcome, unit: unit, digits: digits, formula: formula, inputs: inputs)))
    }
    cells.append(.label(Message(pair.isRobust ? "value.yes" : "value.no")))
    return cells
  }

  private func pairTable(
    _ id: String, _ title: String, _ rows: [[TableCell]], display: ResultTable.Display = .page
  ) -> ResultTable {
    let headers: [(String, String, String?)] = [
      ("origin", "region.origin", nil), ("destination", "region.destination", nil),
      ("share", "gravitation.share", "pct"), ("rank", "ranking.rank", "1"),
      ("minimum", "gravitation.minimum", "pct"), ("median", "gravitation.median", "pct"),
      ("maximum", "gravitation.maximum", "pct"), ("best", "region.best-rank", "1"),
      ("worst", "region.worst-rank", "1"), ("robust", "gravitation.robust", nil),
    ]
    return ResultTable(
      id: "\(step).\(id)", title: Message(title, words),
      columns: headers.map { .init(key: $0.0, header: Message($0.1), unit: $0.2) }, rows: rows,
      notes: [Message("gravitation.note", words)]
    )
    .displayed(display)
  }

  private mutating func findings(_ ranked: [PairFan]) -> [Finding] {
    var findings: [Finding] = []
    if let first = ranked.first, first.median.value != nil {
      let key = FileLedger.key(first.origin, first.destination)
      let median = numbers.add(
        "median", key, first.median, unit: "pct", formula: "median over runs",
        inputs: inputs(first.origin, first.destination))
      findings.append(
        Finding(
          id: "\(step).first", kind: .statement,
          message: Message(
            "gravitation.finding.first",
            words.merging([
              "origin": first.origin.placeArgument,
              "destination": first.destination.placeArgument, "median": .value(median),
              "robust": .count(ranked.count(where: \.isRobust)), "all": .count(ranked.count),
            ]) { $1 })))
    }
    let abroad = index.pairs.filter { pair in
      rows[[pair.origin, pair.destination]].map {
        file.word("country_i", $0) != file.word("country_j", $0)
      } ?? false
    }
    let known = abroad.compactMap(\.share.value)
    if !known.isEmpty {
      let sum = numbers.add(
        "abroad", "pairs", compensatedTotal(of: known), unit: "pct",
        formula: "Σ G of pairs over a border", inputs: [whole])
      let concordance = numbers.add(
        "concordance", "", fan.concordance, digits: 2,
        formula: "Kendall's W = 12 S / (m²(n³ − n) − m Σ T)", inputs: [whole])
      findings.append(
        Finding(
          id: "\(step).abroad", kind: .statement,
          message: Message(
            "gravitation.finding.abroad",
            words.merging(["share": .value(sum), "w": .value(concordance)]) { $1 })))
    }
    return findings
  }

  // MARK: Potentials

  private mutating func potentialTable() -> ResultTable {
    var columns: [ResultTable.Column] = [
      .init(key: "place", header: Message("region.place")),
      .init(key: "country", header: Message("complexity.country")),
    ]
    for (place, kind) in fields.enumerated() {
      let name: [String: MessageArgument] = ["distance": Message.kind(kind.name)]
      columns.append(
        .init(
          key: "potential-\(place + 1)", header: Message("gravitation.potential", name), unit: "1"))
      columns.append(
        .init(
          key: "abroad-\(place + 1)", header: Message("gravitation.abroad", name), unit: "pct"))
    }
    let first = fields.first?.field.places ?? []
    let order = places.indices.sorted {
      let shares = [first[$0].abroadShare.value ?? -1, first[$1].abroadShare.value ?? -1]
      return (shares[1], places[$0].name) < (shares[0], places[$1].name)
    }
    var rows: [[TableCell]] = []
    for place in order {
      var cells: [TableCell] = [places[place].name.placeCell, places[place].country.placeCell]
      for (kind, field) in fields {
        let found = field.places[place]
        let key = FileLedger.key(kind, found.name)
        cells.append(
          .value(
            numbers.add(
              "potential", key, found.potential, digits: 0,
              formula: "potential.field.\(parameters.decay): Σ M f(d)", inputs: [whole])))
        cells.append(
          .value(
            numbers.add(
              "abroad-share", key, found.abroadShare.percent, unit: "pct", digits: 1,
              formula: "potential.abroad.share: 100 Σ abroad / V", inputs: [whole])))
      }
      rows.append(cells)
    }
    return ResultTable(
      id: "\(step).potential", title: Message("gravitation.table.potential", words),
      columns: columns, rows: rows, notes: [Message("gravitation.note.potential", words)])
  }

  private mutating func potentialFindings() -> [Finding] {
    guard let (kind, field) = fields.first, field.abroadShare.value != nil else { return [] }
    let share = numbers.add(
      "abroad-share.all", kind, field.abroadShare.percent, unit: "pct", digits: 1,
      formula: "potential.abroad.share: 100 Σ M V_abroad / Σ M V", inputs: [whole])
    return [
      Finding(
        id: "\(step).potential", kind: .statement,
        message: Message(
          "gravitation.finding.potential",
          words.merging(["share": .value(share), "distance": Message.kind(kind)]) { $1 }))
    ]
  }

  // MARK: Figure

  /// The middle share of the first pairs with least and most over all runs.
  private mutating func figure(_ ranked: [PairFan]) -> Figure? {
    let drawn = ranked.filter { $0.median.value != nil }.prefix(12)
    guard !drawn.isEmpty else { return nil }
    var rows: [[TableCell]] = []
    for pair in drawn {
      let key = FileLedger.key(pair.origin, pair.destination)
      let inputs = inputs(pair.origin, pair.destination)
      var cells: [TableCell] = [
        .label(
          Message(
            "gravitation.pair",
            ["origin": pair.origin.placeArgument, "destination": pair.destination.placeArgument]))
      ]
      for (path, outcome) in [
        ("median", pair.median), ("minimum", pair.minimum), ("maximum", pair.maximum),
      ] {
        cells.append(
          .value(
            numbers.add(
              path, key, outcome, unit: "pct", formula: "\(path) over runs", inputs: inputs)))
      }
      rows.append(cells)
    }
    let table = ResultTable(
      id: "\(step).fan", title: Message("gravitation.table", words),
      columns: [
        .init(key: "pair", header: Message("gravitation.pairs")),
        .init(key: "median", header: Message("gravitation.median"), unit: "pct"),
        .init(key: "minimum", header: Message("gravitation.minimum"), unit: "pct"),
        .init(key: "maximum", header: Message("gravitation.maximum"), unit: "pct"),
      ], rows: rows)
    return Figure(
      id: "fig:\(step).fan", kind: .interval, finding: Message("gravitation.figure", words),
      subtitle: Message("gravitation.subtitle", words), table: table, x: "pair",
      y: ["median", "minimum", "maximum"], xTitle: Message("gravitation.pairs"),
      yTitle: Message("gravitation.axis"), sources: numbers.sources(parameters.citation),
      notes: [Message("gravitation.note", words)], summary: Message("gravitation.summary", words))
  }
}

extension Outcome<Double> {
  /// A share of one as per cent.
  var percent: Outcome<Double> {
    switch self {
    case .value(let value): .value(100 * value)
    case .missing(let reason): .missing(reason)
    }
  }
}

extension ResultTable {
  /// The table, found elsewhere.
  func displayed(_ display: Display) -> ResultTable {
    ResultTable(
      id: id, title: title, columns: columns, rows: rows, notes: notes, display: display)
  }
}
