import Testing

@testable import TamgaNumerics

@Suite("Native libraries") struct NativeLibraryTests {
  private let library = NativeLibrary(
    "Nothing", variable: "TAMGA_NOTHING", stem: "tamga-nothing", major: 3, version: "1.0")

  @Test("the program's own folders come first, then those above it, then the system")
  func order() throws {
    let executable = try #require(ProgramLocation.executable)
    let parts = executable.split(separator: "/").map(String.init)
    let root = "/" + parts.dropLast(2).joined(separator: "/")
    let folders = ProgramLocation.folders(beside: "lib", inside: ".deps/lib")
    #expect(folders.first == root + "/lib")
    #expect(folders[1] == root + "/" + parts[parts.count - 2] + "/.deps/lib")
    #expect(folders.last == "/" + parts[0] + "/.deps/lib")
    #expect(folders.count == parts.count)
    #if os(Linux)
      let names = ["libtamga-nothing.so.3", "libtamga-nothing.so"]
      let paths = folders.flatMap { folder in names.map { folder + "/" + $0 } }
      #expect(library.candidates() == paths + names)
      let eager = NativeLibrary(
        "Nothing", variable: "TAMGA_NOTHING", stem: "tamga-nothing", major: 3, version: "1.0",
        prefersSystem: true)
      #expect(eager.candidates() == paths.prefix(2) + names + paths.dropFirst(2))
    #endif
  }

  @Test("no path is relative to the working directory")
  func workingDirectory() {
    #expect(library.candidates().allSatisfy { $0.hasPrefix("/") || !$0.contains("/") })
  }

  @Test("a path named by the variable is the only one tried")
  func variable() throws {
    let named = NativeLibrary("Nothing", variable: "PATH", stem: "nothing", version: "1.0")
    #expect(named.candidates() == [try #require(ProgramLocation.environment("PATH"))])
    #expect(ProgramLocation.environment("TAMGA_NOTHING") == nil)
  }

  @Test("what is nowhere is told with every path")
  func absent() {
    let lookup = library.probe { _ throws(LibraryFailure) in
      throw LibraryFailure(state: .unreadable, words: "not there")
    }
    #expect(!lookup.isUsable)
    #expect(lookup.path == nil)
    #expect(lookup.tried.map(\.path) == library.candidates())
    #expect(lookup.tried.allSatisfy { $0.state == .absent })
  }

  @Test("another version is told, and the next path tried", .enabled(if: onLinux, "bare names"))
  func otherVersion() {
    let lookup = library.probe { path in path.hasSuffix(".so") ? "1.0" : "0.9" }
    #expect(lookup.isUsable)
    #expect(lookup.path == "libtamga-nothing.so")
    #expect(lookup.tried.suffix(2).map(\.state) == [.otherVersion, .fits])
    #expect(lookup.tried.suffix(2).map(\.detail) == ["0.9", "1.0"])
  }

  @Test(
    "what is no library is refused with the loader's words",
    .enabled(if: ProgramLocation.environment("HOME") != nil, "HOME is not set"))
  func refused() {
    // A folder stands for a damaged file: the loader can read neither.
    let lookup = HighsLibrary(
      NativeLibrary("HiGHS", variable: "HOME", stem: "highs", version: "1.15.1")
    ).lookup
    #expect(!lookup.isUsable)
    #expect(lookup.tried.map(\.state) == [.unreadable])
    #expect(lookup.tried.allSatisfy { !$0.detail.isEmpty })
  }
}

#if os(Linux)
  private let onLinux = true
#else
  private let onLinux = false
#endif
