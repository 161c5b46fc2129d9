import Foundation
import TamgaPresent
import Testing

@Suite("Gravity models on the command line", .enabled(if: Program.isBuilt, "the release binary"))
struct ModelCommandTests {
  private static let threeWay =
    "trade ~ rta + tariff + border_t | exporter^year + importer^year + exporter^importer"

  /// Row 7 is separated: z is above zero on it alone, and its outcome is 0.
  private static let rows = """
    y,x,z,w,f
    3,1,0,2,a
    5,2,0,1,a
    0,1,0,3,a
    7,3,0,1,b
    0,2,0,5,b
    2,1,0,4,b
    0,3,1,2,b
    4,5,0,7,a

    """

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func panel(_ options: String...) throws -> String {
    let file = scratch.path("panel.parquet")
    let made = try Program.run(["model", "simulate-panel", "-o", file, "--json"] + options)
    try Schemas.expect(made, "model.simulate-panel")
    return file
  }

  private func table() throws -> String { try scratch.write(Self.rows, to: "rows.csv") }

  private func fit(_ file: String, _ formula: String, _ options: String...) throws
    -> Program.Outcome
  {
    try Program.run(["model", "fit", file, "--formula", formula, "--json"] + options)
  }

  private func withoutSeconds(_ data: JSONValue?) throws -> String {
    var members = try #require(data?.object)
    #expect(members.removeValue(forKey: "seconds") != nil)
    return JSONValue.object(members).text(layout: .indented)
  }

  private func codes(_ outcome: Program.Outcome) throws -> [String] {
    try (outcome.envelope["diagnostics"]?.array ?? []).compactMap { $0["code"]?.string }
  }

  // MARK: Estimates

  @Test("a simulated panel gives its coefficients back within three standard errors")
  func simulated() throws {
    let file = try panel("--countries", "24", "--years", "8", "--seed", "12")
    let outcome = try fit(file, Self.threeWay, "--cluster", "exporter^importer")
    try Schemas.expect(outcome, "model.fit")
    let data = try #require(outcome.data)
    let rows = try #require(data["coefficients"]?.array)
    #expect(rows.compactMap { $0["name"]?.string } == ["rta", "tariff", "border_t"])
    for (row, truth) in zip(rows, [0.4, -2, 0.5]) {
      let (estimate, error) = (row["estimate"]?.double ?? .infinity, row["se"]?.double ?? 0)
      #expect(abs(estimate - truth) < 3 * error, "\(row)")
      #expect(row["se_type"] == "cluster")
    }
    #expect((rows.first?["se"]?.double ?? 1) < 0.2)
    #expect(data["n_read"] == 4608 && data["family"] == "poisson")
    #expect(data["separation"]?["status"] == "certified")
    let dropped = try #require(data["dropped"]?["reasons"]?.array)
      .reduce(0) { $0 + ($1["rows"]?.integer ?? 0) }
    #expect((data["n"]?.integer ?? 0) + dropped == 4608)
    #expect(data["vcov"]?["clusters"]?[0]?["name"] == "exporter^importer")
  }

  @Test("the same panel twice, and one thread or two, give the same data") func threads() throws {
    let file = try panel("--countries", "12", "--years", "6")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    let again = try panel("--countries", "12", "--years", "6")
    #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == bytes)
    let options = ["--cluster", "exporter^importer", "--threads"]
    let one = try fit(file, Self.threeWay, options[0], options[1], options[2], "1")
    let two = try fit(file, Self.threeWay, options[0], options[1], options[2], "2")
    try Schemas.expect(one, "model.fit")
    #expect(try withoutSeconds(one.data) == withoutSeconds(two.data))
    #expect(one.data?["n_read"] == 864)
  }

  @Test("bias correction, several models, instruments and every family follow the schema")
  func forms() throws {
    let file = try panel("--countries", "12", "--years", "6")
    let corrected = try fit(file, Self.threeWay, "--bias-correction")
    try Schemas.expect(corrected, "model.fit")
    #expect(corrected.data?["bias_corrected"]?.array?.count == 3)
    #expect(corrected.data?["bias_convention"] == "wz-stata")
    let several = try fit(
      file, "trade ~ rta + csw0(tariff, border_t) | exporter^year + importer^year")
    try Schemas.expect(several, "model.fit")
    let counts = several.data?["models"]?.array?.map { $0["coefficients"]?.array?.count }
    #expect(counts == [1, 2, 3])
    let instrumented = "trade ~ border_t | exporter + importer | rta ~ tariff"
    let linear = try fit(file, instrumented, "--family", "gaussian")
    try Schemas.expect(linear, "model.fit")
    #expect(linear.data?["family"] == "2sls" && linear.data?["instruments"] != .null)
    try Schemas.expectFailure(fit(file, instrumented), "model.fit", exit: 65, code: "T523")
    for family in ["logit", "gamma", "negbin", "gaussian"] {
      let outcome = try fit(
        file, "I(trade > 0) ~ rta + border_t | exporter^year", "--family", family)
      try Schemas.expect(outcome, "model.fit")
      #expect(outcome.data?["family"]?.string == family)
    }
  }

