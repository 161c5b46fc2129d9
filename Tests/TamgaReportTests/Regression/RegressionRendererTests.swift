import Foundation
import TamgaData
import TamgaNumerics
import TamgaPresent
import Testing

@testable import TamgaReport

@Suite("Regression tables") struct RegressionRendererTests {
  /// What every form must say of the sample, in English.
  private static let musts = [
    "exporter^importer (9,900 clusters)", "stata-ppmlhdfe", "normal law", "fixest", "t(19)",
    "Driscoll–Kraay", "time (20 clusters)", "2 lags", "negative eigenvalues set to 0",
    "wz-stata; 3 pairs of leverage one", "bias-corrected", "absorbed by fixed effects",
    "existence certified, 400 rows separated", "yes, 7 iterations", "not applicable", "log(trade)",
    "PPML (Poisson)", "Least squares", "no data (not defined here)",
  ]
  private static let labels = [
    "Standard errors", "Small-sample convention", "Observations (N)", "Rows read",
    "Dropped: missing value in tariff", "Dropped: singleton", "Dropped: separated",
    "Dropped: value under a logarithm not positive", "Separation", "Convergence",
    "Bias correction", "Zeros among the observations", "Rows created as zeros",
  ]

  @Test("text: golden lines, aligned, nothing missing")
  func text() throws {
    let text = try RegressionRenderer.text(try SampleModels.table(), language: .en)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 130 })
    for must in Self.musts + Self.labels {
      for word in must.split(separator: " ") { #expect(text.contains(word), "\(must)") }
    }
    func cells(_ index: Int) -> [String] {
      lines[index].split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(lines[0] == "Coefficients of A_B, dependent variable trade")
    #expect(cells(2) == ["Term", "(1) [a]", "(1) [b]", "(2) [c]"])
    #expect(cells(4) == ["Baseline", "Baseline, bias-corrected", "OLS & logs"])
    #expect(cells(6) == ["rta", "0.400", "0.410", "0.21000"])
    #expect(cells(7) == ["(0.100)", "(0.120)", "(0.00012)"])
    #expect(cells(8) == ["[0.204, 0.596]", "[0.175, 0.645]", "[0.20974, 0.21026]"])
    #expect(text.contains("No stars are shown") && !text.contains("0.400*"))
    #expect(text.contains("Columns with different letters"))
    #expect(text.contains("Fewer than 30 clusters"))
    #expect(text.contains("(a) clustered: exporter^importer (9,900 clusters); stata-ppmlhdfe."))
    #expect(text.contains("factor 1.25") && !text.contains("factor 1.250"))
  }

  @Test("stars and no intervals when asked for")
  func stars() throws {
    let table = try SampleModels.table(.init(stars: true, intervals: false, digits: 2))
    let text = try RegressionRenderer.text(table, language: .en)
    #expect(text.contains("0.40***") && text.contains("** p < 0.05") && !text.contains("[0.2"))
    #expect(text.contains("−2.12***"))
    // p of 0.05/0.04 with t(19) is 0.23: no star.
    #expect(text.contains("0.050\n") && !text.contains("0.050*"))
  }

  @Test("Markdown: one row a line, notes as a list, special characters kept apart")
  func markdown() throws {
    let table = try SampleModels.table(.init(stars: true))
    let text = try RegressionRenderer.markdown(table, language: .en)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "**Coefficients of A\\_B, dependent variable trade**")
    #expect(lines[1].hasPrefix("| Term | (1) Baseline [a] | (1) Baseline, bias-corrected [b]"))
    #expect(lines[2] == "| :-- | --: | --: | --: |")
    #expect(lines[3] == "| rta | 0.400*** | 0.410*** | 0.21000*** |")
    #expect(lines.contains("| Observations (N) | 197,500 | 197,500 | 172,000 |"))
    #expect(lines.contains { $0.hasPrefix("- \\* p \\< 0.1") })
    for must in Self.musts + Self.labels { #expect(text.contains(must), "\(must)") }
  }

  @Test("CSV reads back to the same doubles and has every fact under a stable code")
  func csv() throws {
    let table = try SampleModels.table()
    let text = try RegressionRenderer.csv(table, language: .en)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("term,statistic,(1) Baseline [a],\"(1) Baseline, bias"))
    #expect(lines[1] == "rta,estimate,0.4,0.41,0.21")
    #expect(lines[2] == "rta,standard-error,0.1,0.12,0.0001234")
    #expect(lines.contains("log_tariff,estimate,-2.1234567,,"))
    let lower = try #require(lines.first { $0.hasPrefix("log_tariff,ci95-lower,") })
    let ends = lower.split(separator: ",", omittingEmptySubsequences: false)
    #expect(Double(ends[2]) == -2.1234567 - ReferenceLaw.normal.critical() * 0.25)
    for code in [
      "se-type", "convention", "rows-kept", "rows-read", "rows-created", "zeros",
      "dropped-missing:tariff", "dropped-singleton", "dropped-separated",
      "dropped-log-nonpositive", "levels-exporter^year", "separation", "convergence", "correction",
      "omitted-log_dist", "log-pseudolikelihood", "r-squared",
    ] {
      #expect(lines.contains { $0.hasPrefix("," + code + ",") }, "\(code)")
    }
    #expect(lines.contains(",dropped-missing:tariff,3000,3000,0"))
    #expect(lines.contains(",log-pseudolikelihood,-1234.5678,-1234.5678,"))
    let excel = try RegressionRenderer.csv(table, language: .ru, .spreadsheet)
    #expect(excel.contains("log_tariff;estimate;-2,1234567;;"))
    #expect(excel.contains("'=border_x;estimate;"))
  }

  @Test("LaTeX escapes what LaTeX takes for commands and ends every row")
  func latex() throws {
    let text = try RegressionRenderer.latex(try SampleModels.table(), language: .en)
    #expect(text.contains("\\caption{Coefficients of A\\_B, dependent variable trade}"))
    #expect(text.contains("\\begin{tabular}{lrrr}"))
    #expect(text.contains("(2) OLS \\& logs [c] \\\\"))
    #expect(text.contains("log\\_tariff & $-$2.123 &  &  \\\\"))
    #expect(text.contains(" & {}[0.204, 0.596] & {}[0.175, 0.645] & {}[0.20974, 0.21026] \\\\"))
    #expect(text.contains("exporter\\textasciicircum{}importer (9,900 clusters)"))
    #expect(text.contains("R$^{2}$ & "))
    let body = try #require(text.components(separatedBy: "\\begin{tabular}").last)
    for line in body.split(separator: "\n") where line.contains(" & ") {
      #expect(line.hasSuffix("\\\\") && line.components(separatedBy: " & ").count == 4)
    }
  }

  @Test("HTML is closed and escaped, with headers for rows and columns")
  func html() throws {
    let text = try RegressionRenderer.html(try SampleModels.table(), language: .en)
    #expect(text.contains("<th scope=\"col\" class=\"num\">(2) OLS &amp; logs [c]</th>"))
    #expect(text.contains("<th scope=\"row\">rta</th><td class=\"num\">0.400</td>"))
    #expect(text.contains("<caption>Coefficients of A_B"))
    #expect(text.components(separatedBy: "<tbody>").count == 3)
    for tag in ["table", "tr", "th", "td", "ul", "li"] {
      #expect(
        text.components(separatedBy: "<\(tag)>").count
          + text.components(separatedBy: "<\(tag) ").count - 1
          == text.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
    for must in Self.musts + Self.labels {
      #expect(text.contains(HTMLWriter.escaped(must)), "\(must)")
    }
  }

  @Test("XLSX: numbers are numbers with all digits, twice equal bytes")
  func workbook() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tamga-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let table = try SampleModels.table()
    let files = ["a", "b"].map { folder.appendingPathComponent($0 + ".xlsx") }
    for file in files {
      try RegressionRenderer.workbook(
        table, language: .ru, date: "2024-11-21", to: file.path)
    }
    #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]))
    let grid = try #require(try WorkbookReader.read(files[0]).sheets.first)
    let sheet = try RegressionRenderer.sheet(table, language: .ru)
    let estimate = try #require(sheet.rows.firstIndex { $0[0] == .text("log_tariff") })
    #expect(grid[sheet.headerRow + 1 + estimate, 2]?.content == .number(-2.1234567))
    #expect(grid[sheet.headerRow + 1 + estimate, 3]?.content == nil)
    let kept = try #require(sheet.rows.firstIndex { $0[1] == .text("Наблюдения (N)") })
    #expect(grid[sheet.headerRow + 1 + kept, 4]?.content == .number(172_000))
    #expect(sheet.rows.count == table.coefficientRows.count + table.factRows.count)
    #expect(sheet.rows.contains { $0[0] == .text("=border_x") })
  }

  @Test("JSON carries full doubles and the kind of every standard error")
  func json() throws {
    let json = try RegressionRenderer.json(try SampleModels.table())
    let column = try #require(json["columns"]?.array?.first)
    #expect(column["coefficients"]?.array?.last?["estimate"] == .number(-2.1234567))
    #expect(column["seType"]?["clusters"]?.array?.first?["count"] == .integer(9900))
    #expect(column["facts"]?["rows-kept"] == .integer(197_500))
    #expect(json["columns"]?.array?[1]["corrected"] == .bool(true))
    #expect(json["columns"]?.array?[2]["seType"]?["psdFixed"] == .bool(true))
  }

  @Test("every label and word is in every language", arguments: [Language.ru, .kk, .ky])
  func languages(language: Language) throws {
    let text = try RegressionRenderer.text(try SampleModels.table(), language: language)
    let english = try RegressionRenderer.text(try SampleModels.table(), language: .en)
    #expect(!text.contains("[regression.") && !text.contains("{"))
    let html = try RegressionRenderer.html(try SampleModels.table(), language: language)
    for label in Self.labels { #expect(!html.contains(label), "\(label)") }
    #expect(text.contains("9\u{A0}900") && text.contains("−2,123"))
    #expect(text.split(separator: "\n").count >= english.split(separator: "\n").count - 6)
  }
}
