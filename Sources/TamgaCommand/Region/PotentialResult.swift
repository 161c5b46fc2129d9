internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Potentials by kind of distance as JSON and as a table.
struct PotentialResult: CommandAnswer {
  let decay: String
  /// The columns of the mass.
  let mass: String
  /// Whether places whose area is known count themselves: `on`, `off`.
  let own: String
  let places: [AttractingPlace]
  let fields: [(name: String, field: PotentialField)]

  var json: JSONValue {
    .object([
      "decay": .string(decay), "mass": .string(mass), "self": .string(own),
      "fields": .array(
        fields.map { name, field in
          .object([
            "distance": .string(name), "abroad_share": field.abroadShare.number,
            "places": .array(
              zip(places, field.places).map { place, found in
                .object([
                  "place": .string(found.name), "country": .string(place.country),
                  "counts_itself": .bool(place.area != nil),
                  "potential": found.potential.number, "abroad_share": found.abroadShare.number,
                  "unreachable": .integer(found.unreachable), "reason": found.potential.why,
                ])
              }),
          ])
        }),
    ])
  }

  func text(_ style: TableStyle, _ localiser: Localiser) -> String {
    let rows = fields.flatMap { name, field in
      zip(places, field.places).map { place, found in
        [
          name, found.name, place.country, found.potential.text(localiser, digits: 2),
          found.abroadShare.text(localiser),
        ]
      }
    }
    let header = [
      "region.distance", "region.place", "complexity.country", "region.potential",
      "region.abroad-share",
    ].map { localiser.text($0) }
    return TerminalTable(header: header, rows: rows).text(style) + "\n" + localiser.text(note)
  }

  /// Which places do not count themselves.
  private var note: Message {
    let without = places.filter { $0.area == nil }.map(\.name)
    if own == "off" { return Message("gravitation.self.off") }
    return without.isEmpty
      ? Message("gravitation.self.on")
      : Message(
        "region.self.left-out",
        ["n": .count(without.count), "places": .text(without.joined(separator: ", "))])
  }
}
