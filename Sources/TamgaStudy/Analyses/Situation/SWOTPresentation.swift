internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// A SWOT table as numbers, tables and sentences.
struct SWOTPresentation {
  let parameters: SWOTParameters
  let step: String
  let file: SWOTFile
  let table: SWOT
  let weights: AWOT?
  private var ledger = ValueLedger()
  private let sha256: String

  init(
    parameters: SWOTParameters, step: String, file: SWOTFile, table: SWOT, weights: AWOT?
  ) {
    self.parameters = parameters
    self.step = step
    self.file = file
    self.table = table
    self.weights = weights
    sha256 = SHA256Digest(ofText: parameters.text).hexadecimal
  }

  mutating func result() -> AnalysisResult {
    let lines = linesTable()
    var tables = [lines]
    if let evidence = evidenceTable() { tables.append(evidence) }
    if let weights = weightsTable() { tables.append(weights) }
    return AnalysisResult(
      step: step, title: Message("swot.title", subject),
      introduction: Message("swot.introduction"), values: ledger.records, tables: tables,
      findings: findings)
  }

  private var subject: [String: MessageArgument] { ["unit": table.unit.placeArgument] }

  // MARK: Cells

  private mutating func id(_ path: String, _ key: String) -> ValueID {
    ledger.id("swot.\(path)", step: step, key)
  }

  private func cell(_ line: Int?, _ raw: String, _ printed: String?) -> CellReference {
    CellReference(
      file: parameters.fileName, sha256: sha256, line: line ?? 1, raw: raw, printed: printed)
  }

  /// The unit of an indicator, where the catalogue fixes one that numbers can carry.
  private func unit(_ item: Evidence) -> String {
    guard case .fixed(let unit)? = IndicatorCatalogue.indicator(item.indicator)?.unit else {
      return "1"
    }
    return unit.id
  }

  /// The value of a unit under an indicator, as the file has it.
  private mutating func evidence(_ item: Evidence, _ unit: String) -> ValueID? {
    guard let known = item.values[unit], let value = known else { return nil }
    let line = file.places[item.indicator]?[unit]
    return ledger.add(
      ValueRecord(
        id: id("evidence", FileLedger.key(item.indicator, unit)), value: .real(value),
        unit: self.unit(item),
        digits: 2,
        inputs: [.cell(self.cell(line, NumberFormat.plain(value, digits: 4), item.source))],
        steps: ["parse number"],
        sources: ["swot.\(slug(parameters.fileName))@\(item.date)"]))
  }

  /// The comparisons as a whole.
  private mutating func comparisons() -> ValueID {
    ledger.add(
      ValueRecord(
        id: id("comparisons", "all"),
        value: .exact(ExactDecimal(mantissa: Int128(weights?.priorities.count ?? 0))),
        unit: "count", digits: 0, inputs: [.cell(cell(nil, "tamga: swot/1", nil))],
        steps: ["count lines"], sources: ["swot.\(slug(parameters.fileName))@undated"]))
  }

  private mutating func add(
    _ path: String, _ key: String, _ outcome: Outcome<Double>, unit: String = "1", digits: Int,
    formula: String, inputs: [ValueID]
  ) -> ValueID {
    let value: ResultValue =
      switch outcome {
      case .value(let number): .real(number)
      case .missing(let reason): .missing(reason.rawValue)
      }
    return ledger.add(
      ValueRecord(
        id: id(path, key), value: value, unit: unit, digits: digits, formula: formula,
        inputs: inputs.map { .value($0) }, sources: ledger.inheritedSources(of: inputs)))
  }

  // MARK: Tables

  private mutating func linesTable() -> ResultTable {
    var rows: [[TableCell]] = []
    for (place, line) in table.lines.enumerated() {
      var cells: [TableCell] = [
        .label(Message("swot.quadrant.\(line.quadrant.rawValue)")),
        line.text == line.indicator ? line.text.indicatorCell : .text(line.text),
        .label(
          Message(
            line.isContradicted ? "swot.basis.contradicted" : "swot.basis.\(line.basis.rawValue)")),
        line.indicator.map(\.indicatorCell) ?? .blank,
      ]
      cells += standing(line)
      cells.append(.text([line.source, line.date].compactMap(\.self).joined(separator: ", ")))
      if weights != nil { cells.append(priority(place)) }
      rows.append(cells)
    }
    let columns: [(String, String, String?)] = [
      ("quadrant", "swot.quadrant", nil), ("line", "swot.line", nil),
      ("basis", "swot.basis", nil), ("indicator", "poles.indicator", nil),
      ("value", "column.value", nil), ("rank", "ranking.rank", "1"), ("of", "swot.of", "1"),
      ("source", "swot.source", nil),
    ]
    return ResultTable(
      id: "\(step).lines", title: Message("swot.table", subject),
      columns: columns.map { .init(key: $0.0, header: Message($0.1), unit: $0.2) }
        + (weights == nil
          ? [] : [.init(key: "priority", header: Message("swot.priority"), unit: "pct")]),
      rows: rows,
      notes: [Message("swot.note")] + (weights == nil ? [] : [weightsNote]))
  }

