internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Axes as numbers, tables, a figure and sentences.
struct AxisPresentation {
  let parameters: AxisParameters
  let step: String
  let network: AxisNetwork
  let axes: [DevelopmentAxis]
  let measured: [AxisDiagnostics]
  let tree: [(from: String, to: String)]
  private var numbers: FileLedger
  private let whole: [ValueID]

  init(
    parameters: AxisParameters, step: String, network: AxisNetwork, axes: [DevelopmentAxis],
    measured: [AxisDiagnostics], tree: [(from: String, to: String)]
  ) {
    self.parameters = parameters
    self.step = step
    self.network = network
    self.axes = axes
    self.measured = measured
    self.tree = tree
    var numbers = FileLedger(step: step, prefix: "axes")
    whole = [parameters.cities, parameters.links].map { numbers.whole($0) }
    self.numbers = numbers
  }

  mutating func result() -> AnalysisResult {
    let axisTable = self.axisTable()
    let linkTable = self.linkTable()
    var tables = [listTable, axisTable, linkTable, treeTable()]
    if let loose = looseTable { tables.append(loose) }
    if let shared = sharedTable() { tables.append(shared) }
    let findings = self.findings()
    let figure = self.figure()
    return AnalysisResult(
      step: step, title: Message("axes.title"),
      introduction: Message("axes.introduction", words), values: numbers.records, tables: tables,
      figures: figure.map { [$0] } ?? [], findings: findings)
  }

  private var words: [String: MessageArgument] {
    [
      "count": .count(axes.count), "measure": Message.kind(parameters.measure),
      "large": .count(Int(exactly: parameters.largeFrom.rounded()) ?? 0),
      "exponent": .text(NumberFormat.plain(parameters.exponent, digits: 1)),
    ]
  }

  // MARK: Lists

  /// The axes as ordered lists of cities.
  private var listTable: ResultTable {
    ResultTable(
      id: "\(step).lists", title: Message("axes.table.lists"),
      columns: [
        .init(key: "axis", header: Message("axes.axis")),
        .init(key: "trunk", header: Message("axes.trunk")),
        .init(key: "branches", header: Message("axes.branches")),
      ],
      rows: axes.map { axis in
        [
          .text(axis.name), .text(axis.trunk.joined(separator: " – ")),
          axis.branches.isEmpty
            ? .blank : .text(axis.branches.map { "\($0.from) → \($0.to)" }.joined(separator: ", ")),
        ]
      }, notes: [Message("axes.note.lists")])
  }

  private var looseTable: ResultTable? {
    let loose = parameters.axes.names.flatMap { parameters.axes.loose($0) }
    guard !loose.isEmpty else { return nil }
    return ResultTable(
      id: "\(step).loose", title: Message("axes.table.loose"),
      columns: [
        .init(key: "axis", header: Message("axes.axis")),
        .init(key: "role", header: Message("axes.role")),
        .init(key: "place", header: Message("region.place")),
      ],
      rows: loose.map {
        [
          .text($0.axis),
          ["access", "perimeter", "branch", "bracket"].contains($0.role)
            ? .label(Message("axes.role.\($0.role)")) : .text($0.role), .text($0.place),
        ]
      }, notes: [Message("axes.note.loose")])
  }

  // MARK: Measures

  private func row(_ from: String, _ to: String) -> Int? {
    let links = parameters.links
    return links.rows.first {
      Set([links.word("from", $0), links.word("to", $0)]) == [from, to]
    }
  }

  /// The lengths of an axis's links.
  private mutating func lengths(_ axis: DevelopmentAxis) -> [ValueID] {
    axis.links.compactMap { row($0.from, $0.to) }.map {
      numbers.cell(parameters.links, parameters.measure, $0, unit: "km")
    }
  }

  /// The populations of an axis's cities.
  private mutating func people(_ axis: DevelopmentAxis) -> [ValueID] {
    let cities = parameters.cities
    return cities.rows.filter { axis.trunk.contains(cities.word("name", $0)) }.map {
      numbers.cell(cities, "population", $0, unit: "count")
    }
  }

