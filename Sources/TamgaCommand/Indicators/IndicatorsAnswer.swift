internal import TamgaIndicators
internal import TamgaPresent
internal import TamgaStudy

/// Values of indicators with what they were computed from.
struct IndicatorsAnswer: CommandAnswer {
  let results: [IndicatorResult]
  /// The unit of the tables' values, where it is known.
  let inputUnit: String?
  /// The source whose definitions were asked for.
  let profile: IndicatorProfile?
  /// Data sets with their dates, and files.
  let sources: [String]
  let diagnostics: [Diagnostic]

  var json: JSONValue {
    .array(
      results.map { $0.json(inputUnit: inputUnit, sources: sources, profile: profile?.rawValue) })
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    func number(_ value: Double) -> String {
      let size = abs(value)
      return localiser.numbers.string(value, digits: size >= 1000 ? 1 : size >= 10 ? 2 : 4)
    }
    let inForce = results.map { choices(of: $0) }
    let hasChoices = inForce.contains { !$0.isEmpty }
    let header =
      ["indicator-page.id", "indicator-page.subject", "column.period", "column.value"].map {
        localiser.text($0)
      }
      + [localiser.text("indicator-page.interval"), localiser.text("column.n")]
      + [localiser.text("column.unit")]
      + (hasChoices ? [localiser.text("indicator-page.choices")] : [])
      + [localiser.text("column.mark")]
    return TerminalTable(
      header: header,
      rows: zip(results, inForce).map { result, choices in
        let interval = result.interval.map {
          "\(number($0.lower)) … \(number($0.upper)), "
            + localiser.text("interval-kind.\($0.kind)")
        }
        let probability = result.probability.map { localiser.numbers.pStatement($0) }
        return [
          result.id, result.subject, result.period,
          result.value.map(number) ?? localiser.reason(result.state),
          [interval, probability].compactMap(\.self).joined(separator: ", "), String(result.n),
          result.unit(ofInput: inputUnit),
        ] + (hasChoices ? [choices] : [])
          + [result.flags.map { localiser.text("flag.\($0.rawValue)") }.joined(separator: ", ")]
      }
    ).text(style)
  }

  /// What differs from the default, as it is written on the command line.
  private func choices(of result: IndicatorResult) -> String {
    ((profile.map { ["as=\($0.rawValue)"] } ?? [])
      + result.choices.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      .joined(separator: ", ")
  }
}
