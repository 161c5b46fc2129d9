internal import TamgaNumerics

extension IndicatorDefinition {
  /// Computes the indicator for every subject and period of tables.
  ///
  /// - Parameters:
  ///   - tables: tidy tables in any order; rows in any order.
  ///   - context: choices, seed, threads.
  /// - Returns: results in the order of subject and period; none of an empty table. The order of
  ///   rows and the number of threads change no bit.
  /// - Throws: ``IndicatorError``.
  public func compute(_ tables: IndicatorTables, _ context: IndicatorContext = IndicatorContext())
    throws(IndicatorError) -> [IndicatorResult]
  {
    try check(context)
    let context = context.under(choices)
    for table in self.tables where !table.mayBeAbsent { _ = try tables.table(table) }
    let measurements: [Measurement]
    do {
      measurements = try compute(tables, context)
    } catch let error as IndicatorError {
      throw error
    } catch let error as DecimalError {
      throw .arithmetic(error)
    } catch let error as TableError {
      throw .table(error)
    } catch {
      throw .arithmetic(.overflow)
    }
    return evaluated(measurements, context)
  }

  /// Whether values come with a rounding interval.
  ///
  /// They do where the rule is ``VarianceRule/exact`` and the formula takes printed figures one by one. A method that takes a table whole, as input–output, has none.
  public var hasRoundingInterval: Bool {
    varianceRule == .exact
      && examples.contains { example in
        guard let tables = try? IndicatorTables(example.tables.map { try TidyTable(csv: $0) }),
          let measurements: [Measurement] = try? compute(
            tables, IndicatorContext(choices: example.choices))
        else { return false }
        return measurements.contains { measurement in
          switch measurement.formula {
          case .exact, .real: true
          case .known, .sample: false
          }
        }
      }
  }

  private func check(_ context: IndicatorContext) throws(IndicatorError) {
    for (key, value) in context.choices.sorted(by: { $0.key < $1.key }) {
      guard let choice = choices.first(where: { $0.key == key }) else {
        throw .unknownChoice(key: key, known: choices.map(\.key))
      }
      if choice.values.isEmpty {
        guard Double(value)?.isFinite == true else {
          throw .badChoice(key: key, value: value, allowed: ["number"])
        }
      } else if !choice.values.contains(value) {
        throw .badChoice(key: key, value: value, allowed: choice.values)
      }
    }
  }

  /// Blocks of a constant size, whatever the threads.
  private func evaluated(_ measurements: [Measurement], _ context: IndicatorContext)
    -> [IndicatorResult]
  {
    let size = 16
    let blocks = (measurements.count + size - 1) / size
    let parts = mapBlocks(count: blocks, threads: context.threads) { block in
      (block * size..<min(measurements.count, (block + 1) * size)).map {
        result(of: measurements[$0], entity: UInt64($0), context)
      }
    }
    return parts.flatMap(\.self)
  }

  private func result(of measurement: Measurement, entity: UInt64, _ context: IndicatorContext)
    -> IndicatorResult
  {
    var (outcome, interval, probability) = evaluate(measurement, entity: entity, context)
    if case .value(let value) = outcome, !value.isFinite { outcome = .missing(.undefined) }
    if outcome.value == nil, outcome != .missing(.intervalOnly) {
      (interval, probability) = (nil, nil)
    }
    var flags = measurement.flags
    if outcome == .missing(.duplicateKey) { flags.remove(.duplicates) }
    if varianceRule != .exact, measurement.n < 10 { flags.insert(.smallSample) }
    if context.intervals, varianceRule == .exact, measurement.arguments > RoundingRange.most,
      outcome.value != nil
    {
      flags.insert(.intervalSkipped)
    }
    return IndicatorResult(
      id: id, subject: measurement.subject.joined(separator: "/"), period: measurement.period,
      outcome: outcome, interval: context.intervals ? interval : nil, probability: probability,
      n: measurement.n, effectiveN: measurement.effectiveN, unit: measurement.unit ?? unit.id,
      flags: flags.sorted(),
      choices: context.choices.filter { chosen in
        choices.contains { $0.key == chosen.key && $0.standard != chosen.value }
      })
  }

  private func evaluate(_ measurement: Measurement, entity: UInt64, _ context: IndicatorContext)
    -> (Outcome<Double>, IndicatorInterval?, Double?)
  {
    switch measurement.formula {
    case .known(let outcome, let interval, let probability): (outcome, interval, probability)
    case .exact(let amounts, let formula):
      rounded(amounts.map(\.value), context) {
        (try? formula($0)) ?? .missing(.undefined)
      } range: {
        RoundingRange.exact(amounts, formula)
      }
    case .real(let amounts, let formula):
      rounded(amounts.map(\.double), context, formula) { RoundingRange.real(amounts, formula) }
    case .sample(let columns, let formula):
      {
        let outcome = formula(columns)
        guard context.intervals, outcome.value != nil else {
          return (outcome, nil, nil)
        }
        let interval = Bootstrap(seed: context.seed, entity: entity, draws: context.draws)
          .interval(columns, formula)
        return (outcome, interval, nil)
      }()
    }
  }

  private func rounded<Number>(
    _ numbers: [Number], _ context: IndicatorContext, _ formula: ([Number]) -> Outcome<Double>,
    range: () -> IndicatorInterval?
  ) -> (Outcome<Double>, IndicatorInterval?, Double?) {
    let outcome = formula(numbers)
    guard context.intervals, varianceRule == .exact, outcome.value != nil,
      numbers.count <= RoundingRange.most
    else {
      return (outcome, nil, nil)
    }
    return (outcome, range(), nil)
  }
}
