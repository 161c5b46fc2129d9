internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// Base and costs of a counterfactual from a fitted model and its data.
struct CounterfactualData {
  let request: CounterfactualRequest
  let frame: ModelFrame
  let evaluated: EvaluatedModel
  let report: ModelReport
  let period: CounterfactualPeriod
  let failure: CounterfactualFailure
  /// For each row of the period its row in the design; -1 where the model has none.
  private let designRows: [Int]

  init(
    _ request: CounterfactualRequest, frame: ModelFrame, evaluated: EvaluatedModel,
    report: ModelReport, period: CounterfactualPeriod, failure: CounterfactualFailure
  ) {
    self.request = request
    self.frame = frame
    self.evaluated = evaluated
    self.report = report
    self.period = period
    self.failure = failure
    // Both are in the order of the frame.
    let design = evaluated.design
    var next = 0
    var place = 0
    var rows = [Int](repeating: -1, count: period.rows.count)
    for row in 0..<frame.rowCount {
      guard next < design.rowCount else { break }
      let isKept = design.inputRow(next) == frame.sourceRow(row)
      if place < period.rows.count, period.rows[place] == row {
        if isKept { rows[place] = next }
        place += 1
      }
      if isKept { next += 1 }
    }
    designRows = rows
  }

  // MARK: Base

  /// The base, and how many pairs have no flow because the data or the model lack their row.
  func base() throws -> (base: TradeBase, absent: Int) {
    let flows = try flows()
    return try failure.guarding {
      let absent = flows.count(where: \.isNaN)
      let base = try TradeBase(
        countries: period.countries, flows: flows.map { $0.isNaN ? 0 : $0 }, source: request.base)
      return (base, absent)
    }
  }

  /// The flows of all pairs, NaN where there is none.
  private func flows() throws -> [Double] {
    let values = request.base == .fitted ? fittedFlows() : try observedFlows()
    return try failure.guarding { try period.matrix(values, absent: .nan) }
  }

  private func observedFlows() throws -> [Double] {
    guard case .column(let name, _) = evaluated.formula.outcome,
      case .numeric(let column)? = frame[name]
    else {
      throw Diagnostic(
        "T586", ["what": evaluated.formula.outcome.description], place: failure.formulaPlace)
    }
    return period.rows.map { column.values[$0] }
  }

  /// Fitted means; a row that its own effects fit perfectly, and which the estimation therefore
  /// leaves out, has its own value; one that the model does not have is NaN.
  private func fittedFlows() -> [Double] {
    let design = evaluated.design
    var means = design.outcome.values
    for (place, row) in report.order.enumerated() { means[Int(row)] = report.mu[place] }
    return designRows.map { row in
      guard row >= 0, design.weights.map({ $0[row] > 0 }) ?? true else { return .nan }
      return means[row]
    }
  }

  // MARK: Costs

  /// The model's terms in the period, with the covariance of their coefficients by rows.
  func costs(_ shock: CostShock) throws -> (costs: TradeCosts, covariance: [Double]) {
    let terms = CounterfactualTerms(
      model: evaluated.formula, time: request.model.roles?.time, period: period.label)
    let named = Set(shock.clauses.map(\.variable))
    try checkOmitted(terms, named)
    let count = report.coefficients.count
    var places: [Int] = []
    var costs: [CostTerm] = []
    for (place, row) in report.coefficients.enumerated() {
      let variable: String
      let transform: CostTerm.Transform
      let values: [Double]
      switch terms.term(of: row.name) {
      case .constant: continue
      case .function(let column, let function):
        guard case .numeric(let numbers)? = frame[column] else { continue }
        variable = column
        transform = function
        values = period.rows.map { numbers.values[$0] }
      case .own(let name, let columns):
        try checkOwn(name, columns, named)
        guard let regressor = evaluated.design.regressors.first(where: { $0.name == row.name })
        else { continue }
        variable = name
        transform = .identity
        values = designRows.map { $0 < 0 ? .nan : regressor.values[$0] }
      }
      places.append(place)
      costs.append(
        CostTerm(
          variable: variable, transform: transform, coefficient: row.estimate,
          values: try failure.guarding { try period.matrix(values, absent: .nan) }))
    }
    let covariance = places.flatMap { row in places.map { report.covariance[row * count + $0] } }
    let hasFlow = try flows().map { !$0.isNaN }
    return (
      try failure.guarding {
        try TradeCosts(countries: period.countries, terms: costs, hasFlow: hasFlow)
      }, covariance
    )
  }

  /// Refuses to change a variable one of whose terms has no coefficient.
  private func checkOmitted(_ terms: CounterfactualTerms, _ named: Set<String>) throws {
    for regressor in report.omitted {
      let variables: [String] =
        switch terms.term(of: regressor.name) {
        case .constant: []
        case .function(let column, _): [column]
        case .own(let name, let columns): columns + [name]
        }
      guard let variable = variables.first(where: named.contains) else { continue }
      let reason: String =
        switch regressor.reason {
        case .absorbedByEffects: "absorbed-by-effects"
        case .collinear(let with): "collinear: " + with.joined(separator: ", ")
        case .zero: "zero"
        case .constant: "constant"
        }
      throw Diagnostic(
        "T571", ["name": variable, "term": regressor.name, "reason": reason],
        place: failure.changePlace(of: variable))
    }
  }

  /// Refuses to change a variable on which another term depends that the change does not name.
  private func checkOwn(_ name: String, _ columns: [String], _ named: Set<String>) throws {
    guard !named.contains(name), let variable = columns.first(where: named.contains) else { return }
    throw Diagnostic(
      "T572", ["name": variable, "term": name], place: failure.changePlace(of: variable))
  }
}
