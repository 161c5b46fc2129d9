import TamgaNumerics

/// Writes formulas at random, right and damaged ones.
struct FormulaDice {
  private var stream: RandomStream

  init(seed: UInt64) { stream = RandomStream(seed: seed, purpose: "test.formula") }

  private mutating func pick(_ words: [String]) -> String { words[stream.below(words.count)] }

  private mutating func expression(_ depth: Int) -> String {
    if depth == 0 { return pick(["x", "y", "rta", "`a b`", "2", "0.5", "1e-3"]) }
    switch stream.below(6) {
    case 0: return pick(["log", "exp", "sqrt", "abs", "log1p"]) + "(\(expression(depth - 1)))"
    case 1: return "-" + expression(depth - 1)
    case 2: return "!(" + expression(depth - 1) + ")"
    case 3: return "lag(\(expression(depth - 1)), \(stream.below(5)))"
    default:
      let sign = pick(["+", "-", "*", "/", "^", "==", "<", ">=", "&", "|"])
      return "(\(expression(depth - 1))) \(sign) (\(expression(depth - 1)))"
    }
  }

  private mutating func term() -> String {
    switch stream.below(4) {
    case 0: "I(\(expression(2)))"
    case 1: pick(["i(year)", "i(year, rta, ref = 1990)"])
    case 2: pick(["x", "rta", "z"]) + ":" + pick(["w", "v"])
    default: pick(["x", "rta", "z"])
    }
  }

  mutating func formula() -> String {
    var text = pick(["trade", "log(trade)", "y1 + y2"]) + " ~ " + term()
    for _ in 0..<stream.below(4) { text += pick([" + ", " - ", " * "]) + term() }
    if stream.below(2) == 0 { text += " | " + pick(["0", "a^b", "a^b[x] + c", "sw(a, a + b)"]) }
    if stream.below(3) == 0 { text += " | tariff ~ z1 + z2" }
    return text
  }

  /// A formula with some characters replaced, left out or doubled.
  mutating func damaged() -> String {
    var characters = Array(formula())
    for _ in 0...stream.below(4) where !characters.isEmpty {
      let place = stream.below(characters.count)
      switch stream.below(3) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(characters[place], at: place)
      default: characters[place] = Array("~|()[]^:\"`,$5e²я ")[stream.below(17)]
      }
    }
    return String(characters)
  }
}
