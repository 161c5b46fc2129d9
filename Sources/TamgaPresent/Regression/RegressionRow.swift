internal import TamgaNumerics

/// What a row of a regression table is; the code is its name in files.
public enum RegressionRowKind: Hashable, Sendable {
  /// An estimate, its standard error, t, p, or the ends of its interval.
  case coefficient(term: String, CoefficientPart)
  /// A fact about a column, by its code as in `rows-kept`.
  case fact(String)

  /// The term, if it belongs to one.
  public var term: String? {
    if case .coefficient(let term, _) = self { term } else { nil }
  }

  /// The code.
  public var code: String {
    switch self {
    case .coefficient(_, let part): part.rawValue
    case .fact(let code): code
    }
  }
}

/// The parts of a coefficient.
public enum CoefficientPart: String, Hashable, Sendable, CaseIterable {
  /// β.
  case estimate
  /// The standard error.
  case standardError = "standard-error"
  /// β over its standard error.
  case statistic
  /// The p-value.
  case p = "p-value"
  /// The lower end of the 95 % interval.
  case lower = "ci95-lower"
  /// The upper end of the 95 % interval.
  case upper = "ci95-upper"

  /// The part of a row; nil where it is not defined.
  func value(of row: CoefficientRow) -> Double? {
    switch self {
    case .estimate: row.estimate
    case .standardError: row.se
    case .statistic: row.t.value
    case .p: row.p.value
    case .lower: row.ci95.lower
    case .upper: row.ci95.upper
    }
  }
}

/// A cell of a regression table, before any language.
public enum RegressionCell: Hashable, Sendable {
  /// Nothing, by design.
  case blank
  /// A real number and the decimal places a reader sees.
  case number(Double, digits: Int)
  /// A whole number.
  case count(Int)
  /// A word of the catalogue.
  case message(Message)
  /// Text as it is: a name of a formula, a code.
  case text(String)
}

/// A row of a regression table: one cell a column.
public struct RegressionRow: Hashable, Sendable {
  /// What it is.
  public let kind: RegressionRowKind
  /// Its label.
  public let label: RegressionCell
  /// Its cells.
  public let cells: [RegressionCell]
}

extension RegressionTable {
  /// The parts of coefficients, each in a row: term by term.
  public var coefficientRows: [RegressionRow] {
    let lookup = columns.map { column in
      Dictionary(column.coefficients.map { ($0.name, $0) }) { first, _ in first }
    }
    return terms.flatMap { term in
      CoefficientPart.allCases.map { part in
        RegressionRow(
          kind: .coefficient(term: term, part),
          label: .message(Message("regression.part.\(part.rawValue)")),
          cells: lookup.map { rows in
            guard let row = rows[term], let value = part.value(of: row) else { return .blank }
            return .number(value, digits: digits(for: value, of: row))
          })
      }
    }
  }

  /// The decimal places of a part of a coefficient: enough to leave the standard error two digits.
  private func digits(for value: Double, of row: CoefficientRow) -> Int {
    let smallest = row.se > 0 ? row.se : abs(row.estimate)
    guard smallest > 0 else { return options.digits }
    var places = options.digits
    var scaled = smallest
    for _ in 0..<places { scaled *= 10 }
    while scaled < 10, places < 15 {
      scaled *= 10
      places += 1
    }
    return max(options.digits, min(places, 15))
  }

  /// What a reader needs to judge the coefficients; always all of it.
  public var factRows: [RegressionRow] {
    var rows = [
      fact("dependent") { .text($0.dependent) },
      fact("family") { .message(Message("regression.family.\($0.family)")) },
      row("se-type") { .message(RegressionTable.errorText($0.seType)) },
      row("convention") { .message(RegressionTable.conventionText($0.seType)) },
      fact("rows-kept") { .count($0.sample.rowsKept) },
      fact("rows-read") { .count($0.sample.rowsRead) },
      fact("rows-created") { .count($0.sample.rowsCreated) },
      fact("zeros") { .count($0.sample.zeros) },
    ]
    rows += dropRows
    rows += levelRows
    rows.append(fact("separation") { .message($0.separation.message) })
    rows.append(
      fact("convergence") {
        .message(
          Message("regression.converged", ["n": .count($0.trace.iterations)]))
      })
    rows.append(row("correction") { correctionCell($0) })
    rows += omittedRows
    return rows + measureRows
  }

