internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// Potentials by kind of distance as JSON and as a table.
struct PotentialResult: CommandAnswer {
  let decay: String
  let places: [AttractingPlace]
  let fields: [(name: String, field: PotentialField)]

  var json: JSONValue {
    .object([
      "decay": .string(decay),
      "fields": .array(
        fields.map { name, field in
          .object([
            "distance": .string(name), "abroad_share": field.abroadShare.number,
            "places": .array(
              zip(places, field.places).map { place, found in
                .object([
                  "place": .string(found.name), "country": .string(place.country),
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
    return TerminalTable(header: header, rows: rows).text(style)
  }
}
