import TamgaGravity
import TamgaNumerics

/// A small panel of pairs with long, thin identifiers, so that pairs are found by hashing.
struct PanelSample {
  let units: [Int]
  let others: [Int]
  let values: [Double]

  init(seed: UInt64, rows: Int = 400, width: Int = 100_000) {
    var stream = RandomStream(seed: seed, purpose: "test.panel")
    var units: [Int] = []
    var others: [Int] = []
    var values: [Double] = []
    for _ in 0..<rows {
      units.append(stream.below(width))
      others.append(stream.below(30))
      values.append(stream.normal())
    }
    (self.units, self.others, self.values) = (units, others, values)
  }

  var count: Int { values.count }

  func shuffled(seed: UInt64) -> [Int] {
    var stream = RandomStream(seed: seed, purpose: "test.order")
    return Array(0..<count).shuffled(using: &stream)
  }

  func evaluate(order: [Int]) throws -> EvaluatedModel {
    let frame = try ModelFrame([
      .numeric(NumberColumn("unit", order.map { Double(units[$0]) * 0.5 })),
      .numeric(NumberColumn("other", order.map { Double(others[$0]) })),
      .categorical(CategoricalColumn("text", order.map { "T\(units[$0] % 7)" })),
      .numeric(NumberColumn("x", order.map { values[$0] })),
    ])
    var evaluator = try ModelEvaluator(frame)
    return try evaluator.evaluate(
      try Formula("x ~ exp(x):(text == \"T3\") | unit^other + text^other^unit + text").models[0])
  }
}
