/** Multi-instance activities: collections, items and results. */
import { feelOf } from '../expression-texts.ts';
import { become, report, shown, takeAttribute, takeElements, type Site } from '../site.ts';

export function translateLoop(site: Site): void {
  if (site.element.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return;
  const collection = takeAttribute(site, 'collection');
  if (collection) {
    const feel = feelOf(collection.text);
    if (feel === undefined) report(site, 'FOREIGN_EXPRESSION', shown(collection));
    else become(site, shown(collection), 'collection', feel);
  }
  const item = takeAttribute(site, 'elementVariable');
  if (item) become(site, shown(item), 'elementVariable', item.text);
  for (const { vendor, attributes } of takeElements(site, 'loopCharacteristics'))
    for (const [name, ours] of names) {
      const text = attributes[name];
      if (text !== undefined) become(site, `${vendor.name}:loopCharacteristics ${name}="${text}"`, ours, feelOf(text) ?? text);
    }
}

const names = [
  ['inputCollection', 'collection'],
  ['inputElement', 'elementVariable'],
  ['outputCollection', 'outputCollection'],
  ['outputElement', 'outputElement'],
] as const;
