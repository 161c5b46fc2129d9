import TamgaAudit
import Testing

/// The bars and the equality of thread counts are tested on the release program, with more papers.
@Suite("Made-up papers")
struct SimulationTests {
  @Test("another seed gives other papers, the same seed the same")
  func seeds() {
    let first = Simulation(papers: 1, seed: 1).paper(0)
    let second = Simulation(papers: 1, seed: 2).paper(0)
    #expect(first.wrong.claimsFile != second.wrong.claimsFile)
    #expect(first.wrong.claimsFile == Simulation(papers: 1, seed: 1).paper(0).wrong.claimsFile)
  }

  @Test("a sound paper has no contradiction", arguments: 0..<4)
  func sound(number: Int) throws {
    let report = try checked(Simulation(papers: 1, seed: 11).paper(number).sound.claimsFile)
    #expect(report.summary[.contradicted] == 0)
    #expect(report.summary[.tainted] == 0)
    #expect(report.repairs.isEmpty)
  }

  @Test("counts are ordered: planted, detectable, detected; repaired, unique")
  func counts() throws {
    let outcome = try Simulation(papers: 1, seed: 5).run(threads: 1)
    #expect(outcome.papers == 1)
    #expect(outcome.planted >= outcome.detectable)
    #expect(outcome.detectable >= outcome.detected)
    #expect(outcome.repaired >= outcome.repairedUniquelyRight)
    #expect(outcome.claims >= outcome.soundClaims)
  }
}
