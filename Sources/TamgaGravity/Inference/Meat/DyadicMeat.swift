// Rows are dependent when they share a country, on whichever side.
//
//     M = Σ_c N_c N_cᵀ − Σ_{i≠j} S_ij S_ijᵀ
//
// N_c sums the rows with country c on either side, a row of a country with itself once; S_ij sums
// the rows of the unordered pair. Two rows that share one country are counted by N of that country,
// two rows of one pair by both countries and taken away once; a self-pair is counted once already.
//
// Source: Aronow, Samii and Assenova (2015); Cameron and Miller (2014).

/// The meat for dyadic dependence, in one pass over the rows.
///
/// Both columns number the same countries.
func dyadicMeat(
  _ scores: ScoreData, exporter: FactorColumn, importer: FactorColumn, threads: Int
) -> SquareMatrix {
  let size = scores.coefficientCount
  let countries = max(exporter.levelCount, importer.levelCount)
  let low = zip(exporter.codes, importer.codes).map { min($0, $1) }
  let high = zip(exporter.codes, importer.codes).map { max($0, $1) }
  let pairs = FactorColumn(known: "", codes: low, levelCount: countries)
    .interacted(with: FactorColumn(known: "", codes: high, levelCount: countries))
  let sums = clusterSums(scores, pairs, threads: threads)
  var ends = [(low: Int, high: Int)](repeating: (0, 0), count: pairs.levelCount)
  for row in low.indices { ends[Int(pairs.codes[row])] = (Int(low[row]), Int(high[row])) }
  var countrySums = [Double](repeating: 0, count: countries * size)
  var pairSums = sums
  for pair in ends.indices {
    for column in 0..<size {
      let value = sums[pair * size + column]
      countrySums[ends[pair].low * size + column] += value
      if ends[pair].low == ends[pair].high {
        pairSums[pair * size + column] = 0
      } else {
        countrySums[ends[pair].high * size + column] += value
      }
    }
  }
  var meat = outerProducts(countrySums, size: size)
  meat.add(outerProducts(pairSums, size: size), times: -1)
  return meat
}
