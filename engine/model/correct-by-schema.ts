/** Where bpmn-moddle spells something otherwise than the schema of BPMN 2.0 (Semantic.xsd): files are written as the schema says, and read either way. */
import type { BpmnModdle } from 'bpmn-moddle';

/** Elements under their own names; the package writes the names of their types, which the schema does not know there. */
const elements: readonly (readonly [type: string, property: string])[] = [
  ['ComplexBehaviorDefinition', 'condition'],
  ['ComplexBehaviorDefinition', 'event'],
  ['CorrelationPropertyRetrievalExpression', 'messagePath'],
  ['CorrelationPropertyBinding', 'dataPath'],
];
/** Elements that the package takes for attributes. */
const noAttributes: readonly (readonly [type: string, property: string])[] = [
  ['GlobalScriptTask', 'script'],
  ['ParticipantAssociation', 'innerParticipantRef'],
  ['ParticipantAssociation', 'outerParticipantRef'],
];

/** Changes the descriptors of a moddle; before it has read or written anything. */
export function correctBySchema({ registry }: Pick<BpmnModdle, 'registry'>): void {
  const propertyOf = ([type, name]: readonly [string, string]) =>
    registry.typeMap[`bpmn:${type}`]?.properties.find((property) => property.name === `bpmn:${name}`);
  for (const each of elements) {
    const property = propertyOf(each);
    if (property) property.xml = { serialize: 'property' };
  }
  for (const each of noAttributes) {
    const property = propertyOf(each);
    if (property) property.isAttr = false;
  }
}
