internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent

extension ModelInference {
  /// Conley's variance over the places of the kept rows.
  ///
  /// - Throws: `T591` without coordinates and cut-off, `T592` for a cell that is no place.
  func conley() throws -> ConleySpecification {
    guard let choice = specification.conley, (1...2).contains(choice.latitudes.count),
      choice.latitudes.count == choice.longitudes.count
    else { throw Diagnostic("T591") }
    var numbers: [GeoPoint: Int32] = [:]
    var places: [GeoPoint] = []
    var codes: [[Int32]] = []
    for (latitude, longitude) in zip(choice.latitudes, choice.longitudes) {
      let (north, east) = (
        try degrees(latitude, within: 90), try degrees(longitude, within: 360)
      )
      codes.append(
        zip(north, east).map { north, east in
          let place = GeoPoint(latitude: north, longitude: east)
          if let known = numbers[place] { return known }
          let number = Int32(truncatingIfNeeded: places.count)
          numbers[place] = number
          places.append(place)
          return number
        })
    }
    let columns = try codes.indices.map { index in
      let name = choice.latitudes[index] + ", " + choice.longitudes[index]
      guard
        let column = FactorColumn(name: name, codes: codes[index], levelCount: places.count)
      else { throw Diagnostic("T536", ["column": name]) }
      return column
    }
    return ConleySpecification(
      columns: columns, places: places, cutoffKilometres: choice.cutoffKilometres,
      kernel: choice.kernel, time: choice.joinsPeriods ? nil : try periods())
  }

  /// Degrees of the kept rows.
  private func degrees(_ name: String, within limit: Double) throws -> [Double] {
    guard let factor = evaluated.factor(named: name) else {
      throw Diagnostic("T536", ["column": name])
    }
    let values = try (0..<factor.column.levelCount).map { level -> Double in
      let text = factor.levelName(level) ?? ""
      guard let value = Double(text), abs(value) <= limit else {
        throw Diagnostic(
          "T592", ["column": name, "value": text, "limit": NumberFormat.plain(limit, digits: 0)],
          place: Place(file: specification.source.name))
      }
      return value
    }
    return fit.order.map { values[Int(factor.column.codes[Int($0)])] }
  }
}
