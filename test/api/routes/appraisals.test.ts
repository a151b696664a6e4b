/** A procedure from draft to use over HTTP: appraised, argued about, approved, published, followed by the next, repealed; and who may not do what. */
import { expect } from 'chai';
import type { AnalysisReport } from '../../../api/appraisal/analyse.ts';
import { createDelegation } from '../../../api/auth/delegations.ts';
import { addPosition } from '../../../api/auth/users.ts';
import { legalTests } from '../../../api/appraisal/legal-tests.ts';
import { localDate } from '../../../api/appraisal/publication.ts';
import { routes } from '../../../api/routes/index.ts';
import type { Finding } from '../../../engine/rules/finding.ts';
import { checkAnswer } from '../../support/answer-fits.ts';
import { definitions, element, processXml } from '../../support/bpmn.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { openLandOffice } from '../../support/land-office.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const xml = (id: string, task: string, code = '1.001122') =>
  definitions(
    processXml(
      id,
      element('startEvent', 's'),
      element('userTask', task, '', 'name="Việc"'),
      element('endEvent', 'e'),
      `s->${task}`,
      `${task}->e`,
    ),
  ).replace(`<process id="${id}"`, `<process id="${id}" tthc:procedureCode="${code}"`);

const planted: Finding = {
  rule: 'planted',
  severity: 'error',
  message: 'Bước "bad" có thể bị kẹt',
  messageEn: 'The step "bad" can get stuck',
  elements: ['bad'],
};

