internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

extension PolesResult {
  /// Scores, coverage, what lies beyond, programme with zones, risks; then the best choice in words.
  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    var parts: [(title: String, header: [String], rows: [[String]])] = []
    if !scores.isEmpty { parts.append(scoreTable(localiser)) }
    parts.append(coverageTable(localiser))
    let beyond = beyondRows(localiser)
    if !beyond.isEmpty {
      parts.append(
        (
          "poles.table.beyond",
          ["region.place", "poles.part", "poles.nearest", "region.nearest-hours"], beyond
        ))
    }
    parts.append(programmeTable(localiser))
    if !risks.isEmpty { parts.append(riskTable(localiser)) }
    let tables = parts.map { part in
      localiser.text(part.title) + "\n\n"
        + TerminalTable(header: part.header.map { localiser.text($0) }, rows: part.rows).text(style)
    }
    return tables.joined(separator: "\n") + "\n" + choice(localiser)
  }

  private func scoreTable(_ localiser: Localiser) -> (String, [String], [[String]]) {
    let order = scores.indices.sorted {
      (scores[$0].rank.value ?? .infinity, $0) < (scores[$1].rank.value ?? .infinity, $1)
    }
    let rows = order.map { index -> [String] in
      let score = scores[index]
      let interval = score.rankInterval.map {
        "\(localiser.numbers.string($0.lower, digits: 0))–"
          + localiser.numbers.string($0.upper, digits: 0)
      }
      return [
        score.name, score.score.text(localiser), score.rank.text(localiser, digits: 1),
        localiser.text("region.class." + score.poleClass.rawValue),
        tests[index].map(String.init) ?? "–", interval ?? "",
        score.topProbability.text(localiser, digits: 2),
      ]
    }
    return (
      "poles.table.scores",
      [
        "region.pole", "region.score", "ranking.rank", "region.class", "region.tests",
        "region.rank-interval", "poles.first-three",
      ], rows
    )
  }

  private func programmeTable(_ localiser: Localiser) -> (String, [String], [[String]]) {
    func word(_ holds: Bool) -> String { localiser.text(holds ? "value.yes" : "value.no") }
    let rows = programme.poles.map { pole -> [String] in
      let place = field.poles.firstIndex(of: pole.name)
      let counts = zones.map { zone in String(zone.poles.count { $0 == place }) }
      return [pole.name] + counts
        + [
          localiser.text("region.form." + pole.form.rawValue), word(pole.isChosen),
          localiser.numbers.string(pole.frequency, digits: 2), word(pole.isKept),
        ]
    }
    return (
      "poles.table.programme",
      [
        "region.pole", "region.zone.huff", "region.zone.reilly", "region.zone.isochrone",
        "region.form", "poles.chosen", "region.frequency", "poles.kept",
      ], rows
    )
  }

  private func coverageTable(_ localiser: Localiser) -> (String, [String], [[String]]) {
    let open = Set(coverage.coreNames + coverage.fringeNames)
    let covered = field.totals(field.places.map { !open.contains($0.name) })
    let rows = [("covered", covered), ("fringe", coverage.fringe), ("core", coverage.core)].map {
      name, totals in
      [
        localiser.text("poles.part." + name), String(totals.places),
        localiser.numbers.string(totals.population, digits: 0),
      ]
        + [1, 0, 2].map { share in
          totals.shares[share].value == nil
            ? "–"
            : totals.shares[share].map { 100 * $0 }.text(localiser, digits: 1) + " %"
        }
    }
    return (
      "poles.table.coverage",
      [
        "poles.part", "poles.places", "poles.population", "poles.population-share",
        "poles.area-share", "region.product-share",
      ], rows
    )
  }

  /// Places beyond influence and in the fringe with the pole that is nearest in time.
  private func beyondRows(_ localiser: Localiser) -> [[String]] {
    let names =
      coverage.coreNames.map { ($0, "core") } + coverage.fringeNames.map { ($0, "fringe") }
    return names.map { name, part in
      let place = field.places.firstIndex { $0.name == name } ?? 0
      let ways = field.poles.indices.compactMap { pole in
        field.hours[place * field.poles.count + pole].map { (hours: $0, pole: pole) }
      }
      let nearest = ways.min { ($0.hours, $0.pole) < ($1.hours, $1.pole) }
      return [
        name, localiser.text("poles.part." + part),
        nearest.map { field.poles[$0.pole] } ?? localiser.text("poles.none"),
        nearest.map { localiser.numbers.string($0.hours, digits: 1) } ?? "",
      ]
    }
  }

  private func riskTable(_ localiser: Localiser) -> (String, [String], [[String]]) {
    let rows = risks.map { graded in
      [
        graded.risk.region, localiser.text("poles.risk." + graded.risk.group.rawValue),
        graded.risk.indicator, localiser.text("poles.worse." + graded.risk.direction.rawValue),
        localiser.numbers.string(graded.risk.likelihood, digits: 1), String(graded.likelihoodGrade),
        String(graded.impactGrade),
        String(graded.grade),
      ]
    }
    return (
      "poles.table.risks",
      [
        "spatial.region", "poles.risk-group", "poles.indicator", "poles.worse",
        "poles.risk-value", "poles.likelihood", "poles.impact", "poles.grade",
      ], rows
    )
  }

  /// The best choice of poles, and those that withstand shocks.
  private func choice(_ localiser: Localiser) -> String {
    let whole = field.totals(field.places.map { _ in true }).population
    let share = whole > 0 ? 100 * best.covered / whole : 0
    let words: [String: MessageArgument] = [
      "budget": .count(settings.budget),
      "poles": .text(best.poles.map { field.poles[$0] }.joined(separator: ", ")),
      "covered": .text(localiser.numbers.string(share, digits: 1) + " %"),
    ]
    let kept = programme.poles.filter(\.isKept).map(\.name)
    let meaning = Message(
      "poles.note.covered",
      [
        "threshold": .text(localiser.numbers.string(coverage.threshold, digits: 1)),
        "reach": .text(localiser.numbers.string(settings.hours, digits: 1)), "unit": .unit("h"),
      ])
    return localiser.text(
      Message(best.isProvenBest ? "poles.finding.best" : "poles.finding.greedy", words)) + "\n"
      + localiser.text(
        kept.isEmpty
          ? Message("poles.finding.none-kept")
          : Message(
            "poles.finding.kept",
            ["poles": .text(kept.joined(separator: ", ")), "n": .count(kept.count)])) + "\n"
      + localiser.text(meaning)
  }
}
