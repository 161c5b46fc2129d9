internal import TamgaGravity
internal import TamgaPresent

/// Turns what the engine refuses into coded diagnostics with the place in text or data.
struct ModelFailure {
  private let texts: [FormulaError.Source: (name: String, text: String)]
  private let file: String

  init(_ specification: ModelSpecification) {
    var texts: [FormulaError.Source: (name: String, text: String)] = [
      .formula: ("--formula", specification.formula)
    ]
    if let weights = specification.weights { texts[.weights] = ("--weights", weights) }
    if let offset = specification.offset { texts[.offset] = ("--offset", offset) }
    for (number, cluster) in specification.evaluation.clusters.enumerated() {
      texts[.cluster(number)] = ("--cluster", cluster)
    }
    self.texts = texts
    file = specification.source.name
  }

  /// Runs a part of the engine; its errors become diagnostics.
  func guarding<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as FormulaError {
      throw diagnostic(error)
    } catch let error as GravityError {
      throw diagnostic(error)
    } catch let error as InferenceError {
      throw diagnostic(error)
    } catch let error as BiasCorrectionError {
      throw diagnostic(error)
    } catch let error as SeparationError {
      throw diagnostic(error)
    }
  }

  // MARK: Formula

  func diagnostic(_ error: FormulaError) -> Diagnostic {
    let (name, text) = texts[error.source] ?? ("--formula", "")
    let place = Place(file: name, line: 1, column: error.place.column)
    let (code, arguments) = formula(error.reason)
    return Diagnostic(code, arguments, place: place, excerpt: text)
  }

  private func formula(_ reason: FormulaError.Reason) -> (String, [String: String]) {
    switch reason {
    case .tooLarge(let what, let limit):
      ("T500", ["what": FormulaWords.argument(what), "limit": "\(limit)"])
    case .unexpectedCharacter(let found): ("T501", ["found": found])
    case .unclosedQuote: ("T502", [:])
    case .badNumber(let found): ("T503", ["found": found])
    case .expected(let expected, let found):
      (
        "T504",
        ["expected": FormulaWords.argument(expected), "found": found.isEmpty ? "∅" : found]
      )
    case .unknownFunction(let name, let nearest):
      ("T505", ["name": name, "known": Self.list(nearest)])
    case .badArguments(let name, let usage): ("T506", ["name": name, "usage": usage])
    case .notAllowed(let what, let instead):
      (
        "T507",
        ["what": FormulaWords.argument(what), "instead": FormulaWords.argument(instead)]
      )
    case .unknownColumn(let name, let nearest):
      ("T508", ["column": name, "known": Self.list(nearest)])
    case .textColumn(let name): ("T509", ["column": name])
    case .unknownLevel(let level, let column, let nearest):
      ("T510", ["level": level, "column": column, "known": Self.list(nearest)])
    case .noPanelKey: ("T511", ["column": "–", "known": "–"])
    case .duplicateKey(let first, let second):
      ("T512", ["first": "\(first)", "second": "\(second)"])
    case .timeNotWhole(let column, let row): ("T513", ["column": column, "row": "\(row)"])
    case .tooManyLevels(let column, let count, let limit):
      ("T514", ["column": column, "count": "\(count)", "limit": "\(limit)"])
    case .tooFewInstruments(let endogenous, let instruments):
      ("T515", ["endogenous": "\(endogenous)", "instruments": "\(instruments)"])
    case .negativeWeight(let name, let count, let row):
      ("T516", ["name": name, "count": "\(count)", "row": "\(row)"])
    case .noRows(let ledger):
      (
        "T517",
        [
          "account": Self.account(ledger),
          "separated_rows": Self.separated(
            ledger.dropped.map { ($0.reason.code, $0.count) }),
        ]
      )
    case .columnLength(let name, _, _), .duplicateColumn(let name), .badCode(let name, _):
      ("T518", ["column": name])
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  /// The rows among those dropped that a regressor or an effect fits perfectly.
  private static func separated(_ dropped: [(code: String, rows: Int)]) -> String {
    let codes: Set<String> = ["separated", "zero-level", "all-one-level"]
    return String(dropped.reduce(0) { codes.contains($1.code) ? $0 + $1.rows : $0 })
  }

  private static func account(_ ledger: SampleLedger) -> String {
    FormulaWords.account(
      ledger.dropped.map { ($0.reason.code, $0.reason.name, $0.count) })
  }

  // MARK: Estimation

  private func diagnostic(_ error: GravityError) -> Diagnostic {
    let place = Place(file: file)
    switch error {
    case .lengthMismatch(let column, _, _):
      return Diagnostic("T518", ["column": column], place: place)
    case .tooManyRows(let rows): return Diagnostic("T519", ["rows": "\(rows)"], place: place)
    case .nonFinite(let column, let row):
      return Diagnostic("T520", ["column": column, "row": "\(row)"], place: place)
    case .negativeOutcome(let column, let row):
      return Diagnostic("T521", ["column": column, "row": "\(row)"], place: place)
    case .outcomeOutsideUnit(let column, let row):
      return Diagnostic("T522", ["column": column, "row": "\(row)"], place: place)
    case .negativeWeight(let row):
      return Diagnostic("T516", ["name": "–", "count": "1", "row": "\(row)"], place: place)
    case .noRowsLeft(let dropped):
      var counts: [PruneReason: Int] = [:]
      for entry in dropped { counts[entry.reason, default: 0] += entry.rows.count }
      let account = FormulaWords.account(
        PruneReason.allCases.compactMap { reason in
          counts[reason].map { (reason.rawValue, nil, $0) }
        })
      return Diagnostic(
        "T517",
        [
          "account": account,
          "separated_rows": Self.separated(counts.map { ($0.key.rawValue, $0.value) }),
        ], place: place)
    case .tooFewInstruments(let endogenous, let instruments):
      return Diagnostic(
        "T515", ["endogenous": "\(endogenous)", "instruments": "\(instruments)"], place: place)
    case .instrumentsNeedLeastSquares: return Diagnostic("T523")
    case .notConverged(let trace):
      return Diagnostic("T524", ["steps": "\(trace.steps.count)"], place: place)
    case .projectionNotConverged(let iterations, let residual):
      return Diagnostic(
        "T525", ["iterations": "\(iterations)", "residual": "\(residual)"], place: place)
    case .badOption(let name, let value):
      return Diagnostic("T526", ["name": name, "value": "\(value)"])
    }
  }

  private func diagnostic(_ error: SeparationError) -> Diagnostic {
    let place = Place(file: file)
    switch error {
    case .lengthMismatch(let column, _, _):
      return Diagnostic("T518", ["column": column], place: place)
    case .negativeWeight(let row):
      return Diagnostic("T516", ["name": "–", "count": "1", "row": "\(row)"], place: place)
    case .outcomeOutOfRange(let row):
      return Diagnostic("T521", ["column": "–", "row": "\(row)"], place: place)
    }
  }

  // MARK: Inference

  private func diagnostic(_ error: InferenceError) -> Diagnostic {
    switch error {
    case .tooFewClusters(let name, let count):
      Diagnostic("T527", ["name": name, "count": "\(count)"])
    case .dimensions(let count): Diagnostic("T528", ["count": "\(count)"])
    case .noDegreesOfFreedom(let rows, let parameters):
      Diagnostic("T529", ["rows": "\(rows)", "parameters": "\(parameters)"])
    case .leverageOne(let row): Diagnostic("T530", ["row": "\(row + 1)"])
    case .duplicatePeriod(let row): Diagnostic("T531", ["row": "\(row + 1)"])
    case .lag(let lag, let periods):
      Diagnostic("T532", ["lag": "\(lag)", "periods": "\(periods)"])
    case .singularWithoutCluster(let name, let level):
      Diagnostic("T540", ["name": name, "level": "\(level)"])
    case .nonFinite:
      Diagnostic("T598", ["what": texts[.formula]?.text ?? ""], place: Place(file: file))
    default: Diagnostic("T536", ["column": "\(error)"])
    }
  }

  private func diagnostic(_ error: BiasCorrectionError) -> Diagnostic {
    switch error {
    case .repeatedCell(let first, let second):
      Diagnostic("T512", ["first": "\(first + 1)", "second": "\(second + 1)"])
    case .tooFew(let exporters, let importers, let pairs):
      Diagnostic(
        "T550",
        ["exporters": "\(exporters)", "importers": "\(importers)", "pairs": "\(pairs)"])
    case .onePeriod: Diagnostic("T551")
    case .singularInformation: Diagnostic("T552")
    case .tooLarge(let levels): Diagnostic("T553", ["levels": "\(levels)"])
    case .badNumber(let column, let row):
      Diagnostic("T520", ["column": column, "row": "\(row + 1)"])
    case .lengthMismatch(let column, _, _): Diagnostic("T518", ["column": column])
    case .unmarkedDomestic: Diagnostic("T518", ["column": "domestic"])
    }
  }
}
