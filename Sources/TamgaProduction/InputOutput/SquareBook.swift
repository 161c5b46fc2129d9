internal import TamgaCatalogue
internal import TamgaNumerics

/// A square matrix by names, and two numbers for each name: employment of region and nation, or
/// totals of rows and columns.
struct SquareBook {
  private let names: [String]
  private let values: [Double]
  private let first: [Double]
  private let second: [Double]
  private let reason: MissingReason?
  private let hasDuplicates: Bool

  /// Reads cells and what stands beside the names.
  ///
  /// - Parameters:
  ///   - cells: row, column, value; an unknown name or a gap leaves nothing to compute with.
  ///   - sides: name, two numbers.
  ///   - mayBeNegative: whether the two numbers may be below zero.
  init(_ cells: KeyedRows, _ sides: KeyedRows, mayBeNegative: Bool) {
    names = sides.names([0])
    let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var values = [Double](repeating: 0, count: names.count * names.count)
    var reason: MissingReason?
    var seen: Set<[String]> = []
    var twice = false
    for row in cells.rows {
      guard let one = places[row.words[0]], let other = places[row.words[1]],
        let value = row.numbers[0]
      else {
        reason = reason ?? .missingInput
        continue
      }
      if value < 0 { reason = reason ?? .negativeValue }
      if !seen.insert(row.words).inserted { twice = true }
      values[one * names.count + other] += value
    }
    let known = sides.complete
    if known.gaps > 0 { reason = reason ?? .missingInput }
    if known.rows.count != names.count { reason = reason ?? .duplicateKey }
    first = known.rows.map { $0.numbers[0] }
    second = known.rows.map { $0.numbers[1] }
    if !mayBeNegative, (first + second).contains(where: { $0 < 0 }) {
      reason = reason ?? .negativeValue
    }
    self.values = values
    self.reason = reason
    hasDuplicates = twice
  }

  /// Regional coefficients of national ones, with their range over δ.
  func regionalised(
    _ method: (Double) -> LocationQuotientMethod, at delta: Double, fan: [Double]
  ) -> [Measurement] {
    if let reason { return missing(reason) }
    do throws(InputOutputError) {
      let central = try coefficients(method(delta))
      guard central.simple.contains(where: { $0 > 0 }) else { return missing(.zeroDenominator) }
      var runs = [central]
      for delta in fan { runs.append(try coefficients(method(delta))) }
      return measurements(flags: [.estimate]) { cell in
        let values = runs.map { $0.coefficients[cell] }
        let interval =
          fan.isEmpty
          ? nil
          : IndicatorInterval(
            lower: values.min() ?? 0, upper: values.max() ?? 0, kind: "fan")
        return .known(.value(values[0]), interval: interval)
      }
    } catch {
      if case .choiceOutOfRange("regional employment") = error { return missing(.zeroDenominator) }
      return missing(.undefined)
    }
  }

  private func coefficients(_ method: LocationQuotientMethod) throws(InputOutputError)
    -> RegionalCoefficients
  {
    try regionalCoefficients(national: values, regional: first, nation: second, method: method)
  }

  /// The matrix with given totals.
  func balanced() -> [Measurement] {
    if let reason { return missing(reason) }
    guard first.contains(where: { $0 != 0 }) else { return missing(.zeroDenominator) }
    do throws(InputOutputError) {
      let found = try TamgaProduction.balanced(values, rows: first, columns: second)
      return measurements(flags: []) { .known(.value(found.values[$0])) }
    } catch {
      if case .negativeValue = error { return missing(.negativeValue) }
      return missing(.undefined)
    }
  }

  private func missing(_ reason: MissingReason) -> [Measurement] {
    measurements(flags: []) { _ in .known(.missing(reason)) }
  }

  private func measurements(flags: Set<IndicatorFlag>, _ formula: (Int) -> Measurement.Formula)
    -> [Measurement]
  {
    names.indices.flatMap { row in
      names.indices.map { column in
        Measurement(
          [names[row], names[column]], period: "", n: names.count,
          flags: hasDuplicates ? flags.union([.duplicates]) : flags,
          formula(row * names.count + column))
      }
    }
  }
}
