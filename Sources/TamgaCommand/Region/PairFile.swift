internal import Foundation
internal import TamgaData
internal import TamgaIndicators
internal import TamgaNumerics
internal import TamgaPresent

/// A table of pairs as places and distances between all of them.
struct PairFile {
  let path: String
  let distances: [String]
  let speed: Double
  let options: ImportOptions

  /// The places in the order of their names, and places × places distances of each kind.
  func places() throws -> (
    places: [AttractingPlace], kinds: [(name: String, distances: [Double?])]
  ) {
    let table = try NumericTable.read(
      URL(fileURLWithPath: path), columns: ["mass_i", "mass_j"] + distances,
      ifPresent: ["border_minutes"],
      words: ["origin", "destination", "country_i", "country_j"], options: options)
    let masses = [table.columns[0].reals, table.columns[1].reals]
    var known: [String: AttractingPlace] = [:]
    for (row, line) in table.lines.enumerated() {
      for side in 0..<2 {
        let name = table.words[side][row]
        guard let mass = masses[side][row] else {
          throw Diagnostic(
            "T133", ["column": side == 0 ? "mass_i" : "mass_j", "raw": ""],
            place: Place(file: path, line: line))
        }
        let place = AttractingPlace(name: name, country: table.words[2 + side][row], mass: mass)
        if let other = known[name], other != place {
          throw Diagnostic("T823", ["what": name], place: Place(file: path, line: line))
        }
        known[name] = place
      }
    }
    let places = known.values.sorted { $0.name < $1.name }
    let index = Dictionary(uniqueKeysWithValues: zip(places.map(\.name), places.indices))
    let border = table.optionalColumns[0]?.reals
    var kinds: [(name: String, distances: [Double?])] = []
    for detour in border == nil ? [false] : [false, true] {
      for (place, name) in distances.enumerated() {
        let lengths = table.columns[2 + place].reals.enumerated().map { row, length in
          length.map { $0 + (detour ? (border?[row] ?? 0) / 60 * speed : 0) }
        }
        kinds.append(
          (name + (detour ? "+border" : ""), try square(table, lengths, index)))
      }
    }
    return (places, kinds)
  }

  private func square(_ table: NumericTable, _ lengths: [Double?], _ index: [String: Int]) throws
    -> [Double?]
  {
    let count = index.count
    var cells = [Double?](repeating: nil, count: count * count)
    var seen: Set<[Int]> = []
    for (row, length) in lengths.enumerated() {
      guard let one = index[table.words[0][row]], let other = index[table.words[1][row]] else {
        continue
      }
      guard one != other, seen.insert([min(one, other), max(one, other)]).inserted else {
        let pair = table.words[0][row] + " – " + table.words[1][row]
        throw Diagnostic(
          "T823", ["what": pair], place: Place(file: path, line: table.lines[row]))
      }
      cells[one * count + other] = length
      cells[other * count + one] = length
    }
    return cells
  }
}