  private mutating func axisTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for (axis, found) in zip(axes, measured) {
      let lengths = lengths(axis) + [whole[1]]
      let people = people(axis)
      let parts: [(String, Outcome<Double>, String, Int, String, [ValueID])] = [
        ("length", found.kilometres, "km", 0, "axis.length.network: Σ km", lengths),
        ("detour", found.detour, "1", 2, "length / great circle between the ends", lengths + whole),
        ("gap", found.gapKilometres, "km", 0, "axis.gap.network", lengths + people),
        (
          "continuity", found.continuity, "1", 2, "axis.continuity.network: 1 − gap / length",
          lengths + people
        ),
        (
          "density", found.populationDensity, "1", 0, "axis.density.network: Σ P / length × 100 km",
          lengths + people
        ),
        (
          "interaction", found.interaction, "pct", 1, "axis.interaction.network: Σ G along links",
          whole
        ),
        (
          "found", .value(100 * shareFound(axis, in: tree)), "pct", 0,
          "axis.discovered.spanning-tree: links of the axis in the tree", whole
        ),
      ]
      var cells: [TableCell] = [.text(axis.name)]
      for (path, outcome, unit, digits, formula, inputs) in parts {
        cells.append(
          .value(
            numbers.add(
              path, axis.name, outcome, unit: unit, digits: digits, formula: formula,
              inputs: inputs)))
      }
      cells.append(
        found.branchesOnTrunk.isEmpty
          ? .blank : .text(found.branchesOnTrunk.joined(separator: ", ")))
      rows.append(cells)
    }
    let columns: [(String, String, String?)] = [
      ("axis", "axes.axis", nil), ("length", "axes.length", "km"), ("detour", "axes.detour", "1"),
      ("gap", "axes.gap", "km"), ("continuity", "axes.continuity", "1"),
      ("density", "axes.density", "1"), ("interaction", "axes.interaction", "pct"),
      ("found", "axes.found", "pct"), ("on-trunk", "axes.on-trunk", nil),
    ]
    return ResultTable(
      id: "\(step).axes", title: Message("axes.table.measures"),
      columns: columns.map { .init(key: $0.0, header: Message($0.1), unit: $0.2) }, rows: rows,
      notes: [Message("axes.note.measures", words)])
  }

  private mutating func linkTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for axis in axes {
      for (from, to) in axis.links {
        let length =
          row(from, to).map {
            TableCell.value(
              numbers.cell(parameters.links, parameters.measure, $0, unit: "km"))
          } ?? .label(Message("missing.unreachable"))
        rows.append([.text(axis.name), .text(from), .text(to), length])
      }
    }
    return ResultTable(
      id: "\(step).links", title: Message("axes.table.links"),
      columns: [
        .init(key: "axis", header: Message("axes.axis")),
        .init(key: "from", header: Message("axes.from")),
        .init(key: "to", header: Message("axes.to")),
        .init(key: "length", header: Message("axes.length"), unit: "km"),
      ], rows: rows, display: .download)
  }

  /// The links that gravitation finds, the strongest first, and the axes that state them.
  private mutating func treeTable() -> ResultTable {
    ResultTable(
      id: "\(step).tree", title: Message("axes.table.tree", words),
      columns: [
        .init(key: "from", header: Message("axes.from")),
        .init(key: "to", header: Message("axes.to")),
        .init(key: "axes", header: Message("axes.stated-by")),
      ],
      rows: tree.map { link in
        let stated = axes.filter { axis in
          axis.links.contains { Set([$0.from, $0.to]) == [link.from, link.to] }
        }.map(\.name)
        return [
          .text(link.from), .text(link.to),
          stated.isEmpty
            ? .label(Message("axes.stated-by.none")) : .text(stated.joined(separator: ", ")),
        ]
      }, notes: [Message("axes.note.tree", words)])
  }

  /// Kilometres that two axes share.
  private mutating func sharedTable() -> ResultTable? {
    var rows: [[TableCell]] = []
    for (place, one) in axes.enumerated() {
      for other in axes[(place + 1)...] {
        let length = network.sharedKilometres(one, other)
        guard length > 0 else { continue }
        let id = numbers.add(
          "shared", FileLedger.key(one.name, other.name), length, unit: "km", digits: 0,
          formula: "Σ km of links of both", inputs: whole)
        rows.append([.text(one.name), .text(other.name), .value(id)])
      }
    }
    guard !rows.isEmpty else { return nil }
    return ResultTable(
      id: "\(step).shared", title: Message("axes.table.shared"),
      columns: [
        .init(key: "axis", header: Message("axes.axis")),
        .init(key: "other", header: Message("axes.other")),
        .init(key: "length", header: Message("axes.length"), unit: "km"),
      ], rows: rows)
  }

  // MARK: What a reader takes away

  private mutating func findings() -> [Finding] {
    var findings: [Finding] = []
    for (place, (axis, found)) in zip(axes, measured).enumerated() {
      guard found.kilometres.value != nil, found.gapKilometres.value != nil else {
        findings.append(
          Finding(
            id: "\(step).broken-\(place + 1)", kind: .statement,
            message: Message(
              "axes.finding.broken",
              [
                "axis": .text(axis.name),
                "links": .text(found.brokenLinks.joined(separator: ", ")),
              ])))
        continue
      }
      let lengths = lengths(axis) + [whole[1]]
      let length = numbers.add(
        "length", axis.name, found.kilometres, unit: "km", digits: 0,
        formula: "axis.length.network: Σ km", inputs: lengths)
      let gap = numbers.add(
        "gap", axis.name, found.gapKilometres, unit: "km", digits: 0,
        formula: "axis.gap.network", inputs: lengths + people(axis))
      findings.append(
        Finding(
          id: "\(step).axis-\(place + 1)", kind: .statement,
          message: Message(
            "axes.finding",
            [
              "axis": .text(axis.name), "length": .value(length), "gap": .value(gap),
              "cities": .count(axis.trunk.count),
            ])))
    }
    return findings
  }

  private mutating func figure() -> Figure? {
    var rows: [[TableCell]] = []
    for (axis, found) in zip(axes, measured) where found.kilometres.value != nil {
      let lengths = lengths(axis) + [whole[1]]
      let length = numbers.add(
        "length", axis.name, found.kilometres, unit: "km", digits: 0,
        formula: "axis.length.network: Σ km", inputs: lengths)
      let gap = numbers.add(
        "gap", axis.name, found.gapKilometres, unit: "km", digits: 0,
        formula: "axis.gap.network", inputs: lengths + people(axis))
      rows.append([.text(axis.name), .value(length), .value(gap)])
    }
    guard !rows.isEmpty else { return nil }
    let table = ResultTable(
      id: "\(step).drawn", title: Message("axes.table.measures"),
      columns: [
        .init(key: "axis", header: Message("axes.axis")),
        .init(key: "length", header: Message("axes.length"), unit: "km"),
        .init(key: "gap", header: Message("axes.gap"), unit: "km"),
      ], rows: rows)
    return Figure(
      id: "fig:\(step).axes", kind: .bar, finding: Message("axes.figure", words),
      subtitle: Message("axes.subtitle", words), table: table, x: "axis", y: ["length", "gap"],
      xTitle: Message("axes.axis"), yTitle: Message("axes.kilometres"),
      sources: numbers.sources(parameters.citation), notes: [Message("axes.note.measures", words)],
      summary: Message("axes.summary", words))
  }
}
