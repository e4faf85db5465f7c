/** The receiver's memory: what comes twice, what takes long, and what failed. */
import { describe, expect, it, vi } from 'vitest';
import { ofMfs, ofSmn, receiver } from './receiver.js';
import { messages } from './smn-messages.js';

/** A handler that ends when it is told to. */
function gated() {
  let open: (failure?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    open = (failure) => {
      if (failure) reject(failure);
      else resolve();
    };
  });
  return { onEvent: vi.fn(() => ended), end: (failure?: Error) => open(failure) };
}

describe('a handler that takes long', () => {
  it('is not waited for; when it is done, the event is known', async () => {
    const { onEvent, end } = gated();
    const seen = new Set<string>();
    const { answer, errors } = receiver({ onEvent, seen, timeoutMs: 400 });
    expect(await answer(ofSmn())).toEqual([503, 'not taken yet']);
    expect(String(errors)).toContain('within 400 ms');
    // It comes again while the handler still runs: that is waited for, and no second one is started.
    const again = answer(ofSmn());
    end();
    expect(await again).toEqual([200, 'taken']);
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    expect(onEvent).toHaveBeenCalledOnce();
    expect([...seen]).toEqual([messages.notification.message_id]);
  });

  it('and then fails: it is told of, and the event is handled anew', async () => {
    const { onEvent, end } = gated();
    const { answer, errors } = receiver({ onEvent, seen: new Set(), timeoutMs: 400 });
    expect(await answer(ofSmn())).toEqual([503, 'not taken yet']);
    const failure = new Error('late');
    end(failure);
    await vi.waitFor(() => expect(errors).toHaveLength(2));
    expect(errors[1]).toBe(failure);
    onEvent.mockResolvedValue();
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });
});

describe('an event that comes twice', () => {
  it.each([
    ['MFS', ofMfs],
    ['SMN', ofSmn],
  ])('by %s is handled once', async (_, request) => {
    const { answer, events } = receiver({ seen: new Set() });
    for (let i = 0; i < 3; i += 1) expect(await answer(request())).toEqual([200, 'taken']);
    expect(events).toHaveLength(1);
  });

  it('is handled twice where nobody remembers it', async () => {
    const { answer, events } = receiver();
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    expect(events).toHaveLength(2);
  });

  it('while it is being handled is handled once all the same', async () => {
    const { onEvent, end } = gated();
    const { answer } = receiver({ onEvent });
    const answers = [answer(ofSmn()), answer(ofSmn()), answer(ofMfs())];
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(2));
    end();
    expect(await Promise.all(answers)).toEqual(Array(3).fill([200, 'taken']));
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('is no duplicate when its handler failed before', async () => {
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('once'));
    const seen = new Set<string>();
    const { answer } = receiver({ onEvent, seen });
    expect(await answer(ofMfs())).toEqual([500, 'not taken']);
    expect(seen.size).toBe(0);
    expect(await answer(ofMfs())).toEqual([200, 'taken']);
    expect(await answer(ofMfs())).toEqual([200, 'taken']);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  it('is looked up and noted where the user keeps it, the id after the handler', async () => {
    const calls: string[] = [];
    const seen = {
      has: (id: string) => Promise.resolve(calls.push(`has ${id}`) < 0),
      add: (id: string) => Promise.resolve(calls.push(`add ${id}`)),
    };
    const { answer } = receiver({ seen, onEvent: () => calls.push('handle') });
    expect(await answer(ofSmn())).toEqual([200, 'taken']);
    const id = messages.notification.message_id;
    expect(calls).toEqual([`has ${id}`, 'handle', `add ${id}`]);
  });

  it('cannot be told when the look-up fails; what was handled stays handled', async () => {
    const failure = new Error('no database');
    const fail = () => Promise.reject(failure);
    const looking = receiver({ seen: { has: fail, add: fail } });
    expect(await looking.answer(ofSmn())).toEqual([500, 'not taken']);
    const noting = receiver({ seen: { has: () => false, add: fail } });
    expect(await noting.answer(ofSmn())).toEqual([200, 'taken']);
    expect([looking.events.length, noting.events.length]).toEqual([0, 1]);
    expect([looking.errors, noting.errors]).toEqual([[failure], [failure]]);
  });
});
