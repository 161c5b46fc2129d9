import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

/// Defects known from other tools; each test fails on the defective formula.
@Suite("Correctness rules") struct CorrectnessRuleTests {
  @Test("2: weights travel with their values through sorts") func sorting() throws {
    let one = try TidyTable(csv: "region,value,weight\nA,9,1\nB,1,7\nC,4,2")
    let two = try TidyTable(csv: "region,value,weight\nB,1,7\nC,4,2\nA,9,1")
    let gini = try values("inequality.gini.weighted", one)
    #expect(gini == (try values("inequality.gini.weighted", two)))
    // By pairs: 2 (7·2·3 + 7·1·8 + 2·1·5) / (2 · 10 · 24).
    let pairs = 216.0 / 480
    #expect(agree(gini["all@"] ?? .nan, pairs))
  }

  @Test("3: weighted Theil uses the weighted mean, weights once") func weightedTheil() throws {
    // Three people with 1 and one with 3 are four people.
    let weighted = theilT(of: [1, 3], weights: [3, 1]).value
    let people = theilT(of: [1, 1, 1, 3], weights: [1, 1, 1, 1]).value
    #expect(agree(try #require(weighted), try #require(people)))
  }

  @Test("4: quotients are standardised over regions of one industry, not by recycling")
  func axis() throws {
    let table = try SeededTables.employment(3)
    var sums: [Substring: (sum: Double, squares: Double, count: Int)] = [:]
    for (subject, value) in try values("lq.standardised.region", table) {
      let industry = subject.split(separator: "/")[1]
      sums[industry, default: (0, 0, 0)].sum += value
      sums[industry, default: (0, 0, 0)].squares += value * value
      sums[industry, default: (0, 0, 0)].count += 1
    }
    #expect(!sums.isEmpty)
    for (_, total) in sums {
      #expect(abs(total.sum) < 1e-12)
      #expect(abs(total.squares - Double(total.count - 1)) < 1e-10)
    }
  }

  @Test("5: weights and the divisor are independent switches") func divisor() throws {
    let x: [Double] = [1, 2, 6]
    let population = try #require(
      coefficientOfVariation(of: x, weights: [1, 1, 1], isSample: false).value)
    let sample = try #require(
      coefficientOfVariation(of: x, weights: [1, 1, 1], isSample: true).value)
    #expect(agree(sample, population * 1.5.squareRoot()))
    let weighted = try #require(
      coefficientOfVariation(of: x, weights: [2, 2, 2], isSample: true).value)
    #expect(agree(weighted, sample))
  }

  @Test("6: nothing is rounded inside a computation") func rounding() throws {
    let table = try TidyTable(
      csv: """
        reporter,product,flow,value
        KAZ,01,X,9996
        KAZ,02,X,10004
        WLD,01,X,1000000
        WLD,02,X,1000000
        """)
    let rca = try #require(try values("rca.balassa.ratio", table)["KAZ/01/X@"])
    #expect(agree(rca, 0.9996))
    #expect(rca < 1)
  }

  @Test("13: market shares of the export potential sum over the same product")
  func sameProduct() throws {
    let example = try #require(
      IndicatorCatalogue.indicator("potential.epi.itc-form")?.examples.first)
    let tables = try example.tables.map { try TidyTable(csv: $0) }
    // Another product of the other exporter leaves supply and demand of product 01 alone; ease
    // changes only through what the pair itself trades, which is nothing of it.
    let more = try TidyTable(
      csv: example.tables[0] + "\nUZB,CHN,99,X,5000\nUZB,KGZ,99,X,5000")
    let before = try values("potential.epi.itc-form", tables[0], tables[1], tables[2])
    let after = try values("potential.epi.itc-form", more, tables[1], tables[2])
    let one = try #require(before["KAZ/CHN/01@"])
    #expect(agree(one, after["KAZ/CHN/01@"] ?? .nan))
  }

  @Test("14 and 15: coefficients as published, no rise on border routes, no ratio below one")
  func freight() throws {
    func ratio(_ distance: String, contiguous: String = "0") throws -> IndicatorResult {
      let flows = try TidyTable(
        csv: "reporter,partner,flow,value\nCHN,KAZ,X,1000\nKAZ,CHN,M,1000")
      let links = try TidyTable(
        csv: "origin,destination,distance,contiguous\nCHN,KAZ,\(distance),\(contiguous)")
      return try #require(try results("cif-fob.model.baci-ii", flows, links).first)
    }
    // ln r(5000) = 0.32 − 0.11 · 8.517193 + 0.01 · 72.542579 = 0.108535 by the printed signs.
    let far = try #require(try ratio("5000").value)
    #expect(abs(1000 / far - 1.114643) < 1e-5)
    let near = try ratio("20")
    let limit = try ratio("245")
    #expect(near.value == limit.value && near.flags.contains(.clamped))
    #expect(!limit.flags.contains(.clamped))
    let neighbour = try ratio("245", contiguous: "1")
    #expect(neighbour.value == 1000 && neighbour.flags.contains(.clamped))
  }

  @Test("16: fewer records never make a reporter look more reliable") func precision() throws {
    var records: [[String]] = []
    var random = SplitMix(seed: 7)
    let importers = ["KGZ", "UZB", "TJK", "TKM"]
    for exporter in ["AAA", "BBB", "CCC"] {
      for (place, importer) in importers.enumerated() {
        for period in exporter == "CCC" ? ["2020"] : ["2020", "2021", "2022", "2023"] {
          guard exporter != "CCC" || place < 2 else { continue }
          records.append([exporter, importer, "X", period, "1000"])
          records.append([importer, exporter, "M", period, "\(1000 + random.below(400))"])
        }
      }
    }
    let table = try TidyTable(
      header: ["reporter", "partner", "flow", "period", "value"], records: records)
    let penalised = try results("reliability.sigma.precision-penalised", table)
    let literal = try results("reliability.sigma.baci-literal", table)
    #expect(penalised.allSatisfy { ($0.value ?? -1) >= 0 })
    #expect(literal.allSatisfy { ($0.value ?? -1) >= 0 })
    #expect(literal.contains { $0.value == 0 })
    for (one, other) in zip(penalised, literal) {
      #expect((one.value ?? 0) >= (other.value ?? 0), "\(one.subject)")
    }
  }

  @Test("18: one empty row never blanks a year") func emptyRow() throws {
    let full = try TidyTable(
      csv: "region,period,value\nA,2022,1\nB,2022,3\nC,2022,\nA,2023,2\nB,2023,2\nC,2023,5")
    let found = try results("inequality.gini.n", full)
    #expect(found.map(\.period) == ["2022", "2023"])
    #expect(found[0].value == 0.25 && found[0].n == 2 && found[0].flags.contains(.gaps))
    #expect(found[1].n == 3 && !found[1].flags.contains(.gaps))
  }

  @Test("shares 60/30/10 give 0.460, 0.678, 0.239 or 0.190 by the variant") func variants() throws {
    let table = try TidyTable(
      csv: "reporter,partner,flow,value\nK,A,X,60\nK,B,X,30\nK,C,X,10")
    for (variant, expected) in [
      ("sum-squares", 0.460), ("root", 0.678), ("root-normalised", 0.239), ("normalised", 0.190),
    ] {
      let value = try #require(try values("concentration.hhi.\(variant)", table)["K/X@"])
      #expect(abs(value - expected) < 5e-4)
    }
  }
}
