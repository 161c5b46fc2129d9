import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

@Suite("Identities of trade indicators") struct TradeIdentityTests {
  @Test("units and split rows change no index", arguments: UInt64(0)..<10)
  func invariance(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let thousands = try flows.mappingNumbers { try? $0?.multiplied(byPowerOfTen: 3) }
    let half = ExactDecimal(mantissa: 5, scale: 1)
    let halved = try flows.mappingNumbers { $0.flatMap { try? $0 * half } }
    let rows = Array(0..<flows.rowCount)
    let split = try TidyTable(
      flows.names.map { name in
        if name == "value" {
          let numbers = try halved.numbers(name)
          return (name, .number(rows.flatMap { [numbers[$0], numbers[$0]] }))
        }
        let column = try flows.text(name)
        return (name, .text(TextColumn(rows.flatMap { [column[$0], column[$0]] })))
      })
    for id in [
      "flow.asymmetry.relative", "flow.share.level", "concentration.hhi.sum-squares",
      "concentration.entropy.nat", "rca.balassa.ratio", "rca.michaely.difference",
      "bilateral.tii.gross", "bilateral.tci.michaely", "iit.grubel-lloyd.product",
      "margin.extensive.hummels-klenow", "mirror.discrepancy.symmetric",
    ] {
      let plain = try values(id, flows)
      for other in [try values(id, thousands), try values(id, split)] {
        #expect(plain.keys.sorted() == other.keys.sorted(), "\(id)")
        for (subject, value) in plain {
          #expect(agree(value, other[subject] ?? .nan, scale: 1e-3), "\(id) \(subject)")
        }
      }
    }
    let duplicated = try results("concentration.hhi.sum-squares", split)
    #expect(duplicated.allSatisfy { $0.flags.contains(.duplicates) })
    let refused = try results(
      "concentration.hhi.sum-squares", split, choices: ["duplicates": "error"])
    #expect(refused.allSatisfy { $0.state == "duplicate-key" })
  }

