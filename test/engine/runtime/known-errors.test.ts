/** What callers see when the database is away: four kinds of errors and no others, and patience where nothing was done yet. */
import { expect } from 'chai';
import { EngineRefused, EngineTrouble } from '../../../engine/runtime/index.ts';
import { knownErrors } from '../../../engine/runtime/known-errors.ts';

const away = () => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
const broken = () => new Error('Connection terminated unexpectedly');
const fullDisk = () => Object.assign(new Error('could not extend file'), { code: '53100', severity: 'ERROR' });

describe('known errors', () => {
  const logged: string[] = [];
  let closing = false;
  beforeEach(() => {
    logged.length = 0;
    closing = false;
  });
  /** An engine whose every act fails so often, then answers with the number of tries. */
  const engineOf = (fail: () => Error, failures: number, patienceMs: number) => {
    let tries = 0;
    const act = async () => {
      if (++tries <= failures) throw fail();
      return tries;
    };
    return knownErrors(
      { dossier: act, publishMessage: act, organisation: () => 'at once', name: 'engine' },
      { patienceMs, isClosing: () => closing, log: (message) => logged.push(message) },
    );
  };
  const codeOf = async (act: Promise<unknown>) =>
    act.then(
      (answer) => answer,
      (error: unknown) => (error instanceof EngineTrouble || error instanceof EngineRefused ? error.code : String(error)),
    );

  it('are not met when the database comes back in time', async () => {
    expect(await engineOf(away, 3, 10_000).dossier()).to.equal(4);
    expect(await engineOf(away, 3, 10_000).publishMessage()).to.equal(4);
    expect(await engineOf(broken, 3, 10_000).dossier()).to.equal(4);
    expect(await engineOf(fullDisk, 3, 10_000).publishMessage()).to.equal(4);
    expect(engineOf(away, 1, 0).organisation()).to.equal('at once');
    expect(engineOf(away, 1, 0).name).to.equal('engine');
  });

  it('say that nothing was changed when it stays away', async () => {
    expect(await codeOf(engineOf(away, Infinity, 30).dossier())).to.equal('DATABASE_UNAVAILABLE');
    expect(await codeOf(engineOf(away, Infinity, 30).publishMessage())).to.equal('DATABASE_UNAVAILABLE');
    expect(await codeOf(engineOf(fullDisk, Infinity, 30).publishMessage())).to.equal('DATABASE_UNAVAILABLE');
  });

  it('say at once that it is not known when a change was under way, and do it not again', async () => {
    expect(await codeOf(engineOf(broken, 1, 10_000).publishMessage())).to.equal('OUTCOME_UNKNOWN');
  });

  it('pass when they are known already; anything else is a failure of the engine, logged and with its cause', async () => {
    const refused = () => new EngineRefused('UNKNOWN_DOSSIER', 'Không có', 'No');
    expect(await codeOf(engineOf(refused, 1, 10_000).dossier())).to.equal('UNKNOWN_DOSSIER');
    expect(logged).to.deep.equal([]);
    const bug = new TypeError('undefined is not a function');
    const failure = await engineOf(() => bug, 1, 10_000)
      .dossier()
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(EngineTrouble).with.property('code', 'ENGINE_FAILED');
    expect((failure as EngineTrouble).cause).to.equal(bug);
    expect(logged).to.deep.equal(['dossier']);
  });

  it('say so when the engine is closed', async () => {
    closing = true;
    expect(await codeOf(engineOf(away, 1, 10_000).dossier())).to.equal('ENGINE_CLOSED');
  });
});
