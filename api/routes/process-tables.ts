/** The table of steps of a draft or a version, as the appendix of a decision prints it. */
import { Type } from 'typebox';
import { loadDraft } from '../appraisal/drafts.ts';
import { contentDisposition } from '../content-disposition.ts';
import { Problem } from '../problem.ts';
import { printedTables } from '../reports/process-table/printed-table.ts';
import { route, type Result } from '../route.ts';
import { Id, object, Text } from '../schemas.ts';
import type { Service } from '../service.ts';

const formats = ['docx', 'xlsx'] as const;
const Query = object({ format: Type.Optional(Type.Enum([...formats], { description: 'docx when absent' })) });
const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const tag = 'procedures';

/** Libraries are loaded only for the form asked for. */
async function fileOf(service: Service, title: string, bpmn: string, madeAt: string, query: object): Promise<Result> {
  const { format = 'docx' } = query as { format?: (typeof formats)[number] };
  const { units } = service.engine.organisation();
  const tables = await printedTables(bpmn, (id) => units.get(id)?.name).catch(() => []);
  if (tables.length === 0)
    throw new Problem(
      422,
      'NO_STEPS',
      'Bản vẽ chưa có bước nào để lập bảng',
      'There are no steps in the drawing of which a table could be made',
    );
  const make =
    format === 'docx'
      ? (await import('../reports/process-table/process-table-docx.ts')).processTableDocx
      : (await import('../reports/process-table/process-table-xlsx.ts')).processTableXlsx;
  const mediaType = mediaTypes[format];
  return {
    body: await make(title, tables, madeAt),
    headers: { 'Content-Type': mediaType, 'Content-Disposition': contentDisposition(`quy-trinh-noi-bo.${format}`, mediaType) },
  };
}

export const processTableRoutes = [
  route({
    method: 'get',
    path: '/drafts/:draftId/process-table',
    tag: 'drafts',
    summary: [
      'Bảng các bước của bản nháp đã lưu: phụ lục quyết định',
      'The table of steps of a draft as it is kept, for the appendix of a decision',
    ],
    allow: 'appraisals:read',
    params: object({ draftId: Id }),
    query: Query,
    media: mediaTypes.docx,
    problems: ['UNKNOWN_DRAFT', 'NO_STEPS'],
    async handle({ service, identity, params, query }): Promise<Result> {
      const { title, bpmn, updatedAt } = await loadDraft(service.pool, service, identity, params.draftId);
      return fileOf(service, title, bpmn, new Date(updatedAt).toISOString(), query);
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version/process-table',
    tag,
    summary: ['Bảng các bước của một phiên bản: phụ lục quyết định', 'The table of steps of a version, for the appendix of a decision'],
    allow: 'procedures:check',
    params: object({ processKey: Text(300), version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
    query: Query,
    media: mediaTypes.docx,
    problems: ['UNKNOWN_VERSION', 'NO_STEPS'],
    async handle({ service, params, query }): Promise<Result> {
      const { processKey, version } = params as { processKey: string; version: number };
      const { name, deployedAt } = await service.engine.procedureVersion(processKey, version);
      const { bpmn } = await service.engine.procedureFile(processKey, version);
      return fileOf(service, name ?? processKey, bpmn, new Date(deployedAt).toISOString(), query);
    },
  }),
];
