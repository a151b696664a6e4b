/** What the checker says of a content that is sent or of a version, as data and as the document that goes into the file. */
import { Type } from 'typebox';
import { analysisOf, printedReport } from '../appraisal/analysis-of.ts';
import { documentAnswer, DocumentQuery, formOf } from '../appraisal/document-answer.ts';
import { route, type Result } from '../route.ts';
import { object, oneOf, Text } from '../schemas.ts';
import { fewestVisits } from '../../engine/index.ts';
import { AnalysisReport, procedureContent } from './appraisal-schemas.ts';

const tag = 'procedures';
const versionPath = object({ processKey: Text(300), version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
const Content = object(procedureContent);

export const analysisRoutes = [
  route({
    method: 'post',
    path: '/procedures/analyses',
    tag,
    summary: [
      'Báo cáo kiểm tra một nội dung gửi kèm; không lưu gì',
      'The report of the checker on a content that is sent; nothing is stored',
    ],
    allow: 'procedures:check',
    body: Content,
    answer: AnalysisReport,
    problems: ['ANALYSIS_BUSY'],
    async handle({ service, body: { bpmn, forms = {}, decisions = {}, procedure = {} } }): Promise<Result> {
      return { body: await analysisOf(service, { bpmn, forms: forms as Record<string, object>, decisions, procedure }) };
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/measured-steps',
    tag,
    summary: [
      'Thời gian thực tế của từng bước, qua các hồ sơ kết thúc gần đây của mọi phiên bản',
      'How long each step really took in the dossiers that ended last, over all versions',
    ],
    allow: 'procedures:check',
    params: object({ processKey: Text(300) }),
    answer: Type.Object({
      fewestVisits: Type.Integer({ description: 'from which on minutes are given' }),
      steps: Type.Array(
        Type.Object({
          elementId: Type.String(),
          unit: oneOf(['workingHour', 'calendarDay']),
          visits: Type.Integer({ description: 'completed' }),
          minutes: Type.Optional(
            Type.Array(Type.Integer(), {
              description: 'middles of forty equal parts of the visits, shortest first; working minutes, or plain ones of a calendarDay',
            }),
          ),
        }),
        { description: 'by element id; none of a procedure that is not there' },
      ),
    }),
    async handle({ service, params }): Promise<Result> {
      const { processKey } = params as { processKey: string };
      return { body: { fewestVisits, steps: await service.engine.measuredSteps(processKey) } };
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version/analysis',
    tag,
    summary: ['Báo cáo kiểm tra một phiên bản', 'The report of the checker on a version'],
    allow: 'procedures:check',
    params: versionPath,
    answer: AnalysisReport,
    problems: ['UNKNOWN_VERSION', 'ANALYSIS_BUSY'],
    async handle({ service, params }): Promise<Result> {
      const { processKey, version } = params as { processKey: string; version: number };
      const { forms, decisions, procedure, hash, bindings } = await service.engine.procedureVersion(processKey, version);
      const { bpmn } = await service.engine.procedureFile(processKey, version);
      return { body: await analysisOf(service, { bpmn, forms, decisions, procedure }, { hash, bindings, processKey, version }) };
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version/analysis/document',
    tag,
    summary: ['Báo cáo thẩm định một phiên bản, để in và lưu hồ sơ', 'The appraisal document of a version, to be printed and filed'],
    allow: 'procedures:check',
    params: versionPath,
    query: DocumentQuery,
    media: 'application/pdf',
    problems: ['UNKNOWN_VERSION', 'ANALYSIS_BUSY', 'NOT_PRINTED'],
    async handle({ service, params, query }): Promise<Result> {
      const { processKey, version } = params as { processKey: string; version: number };
      const { forms, decisions, procedure, hash, bindings } = await service.engine.procedureVersion(processKey, version);
      const { bpmn } = await service.engine.procedureFile(processKey, version);
      const report = await analysisOf(service, { bpmn, forms, decisions, procedure }, { hash, bindings, processKey, version });
      const form = formOf(query);
      return documentAnswer(await printedReport(service, { bpmn, decisions, bindings, report, version }, form), form);
    },
  }),
];
