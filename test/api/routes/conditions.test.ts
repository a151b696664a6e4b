/** Facts told from outside: who may tell them, what starts by them, and that they are told once under one key. */
import { expect } from 'chai';
import { routes } from '../../../api/routes/index.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type TestService } from '../../support/service.ts';

const startsWhen = (id: string, condition: string) =>
  definitions(
    processXml(
      id,
      element(
        'startEvent',
        's',
        element('conditionalEventDefinition', 'c', element('condition', 'when', condition, 'xsi:type="tFormalExpression"')),
      ),
      element('userTask', 'a'),
      's->a',
    ),
  );

describe('POST /conditions', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let key: string;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server, {}, { worker: false });
    key = await api.key(['messages:publish']);
    await api.engine.deploy({ bpmn: startsWhen('flood', 'water &gt; 3') }, { user: 'installer' });
    await api.engine.deploy({ bpmn: startsWhen('fire', 'heat &gt; 50') }, { user: 'installer' });
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const tell = (facts: unknown, idempotencyKey?: string, by = key) =>
    api.ask('POST', '/conditions', {
      key: by,
      body: { facts },
      headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
    });
  const started = async () => {
    await api.engine.settle();
    const rows = await rowsOf<{ process_key: string }>(
      api.engine.connectionString,
      'select v.process_key from dossiers d join process_versions v on v.id = d.version_id order by d.id',
    );
    return rows.map(({ process_key }) => process_key);
  };

  it('starts what holds now and did not before, once under one key, and says what could not be asked', async () => {
    const first = await tell({ water: 4, heat: 'x' }, 'k1');
    expect(first.status).to.equal(202);
    checkAnswer(routes, 'POST', '/conditions', first.body);
    const { starting, failed } = first.body as { starting: number; failed: { elementId: string }[] };
    expect([starting, failed.map(({ elementId }) => elementId)]).to.deep.equal([1, ['s']]);
    expect(await started()).to.deep.equal(['flood']);
    // it held all the time
    expect((await tell({ water: 5, heat: 20 }, 'k2')).body).to.deep.equal({ starting: 0, failed: [] });
    expect((await tell({ water: 1, heat: 20 }, 'k3')).body).to.deep.equal({ starting: 0, failed: [] });
    // told again by a network that failed: the first answer, and nothing else
    expect((await tell({ heat: 'x', water: 4 }, 'k1')).body).to.deep.equal(first.body);
    expect(await started()).to.deep.equal(['flood']);
    expect((await tell({ water: 4, heat: 60 }, 'k4')).body).to.deep.equal({ starting: 2, failed: [] });
    expect((await started()).sort()).to.deep.equal(['fire', 'flood', 'flood']);
  });

  it('once, also when the same is told twice at one instant', async () => {
    await tell({ water: 0, heat: 0 }, 'low');
    const before = (await started()).length;
    const told = await Promise.all([1, 2, 3].map(() => tell({ water: 9, heat: 0 }, 'high')));
    expect(told.map(({ body }) => body)).to.deep.equal([1, 2, 3].map(() => ({ starting: 1, failed: [] })));
    expect((await started()).length - before).to.equal(1);
  });

  it('refuses a used key, a missing one, what is no object of facts, and who may not', async () => {
    const refusal = async (asked: ReturnType<typeof tell>) => {
      const { status, body } = await asked;
      return `${status} ${(body as { code: string }).code}`;
    };
    await tell({ water: 0 }, 'once');
    const before = await started();
    expect(await refusal(tell({ water: 7 }, 'once'))).to.equal('422 IDEMPOTENCY_KEY_REUSED');
    expect(await refusal(tell({ water: 7 }))).to.equal('400 IDEMPOTENCY_KEY_MISSING');
    expect(await refusal(tell([7], 'list'))).to.equal('422 INVALID_INPUT');
    expect(await refusal(tell({ water: 7 }, 'unit', await api.key(['messages:publish'], 'land')))).to.equal('403 WHOLE_ORGANISATION_ONLY');
    expect(await refusal(tell({ water: 7 }, 'other', await api.key(['dossiers:read'])))).to.equal('403 FORBIDDEN');
    expect(await started()).to.deep.equal(before);
  });
});
