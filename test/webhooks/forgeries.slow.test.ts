/** Many forged webhooks of each channel: 20,000, or the number in the variable MUTATIONS. */
import { it } from 'vitest';
import { expectMfsForgeriesRefused, expectSmnForgeriesRefused } from './forgeries.js';

const count = Number(process.env['MUTATIONS'] ?? 20_000);

it(`refuses ${count} forged webhooks of MFS`, { timeout: 600_000 }, () =>
  expectMfsForgeriesRefused(count),
);

it(`refuses ${count} forged messages of SMN`, { timeout: 600_000 }, () =>
  expectSmnForgeriesRefused(count),
);
