import TamgaPlaces
import Testing

@Suite("Correctness rules of distances") struct ShortDistanceTests {
  /// On the equator an angle is its difference of longitude: R λ π/180.
  @Test(
    "17: short distances are never found by the arc cosine", arguments: [1e-2, 1e-4, 1e-6, 1e-7])
  func short(_ degrees: Double) {
    let here = EarthPoint(longitude: 0, latitude: 0)
    let there = EarthPoint(longitude: degrees, latitude: 0)
    let expected = EarthPoint.earthRadius * degrees * Double.pi / 180
    #expect(abs(here.kilometres(to: there) / expected - 1) < 1e-9)
    #expect(here.kilometres(to: here) == 0)
    let wide = here.kilometres(to: there, radius: 6378)
    #expect(abs(wide / here.kilometres(to: there) - 6378 / EarthPoint.earthRadius) < 1e-12)
  }
}
