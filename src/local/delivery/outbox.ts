/** Events that are to be delivered: stored until a receiver accepts them, retried, and given up in the end. */
import { delay } from '../../platform/delay.js';
import type { VodEvent } from '../../webhooks/event.js';
import { BackgroundWork } from '../background-work.js';
import { newId } from '../new-id.js';
import type { Store } from '../store/store.js';
import { type Channel, type ChannelName, FinalRefusal, type Outgoing } from './channel.js';

/** An event that no receiver accepted, and why. */
export interface Undelivered {
  event: VodEvent;
  channel: ChannelName;
  reason: string;
}

/** An event for one channel. */
interface OutboxEntry extends Outgoing {
  readonly id: string;
  readonly channel: ChannelName;
  /** How many attempts were made. */
  attempts: number;
  /** When the next attempt is due, in milliseconds since 1970. */
  nextAttemptAt: number;
  /** Why the last attempt failed. */
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
/** The most events that are kept for tests to look at. */
const mostEvents = 1000;
/** The most events that are kept after they were given up, in the store too. */
const mostGivenUp = 1000;

/** Delivers each event at least once, unless it is given up: twice when a crash hides the first delivery. */
export class Outbox {
  /** The newest events of this run, the oldest first, also those that are not sent anywhere. */
  events: VodEvent[] = [];
  readonly #entries = new Map<string, OutboxEntry>();
  readonly #options: OutboxOptions;
  readonly #work = new BackgroundWork();
  #lastId = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Delivers what an earlier run could not. */
  resume(): void {
    for (const entry of this.#options.store.read<OutboxEntry>(storedKind).values()) {
      this.#entries.set(entry.id, entry);
      this.#lastId = Math.max(this.#lastId, Number(entry.id));
      this.#start(entry);
    }
  }

  /**
   * Takes an event to deliver on every channel. The event is staged together with what the caller staged before, such
   * as the end of the job that it reports, and is sent in the background when both are saved.
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
        messageId: newId(),
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
    const { events } = this; // A reset replaces the list.
    void store.saved().then(
      () => {
        events.push(event);
        if (events.length > mostEvents) events.shift();
      },
      () => undefined, // An event that was not saved has not happened; its job is tried again.
    );
  }

  /** The newest events that were given up, and after closing also those that were still to be retried; oldest first. */
  get undelivered(): Undelivered[] {
    return [...this.#entries.values()]
      .filter(({ isGivenUp }) => isGivenUp || this.#work.isClosed)
      .map(({ event, channel, reason, isGivenUp }) => ({
        event,
        channel,
        reason: isGivenUp ? reason : 'the service was closed',
      }));
  }

  /** Forgets all events, and ends deliveries. */
  async clear(): Promise<void> {
    this.events = [];
    for (const entry of this.#entries.values()) this.#remove(entry);
    await this.#work.reset();
  }

  /** Ends deliveries. What no receiver accepted stays in the store for the next run. */
  async close(): Promise<void> {
    await this.#work.close();
  }

  #start(entry: OutboxEntry): void {
    // It rejects when the service is closed, or when the event could not be saved.
    this.#work.run((signal) => this.#deliver(entry, signal)).catch(() => undefined);
  }

  async #deliver(entry: OutboxEntry, signal: AbortSignal): Promise<void> {
    const { channels, store, now } = this.#options;
    const channel = channels.find(({ name }) => name === entry.channel);
    await store.saved();
    if (!channel) return; // A later run may have the channel again.
    // The rest of the pause of an earlier run; never longer than that pause, even if the clock was set back.
    const lastPause = channel.retryDelaysMs[entry.attempts - 1] ?? 0;
    let pause = Math.min(lastPause, Math.max(0, entry.nextAttemptAt - now()));
    while (!entry.isGivenUp) {
      await delay(pause, signal);
      try {
        await channel.deliver(entry, signal);
        await store.insist(() => {
          this.#remove(entry);
        }, signal);
        return;
      } catch (error) {
        signal.throwIfAborted();
        const isFinal = error instanceof FinalRefusal;
        const nextPause = isFinal ? undefined : channel.retryDelaysMs[entry.attempts];
        pause = nextPause ?? 0;
        await store.insist(() => {
          this.#change(entry, {
            attempts: entry.attempts + 1,
            reason: error instanceof Error ? error.message : String(error),
            nextAttemptAt: now() + pause,
            isGivenUp: nextPause === undefined,
          });
          if (entry.isGivenUp) this.#removeOldest();
        }, signal);
      }
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
