/** Events that are to be delivered: stored until somebody takes them, tried again, given up at last. */
import { randomBytes } from 'node:crypto';
import { delay } from '../../platform/delay.js';
import type { VodEvent } from '../../webhooks/event.js';
import { Stop } from '../stop.js';
import type { Store } from '../store/store.js';

/** An event that nobody took, and why. */
export interface Undelivered {
  event: VodEvent;
  /** By which of the two ways it could not be delivered. */
  channel: ChannelName;
  reason: string;
}

/** VOD's own callbacks, and notifications of SMN. */
export type ChannelName = 'MFS' | 'SMN';

/** An event that is to be sent. */
export interface Outgoing {
  readonly event: VodEvent;
  /** An id that stays the same at every attempt, in a later run too. */
  readonly messageId: string;
  /** When the event happened, in milliseconds since 1970. */
  readonly createdAt: number;
}

/** Why an event was not taken, when a further attempt would be of no use. */
export class FinalRefusal extends Error {}

/** One way to deliver events. */
export interface Channel {
  /** By which its events find it again in a later run. */
  readonly name: ChannelName;
  /** The pauses before each further attempt, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
  /** Makes one attempt. Rejects when the event was not taken, with a FinalRefusal if it is not to be tried again. */
  deliver(outgoing: Outgoing, signal: AbortSignal): Promise<void>;
}

/** The pauses of both channels: six further attempts, as SMN makes them, but within a minute and not within days. */
export const usualPausesMs: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 32_000];

/** @throws TypeError when an address is no http or https URL, or has a user name or a password in it. */
export function checkAddress(option: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // The address itself is not said: it may hold a secret, in its query too.
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`${option} has to be a whole URL that begins with http: or https:.`);
  }
  if (url.username || url.password) {
    throw new TypeError(
      `${option} has a user name or a password in it, and may not: leave it out.`,
    );
  }
}

/** An event for one channel. */
interface OutboxEntry extends Outgoing {
  readonly id: string;
  readonly channel: ChannelName;
  /** How many attempts were made. */
  attempts: number;
  /** When the next one is due, in milliseconds since 1970. */
  nextAttemptAt: number;
  /** Why the last one failed. */
  reason: string;
  isGivenUp: boolean;
}

/** What an outbox works with. */
export interface OutboxOptions {
  store: Store;
  /** The clock, in milliseconds since 1970. */
  now: () => number;
  channels: readonly Channel[];
}

const storedKind = 'event';
/** So many are kept to look at, so that a long test does not fill the memory. */
const mostEvents = 1000;
/** So many are kept of those that were given up, in the store as well. */
const mostGivenUp = 1000;

/** Events by channel. Each is delivered at least once, unless it is given up: twice when a crash hides that. */
export class Outbox {
  /** The newest events of this run, the oldest first, whether anybody is told of them or not. */
  events: VodEvent[] = [];
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #options: OutboxOptions;
  readonly #stop = new Stop();
  readonly #delivering = new Set<Promise<void>>();
  #lastId = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes in what an earlier run has left in the store. */
  load(): void {
    for (const entry of this.#options.store.read<OutboxEntry>(storedKind).values()) {
      this.#entries.set(entry.id, entry);
      this.#lastId = Math.max(this.#lastId, Number(entry.id));
    }
  }

