internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

/// Variance and bias correction of a fit: columns of the data in the order of the fit's rows.
struct ModelInference {
  let specification: ModelSpecification
  let evaluated: EvaluatedModel
  let fit: Fit

  init(_ specification: ModelSpecification, _ evaluated: EvaluatedModel, _ fit: Fit) {
    self.specification = specification
    self.evaluated = evaluated
    self.fit = fit
  }

  // MARK: Variance

  func variance() throws -> VarianceEstimate {
    let scores = try ScoreData(
      regressors: fit.projected, residuals: fit.residuals, bread: fit.bread,
      coefficientCount: fit.names.count)
    let convention = specification.smallSampleInForce
    let counts = ParameterCounts(
      rows: fit.rowsKept, coefficients: fit.names.count,
      fixedEffects: convention.needsEffects ? try effects() : [],
      family: fit.family == .gaussian ? .linear : .likelihood)
    return try TamgaGravity.variance(
      of: scores, try request(), convention: convention, counts: counts,
      threads: specification.threads)
  }

  private func request() throws -> VarianceRequest {
    switch specification.varianceInForce {
    case .iid:
      let squares =
        fit.family == .gaussian
        ? zip(fit.residuals, fit.workingWeights).reduce(0.0) {
          $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0
        } : nil
      return .iid(residualSumOfSquares: squares)
    case .hc0: return .hc0
    case .hc1: return .hc1
    case .hc2: return .hc2(leverages: try leverages())
    case .hc3: return .hc3(leverages: try leverages())
    case .cluster:
      guard !specification.clusters.isEmpty else {
        throw Diagnostic("T534", ["vcov": specification.varianceInForce.rawValue])
      }
      return .cluster(try specification.clusters.map(factor))
    case .jackknife:
      guard specification.clusters.count == 1 else {
        throw Diagnostic("T534", ["vcov": specification.varianceInForce.rawValue])
      }
      return .jackknife(try factor(specification.clusters[0]), weights: fit.workingWeights)
    case .dyadic:
      let (exporter, importer) = try countries()
      return .dyadic(exporter: exporter, importer: importer)
    case .driscollKraay: return .driscollKraay(time: try periods(), lagChoice)
    case .neweyWest:
      let roles = try roles()
      let unit = try pair(factor(roles.exporter), factor(roles.importer))
      return .neweyWest(unit: unit, time: try periods(), lagChoice)
    case .conley: return .conley(try conley())
    }
  }

  private var lagChoice: LagChoice { specification.lags.map { .fixed($0) } ?? .fourthRoot }

  /// h = w x̃ᵀA⁻¹x̃, which is the leverage only where no fixed effect takes part.
  private func leverages() throws -> [Double] {
    guard fit.effects.isEmpty else {
      throw Diagnostic("T535", ["vcov": specification.varianceInForce.rawValue])
    }
    let k = fit.names.count
    return (0..<fit.rowsKept).map { row in
      let x = fit.projected[(row * k)..<(row * k + k)]
      var form = 0.0
      for (a, left) in x.enumerated() {
        for (b, right) in x.enumerated() { form += left * fit.bread[a * k + b] * right }
      }
      return form * fit.workingWeights[row]
    }
  }

  // MARK: Columns in the order of the fit's rows

  /// The levels of an effect, cluster or role.
  func factor(_ name: String) throws -> FactorColumn {
    if let place = fit.effects.firstIndex(where: { $0.name == name && !$0.isSlope }) {
      let codes = fit.levels(ofEffect: place)
      if let column = FactorColumn(
        name: name, codes: codes, levelCount: 1 + Int(codes.max() ?? -1))
      {
        return column
      }
    }
    guard let column = evaluated.factor(named: name)?.column else {
      throw Diagnostic("T536", ["column": name])
    }
    return try gathered(column)
  }

  private func gathered(_ column: FactorColumn) throws -> FactorColumn {
    let codes = fit.order.map { column.codes[Int($0)] }
    guard
      let gathered = FactorColumn(
        name: column.name, codes: codes, levelCount: column.levelCount)
    else { throw Diagnostic("T536", ["column": column.name]) }
    return gathered
  }

  private func effects() throws -> [FactorColumn] {
    try fit.effects.filter { !$0.isSlope }.map { try factor($0.name) }
  }

  func roles() throws -> FlowRoles {
    guard let roles = specification.roles else {
      throw Diagnostic(
        "T533",
        [
          "for": specification.correction == nil
            ? specification.varianceInForce.rawValue : "bias correction"
        ])
    }
    return roles
  }

