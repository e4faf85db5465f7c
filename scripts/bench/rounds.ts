/** Measures contenders round by round, so that whatever else the machine does troubles them alike. */

/** What one contender took in one round, by the name of the figure. */
export type Figures = Readonly<Record<string, number>>;

/** One of those that are compared; measures itself once per round. */
export interface Contender {
  name: string;
  measure: () => Figures | Promise<Figures>;
}

/** What all rounds gave. */
export interface Comparison {
  /** The middle figure of a contender. */
  median: (name: string, figure: string) => number;
  /** The middle of the rounds' ratios: in each, two contenders were measured under the same load. */
  ratio: (name: string, reference: string, figure: string) => number;
  /** As `ratio`, by difference. */
  difference: (name: string, reference: string, figure: string) => number;
}

/**
 * Measures every contender once per round, each round in another order.
 *
 * @param warmUps rounds before, whose figures are dropped.
 */
export async function compare(
  contenders: readonly Contender[],
  rounds: number,
  warmUps = 2,
): Promise<Comparison> {
  const measured = new Map(contenders.map(({ name }) => [name, new Array<Figures>()]));
  for (let round = -warmUps; round < rounds; round += 1) {
    const first = (round + warmUps) % contenders.length;
    for (const { name, measure } of [...contenders.slice(first), ...contenders.slice(0, first)]) {
      const figures = await measure();
      if (round >= 0) measured.get(name)?.push(figures);
    }
  }
  const each = (name: string, figure: string): number[] =>
    (measured.get(name) ?? []).map((figures) => figures[figure] ?? NaN);
  return {
    median: (name, figure) => middle(each(name, figure)),
    ratio: (name, reference, figure) => {
      const base = each(reference, figure);
      return middle(each(name, figure).map((value, round) => value / (base[round] ?? NaN)));
    },
    difference: (name, reference, figure) => {
      const base = each(reference, figure);
      return middle(each(name, figure).map((value, round) => value - (base[round] ?? NaN)));
    },
  };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
