/// Explains a number by printed intermediates: parts of its expression that other claims print.
struct IntermediateValues {
  let model: AuditModel
  let evaluator: Evaluator
  let evaluations: [Evaluation]

  /// Whether the number follows when the parts of its expression that other claims print are taken
  /// as printed; only claims that are reproduced themselves count.
  func explain(_ statement: Statement) -> Bool {
    guard case .claim(let index) = statement.origin,
      let tree = model.document.claims[index].expression?.tree,
      let printed = evaluator.printedInterval(statement)
    else { return false }
    let replaced = replacing(tree, isWhole: true, except: statement.id)
    guard replaced != tree else { return false }
    var compiler = TapeCompiler(book: model.book)
    guard (try? compiler.scalar(replaced)) != nil,
      let inputs = evaluator.inputs(of: compiler.tape),
      let range = compiler.tape.range(over: inputs.map(\.rounding))
    else { return false }
    return printed.meets(range.interval)
  }

  private var printedParts: [(tree: Expression, id: String)] {
    model.statements.indices.compactMap { index in
      guard case .claim(let claim) = model.statements[index].origin,
        evaluations[index].fit <= .inputs, case .printed = model.statements[index].target,
        let tree = model.document.claims[claim].expression?.tree
      else { return nil }
      return (tree.withoutPlaces, model.document.claims[claim].id)
    }
  }

  private func replacing(_ tree: Expression, isWhole: Bool, except id: String) -> Expression {
    let own = tree.withoutPlaces
    if !isWhole, let part = printedParts.first(where: { $0.tree == own && $0.id != id }) {
      return .printed(id: part.id, at: 0)
    }
    switch tree {
    case .call(var call):
      call.arguments = call.arguments.map { replacing($0, isWhole: false, except: id) }
      return .call(call)
    case .negated(let inner): return .negated(replacing(inner, isWhole: false, except: id))
    case .binary(let operation, let left, let right, let at):
      return .binary(
        operation, replacing(left, isWhole: false, except: id),
        replacing(right, isWhole: false, except: id), at: at)
    default: return tree
    }
  }
}

extension Expression {
  /// The expression with all places in the text set to zero, so that equal expressions are equal.
  var withoutPlaces: Expression {
    switch self {
    case .number, .text: return self
    case .cells(var pattern):
      pattern.at = 0
      return .cells(pattern)
    case .printed(let id, _): return .printed(id: id, at: 0)
    case .call(var call):
      call.at = 0
      call.arguments = call.arguments.map(\.withoutPlaces)
      return .call(call)
    case .negated(let inner): return .negated(inner.withoutPlaces)
    case .binary(let operation, let left, let right, _):
      return .binary(operation, left.withoutPlaces, right.withoutPlaces, at: 0)
    case .comparison(let first, let links):
      return .comparison(
        first.withoutPlaces, links.map { Comparison($0.relation, $0.right.withoutPlaces) })
    case .all(let parts): return .all(parts.map(\.withoutPlaces))
    }
  }
}
