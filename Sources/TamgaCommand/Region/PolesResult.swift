internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Zones, coverage, choice and programme of poles.
struct PolesResult: CommandAnswer {
  let field: PoleField
  let zones: [(method: String, poles: [Int?])]
  let coverage: Coverage
  let scores: [PoleScore]
  let greedy: CoveringChoice
  let best: CoveringChoice
  let programme: PoleProgramme

  /// The decay of influence falls to a half at the isochrone.
  init(
    field: PoleField, candidates: [PoleCandidate], hours: Double, lambda: Double, budget: Int,
    seed: UInt64
  ) throws {
    self.field = field
    let methods: [ZoneMethod] = [
      .huff(lambda: lambda), .reilly, .isochrone(hours: hours),
    ]
    zones = try methods.map { ($0.name, try field.zones($0)) }
    let decay = DistanceDecay.pareto(span: hours, beta: 2)
    let threshold = try field.threshold(decay, hours: hours).value ?? 0
    coverage = try field.coverage(decay, threshold: threshold, within: hours)
    scores = try poleScores(candidates, seed: seed)
    (greedy, best) = try field.maximalCovering(
      budget, weight: \.population, decay: decay, threshold: threshold)
    programme = try field.programme(
      budget, weight: \.population, decay: decay, threshold: threshold, seed: seed)
  }

  var json: JSONValue {
    .object([
      "zones": .object(
        Dictionary(
          uniqueKeysWithValues: zones.map { method, poles in
            (
              method,
              .array(
                field.places.indices.map { place in
                  .object([
                    "place": .string(field.places[place].name),
                    "pole": .optional(poles[place].map { field.poles[$0] }),
                  ])
                })
            )
          })),
      "threshold": .number(coverage.threshold),
      "core": json(coverage.core, coverage.coreNames),
      "fringe": json(coverage.fringe, coverage.fringeNames),
      "scores": .array(
        scores.map { score in
          .object([
            "pole": .string(score.name), "score": score.score.number, "rank": score.rank.number,
            "top_probability": score.topProbability.number, "reason": score.score.why,
            "rank_interval": score.rankInterval.map {
              .array([.number($0.lower), .number($0.upper)])
            } ?? .null, "class": .string(score.poleClass.rawValue),
          ])
        }),
      "greedy": json(greedy), "best": json(best),
      "programme": .object([
        "seed": .string(String(programme.seed)), "covered": .number(programme.covered),
        "poles": .array(
          programme.poles.map { pole in
            .object([
              "pole": .string(pole.name), "form": .string(pole.form.rawValue),
              "chosen": .bool(pole.isChosen), "frequency": .number(pole.frequency),
              "kept": .bool(pole.isKept),
            ])
          }),
      ]),
    ])
  }

  private func json(_ totals: ZoneTotals, _ names: [String]) -> JSONValue {
    .object([
      "places": .array(names.map { .string($0) }), "area": .number(totals.area),
      "population": .number(totals.population), "grp": .number(totals.product),
      "shares": .array(totals.shares.map(\.number)),
    ])
  }

  private func json(_ choice: CoveringChoice) -> JSONValue {
    .object([
      "poles": .array(choice.poles.map { .string(field.poles[$0]) }),
      "covered": .number(choice.covered), "proven": .bool(choice.isProvenBest),
      "method": .string(choice.method.rawValue),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let rows = programme.poles.map { pole -> [String] in
      let place = field.poles.firstIndex(of: pole.name)
      let counts = zones.map { zone in String(zone.poles.count { $0 == place }) }
      return [pole.name] + counts
        + [
          localiser.text("region.form." + pole.form.rawValue),
          localiser.numbers.string(pole.frequency, digits: 2),
        ]
    }
    let header = [
      "region.pole", "region.zone.huff", "region.zone.reilly", "region.zone.isochrone",
      "region.form", "region.frequency",
    ].map { localiser.text($0) }
    let beyond = coverage.coreNames.map { [$0] }
    return TerminalTable(header: header, rows: rows).text(style)
      + (beyond.isEmpty
        ? ""
        : "\n"
          + TerminalTable(header: [localiser.text("region.beyond")], rows: beyond).text(style))
  }
}
