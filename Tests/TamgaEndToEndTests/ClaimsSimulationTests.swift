import TamgaPresent
import Testing

@Suite("tamga claims simulate", .enabled(if: Program.isBuilt, "the release program is not built"))
struct ClaimsSimulationTests {
  @Test("detection and repair reach their bars, alike for one and two threads")
  func bars() throws {
    let arguments = ["claims", "simulate", "--papers", "60", "--seed", "3", "--json"]
    let two = try Program.run(arguments + ["--threads", "2"])
    let one = try Program.run(arguments + ["--threads", "1"])
    #expect(two.exit == 0)
    #expect(one.output == two.output)
    func count(_ key: String) throws -> Double {
      guard case .integer(let number)? = two.data?[key] else {
        throw Diagnostic("T920", ["what": key])
      }
      return Double(number)
    }
    #expect(try count("papers") == 60)
    #expect(try count("detectable") > 90)
    #expect(try count("detected") >= 0.99 * count("detectable"))
    #expect(try count("repaired_uniquely_right") >= 0.9 * count("detectable"))
    #expect(try count("false_alarms") < 0.001 * count("sound_claims"))
  }

  @Test("a number of papers out of range is refused")
  func misuse() throws {
    #expect(try Program.run("claims", "simulate", "--papers", "0").exit == 64)
    #expect(try Program.run("claims", "simulate", "--threads", "0").exit == 64)
  }

  @Test("a paper is shown as a claims file")
  func shown() throws {
    let outcome = try Program.run("claims", "simulate", "--show", "0", "--seed", "3")
    #expect(outcome.exit == 0)
    #expect(outcome.output.hasPrefix("tamga: claims/1"))
  }
}
