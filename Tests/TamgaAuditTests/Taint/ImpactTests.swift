import TamgaAudit
import Testing

@Suite("Impact")
struct ImpactTests {
  private func trace(_ address: String, _ value: Double?) throws -> [String: ImpactItem] {
    let report = try checked(kuanshaliev)
    let cell = try #require(report.model.cell(address))
    let items = ImpactTracer(report).trace([(cell, value)])
    return Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
  }

  @Test("everything that rests on the cell is listed, and nothing else")
  func rests() throws {
    let items = try trace("T1.m[kg.2022]", nil)
    #expect(
      items.keys.sorted() == [
        "000-07", "000-08", "000-13", "000-T1.sm[kg.2022]", "000-T1.t[kg.2022]", "000-c1",
      ])
    #expect(items.values.allSatisfy { $0.effect == .rests })
  }

  @Test("the value decides between tainted, mended and untouched")
  func effects() throws {
    let items = try trace("T1.m[kg.2022]", 453.9)
    #expect(items["000-07"]?.effect == .tainted)
    #expect(items["000-T1.t[kg.2022]"]?.effect == .mended)
    #expect(items["000-T1.sm[kg.2022]"]?.effect == .mended)
    #expect(items["000-c1"]?.effect == .tainted)
    #expect(items["000-c1"]?.path.first == "T1.m[kg.2022]")
    let same = try trace("T1.m[kg.2022]", 541)
    #expect(same["000-07"]?.effect == .unaffected)
  }

  @Test("a claim holds only while the cell lies in its range")
  func holdingRange() throws {
    // 345.6 · 1.5645 = 540.69 and 345.6 · 1.5655 = 541.04 (design: [540.7, 541.0]).
    let range = try #require(try trace("T1.m[kg.2022]", nil)["000-07"]?.holdsWhile)
    #expect(abs(range.low - 345.6 * 1.5645) < 1e-6)
    #expect(abs(range.high - 345.6 * 1.5655) < 1e-6)
  }

  @Test("what is computed from a printed number of a claim follows it")
  func chain() throws {
    let text =
      head + """
        tables:
          T1: {columns: [x], unit: "mln USD", grid: 1, cells: {"2022": ["119.6"], "2021": ["100.0"]}}
        claims:
          - {id: a, quote: "q", says: {value: "19.6", unit: "mln USD"}, expr: "T1.x[2022] - T1.x[2021]"}
          - {id: b, quote: "q", says: {value: "39.2", unit: "mln USD"}, expr: "2 * @a"}

        """
    let report = try checked(text)
    let cell = try #require(report.model.cell("T1.x[2022]"))
    let items = ImpactTracer(report).trace([(cell, 110.0)])
    #expect(items.map(\.id) == ["a", "b"])
    #expect(items.map(\.effect) == [.tainted, .tainted])
    #expect(items.last?.path == ["T1.x[2022]", "a", "b"])
  }
}
