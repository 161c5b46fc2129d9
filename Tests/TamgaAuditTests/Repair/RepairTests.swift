import TamgaAudit
import TestSupport
import Testing

@Suite("Repair of cells")
struct RepairTests {
  @Test("the copied import of 2022 is mended to 453.9, uniquely, and taints what rests on it")
  func kuanshalievTable() throws {
    let report = try checked(kuanshaliev)
    let repair = try #require(report.repairs.first { $0.kind == .digits && $0.rank == 1 })
    #expect(repair.changes.map(\.address) == ["T1.m[kg.2022]"])
    #expect(repair.changes.map(\.printed) == ["541"])
    #expect(repair.changes.map(\.repaired) == ["453.9"])
    #expect(repair.isUnique)
    #expect(repair.changes[0].admissible?.contains(453.925) == true)
    #expect(report.claim("000-07")?.verdict == .tainted)
    #expect(report.claim("000-07")?.taintedBy == ["T1.m[kg.2022]"])
    // 100 (453.9/345.6 − 1) = 31.337
    #expect(abs((report.claim("000-07")?.ifRepaired ?? 0) - 31.3368) < 1e-4)
    #expect(report.claim("000-08")?.verdict == .tainted)
    #expect(report.claim("000-13")?.verdict == .tainted)
    #expect(report.claim("000-14")?.verdict == .reproduced)
  }

  @Test("a lost comma is read where the relations want it, and said so")
  func lostSeparator() throws {
    let report = try checked(kuanshaliev)
    let repair = try #require(report.repairs.first { $0.kind == .reading })
    #expect(repair.changes.map(\.address) == ["T1.x[kg.2023]"])
    #expect(repair.changes.map(\.repaired) == ["1147.2"])
    let sum = try #require(report.claims.first { $0.id == "000-T1.t[kg.2023]" })
    #expect(sum.verdict == .reproduced || sum.verdict == .rounding)
    #expect(sum.modifiers.contains("reading"))
  }

  @Test("conclusions carry the worst of what they rest on")
  func conclusions() throws {
    let report = try checked(kuanshaliev)
    #expect(report.conclusions.map(\.worst) == [.tainted, .reproduced])
    #expect(report.conclusions[0].hit == ["000-07", "000-08"])
  }

  @Test("a lone contradicted sentence is a suggestion, not a unique repair")
  func loneSentence() throws {
    let text =
      head + """
        tables:
          T1: {columns: [x], unit: "mln USD", grid: 1, cells: {"2022": ["119.6"], "2021": ["100.0"]}}
        claims:
          - {id: c, quote: "grew by 21.3%", says: {value: "21.3", unit: "%"}, expr: "growth(T1.x[2022], T1.x[2021])"}

        """
    let repair = try #require(try checked(text).repairs.first)
    #expect(repair.kind == .sentence)
    #expect(repair.changes.map(\.repaired) == ["19.6"])
    #expect(!repair.isUnique)
    #expect(repair.status == .suggestion)
  }

  @Test("one sum and no other relation: several cells fit, none is called unique")
  func ambiguous() throws {
    let text =
      head + """
        tables:
          T1:
            columns: [t, x, m]
            unit: "mln USD"
            grid: 1
            cells: {"2022": ["310.4", "200.2", "120.2"]}
            identities: ["t[*] = x[*] + m[*]"]

        """
    let repairs = try checked(text).repairs
    #expect(repairs.count >= 2)
    #expect(repairs.allSatisfy { !$0.isUnique })
  }

  @Test(
    "each kind of edit is priced as in the table",
    arguments: [
      ("11472", "1147.2", DigitEdit.separator), ("1688.1", "1688100.0", .separator),
      ("541.3", "-541.3", .sign), ("541.3", "547.3", .lookAlike),
      ("541.3", "514.3", .transposition),
      ("541.3", "545.3", .substitution), ("541.3", "54.3", .length), ("541.3", "5421.3", .length),
      ("541.3", "982.7", .replacement), ("541.3", "921.3", .two),
    ])
  func edits(printed: String, meant: String, edit: DigitEdit) {
    func digits(_ text: String) -> (mantissa: Int, decimals: Int) {
      let parts = text.split(separator: ".")
      return (Int(text.replacing(".", with: "")) ?? 0, parts.count == 2 ? parts[1].count : 0)
    }
    #expect(DigitEdit.between(digits(printed), digits(meant)) == edit)
  }

  @Test("a planted digit in a closed table is found again", arguments: UInt64(0)..<20)
  func closedTable(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var rows: [[Int]] = (0..<5).map { _ in (0..<4).map { _ in 1_000 + random.below(90_000) } }
    for row in rows.indices { rows[row].append(rows[row].reduce(0, +)) }
    let sums = (0..<5).map { column in rows.reduce(0) { $0 + $1[column] } }
    rows.append(sums)
    let (row, column) = (random.below(5), random.below(4))
    let truth = rows[row][column]
    rows[row][column] = truth + (truth % 10 < 5 ? 4 : -4) * 100
    let cells = rows.enumerated().map { index, values in
      let name = index == 5 ? "all" : "r\(index)"
      let printed = values.map { "\"\($0 / 10).\($0 % 10)\"" }.joined(separator: ", ")
      return "      \(name): [\(printed)]"
    }
    let text =
      head + "tables:\n  T:\n    columns: [a, b, c, d, t]\n    grid: 1\n    cells:\n"
      + cells.joined(separator: "\n") + """

            identities:
              - "t[*] = a[*] + b[*] + c[*] + d[*]"

        """
      + "abcdt".map { "      - \"\($0)[all] = sum(\($0)[r0..r4])\"" }.joined(separator: "\n") + "\n"
    let repair = try #require(try checked(text).repairs.first { $0.rank == 1 })
    #expect(repair.isUnique)
    #expect(repair.changes.map(\.address) == ["T.\(Array("abcdt")[column])[r\(row)]"])
    let admissible = try #require(repair.changes[0].admissible)
    #expect(admissible.low - 0.05 <= Double(truth) / 10)
    #expect(Double(truth) / 10 <= admissible.high + 0.05)
  }
}
