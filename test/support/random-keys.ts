/** Random correlation keys for the random models: what tells messages apart, and what a process knows of it. */
import { pick, type Random } from './random-source.ts';

const paths = ['n', 'v', 'missing', 'n + 1', '{ a: v }'];

/** Properties for a file, the key for its collaboration, and the subscription of process P, at times none. */
export function randomKeys(random: Random): { readonly properties: string; readonly key: string; readonly subscription: string } {
  const ids = random() < 0.7 ? ['k1'] : ['k1', 'k2'];
  const read = (message: string) =>
    `<correlationPropertyRetrievalExpression messageRef="${message}"><messagePath>${pick(random, paths)}</messagePath></correlationPropertyRetrievalExpression>`;
  const bound = (id: string) =>
    `<correlationPropertyBinding correlationPropertyRef="${id}"><dataPath>${pick(random, paths)}</dataPath></correlationPropertyBinding>`;
  return {
    properties: ids.map((id) => `<correlationProperty id="${id}" name="${id}">${read('m1')}${read('m2')}</correlationProperty>`).join(''),
    key: `<correlationKey id="key" name="key">${ids.map((id) => `<correlationPropertyRef>${id}</correlationPropertyRef>`).join('')}</correlationKey>`,
    subscription:
      random() < 0.4
        ? `<correlationSubscription id="subscription" correlationKeyRef="key">${ids.map(bound).join('')}</correlationSubscription>`
        : '',
  };
}