describe('the routes of appraisals', function () {
  this.timeout(180_000);
  let server: TestServer;
  let service: TestService;
  let designer: Asker;
  let reviewer: Asker;
  let approver: Asker;
  let clerk: string;
  const analysed: string[] = [];

  before(async () => {
    server = await startTestServer();
    service = await startTestService(server);
    // finds an error in what has a task "bad"; the real checker is asked below
    Object.assign(service.service, {
      analyse: async ({ bpmn, modelHash }: { bpmn: string; modelHash: string }): Promise<AnalysisReport> => {
        analysed.push(modelHash);
        return { modelHash, checkerVersion: 'test', findings: bpmn.includes('"bad"') ? [planted] : [] };
      },
    });
    await openLandOffice(service.engine);
    designer = await service.person('designer', 'land');
    reviewer = await service.person('reviewer');
    approver = await service.person('approver');
    clerk = await service.key(['dossiers:start', 'dossiers:read', 'procedures:read', 'procedures:deploy', 'appraisals:read']);
  });
  after(async () => {
    await service?.close();
    await server?.stop();
  });

  const code = ({ status, body }: Answer) => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const post = async (who: Asker, path: string, body: object = {}, headers: Record<string, string> = {}) => {
    const answer = await who.ask('POST', path, { body, headers });
    if (answer.status < 300) checkAnswer(routes, 'POST', path, answer.body);
    return answer;
  };
  const today = () => localDate(new Date());
  const daysLater = (days: number) => localDate(new Date(Date.now() + days * 86_400_000));
  const decision = (number = '12/QĐ-UBND') => ({ number, date: today() });

  async function draft(id: string, task = 'a', who = designer): Promise<string> {
    const answer = await post(who, '/drafts', { title: `Thủ tục ${id}`, bpmn: xml(id, task) });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return (answer.body as { draftId: string }).draftId;
  }
  async function registered(draftId: string): Promise<string> {
    const answer = await post(designer, '/appraisals', { draftId });
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return (answer.body as { appraisalId: string }).appraisalId;
  }
  async function redraw(draftId: string, bpmn: string): Promise<Answer> {
    const { revision } = (await designer.ask('GET', `/drafts/${draftId}`)).body as { revision: number };
    return designer.ask('PUT', `/drafts/${draftId}`, { body: { title: 'Thủ tục', bpmn }, headers: { 'if-match': `"${revision}"` } });
  }
  const state = async (appraisalId: string) => ((await reviewer.ask('GET', `/appraisals/${appraisalId}`)).body as { state: string }).state;
  const steps = {
    submission: () => designer,
    opening: () => reviewer,
    pass: () => reviewer,
    approval: () => approver,
    publication: () => approver,
  };
  /** Every legal test looked at and met. */
  async function answered(appraisalId: string): Promise<void> {
    for (const { id } of legalTests) {
      const { status } = await reviewer.ask('PUT', `/appraisals/${appraisalId}/checklist/${id}`, { body: { outcome: 'pass' } });
      expect(status, id).to.equal(200);
    }
  }
  /** From draft as far as a step, each by whom it is for. */
  async function brought(appraisalId: string, upTo: keyof typeof steps, effectiveDate = today()): Promise<Answer> {
    let answer!: Answer;
    for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
      if (step === 'pass') await answered(appraisalId);
      const body = step === 'approval' ? decision() : step === 'publication' ? { effectiveDate } : {};
      answer = await post(steps[step](), `/appraisals/${appraisalId}/${step}`, body);
      expect(answer.status, `${step}: ${JSON.stringify(answer.body)}`).to.equal(200);
      if (step === upTo) break;
    }
    return answer;
  }
  const start = (processKey: string) =>
    service.ask('POST', '/dossiers', { key: clerk, body: { processKey }, headers: { 'idempotency-key': `s${Math.random()}` } });

  it('lead from a draft to dossiers, and keep the trail of who did what', async () => {
    const draftId = await draft('first');
    const appraisalId = await registered(draftId);
    expect(code(await start('first'))).to.equal('404 UNKNOWN_PROCEDURE');
    const submitted = await brought(appraisalId, 'submission');
    const { hash, dueAt, submittedAt, round } = submitted.body as { hash: string; dueAt: string; submittedAt: string; round: number };
    expect(round).to.equal(1);
    expect(new Date(dueAt).getTime(), 'five working days').to.be.within(
      new Date(submittedAt).getTime() + 5 * 86_400_000,
      new Date(submittedAt).getTime() + 21 * 86_400_000,
    );
    expect(analysed, 'the report is about what was submitted').to.include(hash);
    for (const [who, path, body] of [
      [reviewer, 'opening', {}],
      [reviewer, 'pass', { note: 'Đạt' }],
      [approver, 'approval', decision('15/QĐ-UBND')],
      [approver, 'publication', { effectiveDate: today() }],
    ] as const) {
      expect(code(await start('first')), path).to.equal('404 UNKNOWN_PROCEDURE');
      if (path === 'pass') await answered(appraisalId);
      expect((await post(who, `/appraisals/${appraisalId}/${path}`, body)).status, path).to.equal(200);
    }
    const started = await start('first');
    expect(started.status, JSON.stringify(started.body)).to.equal(201);
    const version = (await service.ask('GET', '/procedures/first', { key: clerk })).body as { hash: string; version: number };
    expect(version.hash, 'what was approved is what runs').to.equal(hash);

    const trail = await reviewer.ask('GET', `/appraisals/${appraisalId}/trail`);
    checkAnswer(routes, 'GET', `/appraisals/${appraisalId}/trail`, trail.body);
    const lines = (trail.body as { items: { act: string; from?: string; to?: string; actor: { user: string } }[] }).items;
    expect(lines.filter(({ act }) => act === 'check').length).to.equal(legalTests.length);
    expect(lines.filter(({ act }) => act !== 'check').map(({ act, from, to, actor }) => [act, from, to, actor.user])).to.deep.equal([
      ['register', 'draft', 'registered', designer.login],
      ['submit', 'registered', 'submitted', designer.login],
      ['open', 'submitted', 'underAppraisal', reviewer.login],
      ['pass', 'underAppraisal', 'passed', reviewer.login],
      ['approve', 'passed', 'approved', approver.login],
      ['publish', 'approved', 'published', approver.login],
    ]);
    const decisions = await reviewer.ask('GET', '/decisions?processKey=first');
    checkAnswer(routes, 'GET', '/decisions', decisions.body);
    expect((decisions.body as { items: object[] }).items[0]).to.include({
      kind: 'approval',
      number: '15/QĐ-UBND',
      appraisalId,
      effectiveDate: today(),
    });
    const submission = await reviewer.ask('GET', `/appraisals/${appraisalId}/submissions/1`);
    checkAnswer(routes, 'GET', `/appraisals/${appraisalId}/submissions/1`, submission.body);
    expect(submission.body).to.deep.include({
      hash,
      bpmn: xml('first', 'a'),
      report: { modelHash: hash, checkerVersion: 'test', findings: [] },
    });
    const changed = await service.service.pool.query(`update appraisal_trail set act = 'x'`).catch((error: unknown) => error);
    expect(String(changed)).to.include('append-only');
  });

  it('are kept from acts of another state, of another revision, and from who has not the permission', async () => {
    const appraisalId = await registered(await draft('order'));
    expect(code(await post(reviewer, `/appraisals/${appraisalId}/opening`))).to.equal('409 APPRAISAL_STATE');
    expect(code(await post(approver, `/appraisals/${appraisalId}/approval`, decision()))).to.equal('409 APPRAISAL_STATE');
    expect(code(await post(designer, `/appraisals/${appraisalId}/opening`))).to.equal('403 FORBIDDEN');
    expect(code(await post(reviewer, `/appraisals/${appraisalId}/approval`, decision()))).to.equal('403 FORBIDDEN');
    expect(code(await post(designer, `/appraisals/${appraisalId}/submission`, {}, { 'if-match': '"7"' }))).to.equal('412 REVISION_CHANGED');
    expect(
      code(
        await post(designer, '/appraisals', {
          draftId: ((await designer.ask('GET', `/appraisals/${appraisalId}`)).body as { draftId: string }).draftId,
        }),
      ),
    ).to.equal('409 APPRAISAL_OPEN');
    const other = await service.person('designer', 'health');
    expect(code(await other.ask('GET', `/appraisals/${appraisalId}`))).to.equal('404 UNKNOWN_APPRAISAL');
    expect(code(await post(other, `/appraisals/${appraisalId}/submission`))).to.equal('404 UNKNOWN_APPRAISAL');
    expect(code(await post(designer, `/appraisals/${appraisalId}/withdrawal`, {}))).to.equal('422 INVALID_INPUT');
    expect(code(await post(designer, `/appraisals/${appraisalId}/withdrawal`, { reason: 'Chưa cần' }))).to.equal('200');
    expect(await state(appraisalId)).to.equal('withdrawn');
  });

  it('do a repeated request once, and refuse its key for another', async () => {
    const draftId = await draft('twice');
    const appraisalId = await registered(draftId);
    const key = { 'idempotency-key': 'submit-twice' };
    const first = await post(designer, `/appraisals/${appraisalId}/submission`, {}, key);
    const before = analysed.length;
    const again = await post(designer, `/appraisals/${appraisalId}/submission`, {}, key);
    expect([first.status, again.status]).to.deep.equal([200, 200]);
    expect(again.body).to.deep.equal(first.body);
    expect(analysed.length, 'nothing is analysed again').to.equal(before);
    expect(code(await post(designer, `/appraisals/${appraisalId}/withdrawal`, { reason: 'x' }, key))).to.equal(
      '422 IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('do not pass with an error, which no explanation settles; mended it is resolved by the next submission', async () => {
    const draftId = await draft('mended', 'bad');
    const appraisalId = await registered(draftId);
    await brought(appraisalId, 'opening');
    const blocked = await post(reviewer, `/appraisals/${appraisalId}/pass`);
    expect(code(blocked)).to.equal('409 FINDINGS_BLOCK');
    expect((blocked.body as { errors: { code: string }[] }).errors.map((error) => error.code)).to.deep.equal(['planted']);
    const list = async () => {
      const answer = await reviewer.ask('GET', `/appraisals/${appraisalId}/findings`);
      checkAnswer(routes, 'GET', `/appraisals/${appraisalId}/findings`, answer.body);
      return (answer.body as { items: { findingId: string; rule: string; state: string; blocks: boolean }[] }).items;
    };
    const [found] = await list();
    const path = `/appraisals/${appraisalId}/findings/${found!.findingId}`;
    expect(code(await post(reviewer, `${path}/acceptance`, { text: 'Được' }))).to.equal('409 FINDING_STATE');
    const own = await post(reviewer, `/appraisals/${appraisalId}/findings`, {
      message: 'Thiếu căn cứ',
      severity: 'warning',
      elements: ['bad'],
    });
    expect(own.status).to.equal(201);
    expect(code(await redraw(draftId, xml('mended', 'good')))).to.equal('409 DRAFT_LOCKED');
    expect((await post(reviewer, `/appraisals/${appraisalId}/return`, { reason: 'Sửa bước kẹt' })).status).to.equal(200);
    expect(code(await post(designer, `${path}/answer`, { text: 'Đã vẽ lại' }))).to.equal('200');
    expect((await redraw(draftId, xml('mended', 'good'))).status).to.equal(200);
    const again = await post(designer, `/appraisals/${appraisalId}/submission`);
    expect(again.body).to.include({ state: 'submitted', round: 2, blockingFindings: 0 });
    expect((await list()).map(({ rule, state }) => [rule, state])).to.deep.equal([
      ['planted', 'resolved'],
      ['APPRAISER', 'open'],
    ]);
    await post(reviewer, `/appraisals/${appraisalId}/opening`);
    await answered(appraisalId);
    expect((await post(reviewer, `/appraisals/${appraisalId}/pass`)).body).to.include({ state: 'passed' });
    const talk = await reviewer.ask('GET', `${path}/discussion`);
    checkAnswer(routes, 'GET', `${path}/discussion`, talk.body);
    expect((talk.body as { items: { act: string; to: string }[] }).items.map(({ act, to }) => [act, to])).to.deep.equal([
      ['finding.answer', 'answered'],
      ['finding.notFoundAgain', 'resolved'],
    ]);
  });

  it('pass with an error that somebody answers for, never who drew or appraises it; another content opens it again', async () => {
    const draftId = await draft('answered', 'bad');
    const appraisalId = await registered(draftId);
    await brought(appraisalId, 'opening');
    const [found] = ((await reviewer.ask('GET', `/appraisals/${appraisalId}/findings`)).body as { items: { findingId: string }[] }).items;
    const path = `/appraisals/${appraisalId}/findings/${found!.findingId}/override`;
    expect(code(await post(reviewer, path, { text: 'Bỏ qua' }))).to.equal('403 FORBIDDEN');
    await addPosition(service.service.pool, reviewer.userId, { role: 'approver' }, new Date());
    expect(code(await post(reviewer, path, { text: 'Bỏ qua' })), 'the one who appraises').to.equal('403 DUTIES_NOT_SEPARATE');
    expect(code(await post(approver, path, {}))).to.equal('422 INVALID_INPUT');
    expect((await post(approver, path, { text: 'Chờ sửa luật, theo dõi riêng' })).body).to.include({ state: 'overridden', blocks: false });
    const { rows } = await service.service.pool.query(
      `select details from audit_log where action = 'finding.overridden' and subject = $1`,
      [appraisalId],
    );
    expect((rows[0] as { details: object }).details).to.include({ rule: 'planted', reason: 'Chờ sửa luật, theo dõi riêng' });
    await answered(appraisalId);
    expect((await post(reviewer, `/appraisals/${appraisalId}/pass`)).body).to.include({ state: 'passed' });
    expect((await post(approver, `/appraisals/${appraisalId}/sending-back`, { reason: 'Sửa tên' })).body).to.include({ state: 'returned' });
    await post(designer, `/appraisals/${appraisalId}/submission`);
    expect((await reviewer.ask('GET', `/appraisals/${appraisalId}`)).body, 'the same content').to.include({ blockingFindings: 0 });
    await post(reviewer, `/appraisals/${appraisalId}/opening`);
    await post(reviewer, `/appraisals/${appraisalId}/return`, { reason: 'Đổi' });
    await redraw(draftId, xml('answered', 'bad', '1.001123'));
    await post(designer, `/appraisals/${appraisalId}/submission`);
    expect((await reviewer.ask('GET', `/appraisals/${appraisalId}`)).body, 'another content').to.include({ blockingFindings: 1 });
  });

  it('keep duties apart: by account, in the position of another, and by the same person under another account', async () => {
    const { pool } = service.service;
    const now = new Date();
    const appraisalId = await registered(await draft('apart'));
    await brought(appraisalId, 'submission');
    const opening = `/appraisals/${appraisalId}/opening`;
    // the designer is made a reviewer, too
    const position = await addPosition(pool, designer.userId, { role: 'reviewer' }, now);
    expect(code(await post(designer, opening))).to.equal('403 DUTIES_NOT_SEPARATE');
    // and lets a colleague stand in: what the designer may not, nobody may in the designer's place
    const colleague = await service.person('officer', 'health');
    await createDelegation(
      pool,
      { positionId: position, to: colleague.login, reason: 'nghỉ', validFrom: now, validTo: new Date(now.getTime() + 86_400_000) },
      undefined,
      now,
    );
    expect(code(await post(colleague, opening))).to.equal('403 DUTIES_NOT_SEPARATE');
    // the same person, known to the provider, first tied to one account and then to another
    const second = await service.person('reviewer');
    await pool.query(`update users set issuer = 'https://id.test', subject = 'p1' where id = $1::bigint`, [designer.userId]);
    const editor = `/drafts/${((await designer.ask('GET', `/appraisals/${appraisalId}`)).body as { draftId: string }).draftId}`;
    await post(designer, `/appraisals/${appraisalId}/withdrawal`, { reason: 'Sửa' });
    const { revision } = (await designer.ask('GET', editor)).body as { revision: number };
    await designer.ask('PUT', editor, { body: { title: 'Sửa', bpmn: xml('apart', 'b') }, headers: { 'if-match': `"${revision}"` } });
    await pool.query(`update users set issuer = null, subject = null where id = $1::bigint`, [designer.userId]);
    await pool.query(`update users set issuer = 'https://id.test', subject = 'p1' where id = $1::bigint`, [second.userId]);
    const next = await registered(editor.split('/').at(-1)!);
    await brought(next, 'submission');
    expect(code(await post(second, `/appraisals/${next}/opening`))).to.equal('403 DUTIES_NOT_SEPARATE');
    expect(((await second.ask('GET', `/appraisals/${next}`)).body as { acts: string[] }).acts).to.deep.equal([]);
    // whoever appraised does not approve
    await post(reviewer, `/appraisals/${next}/opening`);
    await answered(next);
    await post(reviewer, `/appraisals/${next}/pass`);
    expect(code(await post(reviewer, `/appraisals/${next}/approval`, decision()))).to.equal('403 DUTIES_NOT_SEPARATE');
    // a delegate of somebody unconcerned may, and the trail says in whose place
    const held = await addPosition(pool, approver.userId, { role: 'approver', title: 'Phó Chủ tịch' }, now);
    await createDelegation(
      pool,
      { positionId: held, to: colleague.login, reason: 'ủy quyền', validFrom: now, validTo: new Date(now.getTime() + 86_400_000) },
      undefined,
      now,
    );
    expect((await post(colleague, `/appraisals/${next}/approval`, decision())).status).to.equal(200);
    const trail = (await reviewer.ask('GET', `/appraisals/${next}/trail`)).body as { items: { act: string; actor: object }[] };
    expect(trail.items.find(({ act }) => act === 'approve')!.actor).to.include({
      user: colleague.login,
      onBehalfOf: approver.login,
      position: 'Phó Chủ tịch',
    });
    await pool.query('update positions set valid_to = $2 where id = $1::bigint', [position, new Date(now.getTime() + 1)]);
  });

  it('wait for those who can bring them further, first due first', async () => {
    const someone = await service.person('reviewer');
    const appraisalId = await registered(await draft('queue'));
    const waiting = async (who: Asker) => {
      const found: string[] = [];
      for (let cursor = ''; ;) {
        const answer = await who.ask('GET', `/appraisals?waiting=true&limit=2${cursor}`);
        checkAnswer(routes, 'GET', '/appraisals', answer.body);
        const { items, next } = answer.body as { items: { appraisalId: string }[]; next?: string };
        found.push(...items.map((item) => item.appraisalId));
        if (next === undefined) return found;
        cursor = `&cursor=${next}`;
      }
    };
    expect([(await waiting(someone)).includes(appraisalId), (await waiting(designer)).includes(appraisalId)]).to.deep.equal([false, true]);
    await brought(appraisalId, 'submission');
    expect([(await waiting(someone)).includes(appraisalId), (await waiting(designer)).includes(appraisalId)]).to.deep.equal([true, false]);
    await service.service.pool.query(`update appraisals set due_at = '2020-01-02T00:00:00Z' where id = $1::bigint`, [appraisalId]);
    expect((await waiting(someone))[0]).to.equal(appraisalId);
    expect((await someone.ask('GET', `/appraisals/${appraisalId}`)).body).to.include({ overdue: true });
  });

  it('put a later version in force on its day, and end one by a repeal; dossiers that run keep theirs', async () => {
    const draftId = await draft('follow');
    const first = await registered(draftId);
    await brought(first, 'publication');
    const running = (await start('follow')).body as { dossierId: string };
    await redraw(draftId, xml('follow', 'b'));
    const second = await registered(draftId);
    await brought(second, 'publication', daysLater(3));
    const versionOf = async (answer: Answer) => (await service.engine.dossier((answer.body as { dossierId: string }).dossierId)).versionId;
    const { items } = (await service.ask('GET', '/procedures/follow/versions', { key: clerk })).body as {
      items: { versionId: string; version: number }[];
    };
    const [newer, older] = items;
    expect(await versionOf(await start('follow')), 'until the day the one before').to.equal(older!.versionId);
    const named = await service.ask('POST', '/dossiers', {
      key: clerk,
      body: { versionId: newer!.versionId },
      headers: { 'idempotency-key': 'early' },
    });
    expect(code(named)).to.equal('409 NOT_IN_FORCE');
    expect([await state(first), await state(second)]).to.deep.equal(['published', 'published']);
    // three days pass
    await service.service.pool.query(
      `update process_versions set in_force_from = in_force_from - interval '3 days', in_force_until = in_force_until - interval '3 days' where process_key = 'follow'`,
    );
    expect(await versionOf(await start('follow'))).to.equal(newer!.versionId);
    expect([await state(first), await state(second)]).to.deep.equal(['superseded', 'published']);
    expect(code(await post(approver, `/appraisals/${first}/repeal`, { ...decision(), effectiveDate: today() }))).to.equal(
      '409 APPRAISAL_STATE',
    );
    expect(
      code(await post(approver, `/appraisals/${second}/repeal`, { ...decision(), date: daysLater(1), effectiveDate: today() })),
    ).to.equal('422 DECISION_DATE_LATER');
    expect((await post(approver, `/appraisals/${second}/repeal`, { ...decision('20/QĐ-UBND'), effectiveDate: today() })).body).to.include({
      state: 'repealed',
    });
    expect(code(await start('follow'))).to.equal('409 NOT_IN_FORCE');
    expect((await service.engine.dossier(running.dossierId)).versionId).to.equal(older!.versionId);
    const { events } = await service.engine.execute(running.dossierId, { type: 'completeTask', elementKey: 'a#1' }, { user: 'x' });
    expect(events.at(-1)!.type).to.equal('dossierEnded');
  });

  it('publish what was approved only: the versions it calls are pinned, and gone ones send it back', async () => {
    const admin = await service.person('administrator');
    const part = (task: string) => admin.ask('POST', '/procedures', { body: { bpmn: xml('part', task) } });
    const pinned = (await part('a')).body as { versionId: string };
    const caller = definitions(
      processXml('whole', element('startEvent', 's'), element('callActivity', 'c', '', 'calledElement="part"'), 's->c'),
    );
    const created = (await post(designer, '/drafts', { title: 'Gọi', bpmn: caller })).body as { draftId: string };
    const appraisalId = await registered(created.draftId);
    await brought(appraisalId, 'pass');
    const submission = (await reviewer.ask('GET', `/appraisals/${appraisalId}/submissions/1`)).body as { bindings: object };
    expect(submission.bindings).to.deep.equal({ part: pinned.versionId });
    const newer = (await part('b')).body as { versionId: string };
    expect(code(await post(approver, `/appraisals/${appraisalId}/approval`, decision()))).to.equal('409 CALLED_VERSION_OUT_OF_FORCE');
    await post(approver, `/appraisals/${appraisalId}/sending-back`, { reason: 'Bản được gọi đã đổi' });
    await brought(appraisalId, 'publication');
    const whole = (await service.ask('GET', '/procedures/whole', { key: clerk })).body as { bindings: object; hash: string };
    expect(whole.bindings).to.deep.equal({ part: newer.versionId });
    expect(whole.hash).to.equal(((await reviewer.ask('GET', `/appraisals/${appraisalId}`)).body as { hash: string }).hash);
    const past = await registered(await draft('past'));
    await brought(past, 'approval');
    expect(code(await post(approver, `/appraisals/${past}/publication`, { effectiveDate: daysLater(-1) }))).to.equal(
      '422 EFFECTIVE_DATE_PAST',
    );
  });

  it('let nothing run that nobody published, and say of what was deployed directly that nobody appraised it', async () => {
    // past the service, as an embedding program would
    const { versionId } = await service.service.engine.deploy({ bpmn: xml('embedded', 'a') }, { user: 'program' });
    expect(code(await start('embedded'))).to.equal('409 NOT_PUBLISHED');
    const named = await service.ask('POST', '/dossiers', {
      key: clerk,
      body: { versionId },
      headers: { 'idempotency-key': 'unpublished' },
    });
    expect(code(named)).to.equal('409 NOT_PUBLISHED');
    const direct = await service.ask('POST', '/procedures', { key: clerk, body: { bpmn: xml('direct', 'a') } });
    expect(direct.status).to.equal(201);
    expect((await start('direct')).status).to.equal(201);
    const { items } = (await reviewer.ask('GET', '/decisions?processKey=direct')).body as { items: object[] };
    expect(items).to.have.length(1);
    expect(items[0]).to.include({ kind: 'direct' }).and.not.have.property('number');
    const path = '/procedures/direct/versions/1/repeal';
    expect(code(await approver.ask('POST', path, { body: { ...decision(), effectiveDate: today() } }))).to.equal('204');
    expect(code(await start('direct'))).to.equal('409 NOT_IN_FORCE');
  });

  it('cannot be submitted while the draft cannot run, and says why', async () => {
    const { draftId } = (await post(designer, '/drafts', { title: 'Hỏng', bpmn: '<definitions' })).body as { draftId: string };
    const appraisalId = await registered(draftId);
    const refused = await post(designer, `/appraisals/${appraisalId}/submission`);
    expect(code(refused)).to.equal('422 PROCEDURE_REFUSED');
    expect((refused.body as { errors: object[] }).errors).not.to.deep.equal([]);
    expect(await state(appraisalId)).to.equal('registered');
  });

  it('run as the settings say: whose people appraise and approve, and how long it may take', async () => {
    const admin = await service.person('administrator');
    const settings = { dueWorkingDays: 2, reviewUnits: ['health'], approveUnits: [], coverageTarget: 80 };
    expect(code(await admin.ask('PUT', '/appraisal-settings', { body: { ...settings, reviewUnits: ['nowhere'] } }))).to.equal(
      '422 UNKNOWN_UNIT',
    );
    expect((await admin.ask('PUT', '/appraisal-settings', { body: settings })).status).to.equal(204);
    const elsewhere = await service.person('reviewer', 'land');
    const justice = await service.person('reviewer', 'health');
    const appraisalId = await registered(await draft('settings'));
    const { dueAt, submittedAt } = (await brought(appraisalId, 'submission')).body as { dueAt: string; submittedAt: string };
    const due = (await admin.ask('GET', `/due-dates?start=${encodeURIComponent(submittedAt)}&value=2&unit=workingDay&count=legal`))
      .body as { dueAt: string };
    expect(new Date(dueAt).getTime()).to.equal(new Date(due.dueAt).getTime());
    expect(code(await post(elsewhere, `/appraisals/${appraisalId}/opening`))).to.equal('403 FORBIDDEN');
    expect((await post(justice, `/appraisals/${appraisalId}/opening`)).body).to.include({
      state: 'underAppraisal',
      appraiser: justice.login,
    });
    await admin.ask('PUT', '/appraisal-settings', { body: { ...settings, dueWorkingDays: 5, reviewUnits: [] } });
  });
});
