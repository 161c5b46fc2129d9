internal import TamgaPresent

/// Gives every claim and identity its verdict.
struct ClaimJudge {
  let model: AuditModel
  let evaluator: Evaluator
  let evaluations: [Evaluation]
  let repairs: [Repair]
  let ambiguous: Set<Int>
  let external: ExternalCheck?
  private let repaired: PrintedNumbers
  private let taintedBy: [Int: [String]]

  init(
    model: AuditModel, evaluator: Evaluator, evaluations: [Evaluation], repairs: [Repair],
    ambiguous: Set<Int>, external: ExternalCheck?
  ) {
    self.model = model
    self.evaluator = evaluator
    self.evaluations = evaluations
    self.repairs = repairs
    self.ambiguous = ambiguous
    self.external = external
    var numbers = evaluator.numbers
    var tainted: [Int: [String]] = [:]
    for repair in repairs where repair.isUnique && repair.kind == .digits {
      for change in repair.changes {
        if let cell = change.cell, let value = change.value { numbers.values[cell] = value }
      }
      for index in repair.tainted {
        let inputs = Set(model.statements[index].inputs)
        tainted[index, default: []] += repair.changes.filter { change in
          change.cell.map(inputs.contains) ?? false
        }.map(\.address)
      }
    }
    repaired = numbers
    taintedBy = tainted
  }

  /// The results: claims in the order of the file, then identities.
  func results() -> [ClaimResult] {
    var results: [ClaimResult] = []
    for (index, statement) in model.statements.enumerated() {
      switch statement.origin {
      case .claim(let claim): results.append(result(index, claim))
      case .identity(let table, let identity): results.append(result(index, table, identity))
      case .sameQuantity: break
      }
    }
    inheritWeakness(&results)
    return results
  }

  // MARK: Claims

  private func result(_ index: Int, _ number: Int) -> ClaimResult {
    let claim = model.document.claims[number]
    var result = common(index)
    result.quote = claim.quote
    result.place = claim.place
    result.kind = claim.kind
    result.needs = claim.needs
    result.restsOn = claim.restsOn.map(\.text)
    switch claim.says {
    case .bound(let relation, let text): result.published = relation.rawValue + " " + text.text
    case .between(let low, let high): result.published = low.text + "–" + high.text
    case .about(let word):
      result.published = word.rawValue
      result.modifiers.append("convention")
    case .value, nil: break
    }
    if claim.kind == .causal { result.modifiers.append("wording.causal") }
    applySameQuantity(number, &result)
    if result.verdict == .reproduced || result.verdict == .rounding,
      let evidence = EvidenceJudge(model: model, evaluator: evaluator)
        .evidence(of: claim, model.statements[index])
    {
      result.evidence = evidence
      result.weak = evidence.reasons
    }
    if isBaseExtreme(model.statements[index]) { result.modifiers.append("base_extreme") }
    applyExternal(index, &result)
    result.modifiers.sort()
    return result
  }

  /// The same quantity printed elsewhere: where nothing else is to be computed it decides, and where
  /// it disagrees it contradicts.
  private func applySameQuantity(_ number: Int, _ result: inout ClaimResult) {
    let own = model.statements.indices.filter {
      model.statements[$0].origin == .sameQuantity(claim: number)
    }
    guard !own.isEmpty else { return }
    let differing = own.filter { evaluations[$0].fit == .contradicted }
    result.disagreements = differing.map { model.statements[$0].text }
    if !differing.isEmpty, result.verdict != .contradicted {
      result.verdict = .contradicted
      result.sub = .internal
      if result.recomputed == nil { show(differing[0], &result) }
    } else if result.verdict == .notDerivable,
      let known = own.first(where: { evaluations[$0].fit.holds })
    {
      result.verdict = evaluations[known].fit == .reproduced ? .reproduced : .rounding
      result.sub = result.verdict == .rounding ? .inputs : nil
      show(known, &result)
    }
  }

  /// Shows the value of another statement as the recomputed one.
  private func show(_ index: Int, _ result: inout ClaimResult) {
    let scale = scaled(1, result.unit.power)
    result.recomputed = evaluations[index].value.map { $0 / scale }
    result.range = evaluations[index].range.map { $0.divided(by: scale) }
    result.dependsOn = model.statements[index].inputs.map { model.cells[$0].address }
    result.missing = []
  }

  // MARK: Identities

  private func result(_ index: Int, _ table: Int, _ identity: Int) -> ClaimResult {
    let owner = model.document.tables[table]
    var result = common(index)
    result.quote = owner.identities[identity].written.text
    result.place = owner.place
    result.isIdentity = true
    applyExternal(index, &result)
    result.modifiers.sort()
    return result
  }

  // MARK: Verdict

  private func common(_ index: Int) -> ClaimResult {
    let statement = model.statements[index]
    let evaluation = evaluations[index]
    let scale = scaled(1, statement.unit.power)
    var result = ClaimResult(
      id: statement.id, quote: "", place: "", isIdentity: false, kind: .numeric, statement: index,
      expression: statement.text, published: nil, publishedValue: nil, unit: statement.unit,
      recomputed: evaluation.value.map { $0 / scale },
      range: evaluation.range.map { $0.divided(by: scale) }, verdict: .notDerivable, sub: nil,
      weak: [], evidence: nil, modifiers: [], explanation: nil, external: nil,
      dependsOn: statement.inputs.map { model.cells[$0].address }, taintedBy: [], ifRepaired: nil,
      missing: statement.missing, needs: nil, disagreements: [], restsOn: [])
    if let cell = statement.result {
      result.published = model.cells[cell].printed
      result.publishedValue = evaluator.numbers.values[cell].map { $0.value / scale }
    }
    (result.verdict, result.sub) = verdict(evaluation.fit)
    if result.verdict == .contradicted { explain(statement, &result) }
    mark(statement, evaluation, &result)
    taint(index, scale, &result)
    return result
  }

