internal import TamgaCatalogue
internal import TamgaNumerics

/// The distance of a reporter's structure by product from the world's.
enum StructureDistance {
  static let definition = IndicatorDefinition(
    "structure.distance.half", .concentration, formula: "½ Σ |h_ik − h_wk|",
    tex: "\\tfrac12\\sum_k|h_{ik}-h_{wk}|", tables: [.flowsByProduct], unit: .fixed(.ratio),
    rules: (.zeroClasses, .exact), citations: ["UNCTADstat, diversification index (2024)"],
    profiles: [.unctad],
    examples: [
      WorkedExample(
        "by hand: structures 0.8, 0.2 and 0.5, 0.5",
        [
          """
          reporter,product,flow,value
          KAZ,01,X,80
          KAZ,02,X,20
          WLD,01,X,500
          WLD,02,X,500
          """
        ], subject: "KAZ/X", expected: 0.3)
    ],
    note: "Without rows of the world (WLD) it is the sum of the table's reporters, and says so."
  ) { tables, context in
    let structure = try ProductStructure(tables)
    return structure.groups().map { key, _ in
      let (own, world, _) = structure.aligned(key)
      let count = own.count
      var measurement = Measurement.of(
        own + world, structure.flows.book.words(["reporter", "flow"], key),
        period: structure.flows.book.word("period", key), n: count, context
      ) { distance(Array($0[..<count]), Array($0[count...])).map { $0 / 2 } }
      measurement.flags.formUnion(structure.flags)
      return measurement
    }
  }

  /// Σ |s − s*| of two structures.
  static func distance(_ left: [Double], _ right: [Double]) -> Outcome<Double> {
    Shares.of(left).flatMap { own in
      Shares.of(right).map { other in
        var sum = CompensatedSum()
        for (a, b) in zip(own.values, other.values) { sum.add(abs(a - b)) }
        return sum.total
      }
    }
  }
}