  /** Sends what an earlier run could not. */
  resume(): void {
    for (const entry of this.#entries.values()) this.#start(entry);
  }

  /**
   * Takes an event to deliver on every channel. It is staged with what else is staged then, such as the end of
   * the job that it tells of, and sent in the background when that is saved.
   */
  add(event: VodEvent): void {
    const { channels, now, store } = this.#options;
    for (const { name } of channels) {
      this.#lastId += 1;
      const createdAt = now();
      const entry: OutboxEntry = {
        id: String(this.#lastId).padStart(12, '0'), // So that the store sorts them by age.
        channel: name,
        event,
        messageId: randomBytes(16).toString('hex'),
        createdAt,
        attempts: 0,
        nextAttemptAt: createdAt,
        reason: '',
        isGivenUp: false,
      };
      this.#entries.set(entry.id, entry);
      this.#stage(entry, () => this.#entries.delete(entry.id));
      this.#start(entry);
    }
    // One that could not be saved has not happened: what it tells of is tried again.
    const { events } = this; // Of now: a reset does away with it.
    void store.saved().then(
      () => {
        events.push(event);
        if (events.length > mostEvents) events.shift();
      },
      () => undefined,
    );
  }

  /** The newest events that were given up, and after closing those that still had attempts left; oldest first. */
  get undelivered(): Undelivered[] {
    return [...this.#entries.values()]
      .filter(({ isGivenUp }) => isGivenUp || this.#stop.isFinal)
      .map(({ event, channel, reason, isGivenUp }) => ({
        event,
        channel,
        reason: isGivenUp ? reason : 'the service was closed',
      }));
  }

  /** Forgets all events, and ends what is on its way. */
  async clear(): Promise<void> {
    this.events = [];
    for (const entry of [...this.#entries.values()]) this.#remove(entry);
    this.#stop.reset();
    await Promise.all(this.#delivering);
  }

  /** Ends what is on its way. What was not taken stays in the store for the next run. */
  async close(): Promise<void> {
    this.#stop.close();
    await Promise.all(this.#delivering);
  }

  #start(entry: OutboxEntry): void {
    const delivering = this.#deliver(entry)
      .catch(() => undefined) // Closed, or what it was staged with could not be saved.
      .finally(() => this.#delivering.delete(delivering));
    this.#delivering.add(delivering);
  }

  async #deliver(entry: OutboxEntry): Promise<void> {
    const { signal } = this.#stop;
    const { channels, store, now } = this.#options;
    const channel = channels.find(({ name }) => name === entry.channel);
    await store.saved();
    if (!channel) return; // A later run may have it again.
    // What is left of the pause of an earlier run. A clock that was set back must not hold an event up.
    const lastPause = channel.retryDelaysMs[entry.attempts - 1] ?? 0;
    let pause = Math.min(lastPause, Math.max(0, entry.nextAttemptAt - now()));
    while (!entry.isGivenUp) {
      await delay(pause, signal);
      const failure = await channel.deliver(entry, signal).then(
        () => undefined,
        (error: unknown) => {
          signal.throwIfAborted();
          return error instanceof Error ? error : new Error(String(error));
        },
      );
      if (!failure) {
        await store.insist(() => {
          this.#remove(entry);
        }, signal);
        return;
      }
      const nextPause =
        failure instanceof FinalRefusal ? undefined : channel.retryDelaysMs[entry.attempts];
      pause = nextPause ?? 0;
      await store.insist(() => {
        this.#change(entry, {
          attempts: entry.attempts + 1,
          reason: failure.message,
          nextAttemptAt: now() + pause,
          isGivenUp: nextPause === undefined,
        });
        if (entry.isGivenUp) this.#removeOldest();
      }, signal);
    }
  }

  #removeOldest(): void {
    const givenUp = [...this.#entries.values()].filter(({ isGivenUp }) => isGivenUp);
    for (const entry of givenUp.slice(0, -mostGivenUp)) this.#remove(entry);
  }

  #remove(entry: OutboxEntry): void {
    this.#entries.delete(entry.id);
    this.#stage(entry, () => this.#entries.set(entry.id, entry));
  }

  #change(entry: OutboxEntry, change: Partial<OutboxEntry>): void {
    const before = { ...entry };
    Object.assign(entry, change);
    this.#stage(entry, () => Object.assign(entry, before));
  }

  #stage({ id }: OutboxEntry, undo: () => void): void {
    this.#options.store.stage({ kind: storedKind, id, read: () => this.#entries.get(id), undo });
  }
}