  private func verdict(_ fit: Fit) -> (Verdict, VerdictKind?) {
    switch fit {
    case .reproduced: (.reproduced, nil)
    case .inputs: (.rounding, .inputs)
    case .truncated: (.rounding, .truncated)
    case .contradicted: (.contradicted, .arithmetic)
    case .undefined, .missing: (.notDerivable, nil)
    }
  }

  private func explain(_ statement: Statement, _ result: inout ClaimResult) {
    if case .bound = statement.target { result.sub = .bound }
    if case .conditions = statement.target, statement.isIdentity { result.sub = .arithmetic }
    if case .claim = statement.origin,
      IntermediateValues(model: model, evaluator: evaluator, evaluations: evaluations)
        .explain(statement)
    {
      (result.verdict, result.sub) = (.rounding, .intermediates)
      return
    }
    guard case .printed = statement.target, !statement.isIdentity else { return }
    result.explanation = AlternativeReadings(model: model, evaluator: evaluator)
      .explanation(of: statement)
    if let asserted = result.explanation?.asserted { result.sub = asserted.kind }
  }

  private func mark(_ statement: Statement, _ evaluation: Evaluation, _ result: inout ClaimResult) {
    if evaluation.range?.isSampled == true { result.modifiers.append("range.sampled") }
    if statement.isPointsAsPercent, evaluation.fit.holds {
      result.modifiers.append("pp_as_percent")
    }
    let cells = statement.cells
    if cells.contains(where: ambiguous.contains) { result.modifiers.append("ambiguous") }
    if cells.contains(where: { evaluator.numbers.readings[$0] != 0 }) {
      result.modifiers.append("reading")
    }
  }

  private func taint(_ index: Int, _ scale: Double, _ result: inout ClaimResult) {
    let after = Evaluator(numbers: repaired, official: evaluator.official)
    let statement = model.statements[index]
    let changed = statement.inputs.contains { repaired.values[$0] != evaluator.numbers.values[$0] }
    if changed {
      result.ifRepaired = after.evaluate(statement, needsRange: false).value.map { $0 / scale }
    }
    guard let cells = taintedBy[index] else { return }
    result.verdict = .tainted
    result.sub = nil
    result.taintedBy = cells
  }

  /// Whether a growth starts from the lowest or highest value of its series.
  private func isBaseExtreme(_ statement: Statement) -> Bool {
    guard let reading = statement.reading, [.growth, .index].contains(reading.function),
      reading.cells.count == 2, let base = reading.cells[1],
      case .table(let table, let row, let column) = model.cells[base].owner
    else { return false }
    let owner = model.document.tables[table]
    let series = owner.rows.indices.filter { sameSeries(owner.rows[row], owner.rows[$0]) }
      .compactMap { model.book.cell(owner.id, owner.columns[column].name, owner.rows[$0]) }
      .compactMap { evaluator.numbers.values[$0]?.value }
    guard series.count >= 3, let value = evaluator.numbers.values[base]?.value else { return false }
    return value == series.min() || value == series.max()
  }

  /// Whether two row ids differ in parts that are years alone.
  private func sameSeries(_ a: String, _ b: String) -> Bool {
    let parts = a.split(separator: ".")
    let others = b.split(separator: ".")
    guard parts.count == others.count else { return false }
    return zip(parts, others).allSatisfy {
      $0 == $1 || (Int($0.prefix(4)) != nil && Int($1.prefix(4)) != nil)
    }
  }

  // MARK: The official source

  private func applyExternal(_ index: Int, _ result: inout ClaimResult) {
    guard let found = external?.result(of: model.statements[index], evaluations[index]) else {
      return
    }
    result.external = found
    if found.isMixed { result.modifiers.append("vintage.mixed") }
    switch (result.verdict, found.verdict) {
    case (.reproduced, .differs), (.rounding, .differs):
      (result.verdict, result.sub) = (.contradicted, .source)
    case (.reproduced, .otherVintage), (.rounding, .otherVintage):
      (result.verdict, result.sub) = (.contradicted, .vintage)
    case (.notDerivable, .match): result.verdict = .reproduced
    case (.notDerivable, .differs): (result.verdict, result.sub) = (.contradicted, .source)
    case (.notDerivable, .otherVintage): (result.verdict, result.sub) = (.contradicted, .vintage)
    default: break
    }
  }

  // MARK: What rests on weak claims

  private func inheritWeakness(_ results: inout [ClaimResult]) {
    let weak = Set(results.filter { !$0.weak.isEmpty }.map(\.id))
    for index in results.indices where !results[index].restsOn.allSatisfy({ !weak.contains($0) }) {
      if results[index].weak.isEmpty { results[index].weak = [.inherited] }
    }
  }
}

extension ValueRange {
  /// The range in a unit that many times larger.
  func divided(by scale: Double) -> ValueRange {
    ValueRange(
      interval: RealInterval(interval.low / scale, interval.high / scale), isSampled: isSampled)
  }
}
