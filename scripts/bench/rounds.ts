/** Measures contenders in turns, so that other work of the machine slows all of them down alike. */

/** What one contender took in one round, by the name of the figure. */
export type Figures = Readonly<Record<string, number>>;

/** One of those that are compared; it is measured once per round. */
export interface Contender {
  name: string;
  measure: () => Figures | Promise<Figures>;
}

/** What all rounds gave. */
export interface Comparison {
  /** The median of a figure of a contender. */
  median: (name: string, figure: string) => number;
  /** The median of the rounds' ratios, which is steadier than the ratio of two medians. */
  ratio: (name: string, reference: string, figure: string) => number;
}

/** Measures every contender once per round, each round in another order, after some rounds that do not count. */
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
    median: (name, figure) => median(each(name, figure)),
    ratio: (name, reference, figure) => {
      const base = each(reference, figure);
      return median(each(name, figure).map((value, round) => value / (base[round] ?? NaN)));
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
