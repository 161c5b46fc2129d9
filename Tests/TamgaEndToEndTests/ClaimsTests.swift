import Foundation
import TamgaPresent
import Testing

/// A few lines of two papers: a copied cell, and a header that is off by a thousand.
private enum Papers {
  static let wrongCell = """
    tamga: claims/1
    document: {id: "000", title: "A table", lang: en, numbers: {decimal: ",", group: " "}, text_numbers: {decimal: ".", group: ","}}
    tables:
      T1:
        where: "Table 1"
        unit: "mln USD"
        grid: 1
        columns: [t, x, m, st, sx, sm]
        column_units: {st: "%", sx: "%", sm: "%"}
        cells:
          total.2023: ["139 551", "79 138,8", "60 412,3", "100,0", "100,0", "100,0"]
          kg.2023: ["1688,1", "11472", "541", "1,2", "1,4", "0,9"]
          total.2022: ["135527,4", "84 593,1", "50 934,4", "100,0", "100,0", "100,0"]
          kg.2022: ["1246,9", "793", "541", "0,9", "0,9", "0,9"]
          total.2021: ["101513,4", "60 339,6", "41173,8", "100,0", "100,0", "100,0"]
          kg.2021: ["970,8", "625,2", "345,6", "1,0", "1,0", "0,8"]
        identities:
          - "t[*] = x[*] + m[*]"
          - "st[kg.{y}] = share(t[kg.{y}], t[total.{y}])"
          - "sx[kg.{y}] = share(x[kg.{y}], x[total.{y}])"
          - "sm[kg.{y}] = share(m[kg.{y}], m[total.{y}])"
        row_parts: [partner, period]
        against:
          dataset: office.trade
          key: {reporter: KAZ}
          columns: {m: {flow: M}}
          codes: {kg: KGZ, total: WLD}
    claims:
      - id: "000-07"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        where: "section 2"
        says: {value: "56.5", unit: "%"}
        expr: growth(T1.m[kg.2022], T1.m[kg.2021])
      - id: "000-08"
        quote: "with a growth of 56.5% or 195.4 million US dollars"
        where: "section 2"
        says: {value: "195.4", unit: "mln USD"}
        expr: T1.m[kg.2022] - T1.m[kg.2021]
      - id: "000-09"
        quote: "exports grew by 26.8%"
        where: "section 2"
        says: {value: "26.8", unit: "%"}
        expr: growth(T1.x[kg.2022], T1.x[kg.2021])
    conclusions:
      - {id: "000-c1", text: "imports jumped in 2022", where: "Conclusions", rests_on: ["000-07"]}

    """

  static let smallSample = """
    tamga: claims/1
    document: {id: "001", lang: en, numbers: {decimal: ".", group: ","}}
    tables:
      T1:
        where: "Table 1"
        columns: [inv, exp]
        column_units: {inv: "mln USD", exp: "mln USD"}
        cells:
          "2020": ["36,581.40", "170.5"]
          "2021": ["81,845.50", "382"]
          "2022": ["127,900.80", "411"]
          "2023": ["117,547.80", "559"]
          "2024": ["107,162.10", "559"]
    claims:
      - id: "001-01"
        quote: "The calculated correlation coefficient for the period 2020-2024 is 0.84"
        where: "section 3"
        says: {value: "0.84"}
        expr: pearson(T1.inv[2020..2024], T1.exp[2020..2024])
        require: {n: ">= 8", p: "< 0.05", leave_one_out: "0.1"}
      - id: "001-02"
        quote: "USD 36.6 million in 2020"
        where: "section 3"
        says: {value: "36.6", unit: "mln USD"}
        expr: T1.inv[2020]

    """

