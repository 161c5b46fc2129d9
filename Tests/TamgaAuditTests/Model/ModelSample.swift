@testable import TamgaAudit

/// A model of one table and one claim, and the value of the claim at the printed numbers.
struct ModelSample {
  let model: AuditModel

  /// Three rows of pure numbers, of percentages, of money in two scales and of tonnes.
  init(_ expression: String, says: String = "", more: String = "") throws {
    model = try ClaimsSample.model(
      """
      tamga: claims/1
      document: {id: d, lang: en}
      tables:
        T:
          columns: [x, y, s, usd, kusd, kg]
          column_units: {s: "%", usd: "mln USD", kusd: "thousand USD", kg: "t"}
          cells:
            a: ["100", "3", "10", "5", "4000", "20"]
            b: ["110", "5", "20", "10", "6000", "40"]
            c: ["99", "4", "15", "20", "1000", "50"]
            d: ["", "1", "", "", "", "60"]
      numbers:
        - {id: n, value: "2.5", unit: "bln USD"}
        - {id: mean, value: "5.19"}
        - {id: mean2, value: "5.18"}
      claims:
        - id: c
          quote: q
          \(says.isEmpty ? "where: here" : "says: \(says)")
          expr: '\(expression)'
      \(more)
      """)
  }

  var claim: Statement { model.statements[0] }

  /// The value at the printed numbers, in base units.
  var value: Double? {
    guard let tape = claim.tape,
      let inputs = Evaluator(numbers: PrintedNumbers(model)).inputs(of: tape)
    else { return nil }
    return tape.value(at: inputs.map(\.value))
  }

  var evaluation: Evaluation {
    Evaluator(numbers: PrintedNumbers(model)).evaluate(claim)
  }
}
