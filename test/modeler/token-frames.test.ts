/** The player's tokens end where soundness says that the tokens are, for every kind of evidence. */
import { expect } from 'chai';
import type { Moddle } from 'bpmn-moddle';
import { checkSoundness } from '../../engine/analysis/check-soundness.ts';
import { modelOf } from '../../engine/model/model-of.ts';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';
import { tokenFrames } from '../../modeler/player/token-frames.ts';
import type { TreeElement } from '../../modeler/player/tree-element.ts';
import { and, bpmn, start, sub, user, xor } from '../engine/semantics/support.ts';
import { content, element } from '../support/bpmn.ts';
import { plantedErrors } from '../support/planted-errors.ts';
import { randomModel } from '../support/random-model.ts';
import { realisticModel } from '../support/realistic-model.ts';

/** Elements of a tree by their id. */
function byId(root: Moddle): Map<string, TreeElement> {
  const found = new Map<string, TreeElement>();
  const places: Moddle[] = [root];
  for (const element of places) {
    if (element.id !== undefined) found.set(element.id, element as unknown as TreeElement);
    for (const value of Object.values(element))
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
        if (each && typeof each === 'object' && (each as Moddle).$parent === element) places.push(each as Moddle);
  }
  return found;
}

async function lastFrames(xml: string): Promise<{ readonly played: object; readonly told: object }[]> {
  const { definitions } = await parseBpmn(xml);
  const { model } = definitions ? modelOf(definitions) : {};
  if (!model) return [];
  const elements = byId(definitions!);
  return checkSoundness(model).processes.flatMap(({ optionToComplete, properCompletion, safe, bounded }) =>
    [optionToComplete, properCompletion, safe, bounded].flatMap((property) =>
      property.outcome === 'fails'
        ? [
            {
              played: Object.fromEntries(tokenFrames(property.scenario, (id) => elements.get(id)).at(-1)!),
              told: property.stateAtEnd,
            },
          ]
        : [],
    ),
  );
}

describe('the tokens of a scenario', () => {
  it('end where the counter-example ends, in procedures with a planted mistake', async () => {
    let count = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const xml = realisticModel(seed, 20 + seed * 3);
      const { definitions } = await parseBpmn(xml);
      for (const planted of plantedErrors(xml, modelOf(definitions!).model!).slice(0, 6))
        for (const { played, told } of await lastFrames(planted.xml)) {
          count++;
          expect(played, planted.xml).to.deep.equal(told);
        }
    }
    expect(count).to.be.greaterThan(20);
  });

  it('end where the counter-example ends, in random models of every element', async () => {
    let count = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const xml = randomModel(seed);
      for (const { played, told } of await lastFrames(xml)) {
        count++;
        expect(played, `seed ${seed}`).to.deep.equal(told);
      }
    }
    expect(count).to.be.greaterThan(100);
  });

  it('end where the counter-example ends, inside and behind an ad-hoc subprocess', async () => {
    const stuck = sub('S', start('t'), xor('f'), user('u'), user('v'), and('j'), 't->f', 'f->u', 'f->v', 'u->j', 'v->j');
    for (const inside of [content(user('a'), user('b'), stuck), content(user('a'), user('b'))]) {
      const found = await lastFrames(
        bpmn(
          start('s'),
          element('adHocSubProcess', 'x', inside),
          user('w'),
          user('y'),
          and('m'),
          's->x',
          'x->w',
          'w->m',
          'y->m[late]',
          'm->y',
        ),
      );
      expect(found.length).to.be.greaterThan(0);
      for (const { played, told } of found) expect(played).to.deep.equal(told);
    }
  });
});