  /// A file in which everything holds and nothing is weak.
  static let sound = """
    tamga: claims/1
    document: {id: "s", lang: en}
    tables:
      T: {columns: [a, b], cells: {"1": ["2.0", "3.0"], "2": ["2.5", "3.5"]}}
    claims:
      - {id: "s-1", quote: "a rose by 25%", says: {value: "25", unit: "%"}, expr: "growth(T.a[2], T.a[1])"}

    """
}

@Suite("Claims of a published text", .enabled(if: Program.isBuilt, "the release binary"))
struct ClaimsTests {
  private let scratch: Scratch
  private let wrongCell: String
  private let smallSample: String

  init() throws {
    scratch = try Scratch()
    wrongCell = try scratch.write(Papers.wrongCell, to: "000.yml")
    smallSample = try scratch.write(Papers.smallSample, to: "001.yml")
  }

  private func claim(_ id: String, _ outcome: Program.Outcome) -> JSONValue? {
    outcome.data?["claims"]?.array?.first { $0["id"]?.string == id }
  }

  @Test("a copied cell: 541 is repaired to 453.9 alone, and what was computed from it is tainted")
  func wrongCellChecked() throws {
    let outcome = try Program.run("claims", "check", wrongCell, "--json")
    try Schemas.expect(outcome, "claims.check", exit: 1)
    #expect(claim("000-07", outcome)?["verdict"] == "tainted")
    #expect(claim("000-07", outcome)?["tainted_by"] == ["T1.m[kg.2022]"])
    #expect(claim("000-09", outcome)?["verdict"] == "reproduced")
    let repair = outcome.data?["repairs"]?.array?.first {
      $0["cells"]?[0]?["cell"] == "T1.m[kg.2022]"
    }
    #expect(repair?["cells"]?[0]?["repaired"] == "453.9" && repair?["unique"] == true)
    #expect(repair?["rank"] == 1 && repair?["cells"]?[0]?["printed"] == "541")
    let sentences = repair?["corrected"]?.array?.compactMap { $0["sentence"]?.string } ?? []
    #expect(sentences.contains("with a growth of 31.3% or 108.3 million US dollars"))
    let counts = (outcome.data?["summary"]?.object ?? [:]).values.compactMap(\.integer)
    #expect(counts.reduce(0, +) == outcome.data?["claims"]?.array?.count)
  }

  @Test("five observations: reproduced and weak; a header in the wrong unit: contradicted")
  func smallSampleChecked() throws {
    let outcome = try Program.run("claims", "check", smallSample, "--json")
    try Schemas.expect(outcome, "claims.check", exit: 1)
    #expect(claim("001-01", outcome)?["verdict"] == "reproduced")
    #expect(claim("001-01", outcome)?["weak"]?.array?.contains("n") == true)
    #expect(claim("001-02", outcome)?["verdict"] == "contradicted")
    #expect(claim("001-02", outcome)?["sub"] == "unit")
  }

