import TamgaIndicators
import TamgaNumerics
import TestSupport
import Testing

private func values(_ outcomes: [Outcome<Double>]) -> [Double] { outcomes.compactMap(\.value) }

@Suite("Complexity keeps its identities") struct ComplexityPropertyTests {
  @Test("a country's index is the mean of its products'", arguments: UInt64(0)..<20)
  func meanOfProducts(seed: UInt64) throws {
    let presence = try PresenceMatrix(advantagesOf: seededTable(seed))
    let scores = complexityScores(of: presence, largestComponent: true)
    for country in scores.eci.indices {
      guard let eci = scores.eci[country].value else { continue }
      let products = (0..<presence.products).filter { presence[country, $0] }
      let mean = values(products.map { scores.pci[$0] }).reduce(0, +) / Double(products.count)
      #expect(abs(eci - mean) < 1e-11)
    }
    let eci = values(scores.eci)
    #expect(abs(eci.reduce(0, +)) < 1e-10)
    #expect(abs(eci.reduce(0) { $0 + $1 * $1 } / Double(eci.count) - 1) < 1e-11)
    #expect((scores.signCorrelation.value ?? 0) >= 0)
    #expect((scores.secondEigenvalue.value ?? 2) <= 1)
  }

  @Test("either side of the eigenproblem gives the same ranking", arguments: UInt64(0)..<20)
  func sides(seed: UInt64) throws {
    // Exchanging the sides exchanges the indices, up to scale and sign.
    let presence = try PresenceMatrix(advantagesOf: seededTable(seed, countries: 12, products: 20))
    let turned = try PresenceMatrix(
      countries: 20, products: 12,
      isPresent: (0..<20).flatMap { product in (0..<12).map { presence[$0, product] } })
    let scores = complexityScores(of: presence, largestComponent: true)
    let other = complexityScores(of: turned, largestComponent: true)
    let pairs = zip(scores.eci, other.pci).compactMap { one, two in
      one.value.flatMap { x in two.value.map { (x, $0) } }
    }
    let correlation = PairedMoments(x: pairs.map(\.0), y: pairs.map(\.1)).correlation.value ?? 0
    #expect(abs(abs(correlation) - 1) < 1e-10)
    #expect(
      abs((scores.secondEigenvalue.value ?? 0) - (other.secondEigenvalue.value ?? 1)) < 1e-12)
  }

  @Test("order of rows, unit and split rows change no bit", arguments: UInt64(0)..<10)
  func order(seed: UInt64) throws {
    let table = try seededTable(seed)
    var rows: [ExportRow] = []
    for (place, country) in table.countries.enumerated() {
      for (column, product) in table.products.enumerated() {
        let value = table.values[place * table.products.count + column] * 4
        rows.append(ExportRow(country: country, product: product, value: value / 4))
        rows.append(ExportRow(country: country, product: product, value: 3 * value / 4))
      }
    }
    var random = SplitMix(seed: seed)
    rows.shuffle(using: &random)
    let other = try ExportTable(rows)
    #expect(other.duplicates == table.values.count)
    let scores = complexityScores(of: try PresenceMatrix(advantagesOf: table))
    #expect(complexityScores(of: try PresenceMatrix(advantagesOf: other)) == scores)
  }

  @Test("the profile of the other package rescales without reordering", arguments: UInt64(0)..<10)
  func profiles(seed: UInt64) throws {
    let presence = try PresenceMatrix(advantagesOf: seededTable(seed))
    let harvard = complexityScores(of: presence, largestComponent: true)
    let other = complexityScores(
      of: presence, profile: .economicComplexity, largestComponent: true)
    let (x, y) = (values(harvard.eci), values(other.eci))
    let size = Double(x.count)
    let ratio = ((size - 1) / size).squareRoot()
    let sign = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1.0 : 1
    #expect(zip(x, y).allSatisfy { abs($0 * ratio * sign - $1) < 1e-11 })
    let z = values(other.pci)
    #expect(abs(z.reduce(0, +)) < 1e-9)
    #expect(abs(z.reduce(0) { $0 + $1 * $1 } / Double(z.count - 1) - 1) < 1e-11)
  }

  @Test("one and two threads give equal bits", arguments: UInt64(0)..<4)
  func threads(seed: UInt64) throws {
    let tables = try (0..<3).map { try seededTable(seed * 3 + $0, countries: 11, products: 150) }
    let one = try complexityScores(of: tables, largestComponent: true, threads: 1)
    #expect(try complexityScores(of: tables, largestComponent: true, threads: 2) == one)
    let presence = try PresenceMatrix(advantagesOf: tables[0])
    let space = try [1, 2].map { threads in
      try productSpace(
        ProductProximity(presence, threads: threads), scores: one[0], threads: threads)
    }
    #expect(space[0] == space[1])
    let proximity = ProductProximity(presence)
    #expect(
      try nearestDensity(proximity, neighbours: 5, threads: 1)
        == nearestDensity(proximity, neighbours: 5, threads: 2))
  }

  @Test("proximity is symmetric, within 0…1, and counts what two loops count")
  func proximity() throws {
    for countries in [9, 70, 300] {
      let presence = try PresenceMatrix(
        advantagesOf: seededTable(3, countries: countries, products: 12))
      let proximity = ProductProximity(presence)
      for first in 0..<12 {
        for second in 0..<12 {
          let common = (0..<countries).count { presence[$0, first] && presence[$0, second] }
          let most = max(presence.ubiquity[first], presence.ubiquity[second])
          let expected: Outcome<Double> =
            most == 0 ? .missing(.zeroDenominator) : .value(Double(common) / Double(most))
          #expect(proximity.value(first, second) == expected)
          #expect(proximity.value(second, first) == expected)
        }
      }
    }
  }

  @Test("nearest products keep their weights; all of them leave out only the product itself")
  func nearest() throws {
    let presence = try PresenceMatrix(advantagesOf: seededTable(8, countries: 9, products: 13))
    let proximity = ProductProximity(presence)
    let all = try nearestDensity(proximity, neighbours: 100)
    for product in 0..<13 {
      let others = (0..<13).filter { $0 != product }
      let weights = others.map { proximity.value(product, $0).value ?? 0 }
      let total = weights.reduce(0, +)
      for country in 0..<9 where total > 0 {
        let inside = zip(others, weights).filter { presence[country, $0.0] }
        let expected = inside.reduce(0) { $0 + $1.1 } / total
        #expect(abs((all[product][country].value ?? -1) - expected) < 1e-12)
      }
      let two = proximity.neighbours(of: product, count: 2)
      #expect(two.count <= 2 && !two.contains(product))
    }
  }

  @Test("tests of presence are combined by or and and") func combine() throws {
    let one = try PresenceMatrix(countries: 2, products: 2, isPresent: [true, true, false, false])
    let two = try PresenceMatrix(countries: 2, products: 2, isPresent: [true, false, true, false])
    #expect(one.union(two)?.diversity == [2, 1])
    #expect(one.intersection(two)?.diversity == [1, 0])
    let wide = try PresenceMatrix(countries: 1, products: 2, isPresent: [true, true])
    #expect(one.union(wide) == nil)
  }
}
