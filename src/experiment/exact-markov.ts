/**
 * Long-run shares of time of a finite Markov chain in continuous time, by the elimination of Grassmann, Taksar &
 * Heyman (1985), doi 10.1287/opre.33.5.1107: it adds and divides but never subtracts, so small shares keep all their digits.
 */

/**
 * Share of time in each of `n` states.
 * @param flows [from, to, rate] triples; rates of one pair add up
 * @throws {RangeError} where some state cannot get back to a state of lower number, so that there is no one long run
 */
export function stationary(n: number, flows: Iterable<readonly [number, number, number]>): Float64Array {
  const rows = Array.from({ length: n }, () => new Float64Array(n));
  for (const [from, to, rate] of flows) rows[from]![to]! += rate;
  for (let state = n - 1; state > 0; state--) eliminate(rows, state);
  return shares(rows);
}

/** Takes a state out of the chain: whoever would pass through it goes straight to where they would have left it for. */
function eliminate(rows: Float64Array[], state: number): void {
  const out = rows[state]!.subarray(0, state);
  const total = out.reduce((a, b) => a + b, 0);
  if (!(total > 0)) throw new RangeError(`state ${state} has no way back to the states before it`);
  for (let i = 0; i < state; i++) {
    const row = rows[i]!;
    const passing = row[state]! / total;
    row[state] = passing;
    if (passing > 0) for (let j = 0; j < state; j++) row[j]! += passing * out[j]!;
  }
}

function shares(rows: Float64Array[]): Float64Array {
  const share = new Float64Array(rows.length);
  share[0] = 1;
  for (let state = 1; state < rows.length; state++)
    for (let i = 0; i < state; i++) share[state]! += share[i]! * rows[i]![state]!;
  const total = share.reduce((a, b) => a + b, 0);
  return share.map((weight) => weight / total);
}
