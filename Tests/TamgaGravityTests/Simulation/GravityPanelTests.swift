import TamgaGravity
import Testing

@Suite("Simulated panels")
struct GravityPanelTests {
  @Test("A seed gives one panel, another seed another")
  func seeds() {
    var options = GravityPanel.Options(countries: 6, periods: 4)
    let (a, b) = (GravityPanel(options), GravityPanel(options))
    #expect(a.trade == b.trade && a.exporter == b.exporter)
    options.seed = 1
    #expect(GravityPanel(options).trade != a.trade)
  }

  @Test("Sectors, gaps and planted rows are as asked for")
  func options() {
    var options = GravityPanel.Options(countries: 8, periods: 4)
    #expect(GravityPanel(options).trade.count == 256)
    options.sectors = 3
    let sectors = GravityPanel(options)
    #expect(sectors.trade.count == 768 && Set(sectors.sector) == [0, 1, 2])
    options.missingShare = 0.5
    options.plantedRows = 5
    let thin = GravityPanel(options)
    #expect(thin.trade.count > 300 && thin.trade.count < 470)
    #expect(thin.planted.reduce(0, +) == 5)
    #expect(zip(thin.planted, thin.trade).allSatisfy { $0 == 0 || $1 == 0 })
  }

  @Test("Fitted to the means, the model gives the coefficients the panel was drawn with")
  func truth() throws {
    let panel = GravityPanel(.init(countries: 12, periods: 6))
    var design = panel.design
    design.outcome.values = panel.mean
    let fit = try design.fit(.poisson)
    for (estimate, truth) in zip(fit.coefficients, GravityPanel.coefficients) {
      #expect(abs(estimate - truth) < 1e-9)
    }
  }
}
