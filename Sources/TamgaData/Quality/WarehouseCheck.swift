internal import TamgaPresent

/// The outcome of one rule over a whole warehouse.
public struct WarehouseCheck: Sendable, Hashable {
  /// The rule, as in `Q1 conservation: records read = accepted + rejected`.
  public let rule: String
  /// What was looked at.
  public let counted: Int
  /// What breaks the rule.
  public let failing: Int
  /// Up to five of them.
  public let examples: [String]

  /// Whether nothing breaks the rule.
  public var passed: Bool { failing == 0 }

  /// Checks a warehouse by every rule.
  ///
  /// - Parameter warehouse: the warehouse; nothing is changed.
  /// - Returns: one outcome a rule, in a fixed order.
  /// - Throws: when the warehouse cannot be read.
  public static func run(_ warehouse: Warehouse) throws -> [WarehouseCheck] {
    try rules.map { try $0.check(warehouse) }
  }

  /// A rule: what it looks at, and a query for what breaks it, one text a row.
  private struct Rule {
    let name: String
    let counted: String
    let failing: String

    func check(_ warehouse: Warehouse) throws -> WarehouseCheck {
      var total = 0
      try warehouse.connection.query(counted).forEachRow { columns, row in
        total = columns[0].integer(row) ?? 0
      }
      var examples: [String] = []
      var count = 0
      try warehouse.connection.query(failing).forEachRow { columns, row in
        count += 1
        if examples.count < 5 { examples.append(columns[0].text(row) ?? "") }
      }
      return WarehouseCheck(rule: name, counted: total, failing: count, examples: examples)
    }
  }

  private static let rules: [Rule] = [
    Rule(
      name: "Q1 conservation: records read = accepted + rejected",
      counted: "SELECT count(*) FROM activity",
      failing: """
        SELECT sheet || ': ' || rows_in || ' read, ' || accepted || ' accepted, ' || rejected
          || ' rejected' FROM activity WHERE rows_in <> accepted + rejected ORDER BY 1
        """),
    Rule(
      name: "Q7 closure: printed turnover = exports + imports",
      counted:
        "SELECT count(*) FROM flow_current WHERE flow = 'T' AND dataset NOT LIKE 'published.%'",
      failing: """
        SELECT t.dataset || ' ' || t.reporter || ' ' || t.partner || ' ' || t.period
        FROM flow_current t
        JOIN flow_current x USING (dataset, reporter, partner, product, period, currency)
        JOIN flow_current m USING (dataset, reporter, partner, product, period, currency)
        WHERE t.flow = 'T' AND x.flow = 'X' AND m.flow = 'M' AND dataset NOT LIKE 'published.%'
          AND abs(t.value - x.value - m.value) > 10 ORDER BY 1
        """),
    Rule(
      name: "Q9 keys: one number for each key of a vintage",
      counted: "SELECT count(*) FROM flow",
      failing: """
        SELECT dataset || ' ' || reporter || ' ' || partner || ' ' || flow || ' ' || period
        FROM flow GROUP BY dataset, vintage_id, \(WarehouseSchema.flowKey)
        HAVING count(*) > 1 ORDER BY 1
        """),
    Rule(
      name: "Q11 states: a number where, and only where, one was reported",
      counted: "SELECT (SELECT count(*) FROM flow) + (SELECT count(*) FROM indicator)",
      failing: """
        SELECT dataset || ' ' || reporter || ' ' || partner || ' ' || period FROM flow
        WHERE (state = 'reported') <> (value IS NOT NULL)
        UNION ALL SELECT dataset || ' ' || region || ' ' || indicator || ' ' || period
        FROM indicator WHERE (state = 'reported') <> (value IS NOT NULL) ORDER BY 1
        """),
    Rule(
      name: "Q16 names: every code is of a country, group or region",
      counted: "SELECT count(DISTINCT reporter) + count(DISTINCT partner) FROM flow",
      failing: """
        SELECT code FROM (
          SELECT reporter AS code FROM flow UNION SELECT partner FROM flow
          UNION SELECT region FROM indicator)
        WHERE code NOT IN (
          SELECT iso3 FROM country UNION SELECT code FROM country_group
          UNION SELECT region FROM region) ORDER BY 1
        """),
    Rule(
      name: "origin: every number has the cell it was read from",
      counted: "SELECT (SELECT count(*) FROM flow) + (SELECT count(*) FROM indicator)",
      failing: """
        SELECT f.dataset || ' ' || f.file_id || ' ' || f.locator FROM (
          SELECT dataset, file_id, locator FROM flow
          UNION ALL SELECT dataset, file_id, locator FROM indicator) f
        ANTI JOIN cell c ON c.file_id = f.file_id AND c.locator = f.locator ORDER BY 1
        """),
  ]
}
