internal import ArgumentParser
internal import TamgaGravity
internal import TamgaNumerics
internal import TamgaPresent
internal import TamgaStudy

/// `tamga model test`: linear hypotheses about coefficients.
struct ModelTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test linear hypotheses about the coefficients of a model.",
    discussion: """
      tamga model test flows.parquet --formula "trade ~ rta + tariff | …" --cluster a^b \
      --hypothesis "rta = 0" --hypothesis "tariff + 2*rta = 1"

      Wald's test of all hypotheses together, each by itself, and what each coefficient does in \
      percent. --wild N adds a bootstrap by clusters: restricted for gaussian, by scores for others.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var inference: InferenceOptions

  @Option(name: .long, help: "A hypothesis, as in \"rta - 2*tariff = 1\"; may be repeated.")
  var hypothesis: [String]

  @Option(name: .long, help: "Draws of a wild cluster bootstrap; 0 for none.")
  var wild: Int = 0

  @Option(name: .long, help: "The law of its weights: rademacher, mammen, webb.")
  var law = Word(WildLaw.rademacher)

  @Option(name: .long, help: "The seed of its draws.")
  var seed: UInt64 = 1

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard !hypothesis.isEmpty else { throw ValidationError("--hypothesis is missing") }
    guard (0...1_000_000).contains(wild) else {
      throw ValidationError("--wild takes 0 to 1000000, not \(wild)")
    }
  }

  func run() throws {
    try options.running("model.test") {
      var specification = try model.specification()
      inference.apply(to: &specification)
      let report = try ModelTestRun(
        ModelTestRequest(
          model: specification, hypotheses: hypothesis,
          bootstrap: wild > 0 ? .init(draws: wild, seed: seed, law: law.value) : nil)
      ).report()
      try options.print(Envelope(schema: "model.test", data: report.json)) {
        try text(report)
      }
    }
  }

  private func text(_ report: ModelTestReport) throws -> String {
    let localiser = try Localiser(language: Language.choose(requested: options.lang))
    func row(_ name: String, _ estimate: Double, _ se: Double, _ ci: Interval, _ p: Double?)
      -> [String]
    {
      [
        name, localiser.numbers.string(estimate, digits: 4),
        localiser.numbers.string(se, digits: 4), localiser.interval(ci, digits: 4),
        p.map(localiser.numbers.pValue) ?? "",
      ]
    }
    let header = [
      localiser.text("hypothesis.column.hypothesis"),
      localiser.text("hypothesis.column.difference"),
      localiser.text("regression.part.standard-error"), localiser.text("column.interval95"),
      localiser.text("column.p"),
    ]
    let tests = TerminalTable(
      header: header,
      rows: zip(report.wald.hypotheses, report.combinations).map { text, found in
        row(text, found.estimate, found.se, found.ci95, found.p.value)
      })
    guard options.format == .table || options.format == .md else {
      return tests.text(options.format)
    }
    let effects = TerminalTable(
      header: [
        localiser.text("regression.column.term"), localiser.text("hypothesis.column.percent"),
      ]
        + header[2...3],
      rows: report.effects.map { Array(row($0.name, $0.estimate, $0.se, $0.ci95, nil).prefix(4)) })
    var parts = [tests.text(options.format), wald(report, localiser)]
    parts += report.bootstrap.map { test in
      localiser.text(
        Message(
          "hypothesis.bootstrap",
          [
            "hypothesis": .text(test.hypothesis), "p": .text(statement(test, localiser)),
            "draws": .count(test.draws), "law": .text(test.law.rawValue),
            "clusters": .count(test.clusters.count), "method": .text(test.method),
          ]))
    }
    parts.append(effects.text(options.format))
    return parts.joined(separator: "\n")
  }

  /// A p-value no smaller than the draws can tell.
  private func statement(_ test: BootstrapTest, _ localiser: Localiser) -> String {
    test.p > 0
      ? "p = " + localiser.numbers.string(test.p, digits: 4)
      : "p < " + localiser.numbers.string(1 / Double(max(1, test.draws)), digits: 4)
  }

  private func wald(_ report: ModelTestReport, _ localiser: Localiser) -> String {
    let freedom =
      report.wald.denominator.map {
        "F(\(report.wald.numerator), \(localiser.numbers.string($0, digits: 0)))"
      } ?? "χ²(\(report.wald.numerator))"
    return localiser.text(
      Message(
        "hypothesis.wald",
        [
          "law": .text(freedom),
          "statistic": .text(localiser.numbers.string(report.wald.statistic, digits: 3)),
          "p": .text(localiser.numbers.pStatement(report.wald.p)),
        ]))
  }
}
