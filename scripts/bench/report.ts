/** What the bench found: its figures, its targets, and both as Markdown and as a picture. */
import { barChart } from './bar-chart.js';
import { callerNames } from './callers.js';
import type { Comparison } from './rounds.js';
import { signerNames } from './signing.js';
import { atLeast, atMost, keysOf, mapKeys, round, table, type Target } from './tables.js';

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
export function tablesOf(figures: Figures): string[] {
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
  ];
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
