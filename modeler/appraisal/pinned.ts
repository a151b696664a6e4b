/** Findings and comments as marks and badges on the diagram. Pure. */
import type { DiagramBadge } from '../bpmn/diagram.tsx';
import type { Language } from '../i18n/say.tsx';
import type { Comment, Finding } from './types.ts';

const signs = { error: '✗', warning: '!', info: 'i' } as const;
const ranks = { error: 0, warning: 1, info: 2 } as const;
/** Numbers that fit beside a shape. */
const most = 3;

/** `findings` in the order of their numbers; settled ones are not pinned. */
export function pinned(
  findings: readonly Finding[],
  comments: readonly Comment[],
  language: Language,
): { readonly marks: Readonly<Record<string, readonly string[]>>; readonly badges: readonly DiagramBadge[] } {
  const byElement = new Map<string, { readonly number: number; readonly finding: Finding }[]>();
  findings.forEach((finding, index) => {
    const [element] = finding.elements;
    if (element === undefined || (finding.state !== 'open' && finding.state !== 'answered')) return;
    byElement.set(element, [...(byElement.get(element) ?? []), { number: index + 1, finding }]);
  });
  const marks: Record<string, readonly string[]> = {};
  const badges: DiagramBadge[] = [];
  for (const [elementId, there] of byElement) {
    const worst = there.map(({ finding }) => finding.severity).toSorted((a, b) => ranks[a] - ranks[b])[0]!;
    if (worst !== 'info') marks[elementId] = [`mark-${worst}`];
    const numbers = there.slice(0, most).map(({ number }) => number);
    badges.push({
      elementId,
      text: `${signs[worst]} ${numbers.join(', ')}${there.length > most ? ' …' : ''}`,
      className: `pin-${worst}`,
      title: there.map(({ number, finding }) => `${number}. ${language === 'vi' ? finding.message : finding.messageEn}`).join('\n'),
    });
  }
  const said = new Map<string, number>();
  for (const { elementId } of comments) if (elementId !== undefined) said.set(elementId, (said.get(elementId) ?? 0) + 1);
  for (const [elementId, count] of said) badges.push({ elementId, text: `✎ ${count}`, at: 'bottom-right' });
  return { marks, badges };
}
