/** An office with something on every page: a procedure in force, a dossier on its way, a draft under appraisal, and somebody who may do everything. */
import { readCuratedOrganisation, readCuratedProcedures } from '../../api/curated.ts';
import { createApiKey } from '../../api/auth/api-keys.ts';
import { addPosition } from '../../api/auth/users.ts';
import type { Role } from '../../api/auth/roles.ts';
import type { Asker, TestService } from './service.ts';

export interface PlayedOffice {
  /** With every role. */
  readonly person: Asker;
  /** What the parameters of addresses stand for, by their name. */
  readonly params: Readonly<Record<string, string>>;
}

/** Fields of files that people read. */
const read = ['name', 'title', 'description', 'text', 'fullName', 'caseName', 'field', 'citation'];

/** `written` makes of every name, title and comment what is kept instead. */
export async function playOffice(test: TestService, written: (plain: string) => string): Promise<PlayedOffice> {
  const { engine } = test;
  const { pool } = test.service;
  await engine.setOrganisation(rewrite(await readCuratedOrganisation(), written), { user: 'founder' });
  const deployed = new Map<string, string>();
  const curated = (await readCuratedProcedures()).filter(({ folder }) => ['tham-dinh-du-an-ppp', 'cap-ban-sao-tu-so-goc'].includes(folder));
  const contents = curated.map(({ folder, content: { bpmn, forms = {}, procedure } }) => ({
    folder,
    content: {
      bpmn: rewriteXml(bpmn, written),
      forms: rewrite(forms, written) as Record<string, object>,
      procedure: rewrite(procedure, written) as object,
    },
  }));
  for (const { folder, content } of contents) deployed.set(folder, (await engine.deploy(content, { user: 'designer' })).versionId);
  const versionId = deployed.get('tham-dinh-du-an-ppp')!;
  const code = '000.00.01.H99-261127-0001';
  const { dossierId } = await engine.start({ versionId, variables: { participants: {} } }, { user: 'can-bo' }, { code });
  const { processKey } = await engine.version(versionId);
  const [task] = (await engine.tasks({ dossierId, limit: 1 })).items;

  const person = await everybody(test, written);
  const designer = await test.person('designer');
  const reviewer = await test.person('reviewer');
  await pool.query('update users set name = $2 where id = any($1::bigint[])', [
    [designer.userId, reviewer.userId, person.userId],
    written('Nguyễn Thị Lan'),
  ]);
  const small = contents.find(({ folder }) => folder === 'cap-ban-sao-tu-so-goc')!.content;
  const ask = async (who: Asker, method: string, path: string, body: object): Promise<Record<string, string>> => {
    const answer = await who.ask(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, string>;
  };
  const draft = { title: written('Cấp bản sao từ sổ gốc'), ...small };
  const { draftId: open } = await ask(designer, 'POST', '/drafts', draft);
  const { draftId } = await ask(designer, 'POST', '/drafts', draft);
  const { appraisalId } = await ask(designer, 'POST', '/appraisals', { draftId: draftId! });
  await ask(designer, 'POST', `/appraisals/${appraisalId}/submission`, { note: written('Trình lần đầu') });
  await ask(reviewer, 'POST', `/appraisals/${appraisalId}/opening`, {});
  const { findingId } = await ask(reviewer, 'POST', `/appraisals/${appraisalId}/findings`, {
    severity: 'warning',
    message: written('Căn cứ chưa rõ'),
    elements: [],
  });
  await ask(reviewer, 'POST', `/appraisals/${appraisalId}/findings/${findingId}/comments`, { text: written('Xin làm rõ') });
  await ask(person, 'PUT', '/catalogue/1.009999', {
    name: written('Cấp thẻ'),
    department: 'so-y-te',
    field: written('Y tế'),
    mandatory: true,
  });
  const { runId } = await engine.startBulk({ kind: 'resolveIncidents' }, written('Máy chủ đã có lại'), { user: person.login });
  await createApiKey(pool, { name: written('Cổng dịch vụ công'), scopes: ['procedures:read'] }, 'test', new Date());
  return {
    person,
    params: {
      dossierId,
      processKey,
      versionId,
      version: '1',
      code,
      elementKey: task?.elementKey ?? '',
      draftId: open!,
      appraisalId: appraisalId!,
      findingId: findingId!,
      userId: person.userId,
      unit: 'so-y-te',
      unitId: 'so-y-te',
      calendarId: 'lich-tinh',
      runId,
      round: '1',
    },
  };
}

/** Somebody with every role of people. */
async function everybody(test: TestService, written: (plain: string) => string): Promise<Asker> {
  const person = await test.person('administrator', undefined, 'tat-ca');
  const others: readonly Role[] = ['designer', 'reviewer', 'approver', 'officer', 'unitHead', 'centreManager', 'inspector'];
  const at = new Date();
  for (const role of others) await addPosition(test.service.pool, person.userId, { role, title: written('Chuyên viên') }, at);
  return person;
}

function rewrite(value: unknown, written: (plain: string) => string, key = ''): unknown {
  if (typeof value === 'string') return read.includes(key) ? written(value) : value;
  if (Array.isArray(value)) return value.map((each: unknown) => rewrite(each, written, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rewrite(each, written, name)]));
}

/** Names of elements, and words about every task. */
function rewriteXml(xml: string, written: (plain: string) => string): string {
  const escaped = (plain: string) => {
    const text = written(plain);
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  };
  const names =
    /(<(?:\w+:)?(?:process|participant|lane|userTask|serviceTask|manualTask|subProcess|exclusiveGateway|startEvent|endEvent)\b[^>]*? name=")([^"&]*)"/g;
  return xml
    .replace(names, (_all, before: string, name: string) => `${before}${escaped(name)}"`)
    .replace(
      /(<(\w+:)?userTask\b[^>]*[^/]>)(?!\s*<\w*:?documentation)/g,
      (_all, start: string, prefix: string | undefined) =>
        `${start}<${prefix ?? ''}documentation>${escaped('Xem Điều 5')}</${prefix ?? ''}documentation>`,
    );
}
