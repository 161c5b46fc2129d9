import TamgaNumerics
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips where the solver's library is absent.
  static var needsHighs: Self {
    .enabled(
      if: LibraryLookup.highs.isUsable,
      "HiGHS 1.15.1 is absent: run scripts/bootstrap, or set TAMGA_HIGHS to its full path")
  }
}

extension LinearSolution {
  /// Every number of a solution as its bits.
  var bits: [UInt64] {
    let numbers = [objective, bound, mipGap].map { $0 ?? .nan }
    let lists = columnValues + rowValues + (rowDuals ?? []) + (columnDuals ?? [])
    return (numbers + lists).map(\.bitPattern) + [iterations, nodes].map { UInt64($0) }
  }
}

/// The programmes that several suites solve.
enum Programmes {
  /// Wyndor Glass: three plants, two products (Hillier and Lieberman, Introduction to Operations
  /// Research, section 3.1).
  static var wyndorGlass: LinearProgramme {
    var programme = LinearProgramme(.maximise)
    let doors = programme.addColumn(cost: 3, name: "doors")
    let windows = programme.addColumn(cost: 5, name: "windows")
    programme.addRow([.init(doors, 1)], upper: 4, name: "plant 1")
    programme.addRow([.init(windows, 2)], upper: 12, name: "plant 2")
    programme.addRow([.init(doors, 3), .init(windows, 2)], upper: 18, name: "plant 3")
    return programme
  }

  /// A knapsack: as much value as the capacity holds, each thing once.
  static func knapsack(weights: [Double], values: [Double], capacity: Double) -> LinearProgramme {
    var programme = LinearProgramme(.maximise)
    let things = values.map { programme.addColumn(upper: 1, cost: $0, isInteger: true) }
    programme.addRow(
      zip(things, weights).map { .init($0, $1) }, upper: capacity, name: "capacity")
    return programme
  }
}