  @Test("--fail-on chooses what ends with 1, --only what is looked at") func exits() throws {
    let sound = try scratch.write(Papers.sound, to: "sound.yml")
    #expect(try Program.run("claims", "check", sound).exit == 0)
    #expect(try Program.run("claims", "check", wrongCell).exit == 1)
    #expect(try Program.run("claims", "check", wrongCell, "--fail-on", "none").exit == 0)
    #expect(try Program.run("claims", "check", wrongCell, "--fail-on", "weak").exit == 0)
    #expect(try Program.run("claims", "check", smallSample, "--fail-on", "weak").exit == 1)
    let one = ["claims", "check", wrongCell, "--only", "000-07"]
    #expect(try Program.run(one).exit == 0)
    #expect(try Program.run(one + ["--fail-on", "contradicted,tainted"]).exit == 1)
    #expect(
      try Program.run("claims", "check", wrongCell, "--only", "000-09", "--fail-on", "tainted").exit
        == 0)
    #expect(try Program.run("claims", "check", wrongCell, "--fail-on", "sometimes").exit == 64)
    #expect(try Program.run("claims", "check", wrongCell, "--only", "000-77").exit == 66)
  }

  @Test("wrong input: options 64, files 65, what is missing 66, each with its code") func misuse()
    throws
  {
    func code(_ arguments: String...) throws -> String {
      let outcome = try Program.run(arguments + ["--json"])
      let code = try outcome.envelope["diagnostics"]?[0]?["code"]?.string ?? "none"
      return "\(outcome.exit) \(code)"
    }
    let unknown = try scratch.write(
      Papers.sound.replacing("quote:", with: "qoute:"), to: "unknown.yml")
    let broken = try scratch.write(
      Papers.sound.replacing("growth(T.a[2], T.a[1])", with: "growth(T.a[2], )"), to: "broken.yml")
    let noYAML = try scratch.write("a: [1, 2\nb: }", to: "no.yml")
    let empty = try scratch.write("", to: "empty.yml")
    #expect(try code("claims", "check", wrongCell, "--nonsense") == "64 T064")
    #expect(try code("claims", "nonsense") == "64 T064")
    #expect(try code("claims", "check", scratch.path("none.yml")) == "66 T660")
    try FileManager.default.createDirectory(
      atPath: scratch.path("nothing"), withIntermediateDirectories: true)
    #expect(try code("claims", "card", scratch.path("nothing")) == "66 T661")
    #expect(try code("claims", "check", unknown).hasPrefix("65 T6"))
    #expect(try code("claims", "check", broken).hasPrefix("65 T6"))
    #expect(try code("claims", "check", noYAML).hasPrefix("65 T6"))
    #expect(try code("claims", "check", empty).hasPrefix("65 T6"))
    #expect(try code("claims", "check", wrongCell, "--text", scratch.path("no.txt")) == "66 T663")
    #expect(try code("claims", "check", wrongCell, smallSample, "--text", wrongCell) == "64 T664")
    #expect(try code("claims", "check", wrongCell, "--db", scratch.path("no.duckdb")) == "66 T180")
    #expect(try code("claims", "check", wrongCell, "--as-of", "July") == "64 T066")
    #expect(try code("claims", "explain", "000-77", wrongCell) == "66 T667")
    #expect(try code("claims", "explain", wrongCell) == "64 T675")
    #expect(try code("claims", "impact", "T1.m[kg.2032]", "--doc", wrongCell) == "66 T668")
    #expect(try code("claims", "impact", "T1.m[kg.2022]=x", "--doc", wrongCell) == "64 T669")
    let place = try Program.run("claims", "check", unknown, "--json").envelope["diagnostics"]?[0]
    #expect(place?["place"]?["line"]?.integer == 6 && place?["exit"]?.integer == 65)
  }

  @Test("explain, impact, card, repair and ls follow their schemas") func schemas() throws {
    let explained = try Program.run("claims", "explain", "000-07", wrongCell, "--json")
    try Schemas.expect(explained, "claims.explain")
    #expect(explained.data?["claims"]?[0]?["formula"] == "100 × (541 / 345.6 − 1)")
    let identity = try Program.run(
      "claims", "explain", "000-T1.t[kg.2022]", "v:claim.001-01", wrongCell, smallSample, "--json")
    try Schemas.expect(identity, "claims.explain")
    let impact = try Program.run(
      "claims", "impact", "T1.m[kg.2022]=453.9", "--doc", wrongCell, "--json")
    try Schemas.expect(impact, "claims.impact")
    let affected = impact.data?["affected"]?.array ?? []
    #expect(affected.first { $0["id"] == "000-07" }?["effect"] == "tainted")
    #expect(affected.first { $0["id"] == "000-c1" }?["kind"] == "conclusion")
    try Schemas.expect(
      Program.run(
        "claims", "impact", "000:T1.m[kg.2022]", "--doc", wrongCell, smallSample, "--json"),
      "claims.impact")
    let card = try Program.run("claims", "card", wrongCell, smallSample, "--json")
    try Schemas.expect(card, "claims.card")
    #expect(card.data?["documents"]?[0]?["consequential"]?[0]?["cell"] == "T1.m[kg.2022]")
    try Schemas.expect(
      Program.run("claims", "repair", wrongCell, smallSample, "--json"), "claims.repair")
    let list = try Program.run("claims", "ls", wrongCell, smallSample, "--json")
    try Schemas.expect(list, "claims.ls")
    #expect(list.data?["documents"]?.array?.count == 2)
    let both = try Program.run("claims", "check", wrongCell, smallSample, "--json")
    try Schemas.expect(both, "claims.check", exit: 1)
    #expect(both.data?["documents"]?.array?.count == 2)
    #expect(both.data?["claims"]?.array?.contains { $0["id"] == "001-02" } == true)
  }

  @Test("official numbers of a warehouse: another publication, and the repair confirmed")
  func official() throws {
    let db = scratch.path("x.duckdb")
    for (date, value) in [("2023-05-01", "541000"), ("2024-07-25", "453925.25315")] {
      let rows = "KAZ,KGZ,M,2022,\(value),kUSD\nKAZ,KGZ,M,2021,345600,kUSD\n"
      let file = try scratch.write(
        "reporter,partner,flow,period,value,unit\n" + rows, to: "\(date).csv")
      let added = try Program.run(
        "data", "add", file, "--into", db, "--dataset", "office.trade", "--published", date)
      #expect(added.exit == 0, "\(added.errors)")
    }
    let newest = try Program.run("claims", "check", wrongCell, "--db", db, "--json")
    try Schemas.expect(newest, "claims.check", exit: 1)
    let external = claim("000-07", newest)?["external"]
    #expect(external?["verdict"] == "other_vintage" && external?["vintage"] == "2024-07-25")
    #expect(external?["matching_vintage"] == "2023-05-01")
    let repair = newest.data?["repairs"]?.array?.first {
      $0["cells"]?[0]?["cell"] == "T1.m[kg.2022]"
    }
    #expect(repair?["status"] == "confirmed")
    let earlier = try Program.run(
      "claims", "check", wrongCell, "--db", db, "--as-of", "2023-12-31", "--json")
    #expect(claim("000-07", earlier)?["external"]?["verdict"] == "match")
    try Schemas.expect(
      Program.run("claims", "explain", "000-07", wrongCell, "--db", db, "--json"), "claims.explain")
  }

  @Test(
    "the terminal shows sign, verdict and correction, in every language, without colour in a pipe")
  func terminal() throws {
    let english = try Program.run("claims", "check", wrongCell)
    #expect(english.output.contains("⚠ 000-07  right arithmetic, wrong input"))
    #expect(english.output.contains("with a growth of 31.3% or 108.3 million US dollars"))
    #expect(!english.output.contains("\u{1B}["))
    #expect(english.errors.contains("Next: tamga claims explain"))
    for language in ["ru", "kk", "ky"] {
      for command in [["check"], ["card"], ["repair"], ["ls"], ["explain", "000-07"]] {
        let outcome = try Program.run(["claims"] + command + [wrongCell, "--lang", language])
        #expect(!outcome.output.contains("[claims."), "\(language) \(command)")
        #expect(!outcome.output.isEmpty && outcome.output != english.output)
      }
    }
    let quiet = try Program.run("claims", "check", wrongCell, "--quiet")
    #expect(quiet.errors.isEmpty && quiet.output == english.output)
    let markdown = try Program.run("claims", "card", wrongCell, "--format", "md")
    #expect(
      markdown.output.hasPrefix("# 000  A table\n")
        && markdown.output.contains("| T1.m[kg.2022] | 541 | 453.9 |"))
    for style in ["csv", "md", "jsonl"] {
      #expect(
        try Program.run("claims", "check", wrongCell, "--format", style).output.contains("000-07"))
    }
  }
}
