/** Quick fixes of what soundness finds: a gateway of the other kind, offered only when the check of the changed drawing says that it helps. */
import { checkSoundness, modelOf, type DecisionSet, type Finding, type Fix, type SoundnessReport } from '../../engine/index.ts';
import { treeOf, type PlainTree } from './plain-tree.ts';

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  'bpmn:ExclusiveGateway': ['cổng chọn một nhánh', 'an exclusive gateway'],
  'bpmn:ParallelGateway': ['cổng song song', 'a parallel gateway'],
  'bpmn:InclusiveGateway': ['cổng chọn một hoặc nhiều nhánh', 'an inclusive gateway'],
};

/** Drawings tried for one finding at most. */
const mostTrials = 4;

/** The findings of soundness, each with the first change of a gateway that leaves fewer of them. */
export function withCures(tree: PlainTree, { findings }: SoundnessReport, mostStates: number, decisions?: DecisionSet): Finding[] {
  return findings.map((finding) => {
    const fix = cureOf(tree, finding, findings.length, mostStates, decisions);
    return fix ? { ...finding, fix } : finding;
  });
}

function cureOf(
  tree: PlainTree,
  { elements }: Finding,
  before: number,
  mostStates: number,
  decisions: DecisionSet | undefined,
): Fix | undefined {
  const gateways = elements.flatMap((id) => tree.filter(({ type, values }) => values.id === id && type in kinds)).slice(0, 2);
  const types = [...new Set(gateways.map(({ type }) => type))];
  // the join first: it is mostly the one that was meant otherwise
  const trials = gateways.flatMap((gateway) => types.filter((type) => type !== gateway.type).map((type) => ({ gateway, type })));
  for (const { gateway, type } of trials.slice(0, mostTrials)) {
    const changed = tree.map((element) => (element === gateway ? { ...element, type } : element));
    const { model } = modelOf(treeOf(changed), undefined, decisions);
    if (!model || checkSoundness(model, { mostStates }).findings.length >= before) continue;
    const id = String(gateway.values.id);
    const name = typeof gateway.values.name === 'string' ? gateway.values.name : id;
    const [vi, en] = kinds[type]!;
    return {
      label: `Đổi “${name}” thành ${vi}`,
      labelEn: `Make “${name}” ${en}`,
      changes: [{ do: 'setType', element: id, type }],
    };
  }
  return undefined;
}
