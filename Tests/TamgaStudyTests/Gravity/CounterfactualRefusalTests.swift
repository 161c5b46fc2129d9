import Foundation
import TamgaGravity
import TamgaPresent
import Testing

@testable import TamgaStudy

@Suite("Counterfactual: what is refused, by code")
struct CounterfactualRefusalTests {
  private func refusal(_ request: CounterfactualRequest) throws -> Diagnostic {
    try #require(
      try diagnostic { try CounterfactualRun(request).report() }, "\(request.change)")
  }

  @Test(
    "in the text of the change, with its column",
    arguments: [
      ("", "T563", 1), ("border", "T560", 7), ("border=x", "T561", 8),
      ("border=0 between AAA", "T562", 17), ("bordr=0", "T565", 1),
      ("border=0 between AAA,BBX", "T566", 22), ("border=1", "T569", 1),
      ("distance=0", "T568", 1), ("rta=1e9", "T570", 1),
      (String(repeating: "border=0;", count: 2_000), "T564", 1),
    ])
  func text(change: String, code: String, column: Int) throws {
    let found = try refusal(GravityWorld().request(change))
    #expect(found.code == code)
    #expect(found.place == Place(file: "--change", line: 1, column: column))
  }

  @Test("of the data")
  func data() throws {
    let noInternal = try GravityWorld { rows in rows.removeAll { $0.exporter == $0.importer } }
    let internals = try refusal(
      noInternal.request("rta=1", formula: "trade ~ log(distance) + rta | exporter + importer"))
    #expect(internals.code == "T573" && internals.arguments["count"] == "6")
    let twice = try GravityWorld { rows in rows.append(rows[70]) }
    #expect(try refusal(twice.request("border=0")).code == "T574")
    let world = try GravityWorld()
    var request = world.request("border=0")
    request.period = "2003"
    let period = try refusal(request)
    #expect(period.code == "T575" && period.arguments["known"] == "2001, 2002")
    request.period = nil
    request.sigma = 1
    #expect(try refusal(request).code == "T576")
    request.sigma = 5
    request.closure = .agtpaLoop
    #expect(try refusal(request).code == "T577")
    request.closure = .deficitFixed
    request.reference = "AAX"
    #expect(try refusal(request).code == "T566")
    request.reference = nil
    request.draws = .init(count: 0, seed: 1)
    #expect(try refusal(request).code == "T583")
  }

  @Test("of the model: no coefficient, a second term, another family, several models")
  func model() throws {
    let world = try GravityWorld()
    let absorbed = try refusal(
      world.request(
        "border=0",
        formula: "trade ~ border + rta | exporter^year + importer^year + exporter^importer"))
    #expect(absorbed.code == "T571" && absorbed.arguments["term"] == "border")
    let formula =
      "trade ~ log(distance) + border + border:log(distance) | exporter^year + importer^year"
    let second = try refusal(world.request("border=0", formula: formula))
    #expect(second.code == "T572" && second.arguments["term"] == "border:log(distance)")
    let both = try CounterfactualRun(
      world.request("border=0; `border:log(distance)`=0", formula: formula)
    ).report()
    #expect(both.result.status.isConverged)
    var request = world.request("border=0", formula: "log(trade) ~ border | exporter + importer")
    request.model.family = .gaussian
    #expect(try refusal(request).code == "T586")
    #expect(
      try refusal(world.request("border=0", formula: "trade ~ sw(border, rta) | exporter")).code
        == "T555")
    request = world.request("border=0")
    request.trade = "flow"
    #expect(try refusal(request).code == "T586")
  }
}
