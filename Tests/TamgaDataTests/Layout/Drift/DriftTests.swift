import Testing

@testable import TamgaData

@Suite("Books that drift in layout") struct DriftTests {
  @Test(
    "partners by turnover, exports and imports: every number is read", arguments: UInt64(0)..<40)
  func partnerMeasures(seed: UInt64) throws {
    var drift = PartnerMeasuresDrift(seed: seed)
    try drift.book().verify(seed)
  }

  @Test("partners by year: every number is read", arguments: UInt64(0)..<60)
  func partnersByYear(seed: UInt64) throws {
    var drift = YearsDrift(.partners, seed: seed)
    try drift.book().verify(seed)
  }

  @Test("regions by year: every number is read", arguments: UInt64(0)..<60)
  func regionsByYear(seed: UInt64) throws {
    var drift = YearsDrift(.regions, seed: seed)
    try drift.book().verify(seed)
  }

  @Test("goods by year: every number is read", arguments: UInt64(0)..<60)
  func goodsByYear(seed: UInt64) throws {
    var drift = YearsDrift(.goods, seed: seed)
    try drift.book().verify(seed)
  }
}
