internal import CFreeXL
internal import Foundation

/// The child process that reads `.xls` files with libfreexl.
///
/// The library can be brought down by a damaged file, so only this process ever calls it: it bounds
/// its own memory and processor time, takes paths from its standard input, each ended by a zero
/// byte, and writes ``XLSFrame`` frames to its standard output.
package enum XLSChild {
  /// Memory of the process; the largest sheet of the format takes 0.5 GB in the library.
  private static let memoryBytes: rlim_t = 2 << 30
  /// Processor seconds for one file.
  private static let secondsPerFile: rlim_t = 30

  /// Reads the files named on standard input; returns the exit code.
  package static func run() -> Int32 {
    bound(SystemLimit.core, 0)
    bound(SystemLimit.memory, memoryBytes)
    let input = FileHandle.standardInput.readDataToEndOfFile()
    var writer = XLSFrameWriter()
    writer.frame(.greeting, XLSFrame.greeting)
    for (index, path) in input.split(separator: 0).enumerated() {
      bound(SystemLimit.processor, secondsUsed() + secondsPerFile)
      var begin = XLSFrameWriter()
      begin.word(UInt32(index))
      writer.frame(.file, begin.bytes)
      guard flush(&writer) else { return 73 }
      let code = FreeXLBook.read(String(decoding: path, as: UTF8.self)) { kind, body in
        writer.frame(kind, body)
        return flush(&writer)
      }
      var end = XLSFrameWriter()
      end.word(UInt32(bitPattern: code))
      writer.frame(code == FREEXL_OK ? .done : .failed, end.bytes)
      guard flush(&writer) else { return 73 }
    }
    return flush(&writer) ? 0 : 73
  }

  /// Lowers a bound of this process; the hard limit stays, so that the next file can raise it.
  private static func bound(_ resource: Int32, _ limit: rlim_t) {
    var bounds = rlimit()
    guard unsafe getrlimit(resource, &bounds) == 0 else { return }
    bounds.rlim_cur = min(limit, bounds.rlim_max)
    _ = unsafe setrlimit(resource, &bounds)
  }

  private static func secondsUsed() -> rlim_t {
    var usage = rusage()
    guard unsafe getrusage(SystemLimit.thisProcess, &usage) == 0 else { return 0 }
    return rlim_t(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1)
  }

  /// Writes everything collected; false when the parent has gone.
  private static func flush(_ writer: inout XLSFrameWriter) -> Bool {
    var written = 0
    let isWhole = unsafe writer.bytes.withUnsafeBytes { bytes in
      while written < bytes.count {
        // The rest of the array, alive during the call.
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        let count = unsafe write(1, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
    writer.clear()
    return isWhole
  }
}

/// The system's names of bounds as plain numbers: an enumeration on Linux, numbers on macOS.
private enum SystemLimit {
  #if canImport(Glibc)
    static let core = Int32(RLIMIT_CORE.rawValue)
    static let memory = Int32(RLIMIT_AS.rawValue)
    static let processor = Int32(RLIMIT_CPU.rawValue)
    static let thisProcess = RUSAGE_SELF.rawValue
  #else
    static let core = RLIMIT_CORE
    static let memory = RLIMIT_AS
    static let processor = RLIMIT_CPU
    static let thisProcess = RUSAGE_SELF
  #endif
}
