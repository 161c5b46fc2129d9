internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension IndicatorPresentation {
  func findings() -> [Finding] { parameters.definitions.compactMap(finding) }

  /// The first subject that has two periods, from its first to its last; else the one number of a test.
  func finding(_ definition: IndicatorDefinition) -> Finding? {
    for subject in subjects(definition.id) {
      let known = places(definition.id, subject).filter { results[$0].value != nil }
      guard let first = known.first, let last = known.last, first != last,
        let from = Period(results[first].period), let to = Period(results[last].period)
      else { continue }
      return statement(
        definition,
        Message(
          "indicators.finding",
          [
            "name": .message(Message(nameKey(results[first]))),
            "subject": .message(Self.subject(subject)), "first": .value(ids[first]),
            "last": .value(ids[last]), "from": .period(from), "to": .period(to),
          ]))
    }
    return test(definition)
  }

  /// The one number of a coefficient or statistic, with what can be told from its interval or p-value.
  private func test(_ definition: IndicatorDefinition) -> Finding? {
    let own = results.indices.filter { results[$0].id == definition.id }
    guard own.count == 1, let place = own.first, results[place].value != nil else { return nil }
    let result = results[place]
    let isSmall = result.flags.contains(.smallSample)
    var words: [String: MessageArgument] = [
      "name": .message(Message(nameKey(result))), "value": .value(ids[place]),
      "sample": .message(
        Message(
          isSmall ? "indicators.sample.small" : "indicators.sample", ["n": .count(result.n)])),
    ]
    words["p"] = probabilities[place].map(MessageArgument.value)
    // An interval of rounding or over choices says nothing of chance.
    let ends = result.interval.flatMap { ["fisher-z-95", "hc3-95"].contains($0.kind) ? $0 : nil }
    if let ends, let low = lower[place], let high = upper[place] {
      words["lower"] = .value(low)
      words["upper"] = .value(high)
      words["verdict"] = verdict(ends.lower > 0 || ends.upper < 0)
      return statement(definition, Message("indicators.finding.interval", words))
    }
    guard let p = result.probability else { return nil }
    words["verdict"] = verdict(p < 0.05)
    return statement(definition, Message("indicators.finding.test", words))
  }

  private func verdict(_ isApart: Bool) -> MessageArgument {
    .message(Message(isApart ? "indicators.verdict.apart" : "indicators.verdict.chance"))
  }

  private func statement(_ definition: IndicatorDefinition, _ message: Message) -> Finding {
    Finding(id: "\(step).\(slug(definition.id))", kind: .statement, message: message)
  }
}