  @Test(
    "contributions of products add up to the asymmetry and to growth", arguments: UInt64(0)..<15)
  func additive(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed, periods: ["2021", "2022"])
    let level = ["level": "product"]
    let balances = try values("flow.balance.net", flows, choices: level)
    let turnovers = try values("flow.turnover.sum", flows, choices: level)
    for (subject, a) in try values(
      "flow.asymmetry.relative", flows, choices: ["level": "reporter"])
    {
      let parts = subject.split(separator: "@").map(String.init)
      let keys = balances.keys.filter { $0.hasPrefix(parts[0] + "/") && $0.hasSuffix(parts[1]) }
      let total: Double = keys.compactMap { turnovers[$0] }.reduce(0, +)
      let sum: Double = keys.sorted().compactMap { balances[$0] }.reduce(0, +) / total
      #expect(abs(sum - a) < 1e-12, "\(seed) \(subject)")
    }
    let contributions = try values("growth.contribution.additive", flows)
    let totals = try values("growth.rate.chain", try series(flows))
    for (subject, growth) in totals {
      let parts = subject.split(separator: "@").map(String.init)
      let reporter = parts[0].split(separator: "-").map(String.init)
      let (head, tail) = (reporter[0] + "/", "/" + reporter[1] + "@" + parts[1])
      var sum = 0.0
      for (name, value) in contributions where name.hasPrefix(head) && name.hasSuffix(tail) {
        sum += value
      }
      #expect(abs(sum - growth) < 1e-9, "\(seed) \(subject)")
    }
  }

  /// Totals of reporters' flows as series named `AAA-X`.
  private func series(_ flows: TidyTable) throws -> TidyTable {
    var sums: [[String]: ExactDecimal] = [:]
    let (reporters, kinds) = (try flows.text("reporter"), try flows.text("flow"))
    let (periods, numbers) = (try flows.text("period"), try flows.numbers("value"))
    for row in 0..<flows.rowCount {
      let name = [reporters[row] + "-" + kinds[row], periods[row]]
      sums[name] = try (sums[name] ?? .zero) + (numbers[row] ?? .zero)
    }
    let records = sums.keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
      $0 + [(sums[$0] ?? .zero).description]
    }
    return try TidyTable(header: ["region", "period", "value"], records: records)
  }

  @Test(
    "normalised advantage adds up to zero over products and reporters", arguments: UInt64(0)..<15)
  func normalised(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let all = try values("rca.additive.normalised", flows).filter { $0.key.contains("/X@") }
    var rows: [Substring: Double] = [:]
    var columns: [Substring: Double] = [:]
    for (subject, value) in all {
      let parts = subject.split(separator: "/")
      rows[parts[0], default: 0] += value
      columns[parts[1], default: 0] += value
    }
    for sum in Array(rows.values) + Array(columns.values) { #expect(abs(sum) < 1e-12, "\(seed)") }
  }

  @Test("Lafay's index adds up to zero over products", arguments: UInt64(0)..<10)
  func lafay(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let product = try TidyTable(
      header: ["region", "period", "value"],
      records: ["AAA", "BBB", "CCC", "DDD"].map { [$0, "2022", "1000"] })
    var sums: [Substring: Double] = [:]
    for (subject, value) in try values("rca.lafay.gdp", flows, product) {
      sums[subject.prefix(3), default: 0] += value
    }
    for sum in sums.values { #expect(abs(sum) < 1e-10) }
  }

  @Test("components of constant market shares add up to the change", arguments: UInt64(0)..<15)
  func shares(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed, periods: ["2021", "2022"])
    let parts = try ["world", "product", "market", "residual"].map {
      try values("cms.\($0).leamer-stern", flows)
    }
    for subject in parts[0].keys where subject.contains("/X") {
      let sum: Double = parts.compactMap { $0[subject] }.reduce(0, +)
      let reporter = subject.prefix(3)
      let before = try total(flows, String(reporter), "2021")
      let after = try total(flows, String(reporter), "2022")
      #expect(abs(sum - (after - before)) < 1e-10, "\(seed) \(subject)")
    }
  }

  private func total(_ flows: TidyTable, _ reporter: String, _ period: String) throws -> Double {
    let (reporters, kinds) = (try flows.text("reporter"), try flows.text("flow"))
    let (periods, numbers) = (try flows.text("period"), try flows.reals("value"))
    return (0..<flows.rowCount).filter {
      reporters[$0] == reporter && kinds[$0] == "X" && periods[$0] == period
    }.compactMap { numbers[$0] }.reduce(0, +)
  }

  @Test(
    "margins multiply to the market share; shares weigh intensity to one", arguments: UInt64(0)..<15
  )
  func bilateral(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let wide = try values("margin.extensive.hummels-klenow", flows)
    let deep = try values("margin.intensive.hummels-klenow", flows)
    let (reporters, partners) = (try flows.text("reporter"), try flows.text("partner"))
    let (kinds, numbers) = (try flows.text("flow"), try flows.reals("value"))
    func exports(_ i: String?, _ j: String?) -> Double {
      (0..<flows.rowCount).filter {
        kinds[$0] == "X" && (i == nil || reporters[$0] == i) && (j == nil || partners[$0] == j)
      }.compactMap { numbers[$0] }.reduce(0, +)
    }
    for (subject, extensive) in wide {
      let (i, j) = (String(subject.prefix(3)), String(subject.dropFirst(4).prefix(3)))
      guard let intensive = deep[subject] else { continue }
      #expect(agree(extensive * intensive, exports(i, j) / exports(nil, j)), "\(seed) \(subject)")
    }
    let intensity = try values("bilateral.tii.gross", flows)
    for i in Set(intensity.keys.map { String($0.prefix(3)) }) {
      let mine = intensity.filter { $0.key.hasPrefix(i) }
      guard exports(i, nil) > 0 else { continue }
      var sum = 0.0
      for (subject, value) in mine {
        sum += exports(nil, String(subject.dropFirst(4).prefix(3))) / exports(nil, nil) * value
      }
      #expect(abs(sum - 1) < 1e-12, "\(seed) \(i)")
    }
  }

  @Test("Drysdale: intensity is complementarity times bias", arguments: UInt64(0)..<15)
  func drysdale(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    let intensity = try values("bilateral.tii.net-of-reporter", flows)
    let fit = try values("bilateral.complementarity.drysdale", flows)
    let bias = try values("bilateral.bias.drysdale", flows)
    for (subject, value) in bias {
      #expect(agree((fit[subject] ?? .nan) * value, intensity[subject] ?? .nan), "\(subject)")
    }
  }

  @Test(
    "Grubel–Lloyd lies in 0…1, weighted below 1 − |A|, corrected at most one",
    arguments: UInt64(0)..<15)
  func intraIndustry(seed: UInt64) throws {
    let flows = try SeededTables.flows(seed)
    for value in try values("iit.grubel-lloyd.product", flows).values {
      #expect((0...1).contains(value))
    }
    let least = ["min-products": "1"]
    let asymmetry = try values("flow.asymmetry.relative", flows)
    for (subject, value) in try values("iit.grubel-lloyd.weighted", flows, choices: least) {
      #expect(value <= 1 - abs(asymmetry[subject] ?? 2) + 1e-12, "\(subject)")
    }
    for value in try values("iit.grubel-lloyd.corrected", flows, choices: least).values {
      #expect(value <= 1 + 1e-12)
    }
  }

  @Test("equal structures fit perfectly; similarity is symmetric") func structures() throws {
    let header = ["reporter", "product", "flow", "value"]
    func table(_ names: [String]) throws -> TidyTable {
      let amounts = ["5", "3", "7", "1", "4"]
      return try TidyTable(
        header: header,
        records: names.flatMap { name in
          amounts.enumerated().flatMap { place, amount in
            [
              [name, "P\(place)", "X", name == "AAA" ? amount : "\(place + 1)"],
              [name, "P\(place)", "M", amount],
            ]
          }
        })
    }
    let fit = try values("bilateral.tci.michaely", try table(["AAA", "BBB"]))
    #expect(fit["AAA/BBB@"] == 100)
    let one = try values("bilateral.esi.finger-kreinin", try table(["AAA", "BBB"]))
    let two = try values("bilateral.esi.finger-kreinin", try table(["BBB", "AAA"]))
    #expect(one == two && one.count == 1)
  }
}
