/** Catches between processes of a file to which no message flow leads: what they wait for comes by name, or from nobody in the file. */
import type { Finding } from '../rules/finding.ts';
import type { Container, FlowNode, MessageFlow } from '../model/types.ts';
import { choosesEvent } from './waits.ts';
import { rootOf } from './message-places.ts';
import { catchesMessage, isLedTo, messageNameOf, sendsMessage } from './named-messages.ts';

/** A warning for each such catch of processes that send each other messages, those left out that an error already names. */
export function messageFindings(partners: readonly Container[], drawn: readonly MessageFlow[], named: ReadonlySet<string>): Finding[] {
  const nodes = partners.flatMap(every);
  const undrawn = nodes.filter((node) => catchesMessage(node) && !named.has(node.id) && !isLedTo(node, drawn));
  const sending = nodes.filter((node) => sendsMessage(node) && !drawn.some(({ source, target }) => source === node && target));
  const isCaught = (sender: FlowNode) => nodes.some((node) => catchesMessage(node) && messageNameOf(node) === messageNameOf(sender));
  return undrawn.flatMap((received): Finding[] => {
    const name = messageNameOf(received)!;
    const senders = sending.filter((node) => messageNameOf(node) === name);
    // a purpose says who is at the other end: the applicant
    if (senders.length === 0 && received.purpose !== undefined) return [];
    const lost = sending.filter((node) => !isCaught(node) && !node.purpose && rootOf(node.container) !== rootOf(received.container));
    const others = senders.length > 0 ? senders : lost;
    if (others.length === 0 && !dependsOnOutside(received)) return [];
    const [to, from] = [told(received), others.map(told).join(', ')];
    const [message, messageEn] =
      senders.length > 0
        ? [
            `Chưa vẽ luồng thông điệp từ ${from} đến ${to}: thông điệp gửi đi khi "${name}" chưa được chờ sẽ mất`,
            `No message flow is drawn from ${from} to ${to}: what is sent while nobody waits for "${name}" is lost`,
          ]
        : [
            `Không luồng thông điệp nào dẫn đến ${to} và không ai trong tệp gửi "${name}"${from && `; thông điệp của ${from} không ai nhận`}`,
            `No message flow leads to ${to} and nobody in the file sends "${name}"${from && `; what ${from} sends is taken by nobody`}`,
          ];
    return [
      { rule: 'soundness.messageFlow', severity: 'warning', message, messageEn, elements: [received, ...others].map(({ id }) => id) },
    ];
  });
}

/** It goes on by the message alone. */
function dependsOnOutside({ type, incoming, boundaryEvents }: FlowNode): boolean {
  const isAlone = boundaryEvents.length === 0 && !incoming.some(({ source }) => choosesEvent(source));
  return (type === 'receiveTask' || type === 'intermediateCatchEvent') && isAlone;
}

function every({ nodes }: Container): FlowNode[] {
  return nodes.flatMap((node) => [node, ...(node.contents ? every(node.contents) : [])]);
}

function told({ id, name }: FlowNode): string {
  return `"${name ?? id}"`;
}
