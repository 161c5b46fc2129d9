internal import Foundation
internal import Synchronization

/// A child process with a short input prepared before it starts and its output read as it comes.
///
/// The input fits a pipe's buffer and is written while this process still holds the reading end, so
/// a child that dies early can neither block the writing nor raise a signal here.
@safe struct ChildProcess: ~Copyable {
  /// How a child ended.
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// The largest input: what every system's pipe takes at once.
  static let longestInput = 16 << 10

  private let identifier: pid_t
  private let output: Int32
  private var isReaped = false

  /// Held from the making of pipes to the start of the child: two threads that start children at
  /// once would else let each inherit the other's pipes, and neither would see its own end.
  private static let starting = Mutex(())

  /// Starts a program with arguments; nil when the system refuses.
  init?(_ executable: String, arguments: [String], input: [UInt8]) {
    guard input.count <= ChildProcess.longestInput else { return nil }
    let started = ChildProcess.starting.withLock { _ in
      ChildProcess.start(executable, arguments, input)
    }
    guard let started else { return nil }
    identifier = started.identifier
    output = started.output
  }

  private static func start(
    _ executable: String, _ arguments: [String], _ input: [UInt8]
  ) -> (identifier: pid_t, output: Int32)? {
    guard let source = PipeEnds() else { return nil }
    defer { close(source.reading) }
    let written = unsafe input.withUnsafeBytes {
      unsafe write(source.writing, $0.baseAddress, $0.count)
    }
    close(source.writing)
    guard written == input.count, let sink = PipeEnds() else { return nil }
    defer { close(sink.writing) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, source.reading, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, sink.writing, 1)
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map {
      unsafe strdup($0)
    }
    unsafe words.append(nil)
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
    }
    var identifier = pid_t()
    guard unsafe posix_spawn(&identifier, executable, &actions, nil, words, environ) == 0 else {
      close(sink.reading)
      return nil
    }
    return (identifier, sink.reading)
  }

  deinit {
    close(output)
    guard !isReaped else { return }
    kill(identifier, SIGKILL)
    _ = ChildProcess.wait(identifier)
  }

  /// Reads what has come; empty at the end of the output, nil when nothing comes in time.
  func read(timeout milliseconds: Int32) -> [UInt8]? {
    var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    var ready = unsafe poll(&waiting, 1, milliseconds)
    while ready < 0 && errno == EINTR { ready = unsafe poll(&waiting, 1, milliseconds) }
    guard ready > 0 else { return nil }
    let descriptor = output
    return unsafe [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, filled in
      // At most the buffer's own capacity is read into it.
      let count = unsafe Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      filled = max(0, count)
    }
  }

  /// Ends the child if it still runs, and waits for it.
  mutating func end(killing: Bool) -> End {
    if killing { kill(identifier, SIGKILL) }
    isReaped = true
    return ChildProcess.wait(identifier)
  }

  private static func wait(_ identifier: pid_t) -> End {
    var status: Int32 = 0
    while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}

/// The two ends of a pipe that no other child inherits.
private struct PipeEnds {
  let reading: Int32
  let writing: Int32

  init?() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = ends[0]
    writing = ends[1]
  }
}
