internal import TamgaPresent

/// Counts what a check finds of the errors in one made-up paper.
struct SimulationScore {
  let sound: SyntheticPaper
  let wrong: SyntheticPaper
  let errors: [PlantedError]
  let report: AuditReport

  init(sound: SyntheticPaper, wrong: SyntheticPaper, errors: [PlantedError]) throws {
    self.sound = sound
    self.wrong = wrong
    self.errors = errors
    report = try Audit(Self.document(wrong)).report()
  }

  private static func document(_ paper: SyntheticPaper) throws -> ClaimsDocument {
    try ClaimsDocument(parsing: Array(paper.claimsFile.utf8), file: "paper-\(paper.number).yml")
  }

  func outcome() throws -> Simulation.Outcome {
    var outcome = Simulation.Outcome()
    outcome.papers = 1
    outcome.planted = errors.count
    outcome.claims = report.claims.count
    for error in errors {
      guard try isDetectable(error) else { continue }
      let isFound = isDetected(error)
      let repair = repair(of: error)
      let isUnique = repair?.isUnique ?? false
      let marks = [true, isFound, repair != nil, isUnique]
      outcome.detectable += 1
      outcome.detected += isFound ? 1 : 0
      outcome.repaired += repair != nil ? 1 : 0
      outcome.repairedUniquelyRight += isUnique ? 1 : 0
      outcome.kinds[error.kind] = zip(
        outcome.kinds[error.kind] ?? [0, 0, 0, 0], marks.map { $0 ? 1 : 0 }
      ).map(+)
    }
    outcome.uniquelyWrong = report.repairs.filter { $0.isUnique && !isRight($0) }.count
    for claim in report.claims where isSound(claim) {
      outcome.soundClaims += 1
      if claim.verdict == .contradicted || claim.verdict == .tainted { outcome.falseAlarms += 1 }
    }
    return outcome
  }

  // MARK: Detection

  /// Whether an error, alone in the sound paper, moves a relation beyond its places.
  func isDetectable(_ error: PlantedError) throws -> Bool {
    let paper = ErrorPlanter.replant(error, from: wrong, in: sound)
    let model = try AuditModel(Self.document(paper))
    let evaluator = Evaluator(numbers: PrintedNumbers(model))
    let cells = Self.cells(of: error, paper, model)
    return model.statements.contains { statement in
      guard !cells.isDisjoint(with: statement.cells), let cell = statement.result,
        let printed = evaluator.numbers.values[cell]
      else { return false }
      let evaluation = evaluator.evaluate(statement)
      guard let value = evaluation.value, let range = evaluation.range else { return false }
      let places = printed.lastPlace / 2 + range.interval.width / 2
      return (value - printed.value).magnitude > 2 * places
    }
  }

  /// The cells an error is in.
  private static func cells(
    of error: PlantedError, _ paper: SyntheticPaper, _ model: AuditModel
  ) -> Set<Int> {
    guard error.target == .header else {
      return Set([paper.address(error.target)].compactMap(model.cell))
    }
    return Set(
      model.cells.indices.filter { index in
        if case .table(_, row: _, let column) = model.cells[index].owner {
          column < 3
        } else {
          false
        }
      })
  }

  private func isDetected(_ error: PlantedError) -> Bool {
    let cells = Self.cells(of: error, wrong, report.model)
    if report.repairs.contains(where: { touches($0, error) }) { return true }
    return report.claims.contains { claim in
      claim.verdict == .contradicted
        && !cells.isDisjoint(with: report.model.statements[claim.statement].cells)
    }
  }

  // MARK: Repair

  private func touches(_ repair: Repair, _ error: PlantedError) -> Bool {
    repair.changes.contains { change in
      error.target == .header
        ? repair.kind == .unit : change.address == wrong.address(error.target)
    }
  }

  /// The first-ranked repair that changes what is wrong and allows the truth.
  func repair(of error: PlantedError) -> Repair? {
    report.repairs.first { $0.rank == 1 && touches($0, error) && allows($0, error) }
  }

  private func allows(_ repair: Repair, _ error: PlantedError) -> Bool {
    if error.target == .header { return repair.changes.first?.repaired.hasPrefix("mln") ?? false }
    guard let change = repair.changes.first(where: { $0.address == wrong.address(error.target) })
    else { return false }
    let truth = scaled(error.truth.mantissa, -error.truth.decimals)
    if let own = Double(change.repaired), own == truth { return true }
    guard let admissible = change.admissible else { return false }
    let half = scaled(1, -error.truth.decimals) / 2
    return admissible.meets(RealInterval(truth - half, truth + half))
  }

  /// Whether a repair changes nothing but wrong numbers, each to one the truth allows.
  func isRight(_ repair: Repair) -> Bool {
    let found = errors.filter { touches(repair, $0) }
    return found.count >= repair.changes.count && found.allSatisfy { allows(repair, $0) }
  }

  // MARK: Sound claims

  /// Whether a claim or identity reads no wrong number: it is sound, as the paper is but for these.
  func isSound(_ claim: ClaimResult) -> Bool {
    let cells = Set(report.model.statements[claim.statement].cells)
    return errors.allSatisfy {
      cells.isDisjoint(with: Self.cells(of: $0, wrong, report.model))
    }
  }
}

extension SimulationScore {
  /// Errors not repaired uniquely and rightly, repairs wrongly called unique, false alarms.
  func faults() throws -> [String] {
    let planted = errors.map { "\($0.kind.rawValue) at \(wrong.address($0.target))" }
    var lines: [String] = []
    for error in errors where try isDetectable(error) {
      let found = repair(of: error)
      if found?.isUnique == true { continue }
      lines.append(
        "\(error.kind.rawValue) at \(wrong.address(error.target)): "
          + (found == nil ? "not repaired" : "not unique"))
    }
    for repair in report.repairs where repair.isUnique && !isRight(repair) {
      let changes = repair.changes.map { "\($0.address): \($0.printed) → \($0.repaired)" }
      lines.append("wrongly unique \(repair.kind) \(changes); planted \(planted)")
    }
    for claim in report.claims
    where isSound(claim) && (claim.verdict == .contradicted || claim.verdict == .tainted) {
      lines.append(
        "false alarm \(claim.id) \(claim.published ?? "") against \(claim.recomputed ?? 0) "
          + "\(claim.verdict) \(claim.taintedBy); planted \(planted)")
    }
    return lines
  }
}