  @Test("a separated row of a text file is named, proved and left out") func separated() throws {
    let file = try table()
    let outcome = try fit(file, "y ~ x + z | f")
    try Schemas.expect(outcome, "model.fit")
    #expect(outcome.data?["separated_rows"] == [7])
    #expect(outcome.data?["dropped"]?["separated"] == 1 && outcome.data?["n"] == 7)
    #expect(outcome.data?["collinear"]?[0]?["name"] == "z")
    #expect(try codes(outcome) == ["T546", "T549"])
    let command = ["model", "separation", file, "--formula", "y ~ x + z | f"]
    let found = try Program.run(command + ["--json"])
    try Schemas.expect(found, "model.separation")
    #expect(found.data?["separated_rows"] == [7] && found.data?["n_read"] == 8)
    #expect(found.data?["certificate"]?["verified"] == true)
    for language in ["en", "ru", "kk", "ky"] {
      let text = try Program.run(command + ["--lang", language])
      #expect(text.exit == 0 && text.output.contains("7"))
      #expect(!text.output.contains("model.separation"))
    }
    let linear = try Program.run(command + ["--family", "gaussian", "--json"])
    try Schemas.expect(linear, "model.separation")
    #expect(linear.data?["status"] == "not-applicable")
  }

  @Test("a constant alone is the logarithm of the mean") func constant() throws {
    let outcome = try fit(try table(), "y ~ 1")
    try Schemas.expect(outcome, "model.fit")
    let estimate = outcome.data?["coefficients"]?[0]?["estimate"]?.double ?? 0
    #expect(abs(estimate - log(21.0 / 8)) < 1e-9)
    #expect(outcome.data?["fixed_effects"] == [])
  }

  @Test("a prediction for every row, in the envelope and in files of each form")
  func predictions() throws {
    let file = try table()
    let effects = scratch.path("effects.csv")
    let command = ["model", "predict", file, "--formula", "y ~ x + z | f"]
    let all = try Program.run(command + ["--json", "--effects", effects])
    try Schemas.expect(all, "model.predict")
    #expect(all.data?["n_predicted"] == 7 && all.data?["n_read"] == 8)
    let rows = try #require(all.data?["predictions"]?.array)
    #expect(rows.count == 8 && rows[6]["reason"] == "separated" && rows[6]["mean"] == .null)
    #expect(rows[0]["link"]?.double.map(exp) == rows[0]["mean"]?.double)
    let levels = try String(contentsOfFile: effects, encoding: .utf8)
    #expect(levels.hasPrefix("effect,level,value,component,normalisation\nf,a,"))
    for ending in ["csv", "json", "parquet"] {
      let path = scratch.path("answers.\(ending)")
      let written = try Program.run(command + ["--json", "-o", path])
      try Schemas.expect(written, "model.predict")
      #expect(written.data?["predictions"] == .null && written.data?["file"]?.string == path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count > 100)
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: file))
    for words in [command, ["model", "fit", file, "--formula", "y ~ x"]] {
      #expect(try Program.run(words + ["-o", file]).exit == 64)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
    let again = try Program.run(
      ["model", "fit", scratch.path("answers.parquet"), "--formula", "mean ~ row", "--json"])
    #expect(again.data?["n"] == 7)
    try Schemas.expectFailure(
      Program.run(command + ["--json", "-o", scratch.path("answers.txt")]), "model.predict",
      exit: 64, code: "T595")
    try Schemas.expectFailure(
      Program.run(command + ["--json", "--set", "x"]), "model.predict", exit: 64, code: "T594")
    try Schemas.expectFailure(
      Program.run(command + ["--json", "--on", scratch.path("no.csv")]), "model.predict", exit: 66,
      code: "T100")
    for language in ["en", "ru", "kk", "ky"] {
      let text = try Program.run(command + ["--lang", language])
      #expect(text.exit == 0 && !text.output.contains("model.predict"))
    }
  }

  @Test("a column of a table is numbered once, under the outcome it explains") func heading() throws
  {
    let text = try Program.run(["model", "fit", try table(), "--formula", "y ~ x | f"]).output
    #expect(text.split(separator: "(1)", omittingEmptySubsequences: false).count == 2)
  }

  // MARK: Refusals

