/** Files whose messages are told apart by BPMN's correlation keys: `asked`, `answered`, `cancelled`, and one process P. */
import { content, definitions } from './bpmn.ts';

/** Property → message → FEEL that reads it. */
export type Paths = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const oneKey: Paths = { code: { asked: 'code', answered: 'reply.code', cancelled: 'code' } };
export const twoKeys: Paths = { code: { asked: 'code', answered: 'reply.code' }, year: { asked: 'year', answered: 'reply.year' } };

/** A file whose messages are told apart by these properties; `bound`: property → FEEL over the data of process P. */
export function keyed(paths: Paths, bound: Readonly<Record<string, string>> | undefined, ...parts: string[]): string {
  const messages = ['asked', 'answered', 'cancelled'].map((id) => `<message id="${id}" name="${id}"/>`);
  const properties = Object.entries(paths).map(
    ([id, read]) =>
      `<correlationProperty id="${id}" name="${id}">${Object.entries(read)
        .map(
          ([message, path]) =>
            `<correlationPropertyRetrievalExpression messageRef="${message}"><messagePath>${path}</messagePath></correlationPropertyRetrievalExpression>`,
        )
        .join('')}</correlationProperty>`,
  );
  const refs = Object.keys(paths).map((id) => `<correlationPropertyRef>${id}</correlationPropertyRef>`);
  const collaboration = `<collaboration id="all"><participant id="pool" processRef="P"/><correlationKey id="theKey" name="hồ sơ">${refs.join('')}</correlationKey></collaboration>`;
  const bindings = Object.entries(bound ?? {}).map(
    ([id, path]) => `<correlationPropertyBinding correlationPropertyRef="${id}"><dataPath>${path}</dataPath></correlationPropertyBinding>`,
  );
  const subscription = bound
    ? `<correlationSubscription id="sub" correlationKeyRef="theKey">${bindings.join('')}</correlationSubscription>`
    : '';
  return definitions(
    ...messages,
    ...properties,
    collaboration,
    `<process id="P" isExecutable="true">${content(...parts)}${subscription}</process>`,
  );
}
