@testable import TamgaAudit

extension Expression {
  /// The tree as text, operators first, offsets behind a `:`.
  var outline: String {
    switch self {
    case .number(let value): "\(value)"
    case .text(let text): "'\(text)'"
    case .cells(let pattern):
      "\(pattern.table ?? "_").\(pattern.column)[\(pattern.rows.outline)]:\(pattern.at)"
    case .printed(let id, let at): "@\(id):\(at)"
    case .call(let call):
      "(\(call.function.rawValue):\(call.at)"
        + call.arguments.map { " " + $0.outline }.joined()
        + call.named.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined() + ")"
    case .negated(let inner): "(neg \(inner.outline))"
    case .binary(let operation, let left, let right, let at):
      "(\(operation.rawValue):\(at) \(left.outline) \(right.outline))"
    case .comparison(let first, let links):
      "(cmp \(first.outline)"
        + links.map { " \($0.relation.rawValue) \($0.right.outline)" }.joined() + ")"
    case .all(let parts): "(and" + parts.map { " " + $0.outline }.joined() + ")"
    }
  }
}

extension RowPattern {
  fileprivate var outline: String {
    switch self {
    case .row(let row): row
    case .range(let first, let last): "\(first) to \(last)"
    case .list(let rows): rows.joined(separator: " | ")
    }
  }
}
