import TamgaNumerics
import Testing

@Suite("Units of measure") struct MeasureUnitTests {
  @Test(
    "an id is read back to the same unit",
    arguments: ["USD", "kUSD", "MUSD", "BUSD", "KZT", "pct", "pp", "1", "count", "kt", "km", "h"])
  func roundTrip(_ id: String) { #expect(MeasureUnit(id: id)?.id == id) }

  @Test("powers of ten lead to the base unit") func powers() {
    #expect(MeasureUnit(id: "kUSD") == .money("USD", powerOfTen: 3))
    #expect(MeasureUnit(id: "MKGS")?.powerOfTen == 6)
    #expect(MeasureUnit(id: "kt")?.powerOfTen == 6)
    #expect(MeasureUnit(id: "km")?.dimension == .length)
  }

  @Test("other ids are refused", arguments: ["", "usd", "mUSD", "%", "XUSD", "miles"])
  func refused(_ id: String) { #expect(MeasureUnit(id: id) == nil) }
}