  /// Exporters and importers under one numbering.
  private func countries() throws -> (FactorColumn, FactorColumn) {
    let roles = try roles()
    guard let exporters = evaluated.factor(named: roles.exporter),
      let importers = evaluated.factor(named: roles.importer)
    else { throw Diagnostic("T536", ["column": roles.exporter]) }
    func names(_ factor: EncodedFactor) -> [String] {
      (0..<factor.column.levelCount).map { factor.levelName($0) ?? "" }
    }
    let all = Set(names(exporters) + names(importers)).sorted()
    var place: [String: Int32] = [:]
    for (index, name) in all.enumerated() { place[name] = Int32(truncatingIfNeeded: index) }
    func column(_ factor: EncodedFactor) throws -> FactorColumn {
      let codes = names(factor).map { place[$0] ?? 0 }
      let rows = fit.order.map { codes[Int(factor.column.codes[Int($0)])] }
      guard
        let column = FactorColumn(name: factor.column.name, codes: rows, levelCount: all.count)
      else { throw Diagnostic("T536", ["column": factor.column.name]) }
      return column
    }
    return (try column(exporters), try column(importers))
  }

  /// The pairs of exporter and importer.
  private func pair(_ exporter: FactorColumn, _ importer: FactorColumn) throws -> FactorColumn {
    var numbers: [Int: Int32] = [:]
    let codes = zip(exporter.codes, importer.codes).map { left, right -> Int32 in
      let key = Int(left) * importer.levelCount + Int(right)
      if let known = numbers[key] { return known }
      let new = Int32(truncatingIfNeeded: numbers.count)
      numbers[key] = new
      return new
    }
    let name = exporter.name + "^" + importer.name
    guard let column = FactorColumn(name: name, codes: codes, levelCount: numbers.count) else {
      throw Diagnostic("T536", ["column": name])
    }
    return column
  }

  /// The period of each row, a whole number.
  func periods() throws -> [Int32] {
    guard let time = try roles().time, let factor = evaluated.factor(named: time) else {
      throw Diagnostic("T533", ["for": specification.varianceInForce.rawValue])
    }
    let values = try (0..<factor.column.levelCount).map { level -> Int32 in
      let name = factor.levelName(level) ?? ""
      guard let number = Double(name).flatMap(Int32.init(exactly:)) else {
        throw Diagnostic("T537", ["column": time, "value": name])
      }
      return number
    }
    return fit.order.map { values[Int(factor.column.codes[Int($0)])] }
  }

  // MARK: Bias correction

  func correction(
    _ convention: BiasConvention
  ) throws -> (coefficients: [CorrectedCoefficient], leverageOnePairs: Int) {
    let roles = try roles()
    guard fit.family == .poisson, fit.instrumental == nil else {
      throw Diagnostic("T541", ["family": fit.family.rawValue])
    }
    let isThreeWay = try checkEffects(roles)
    let (exporter, importer) = try countries()
    let time = try roles.time.map { try gathered(try encoded($0)) }
    let k = fit.names.count
    let columns = (0..<k).map { place in
      (0..<fit.rowsKept).map { fit.projected[$0 * k + place] }
    }
    let input = DyadicFit(
      fitted: fit.workingWeights, residuals: fit.residuals, regressors: columns,
      exporter: exporter, importer: importer, time: time,
      isDomestic: zip(exporter.codes, importer.codes).map { $0 == $1 })
    let found = try DyadicBiasCorrection(
      input, isThreeWay: isThreeWay, convention: convention, threads: specification.threads)
    return (try coefficients(found), found.leverageOnePairs)
  }

  private func encoded(_ name: String) throws -> FactorColumn {
    guard let factor = evaluated.factor(named: name) else {
      throw Diagnostic("T536", ["column": name])
    }
    return factor.column
  }

  private func coefficients(_ found: DyadicBiasCorrection) throws -> [CorrectedCoefficient] {
    let tag = VarianceTag(
      type: .adjusted, convention: .none, law: .normal,
      factors: [Double(found.pairs) / Double(found.pairs - 1)],
      clusters: [ClusterCount(name: "pair", count: found.pairs)], settings: [], psdFixed: false)
    let corrected = found.corrected(fit.coefficients) ?? []
    return try fit.names.indices.map { index in
      guard corrected.indices.contains(index), let error = found.standardErrors[index],
        let row = CoefficientRow(
          name: fit.names[index], estimate: corrected[index], se: error, seType: tag)
      else { throw Diagnostic("T543", ["name": fit.names[index]]) }
      return CorrectedCoefficient(bias: found.coefficientBias[index], row: row)
    }
  }

  /// Whether pair effects are in the model.
  ///
  /// - Throws: `T542` for effects that the correction is not derived for.
  private func checkEffects(_ roles: FlowRoles) throws -> Bool {
    func key(_ parts: [String?]) -> Set<String> { Set(parts.compactMap { $0 }) }
    let sides = [key([roles.exporter, roles.time]), key([roles.importer, roles.time])]
    let pair = key([roles.exporter, roles.importer])
    let found = evaluated.formula.effects.map { $0.slopes.isEmpty ? Set($0.columns) : [] }
    let others = found.filter { !sides.contains($0) && $0 != pair }
    guard others.isEmpty, sides.allSatisfy(found.contains) else {
      throw Diagnostic("T542", ["effects": fit.effects.map(\.name).joined(separator: ", ")])
    }
    return found.contains(pair)
  }
}

extension SmallSample {
  /// Whether its factors count fixed effects.
  fileprivate var needsEffects: Bool { self != .none && self != .stataPPMLHDFE }
}
