/** Random data of BPMN for the random models: objects that a scope declares, what activities and events take in and give. */
import { escape } from './bpmn.ts';
import { pick, type Random } from './random-source.ts';

/** Variable → id of the data object that is nearest. */
export type Objects = Readonly<Record<string, string>>;

const sources = ['n + 1', 'v', '{ b: n, a: v }', 'missing', 'append(list, n)'];

/** Objects, at times a property and a store; ids end in `place`. `around`: what is declared outside. */
export function randomObjects(random: Random, place: string, around: Objects): { readonly objects: Objects; readonly xml: string } {
  const objects: Record<string, string> = { ...around };
  const xml = ['n', 'v', 'list', 'w'].flatMap((variable) => {
    if (random() > 0.4) return [];
    const id = `object_${variable}_${place}`;
    objects[variable] = `${id}_drawn`;
    const collection = variable === 'list' ? ' isCollection="true"' : '';
    return [
      `<dataObject id="${id}"${collection}/><dataObjectReference id="${id}_drawn" name="${variable} [drawn]" dataObjectRef="${id}"/>`,
    ];
  });
  if (random() < 0.2) xml.push(`<dataStoreReference id="store_${place}"/>`);
  const property = random() < 0.2 ? `<property id="property_${place}" name="z"/>` : '';
  if (property) objects.z = `property_${place}`;
  return { objects, xml: property + xml.join('') };
}

/** Specification and associations of an activity. `outputs`: names that its data output may have; inside a subprocess it would hide data of that name. */
export function randomTaskData(random: Random, id: string, objects: Objects, outputs: readonly string[]): string {
  const inputs = pick(random, [0, 1, 2]);
  const ids = Array.from({ length: inputs }, (_, index) => `${id}_in${index}`);
  const needed = ids.map(
    (input) => `<dataInputRefs>${input}</dataInputRefs>${random() < 0.6 ? `<optionalInputRefs>${input}</optionalInputRefs>` : ''}`,
  );
  const output = pick(random, outputs);
  const given = giving(random, id, objects);
  return [
    `<ioSpecification id="${id}_io">`,
    ...ids.map((input, index) => `<dataInput id="${input}" name="taken${index}"/>`),
    `<dataOutput id="${id}_out" name="${output}"/><inputSet id="${id}_set">${needed.join('')}</inputSet><outputSet id="${id}_outputs"/></ioSpecification>`,
    random() < 0.2 ? `<property id="${id}_end" name="__targetRef_placeholder"/>` : '',
    ...ids.map((input) => taking(random, `${input}_taken`, input, objects)),
    given,
  ].join('');
}

/** What a throwing event takes in. */
export function randomThrownData(random: Random, id: string, objects: Objects): string {
  return `<dataInput id="${id}_in" name="taken"/>${taking(random, `${id}_taken`, `${id}_in`, objects)}<inputSet id="${id}_set">${random() < 0.2 ? `<dataInputRefs>${id}_in</dataInputRefs>` : ''}</inputSet>`;
}

/** What a catching event gives. */
export function randomCaughtData(random: Random, id: string, objects: Objects): string {
  return `<dataOutput id="${id}_out" name="${pick(random, ['n', 'v'])}"/>${giving(random, id, objects)}<outputSet id="${id}_outputs"/>`;
}

function taking(random: Random, id: string, input: string, objects: Objects): string {
  const known = Object.values(objects);
  const kind = random();
  if (kind < 0.5 && known.length > 0)
    return `<dataInputAssociation id="${id}"><sourceRef>${pick(random, known)}</sourceRef><targetRef>${input}</targetRef></dataInputAssociation>`;
  const feel = escape(pick(random, sources));
  if (kind < 0.75)
    return `<dataInputAssociation id="${id}"><targetRef>${input}</targetRef><transformation>${feel}</transformation></dataInputAssociation>`;
  return `<dataInputAssociation id="${id}"><targetRef>${input}</targetRef><assignment><from>${feel}</from><to>part.inner</to></assignment></dataInputAssociation>`;
}

function giving(random: Random, id: string, objects: Objects): string {
  const known = Object.values(objects);
  if (known.length === 0) return '';
  const target = `<targetRef>${pick(random, known)}</targetRef>`;
  const kind = random();
  if (kind < 0.3) return `<dataOutputAssociation id="${id}_given">${target}</dataOutputAssociation>`;
  if (kind < 0.7) return `<dataOutputAssociation id="${id}_given"><sourceRef>${id}_out</sourceRef>${target}</dataOutputAssociation>`;
  const feel = escape(pick(random, sources));
  return `<dataOutputAssociation id="${id}_given">${target}<transformation>${feel}</transformation></dataOutputAssociation>`;
}
