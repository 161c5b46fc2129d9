import TamgaGravity
import TamgaNumerics
import Testing

@Suite("Equilibrium: the published loop")
struct PublishedLoopTests {
  @Test(
    "where flows and changes are mutual the loop leads to the equilibrium", arguments: UInt64(1)..<4
  )
  func balancedLimit(seed: UInt64) throws {
    let base = try SampleEconomies.symmetric(5, seed: seed)
    let change = try SampleEconomies.mutualChange(5, seed: seed)
    let audit = try EquilibriumModel(base: base, sigma: 7, reference: "C4").loopAudit(change)
    let prices = { (result: EquilibriumResult) in result.countries.map(\.pricePercent) }
    #expect(largestGap(prices(audit.iterated), prices(audit.closed)) < 1e-8)
    #expect(
      largestGap(
        audit.iterated.countries.map(\.realGDPPercent), audit.closed.countries.map(\.realGDPPercent)
      ) < 1e-8)
    for (first, second) in zip(audit.iterated.countries, audit.closed.countries) {
      let left = try #require(first.full.exportsPercent.value)
      let right = try #require(second.full.exportsPercent.value)
      #expect(abs(left - right) < 1e-7)
    }
    #expect(largestGap(prices(audit.stopped), prices(audit.iterated)) > 1e-7)
  }

  @Test("with deficits it is stopped, and its residuals show")
  func stopped() throws {
    let base = try SampleEconomies.base(6, seed: 3)
    let change = try SampleEconomies.change(6, seed: 3)
    let audit = try EquilibriumModel(base: base, sigma: 5, reference: "C0").loopAudit(change)
    guard case .stopped(let rule, let residuals) = audit.stopped.status else {
      Issue.record("the published stop rule is no equilibrium")
      return
    }
    #expect(rule == .loop(threshold: 0.01))
    #expect(residuals.largest > 1e-6)
    #expect(residuals.steps == audit.stopped.loopRounds.count)
    let last = try #require(audit.stopped.loopRounds.last)
    #expect(last.standardDeviation <= 0.01 && abs(last.maximum) <= 0.01)
    #expect(audit.iterated.loopRounds.count > audit.stopped.loopRounds.count)
    #expect(!audit.iterated.status.isConverged)
    #expect(audit.closed.status.isConverged)
    #expect(audit.rows.count == 6)
    #expect(audit.largestExportGap > 0)
  }

  @Test("one-sided changes lead it elsewhere than to the equilibrium", arguments: UInt64(1)..<4)
  func oneSided(seed: UInt64) throws {
    let base = try SampleEconomies.symmetric(5, seed: seed)
    let change = try SampleEconomies.change(5, seed: seed)
    let audit = try EquilibriumModel(base: base, sigma: 7, reference: "C4").loopAudit(change)
    #expect(audit.iterated.status.residuals.stopRule == .loop(threshold: 1e-13))
    #expect(!audit.iterated.status.isConverged)
    #expect(audit.closed.status.isConverged)
    let prices = { (result: EquilibriumResult) in result.countries.map(\.pricePercent) }
    #expect(largestGap(prices(audit.iterated), prices(audit.closed)) > 1e-4)
  }

  @Test("the loop needs a reference importer")
  func reference() throws {
    let base = try SampleEconomies.base(3, seed: 3)
    #expect(throws: EquilibriumError.referenceRequired(closure: "agtpa-loop")) {
      try EquilibriumModel(base: base, sigma: 5, closure: .agtpaLoop)
    }
  }

  @Test("a limit of rounds is named")
  func limit() throws {
    let base = try SampleEconomies.base(3, seed: 5)
    let result = try EquilibriumModel(
      base: base, sigma: 5, closure: .agtpaLoop, reference: "C0",
      options: EquilibriumOptions(loopThreshold: 1e-13, loopLimit: 2)
    ).solve(SampleEconomies.change(3, seed: 5))
    #expect(result.status.residuals.stopRule == .loopLimit(2))
    #expect(!result.status.isConverged)
  }
}
