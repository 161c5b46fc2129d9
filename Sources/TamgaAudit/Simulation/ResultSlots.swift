internal import Synchronization

/// Results of blocks computed on several threads, read in the order of the blocks.
final class ResultSlots: Sendable {
  private let slots: Mutex<[Result<Simulation.Outcome, any Error>]>

  init(count: Int) {
    slots = Mutex(Array(repeating: .success(Simulation.Outcome()), count: count))
  }

  func set(_ index: Int, _ result: Result<Simulation.Outcome, any Error>) {
    slots.withLock { $0[index] = result }
  }

  var all: [Result<Simulation.Outcome, any Error>] { slots.withLock { $0 } }
}
