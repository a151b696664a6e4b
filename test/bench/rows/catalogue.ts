/** How long a person waits for the catalogue of procedures on a fresh browser: nothing kept from before, signed in. In full runs, where there is a Chromium. */
import pg from 'pg';
import { deployCurated } from '../../../api/curated.ts';
import { cookieName, openSession } from '../../../api/auth/sessions.ts';
import { addPosition, createUser } from '../../../api/auth/users.ts';
import { openMetrics } from '../../../api/metrics.ts';
import type { Service } from '../../../api/service.ts';
import { openEngine } from '../../../engine/runtime/index.ts';
import { openWebSite } from '../../support/browser.ts';
import { findChromium } from '../../support/picture.ts';
import { rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

export const catalogue: EngineRow = {
  name: 'catalogue',
  async measure(server, { catalogue: { visits } }) {
    if (visits === 0 || findChromium() === undefined) return { json: {}, lines: [] };
    const connectionString = await server.newDatabase();
    const engine = await openEngine({ connectionString });
    const pool = new pg.Pool({ connectionString, max: 5 });
    try {
      await deployCurated(engine, pool, { user: 'bench' });
      const now = new Date();
      const userId = await createUser(pool, { login: 'bench', name: 'bench' }, now);
      await addPosition(pool, userId, { role: 'inspector' }, now);
      const { token } = await openSession(pool, userId, now, '127.0.0.1', 'bench');
      const service: Service = {
        engine,
        pool,
        metrics: openMetrics(),
        log: (message, details) => console.error(message, details),
        stopping: () => false,
        settings: {
          secure: false,
          publicUrl: 'http://localhost',
          trustedProxies: 0,
          requestsPerMinute: 100_000_000,
          privateWebhooks: false,
          demo: false,
          portal: false,
        },
      };
      const site = await openWebSite({ service });
      const milliseconds: number[] = [];
      try {
        // the first one wakes the browser and the service
        for (let visit = 0; visit <= visits; visit++) {
          const { page, go, close } = await site.visit({ cookie: `${cookieName(false)}=${token}` });
          await page.addInitScript(`new MutationObserver((_all, observer) => {
            if (!document.querySelector('main a[href^="/procedures/"]')) return;
            window.isThereAt = performance.now();
            observer.disconnect();
          }).observe(document, { childList: true, subtree: true })`);
          await go('/procedures');
          // a function to wait for would be evaluated in the page, whose policy forbids that
          await page.waitForSelector('main a[href^="/procedures/"]', { state: 'attached' });
          if (visit > 0) milliseconds.push(await page.evaluate<number>('window.isThereAt'));
          await close();
        }
      } finally {
        await site.close();
      }
      const median = rounded(milliseconds.sort((a, b) => a - b)[Math.floor(visits / 2)]!, 0);
      return {
        json: { catalogue: { interactiveMs: median } },
        lines: [
          {
            name: 'catalogue in the browser',
            value: `${median} ms`,
            unit: 'from its address to a list to choose from',
            goal: '≤ 1,500 ms',
          },
        ],
      };
    } finally {
      await engine.close();
      await pool.end();
      await server.dropDatabase(connectionString);
    }
  },
};
