internal import ArgumentParser

/// `tamga model`: gravity models.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract:
      "Gravity models: fit, separation, tests, predictions, counterfactuals, simulated panels.",
    discussion: """
      Documentation/gravity.md has the formula language, the conventions and what each method \
      cannot tell; Documentation/border-effects.md asks the questions of a border.
      """,
    subcommands: [
      ModelFitCommand.self, ModelSeparationCommand.self,
      ModelTestCommand.self, ModelPredictCommand.self, ModelCounterfactualCommand.self,
      ModelSimulateCommand.self,
    ])
}
