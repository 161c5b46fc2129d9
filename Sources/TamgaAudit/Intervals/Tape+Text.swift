extension Tape {
  /// The formula with a text for each leaf.
  func text(_ name: (Leaf) -> String) -> String { texts(name).last?.text ?? "" }

  /// The two sides of a difference; the formula and 0 where the last step is none.
  func sides(_ name: (Leaf) -> String) -> (String, String) {
    let texts = texts(name)
    guard case .subtract(let a, let b)? = steps.last else { return (texts.last?.text ?? "", "0") }
    return (texts[a].text, texts[b].text)
  }

  /// A part of a formula and how tightly it binds: 1 sums, 2 products, 3 powers, 4 single terms.
  private struct Part {
    var text: String
    var rank: Int

    /// The text, in brackets where it binds less tightly than its place asks.
    func within(_ least: Int) -> String { rank >= least ? text : "(\(text))" }
  }

  private func texts(_ name: (Leaf) -> String) -> [Part] {
    let names = leaves.map(name)
    var parts: [Part] = []
    parts.reserveCapacity(steps.count)
    for step in steps { parts.append(Self.part(step, parts, names)) }
    return parts
  }

  private static func part(_ step: Step, _ parts: [Part], _ names: [String]) -> Part {
    func call(_ name: String, _ operands: [Int]) -> Part {
      Part(text: "\(name)(\(operands.map { parts[$0].text }.joined(separator: ", ")))", rank: 4)
    }
    switch step {
    case .constant(let number):
      let isWhole = number == number.rounded() && number.magnitude < 1e15
      return Part(text: isWhole ? String(Int(number)) : String(number), rank: number < 0 ? 1 : 4)
    case .leaf(let index): return Part(text: names[index], rank: 4)
    case .add(let a, let b):
      return Part(text: "\(parts[a].within(1)) + \(parts[b].within(1))", rank: 1)
    case .subtract(let a, let b):
      return Part(text: "\(parts[a].within(1)) − \(parts[b].within(2))", rank: 1)
    case .multiply(let a, let b):
      return Part(text: "\(parts[a].within(2)) × \(parts[b].within(2))", rank: 2)
    case .divide(let a, let b):
      return Part(text: "\(parts[a].within(2)) / \(parts[b].within(3))", rank: 2)
    case .power(let a, let b):
      return Part(text: "\(parts[a].within(4)) ^ \(parts[b].within(4))", rank: 3)
    case .negate(let a): return Part(text: "−\(parts[a].within(2))", rank: 1)
    case .magnitude(let a): return Part(text: "|\(parts[a].text)|", rank: 4)
    case .squareRoot(let a): return call("√", [a])
    case .logarithm(let a): return call("ln", [a])
    case .minimum(let list): return call("min", list)
    case .maximum(let list): return call("max", list)
    case .round(let a, let digits, power: _):
      return Part(text: "round(\(parts[a].text), \(digits))", rank: 4)
    case .statistic(let kind, let first, let second): return statistic(kind, first, second, parts)
    }
  }

  private static func statistic(
    _ kind: Statistic, _ first: [Int], _ second: [Int], _ parts: [Part]
  ) -> Part {
    func list(_ operands: [Int]) -> String {
      operands.map { parts[$0].text }.joined(separator: ", ")
    }
    let lists = [first, second].filter { !$0.isEmpty }
    let text = lists.map { lists.count > 1 ? "[\(list($0))]" : list($0) }.joined(separator: ", ")
    let names: [Statistic: String] = [.studentP: "p_t", .correlationP: "p_r", .fisherP: "p_f"]
    return Part(text: "\(names[kind] ?? kind.rawValue)(\(text))", rank: 4)
  }
}
