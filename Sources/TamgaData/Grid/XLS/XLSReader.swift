public import Foundation
internal import TamgaPresent

/// Reads `.xls` workbooks through a child process that a damaged file may bring down.
///
/// One child reads a batch of files. When it dies, the file it was reading is refused with a code
/// and another child takes the rest.
public struct XLSReader: Sendable {
  private let executable: URL?
  private let limits: ParseLimits
  /// Milliseconds without any sign of the child.
  private let patience: Int32 = 60_000

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - executable: the program `tamga`; nil for the one beside the running program.
  ///   - limits: the bounds.
  public init(executable: URL? = nil, limits: ParseLimits = .standard) {
    self.executable = executable ?? XLSReader.program()
    self.limits = limits
  }

  /// Reads files; each gives a workbook or the error that refused it.
  public func read(_ urls: [URL]) -> [Result<Workbook, any Error>] {
    var results: [Result<Workbook, any Error>] = []
    while results.count < urls.count {
      let batch = Array(
        urls[results.count...].prefix(XLSReader.filesPerBatch(urls[results.count...])))
      results += readBatch(batch)
    }
    return results
  }

  /// The program `tamga`: the running one, or the one beside it or beside the loaded test bundle.
  static func program() -> URL? {
    candidates().first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static func candidates() -> [URL] {
    var binaries = [URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()]
    binaries += Bundle.main.executableURL.map { [$0.resolvingSymlinksInPath()] } ?? []
    binaries += CommandLine.arguments.filter { $0.contains(".xctest") }
      .map { URL(fileURLWithPath: $0) }
    return binaries.flatMap { binary -> [URL] in
      if binary.lastPathComponent == "tamga" { return [binary] }
      var folder = binary.deletingLastPathComponent()
      var found: [URL] = []
      // A test bundle on macOS holds its binary three folders down.
      for _ in 0..<4 {
        found.append(folder.appendingPathComponent("tamga"))
        folder = folder.deletingLastPathComponent()
      }
      return found
    }
  }

  /// How many of the next files fit the input of one child.
  private static func filesPerBatch(_ urls: ArraySlice<URL>) -> Int {
    var bytes = 0
    var count = 0
    for url in urls {
      bytes += url.path.utf8.count + 1
      if bytes > ChildProcess.longestInput { break }
      count += 1
    }
    return max(1, count)
  }

  /// Reads files until the child has ended: at least the first has a result then.
  private func readBatch(_ urls: [URL]) -> [Result<Workbook, any Error>] {
    let path = urls[0].path
    guard let executable else {
      let tried = XLSReader.candidates().map(\.path)
      return urls.map { .failure(ContainerError.readerMissing($0.path, tried: tried)) }
    }
    var input: [UInt8] = []
    for url in urls { input += Array(url.path.utf8) + [0] }
    guard
      var child = ChildProcess(executable.path, arguments: ["_xls"], input: input)
    else { return [.failure(ContainerError.readerMissing(path, tried: [executable.path]))] }
    var collector = XLSCollector(urls: urls, limits: limits)
    var isSilent = false
    do {
      while !isSilent {
        guard let bytes = child.read(timeout: patience) else {
          isSilent = true
          break
        }
        if bytes.isEmpty { break }
        try collector.receive(bytes[...])
      }
    } catch {
      return collector.results + [.failure(error)]
    }
    guard collector.results.count < urls.count else { return collector.results }
    let next = urls[collector.results.count].path
    let words = describe(child.end(killing: isSilent), isSilent: isSilent)
    return collector.results + [.failure(ContainerError.readerDied(next, words))]
  }

  private func describe(_ end: ChildProcess.End, isSilent: Bool) -> String {
    if isSilent { return "no sign of life for \(patience / 1_000) s" }
    switch end {
    case .exited(let code): return "exit \(code)"
    case .signalled(let signal): return "signal \(signal)"
    }
  }
}
