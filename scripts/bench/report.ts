/** What the bench found: its figures, its targets, and both as Markdown and as a picture. */
import { barChart } from './bar-chart.js';
import { callerNames } from './callers.js';
import type { Comparison } from './rounds.js';
import { signerNames } from './signing.js';

/** What was compared. */
export interface Comparisons {
  /** With `cpuUs` and `wallUs`, by the number of calls in flight. */
  calls: Record<1 | 50, Comparison>;
  /** With `us`. */
  signing: Comparison;
  /** With `wallMs` and `insideMs`. */
  imports: Comparison;
}

/** The figures of all contenders; a ratio is the middle one of the rounds'. */
export interface Figures {
  calls: Record<
    1 | 50,
    Record<keyof typeof callerNames, { cpuUs: number; wallUs: number } & CpuRatios>
  >;
  signing: Record<keyof typeof signerNames, { us: number; timesOfficialRate: number }>;
  /** What the import adds to the time of an empty process, and how long it takes by itself. */
  import: { emptyProcessMs: number; addedMs: number; timesEmpty: number; insideMs: number };
}

interface CpuRatios {
  timesNodeHttp: number;
  timesFetch: number;
  timesStoppableFetch: number;
  timesOfficial: number;
}

/** What is to be reached. */
export interface Target {
  what: string;
  figure: number;
  /** `≤` or `≥` and the limit. */
  wanted: string;
  met: boolean;
}

/** Takes the figures out of the comparisons, rounded to three digits. */
export function figuresOf({ calls, signing, imports }: Comparisons): Figures {
  const callFigures = (comparison: Comparison) =>
    mapKeys(callerNames, (name) => {
      const times = (reference: keyof typeof callerNames): number =>
        round(comparison.ratio(name, reference, 'cpuUs'));
      return {
        cpuUs: round(comparison.median(name, 'cpuUs')),
        wallUs: round(comparison.median(name, 'wallUs')),
        timesNodeHttp: times('bareHttp'),
        timesFetch: times('bareFetch'),
        timesStoppableFetch: times('stoppableFetch'),
        timesOfficial: times('official'),
      };
    });
  return {
    calls: { 1: callFigures(calls[1]), 50: callFigures(calls[50]) },
    signing: mapKeys(signerNames, (name) => ({
      us: round(signing.median(name, 'us')),
      timesOfficialRate: round(signing.ratio('official', name, 'us')),
    })),
    import: {
      emptyProcessMs: round(imports.median('empty', 'wallMs')),
      addedMs: round(imports.difference('importing', 'empty', 'wallMs')),
      timesEmpty: round(imports.ratio('importing', 'empty', 'wallMs')),
      insideMs: round(imports.median('timing', 'insideMs')),
    },
  };
}

/** Which targets are met. */
export function targetsOf({ calls, signing, import: { addedMs } }: Figures): Target[] {
  const { client, clientOnFetch } = calls[50];
  const { timesFetch, timesStoppableFetch } = clientOnFetch;
  const call = 'CPU of a call, 50 in flight: this client';
  return [
    atMost(0.5, client.timesOfficial, `${call} / official SDK`),
    atMost(2.2, client.timesNodeHttp, `${call} / bare node:http`),
    atMost(1.15, timesFetch, `${call} on fetch / bare fetch`),
    atMost(1.15, timesStoppableFetch, `${call} on fetch / bare fetch with a signal`),
    atLeast(2.5, signing.parts.timesOfficialRate, 'signatures per second: this / official signer'),
    atMost(12, addedMs, 'milliseconds that the import adds to an empty process'),
  ];
}

/** The figures as tables, for people. */
export function tablesOf(figures: Figures, targets: readonly Target[]): string {
  const { calls, signing } = figures;
  const tables = ([50, 1] as const).map((inFlight) => {
    const rows = keysOf(callerNames).map((name) => {
      const { cpuUs, wallUs, timesNodeHttp, timesFetch, timesOfficial } = calls[inFlight][name];
      const ratios = [timesNodeHttp, timesFetch, timesOfficial].map((ratio) => `${ratio} ×`);
      return [callerNames[name], `${cpuUs} µs`, ...ratios, `${wallUs} µs`];
    });
    const title = inFlight === 1 ? 'One call at a time' : `${inFlight} calls in flight`;
    return table([title, 'CPU', 'of node:http', 'of fetch', 'of official', 'time'], rows);
  });
  const { emptyProcessMs, addedMs, timesEmpty, insideMs } = figures.import;
  return [
    ...tables,
    table(
      ['Signing', 'time', 'rate / official'],
      keysOf(signerNames).map((name) => {
        const { us, timesOfficialRate } = signing[name];
        return [signerNames[name], `${us} µs`, `${timesOfficialRate} ×`];
      }),
    ),
    table(
      ['Import in a fresh process', 'time'],
      [
        ['an empty process', `${emptyProcessMs} ms`],
        ['added by the import', `${addedMs} ms`],
        ['with it, of the empty process', `${timesEmpty} ×`],
        ['the import, by its own clock', `${insideMs} ms`],
      ],
    ),
    table(
      ['Target', 'wanted', 'found', 'result'],
      targets.map(({ what, wanted, figure, met }) => [
        what,
        wanted,
        String(figure),
        met ? 'met' : 'missed',
      ]),
    ),
  ].join('\n');
}

/** The figures as a picture. */
export function pictureOf({ calls, signing }: Figures): string {
  const own = ['client', 'clientOnFetch', 'parts', 'request'];
  const rate = (us: number): string => `${Math.round(1000 / us)},000 / s`;
  return barChart([
    {
      title: 'CPU time of a call, 50 in flight (shorter is better)',
      bars: keysOf(callerNames).map((name) => {
        const { cpuUs, timesOfficial } = calls[50][name];
        const beside = name === 'official' ? '' : `, ${timesOfficial} × official`;
        return {
          label: callerNames[name],
          value: cpuUs,
          text: `${cpuUs} µs${beside}`,
          own: own.includes(name),
        };
      }),
    },
    {
      title: 'Signatures (longer is better)',
      bars: keysOf(signerNames).map((name) => {
        const { us, timesOfficialRate } = signing[name];
        const beside = name === 'official' ? '' : `, ${timesOfficialRate} × official`;
        return {
          label: signerNames[name],
          value: 1 / us,
          text: rate(us) + beside,
          own: own.includes(name),
        };
      }),
    },
  ]);
}

function atMost(limit: number, figure: number, what: string): Target {
  return { what, figure, wanted: `≤ ${limit}`, met: figure <= limit };
}

function atLeast(limit: number, figure: number, what: string): Target {
  return { what, figure, wanted: `≥ ${limit}`, met: figure >= limit };
}

function table(head: string[], rows: string[][]): string {
  const line = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, line, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Three digits: more would be noise. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function keysOf<Key extends string>(names: Record<Key, string>): Key[] {
  return Object.keys(names) as Key[]; // The records here have no other keys than those of their types.
}

function mapKeys<Key extends string, Value>(
  names: Record<Key, string>,
  valueOf: (name: Key) => Value,
): Record<Key, Value> {
  // Made of all keys, which fromEntries does not say.
  return Object.fromEntries(keysOf(names).map((name) => [name, valueOf(name)])) as Record<
    Key,
    Value
  >;
}
