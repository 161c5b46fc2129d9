internal import CNative
internal import Foundation
internal import Synchronization
internal import TamgaPresent

/// How far a running statement is.
public struct QueryProgress: Sendable, Hashable {
  /// The rows read so far.
  public let rowsRead: Int
  /// The rows to read in all, as far as the plan knows them.
  public let rowsTotal: Int
  /// The share done, `0...100`; nil when the plan cannot tell.
  public let percentage: Double?
}

/// What watches a running statement.
public struct QueryControl: Sendable {
  /// The longest time from start to last row; nil for none.
  public var timeLimit: Duration?
  /// Called now and then with the progress, from another thread.
  public var onProgress: (@Sendable (QueryProgress) -> Void)?
  /// Asked now and then, from another thread, whether to stop.
  public var isCancelled: (@Sendable () -> Bool)?

  /// Creates control; without arguments nothing watches.
  public init(
    timeLimit: Duration? = nil, onProgress: (@Sendable (QueryProgress) -> Void)? = nil,
    isCancelled: (@Sendable () -> Bool)? = nil
  ) {
    self.timeLimit = timeLimit
    self.onProgress = onProgress
    self.isCancelled = isCancelled
  }
}

/// Looks at a running statement from another thread and interrupts it when it must stop.
final class QueryWatch: Sendable {
  private let owner: ConnectionOwner
  private let control: QueryControl
  private let deadline: ContinuousClock.Instant?
  private let state = Mutex<(reason: Reason?, isRunning: Bool)>((nil, true))

  private enum Reason { case time, cancelled }

  /// Starts a watch; nil when there is nothing to watch.
  static func start(_ owner: ConnectionOwner, _ control: QueryControl) throws -> QueryWatch? {
    if control.timeLimit == nil, control.onProgress == nil, control.isCancelled == nil {
      return nil
    }
    if control.isCancelled?() == true { throw Diagnostic("T186") }
    if control.onProgress != nil, !owner.database.options.isSealed {
      try Connection(owner).execute(progressSettings)
    }
    let watch = QueryWatch(owner, control)
    watch.watchFromOwnThread()
    return watch
  }

  /// The database counts only while its own display of progress is on; it must not print.
  static let progressSettings =
    "SET enable_progress_bar_print = false; SET enable_progress_bar = true; SET progress_bar_time = 0"

  private init(_ owner: ConnectionOwner, _ control: QueryControl) {
    self.owner = owner
    self.control = control
    deadline = control.timeLimit.map { ContinuousClock.now + $0 }
  }

  /// Ends the watch.
  func stop() { state.withLock { $0.isRunning = false } }

  /// The error to throw when the statement failed because the watch stopped it.
  func failure(instead error: any Error) -> Diagnostic? {
    switch state.withLock({ $0.reason }) {
    case .time:
      let limit = control.timeLimit ?? .zero
      return Diagnostic("T187", ["seconds": String(limit.components.seconds)])
    case .cancelled: return Diagnostic("T186")
    case nil: return nil
    }
  }

  /// A thread of its own: shared pools may be full of the very statements that are watched.
  private func watchFromOwnThread() {
    let thread = Thread {
      while self.look() { Thread.sleep(forTimeInterval: 0.02) }
    }
    thread.stackSize = 512 << 10
    thread.start()
  }

  /// Interrupts when it must, tells the progress; says whether the statement still runs.
  ///
  /// Interrupting again and again is safe, and a first call may come before the statement began.
  private func look() -> Bool {
    let isRunning = state.withLock { state in
      guard state.isRunning else { return false }
      if let deadline, deadline <= .now { state.reason = .time }
      if state.reason == nil, control.isCancelled?() == true { state.reason = .cancelled }
      if state.reason != nil { Interrupter(owner: owner).interrupt() }
      return true
    }
    if isRunning { reportProgress() }
    return isRunning
  }

  private func reportProgress() {
    guard let onProgress = control.onProgress else { return }
    let progress = unsafe owner.handle.functions.pointee.query_progress(owner.handle.reference)
    guard progress.percentage >= 0 else { return }
    onProgress(
      QueryProgress(
        rowsRead: Int(clamping: progress.rows_processed),
        rowsTotal: Int(clamping: progress.rows_total),
        percentage: min(progress.percentage, 100)))
  }
}