  /// Value, rank and number of peers; blank for an assertion.
  private mutating func standing(_ line: SWOTLine) -> [TableCell] {
    guard let standing = line.standing,
      let item = file.evidence.first(where: { $0.indicator == line.indicator }),
      let own = evidence(item, table.unit)
    else { return [.blank, .blank, .blank] }
    let peers = item.values.keys.sorted().compactMap { evidence(item, $0) }
    let rank = add(
      "rank", item.indicator, .value(Double(standing.rank)), digits: 0,
      formula: "swot.evidence.rank: 1 + peers that are better", inputs: peers)
    let of = add(
      "peers", item.indicator, .value(Double(standing.of)), digits: 0,
      formula: "peers with a value",
      inputs: peers)
    return [.value(own), .value(rank), .value(of)]
  }

  private mutating func priority(_ line: Int) -> TableCell {
    let quadrant = table.lines[line].quadrant
    let place = table.lines[..<line].count { $0.quadrant == quadrant }
    guard
      let priority = weights?.priorities.first(where: {
        $0.quadrant == quadrant && $0.place == place
      })
    else { return .blank }
    return .value(
      add(
        "priority", "\(quadrant.rawValue) \(place + 1)", .value(100 * priority.priority),
        unit: "pct", digits: 1, formula: "swot.priority.awot: group weight × local weight",
        inputs: [comparisons()]))
  }

  /// Every unit under every indicator of the evidence.
  private mutating func evidenceTable() -> ResultTable? {
    guard !file.evidence.isEmpty else { return nil }
    var rows: [[TableCell]] = []
    for item in file.evidence {
      for unit in item.values.keys.sorted() {
        rows.append([
          item.indicator.indicatorCell, unit.placeCell,
          evidence(item, unit).map(TableCell.value) ?? .label(Message("missing.not-reported")),
          .label(Message("swot.direction.\(item.direction.rawValue)")), .text(item.peers),
          .text("\(item.source), \(item.date)"),
        ])
      }
    }
    return ResultTable(
      id: "\(step).evidence", title: Message("swot.table.evidence"),
      columns: [
        .init(key: "indicator", header: Message("poles.indicator")),
        .init(key: "unit", header: Message("swot.peer")),
        .init(key: "value", header: Message("column.value")),
        .init(key: "direction", header: Message("swot.direction")),
        .init(key: "peers", header: Message("swot.peers")),
        .init(key: "source", header: Message("swot.source")),
      ], rows: rows)
  }

  /// Whose comparisons the priorities follow from.
  private var weightsNote: Message {
    file.comparedBy.map { Message("swot.note.weights-by", ["who": .text($0)]) }
      ?? Message("swot.note.weights")
  }

  /// The weights of the quadrants and how consistent the comparisons are.
  private mutating func weightsTable() -> ResultTable? {
    guard let weights else { return nil }
    let all = comparisons()
    let present = Quadrant.allCases.enumerated().filter { weights.lines[$0.offset] != nil }
    var rows: [[TableCell]] = []
    for (position, (place, quadrant)) in present.enumerated() {
      let weight = add(
        "quadrant", quadrant.rawValue, .value(100 * weights.quadrants.weights[position]),
        unit: "pct", digits: 1, formula: "ahp.weight.eigenvector", inputs: [all])
      let ratio = add(
        "consistency", quadrant.rawValue,
        weights.lines[place]?.consistencyRatio ?? .missing(.undefined), digits: 3,
        formula: "CR = CI / RI", inputs: [all])
      rows.append([
        .label(Message("swot.quadrant.\(quadrant.rawValue)")), .value(weight), .value(ratio),
      ])
    }
    return ResultTable(
      id: "\(step).weights", title: Message("swot.table.weights"),
      columns: [
        .init(key: "quadrant", header: Message("swot.quadrant")),
        .init(key: "weight", header: Message("swot.weight"), unit: "pct"),
        .init(key: "ratio", header: Message("swot.consistency"), unit: "1"),
      ], rows: rows, notes: [weightsNote])
  }

  // MARK: What a reader takes away

  private var findings: [Finding] {
    var findings = [
      Finding(
        id: "\(step).basis", kind: .statement,
        message: Message(
          "swot.finding.basis",
          subject.merging([
            "assertions": .count(table.assertions), "all": .count(table.lines.count),
          ]) { $1 }))
    ]
    for (place, line) in table.lines.enumerated() where line.isContradicted {
      findings.append(
        Finding(
          id: "\(step).contradicted-\(place + 1)", kind: .statement,
          message: Message("swot.finding.contradicted", ["line": .text(line.text)])))
    }
    if let weights, weights.worstRatio > 0.10 {
      findings.append(
        Finding(
          id: "\(step).inconsistent", kind: .statement,
          message: Message("swot.finding.inconsistent")))
    }
    return findings
  }
}
