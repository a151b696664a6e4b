/** What a command would bring about, in sentences: for whoever is to decide whether it is given. */
import type { FlowNode, ProcessModel } from '../model/types.ts';
import type { Event } from './events.ts';

export interface EventSentence {
  /** Element it is about. */
  readonly at?: string;
  readonly message: string;
  readonly messageEn: string;
}

/** Those events that mean something to people, in their order. `before`: the model that events before a change of version speak of. */
export function describeEvents(model: ProcessModel, events: readonly Event[], before: ProcessModel = model): EventSentence[] {
  const nodeOf = (id: string): Pick<FlowNode, 'id' | 'name'> => model.nodes.get(id) ?? before.nodes.get(id) ?? { id };
  const shown = (id: string) => `“${nodeOf(id).name ?? id}”`;
  const elementOf = (key: string) => key.slice(0, key.lastIndexOf('#'));
  const sentences: EventSentence[] = [];
  const say = (at: string | undefined, message: string, messageEn: string) =>
    void sentences.push({ ...(at !== undefined && { at }), message, messageEn });
  for (const event of events)
    switch (event.type) {
      case 'elementInterrupted':
        say(event.elementId, `${shown(event.elementId)} dừng dở dang.`, `${shown(event.elementId)} is interrupted.`);
        break;
      case 'elementActivated': {
        const { elementId, step } = event.element;
        const unit = step?.unit;
        say(
          elementId,
          `${shown(elementId)} bắt đầu${unit === undefined ? '' : ` tại ${unit}`}.`,
          `${shown(elementId)} begins${unit === undefined ? '' : ` at ${unit}`}.`,
        );
        break;
      }
      case 'tokenRemoved': {
        const target = model.flows.get(event.flow)?.target.id ?? event.flow;
        say(target, `Một nhánh đang chờ ở ${shown(target)} bị gỡ.`, `A token that waits at ${shown(target)} is taken away.`);
        break;
      }
      case 'handOffChanged':
        if (event.what === 'sent')
          say(
            undefined,
            `Chuyển hồ sơ từ ${event.handOff.from} cho ${event.handOff.to}.`,
            `The dossier is handed from ${event.handOff.from} to ${event.handOff.to}.`,
          );
        break;
      case 'subscribed': {
        const { elementId, key, owner } = event.subscription;
        if (key !== owner) say(elementId, `Sẽ chờ ${shown(elementId)}.`, `${shown(elementId)} is waited for.`);
        break;
      }
      case 'unsubscribed':
        say(elementOf(event.key), `Thôi chờ ${shown(elementOf(event.key))}.`, `${shown(elementOf(event.key))} is waited for no more.`);
        break;
      case 'clockChanged':
        say(undefined, 'Thời hạn theo luật được tính lại.', 'The legal clock changes.');
        break;
      case 'stepChanged':
        if (event.what === 'due')
          say(
            elementOf(event.key),
            `Hạn của ${shown(elementOf(event.key))} được tính lại.`,
            `The due instant of ${shown(elementOf(event.key))} changes.`,
          );
        break;
      case 'incidentRaised':
        say(event.incident.elementId, `Sẽ có sự cố: ${event.incident.message}`, `There will be an incident: ${event.incident.messageEn}`);
        break;
      case 'messageThrown':
        say(event.elementId, `Gửi thông điệp “${event.name}”.`, `The message “${event.name}” is sent.`);
        break;
      case 'signalThrown':
        say(event.elementId, `Phát tín hiệu “${event.name}”.`, `The signal “${event.name}” is thrown.`);
        break;
      case 'dossierEnded':
        say(undefined, 'Hồ sơ kết thúc.', 'The dossier ends.');
        break;
      default:
    }
  return sentences;
}