  private func fact(
    _ code: String, label: RegressionCell? = nil, _ cell: (RegressionModel) -> RegressionCell
  ) -> RegressionRow {
    row(code, label: label) { cell(models[$0.model]) }
  }

  private func row(
    _ code: String, label: RegressionCell? = nil, _ cell: (Column) -> RegressionCell
  ) -> RegressionRow {
    RegressionRow(
      kind: .fact(code), label: label ?? .message(Message("regression.row.\(code)")),
      cells: columns.map(cell))
  }

  /// One row a reason that any model has; 0 where another model has none.
  private var dropRows: [RegressionRow] {
    var seen: Set<DropReason> = []
    let reasons = models.flatMap { $0.sample.dropped.map(\.reason) }.filter {
      seen.insert($0).inserted
    }
    guard !reasons.isEmpty else {
      return [fact("dropped") { _ in .count(0) }]
    }
    return reasons.map { reason in
      var arguments: [String: MessageArgument] = [
        "reason": .message(Message("regression.drop.\(reason.code)"))
      ]
      arguments["column"] = reason.column.map { .text($0) }
      let key =
        reason.column == nil ? "regression.row.droppedFor" : "regression.row.droppedForColumn"
      let code = "dropped-" + reason.code + (reason.column.map { ":" + $0 } ?? "")
      return fact(code, label: .message(Message(key, arguments))) { model in
        .count(
          model.sample.dropped.filter { $0.reason == reason }.reduce(0) { $0 + $1.rows })
      }
    }
  }

  private var levelRows: [RegressionRow] {
    var seen: Set<String> = []
    let names = models.flatMap { $0.sample.levels.map(\.name) }.filter {
      seen.insert($0).inserted
    }
    guard !names.isEmpty else {
      return [fact("effects") { _ in .message(Message("regression.none")) }]
    }
    return names.map { name in
      fact(
        "levels-" + name,
        label: .message(Message("regression.row.levels", ["effect": .text(name)]))
      ) { model in
        model.sample.levels.first { $0.name == name }.map { .count($0.count) }
          ?? .message(Message("value.no"))
      }
    }
  }

  private func correctionCell(_ column: Column) -> RegressionCell {
    guard case .corrected(let convention, _, let leverageOne) = models[column.model].correction
    else { return .message(Message("regression.none")) }
    guard column.isCorrected else { return .message(Message("regression.uncorrected")) }
    return .message(
      Message(
        "regression.corrected", ["convention": .text(convention), "n": .count(leverageOne)]))
  }

  private var omittedRows: [RegressionRow] {
    var seen: Set<OmittedRegressor> = []
    let omitted = models.flatMap(\.omitted).filter { seen.insert($0).inserted }
    return omitted.map { regressor in
      fact(
        "omitted-" + regressor.name,
        label: .message(
          Message("regression.row.omitted", ["name": .text(regressor.name)]))
      ) { model in
        model.omitted.contains(regressor)
          ? .message(Message("regression.omitted.\(regressor.reason.word)")) : .blank
      }
    }
  }

  private var measureRows: [RegressionRow] {
    var seen: Set<String> = []
    let names = models.flatMap { $0.measures.map(\.name) }.filter { seen.insert($0).inserted }
    return names.map { name in
      fact(name, label: .message(Message("regression.measure.\(name)"))) { model in
        guard let measure = model.measures.first(where: { $0.name == name }) else { return .blank }
        switch measure.value {
        case .value(let value): return .number(value, digits: 3)
        case .missing(let reason):
          return .message(
            Message(
              "value.missing",
              ["reason": .message(Message("missing.\(reason.rawValue)"))]))
        }
      }
    }
  }
}
