internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Gravitation of pairs as JSON and as a table.
struct GravitationResult: CommandAnswer {
  let pairs: RegionPairs
  let index: GravitationIndex
  let fan: GravitationFan

  private var shares: [[String]: PairGravitation] {
    Dictionary(
      index.pairs.map { ([$0.origin, $0.destination], $0) }, uniquingKeysWith: { one, _ in one })
  }

  var json: JSONValue {
    let shares = shares
    return .object([
      "mass": .string(index.mass), "distance": .string(index.distance),
      "exponent": .number(index.exponent), "unreachable": .integer(index.unreachable),
      "runs": .integer(fan.runs.count), "concordance": fan.concordance.number,
      "masses": .array(pairs.massKinds.map { .string($0) }),
      "distances": .array(pairs.distanceKinds.map { .string($0) }),
      "pairs": .array(
        fan.pairs.map { pair in
          let own = shares[[pair.origin, pair.destination]]
          return .object([
            "origin": .string(pair.origin), "destination": .string(pair.destination),
            "share": own?.share.number ?? .null, "rank": own?.rank.number ?? .null,
            "reason": own?.share.why ?? .null, "min": pair.minimum.number,
            "median": pair.median.number, "max": pair.maximum.number,
            "best_rank": pair.bestRank.number, "worst_rank": pair.worstRank.number,
            "robust": .bool(pair.isRobust),
          ])
        }),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let shares = shares
    let rows = fan.pairs.map { pair -> [String] in
      let own = shares[[pair.origin, pair.destination]]
      return [
        pair.origin, pair.destination, own?.share.text(localiser, digits: 2) ?? "",
        pair.minimum.text(localiser, digits: 2), pair.median.text(localiser, digits: 2),
        pair.maximum.text(localiser, digits: 2), pair.bestRank.text(localiser, digits: 1),
        pair.worstRank.text(localiser, digits: 1),
      ]
    }
    let header = [
      "region.origin", "region.destination", "region.share", "region.minimum", "region.median",
      "region.maximum", "region.best-rank", "region.worst-rank",
    ].map { localiser.text($0) }
    let words: [String: MessageArgument] = [
      "mass": .text(index.mass), "distance": .text(index.distance),
      "exponent": .text(localiser.numbers.string(index.exponent, digits: 1)),
      "runs": .count(fan.runs.count), "w": .text(fan.concordance.text(localiser, digits: 3)),
      "masses": .text(pairs.massKinds.joined(separator: "; ")),
      "distances": .text(pairs.distanceKinds.joined(separator: "; ")),
    ]
    return TerminalTable(header: header, rows: rows).text(style) + "\n"
      + localiser.text(Message("region.gravitation.runs", words))
  }
}