  @Test("what cannot be fitted is refused with code, exit status and place") func refusals() throws
  {
    let file = try table()
    let cases: [(formula: String, options: [String], exit: Int32, code: String)] = [
      ("y ~ x + nosuch", [], 65, "T508"), ("y ~ lag(x, 1)", [], 65, "T511"),
      ("y ~ x", ["--weights", "nosuch"], 65, "T508"), ("y ~ x", ["--cluster", "g"], 65, "T508"),
      ("y ~ x", ["--vcov", "dyadic"], 65, "T593"), ("y ~ x", ["--vcov", "conley"], 64, "T591"),
      ("y ~ x", ["--where", "x >"], 64, "T322"),
      ("y ~ x", ["--where", "nosuch > 1"], 64, "T322"),
      ("y ~ x", ["--family", "logit"], 65, "T522"), ("I(x - 2) ~ z", [], 65, "T521"),
      ("y ~ x", ["--where", "x > 100"], 65, "T517"),
      ("y ~ x", ["--weights", "x - 2"], 65, "T516"),
      ("y ~ x", ["--vcov", "jackknife"], 64, "T534"),
      ("y ~ x | f", ["--vcov", "hc3"], 64, "T535"),
      ("y ~ x", ["--table", "flow"], 66, "T554"),
    ]
    for item in cases {
      let outcome = try Program.run(
        ["model", "fit", file, "--formula", item.formula, "--json"] + item.options)
      try Schemas.expectFailure(outcome, "model.fit", exit: item.exit, code: item.code)
    }
    try Schemas.expectFailure(
      fit(scratch.path("no.csv"), "y ~ x"), "model.fit", exit: 66, code: "T100")
    let lag = try fit(file, "y ~ lag(x, 1)")
    #expect(try lag.envelope["diagnostics"]?[0]?["arguments"]?["column"] == "exporter")
  }

  @Test("numbers whose squares are no numbers have no standard errors, and it says so")
  func beyondSquares() throws {
    let scratch = try Scratch()
    let file = try scratch.write("y,x\n1e308,1\n1e300,2\n1,3\n1e-300,4\n", to: "huge.csv")
    let outcome = try Program.run("model", "fit", file, "--formula", "y ~ x", "--json")
    try Schemas.expectFailure(outcome, "model.fit", exit: 65, code: "T598")
  }

  @Test("a wrong formula is shown with the column of the mistake") func formulas() throws {
    let file = try table()
    let cases = [
      ("y ~ x + (z", 11, "T504"), ("y ~ x + z $", 11, "T501"), ("y ~ sqroot(x)", 5, "T505"),
      ("y ~ f", 5, "T509"), ("y ~ `x", 5, "T502"), ("y ~ x + 1e999", 9, "T503"),
    ]
    for (formula, column, code) in cases {
      let outcome = try fit(file, formula)
      try Schemas.expectFailure(outcome, "model.fit", exit: 65, code: code)
      let diagnostic = try outcome.envelope["diagnostics"]?[0]
      #expect(diagnostic?["place"]?["column"]?.integer == column, "\(formula)")
      #expect(diagnostic?["place"]?["file"] == "--formula")
      #expect(diagnostic?["excerpt"]?.string == formula)
    }
  }

  // MARK: Output

  @Test("--lang ru prints Russian, tables and refusals alike") func russian() throws {
    let file = try table()
    let command = ["model", "fit", file, "--lang", "ru", "--formula"]
    let good = try Program.run(command + ["y ~ x + z | f"])
    #expect(good.exit == 0 && good.output.contains("Модель для y"))
    #expect(good.output.contains("Стандартные ошибки"))
    #expect(good.errors.contains("z не вошёл"))
    let bad = try Program.run(command + ["y ~ sqroot(x)"])
    #expect(bad.exit == 65 && bad.errors.contains("функции sqroot нет; ближайшие: sqrt"))
  }

  @Test("-o writes the table in the form of the ending, and refuses another") func files() throws {
    let file = try table()
    let names = ["md", "tex", "html", "csv", "txt", "xlsx"]
    let outputs = names.flatMap { ["-o", scratch.path("table.\($0)")] }
    let command = ["model", "fit", file, "--formula", "y ~ x | f"]
    #expect(try Program.run(command + outputs).exit == 0)
    let marks = ["md": "|", "tex": "tabular", "html": "<table", "csv": ",", "txt": "PPML"]
    for (ending, mark) in marks {
      let text = try String(contentsOfFile: scratch.path("table.\(ending)"), encoding: .utf8)
      #expect(text.contains(mark) && text.contains("x"), "\(ending)")
    }
    let workbook = try Data(contentsOf: URL(fileURLWithPath: scratch.path("table.xlsx")))
    #expect(workbook.starts(with: Data("PK".utf8)))
    let odd = scratch.path("table.docx")
    try Schemas.expectFailure(
      Program.run(command + ["-o", odd, "--json"]), "model.fit", exit: 64, code: "T559")
    #expect(!FileManager.default.fileExists(atPath: odd))
    try Schemas.expectFailure(
      Program.run(command + ["-o", scratch.path("no/table.md"), "--json"]), "model.fit", exit: 73,
      code: "T183")
  }
}
