/** A short fault campaign; `npm run faults` is the long one. */
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCampaign } from './run-campaign.ts';
import { quick } from './sizes.ts';

describe('a short fault campaign', function () {
  this.timeout(600_000);

  it('loses nothing and doubles nothing', async () => {
    const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
    const { findings, summary } = await runCampaign(quick, seed, { say: () => undefined, signal: new AbortController().signal });
    console.log(`      seed ${seed}: ${JSON.stringify(summary)}`);
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).to.deep.equal([]);
    expect(Object.keys(findings).length).to.be.greaterThan(8);
  });

  it('leaves nothing behind when it is interrupted, its whole group at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'taicho-interrupted-'));
    try {
      const campaign = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('campaign.ts', import.meta.url)), '--quick'], {
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      });
      const gone = once(campaign, 'exit');
      let said = '';
      for await (const text of campaign.stdout.setEncoding('utf8') as AsyncIterable<string>) {
        const hadBegun = / s: /.test(said);
        said += text;
        // as a terminal does it and as tsx passes it on: more than once
        if (!hadBegun && / s: /.test(said)) for (let times = 0; times < 2; times++) process.kill(-campaign.pid!, 'SIGINT');
      }
      const [code] = (await gone) as [number | null];
      expect(said).to.match(/ s: /);
      expect(code).to.not.equal(0);
      expect(commandLines().filter((line) => line.includes(folder))).to.deep.equal([]);
      // tsx keeps what it has compiled beside them
      expect(readdirSync(folder).filter((name) => name.startsWith('taicho-'))).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function commandLines(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        // it has ended meanwhile
        return [];
      }
    });
}
