internal import ArgumentParser
internal import TamgaGravity
internal import TamgaPresent
internal import TamgaStudy

/// `tamga model separation`: rows on which the estimate does not exist, with proofs.
struct ModelSeparationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "separation",
    abstract: "Find separated rows, each with a certificate recomputed from the data.",
    discussion: """
      Without regressors write 1: \"y ~ 1 | f1 + f2\". Rows are numbered from 1 below the header.
      """)

  @OptionGroup var model: ModelOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try options.running("model.separation") {
      let (result, rows) = try ModelRun(try model.specification()).separation()
      try options.print(Envelope(schema: "model.separation", data: result.json(rows: rows))) {
        try text(result, rows)
      }
    }
  }

  private func text(_ result: SeparationResult, _ rows: [Int]) throws -> String {
    let localiser = try Localiser(language: Language.choose(requested: options.lang))
    var lines = [
      localiser.text(
        Message(
          "model.separation.\(result.status.rawValue)",
          ["n": .count(rows.count), "rows": .count(result.rowCount)]))
    ]
    if result.status == .undecided {
      lines.append(
        localiser.text(Message("model.separation.open", ["n": .count(result.undecidedRows)])))
    }
    if !rows.isEmpty {
      let shown = rows.prefix(Self.shown).map(String.init).joined(separator: ", ")
      lines.append(
        localiser.text(
          Message(
            "model.separation.rows", ["rows": .text(shown + (rows.count > Self.shown ? ", …" : ""))]
          )))
      lines.append(
        localiser.text(
          Message(
            "model.separation.violation",
            [
              "n": .count(result.certificates.count),
              "violation": .text("\(result.maxViolation)"),
            ])))
    }
    return lines.joined(separator: "\n")
  }

  /// Rows listed on a terminal; `--json` has all.
  private static let shown = 50
}
