/** A reader of an event stream, as a browser reads it. */
import type { CloudEvent } from '../../api/events/cloud-event.ts';

export interface Listening {
  readonly events: readonly CloudEvent[];
  /** As a browser would send it again. */
  readonly lastEventId: string | undefined;
  readonly heartbeats: number;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Opens a stream; rejects with the status unless it is one. */
export async function listen(url: string, headers: Readonly<Record<string, string>>): Promise<Listening> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const events: CloudEvent[] = [];
  const heard = { events, lastEventId: undefined as string | undefined, heartbeats: 0, stop: () => controller.abort() };
  const read = async () => {
    let text = '';
    for await (const bytes of response.body!.pipeThrough(new TextDecoderStream())) {
      text += bytes;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        for (const line of lines) {
          if (line.startsWith(':')) heard.heartbeats++;
          if (line.startsWith('id: ')) heard.lastEventId = line.slice(4);
          if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as CloudEvent);
        }
      }
    }
  };
  const ended = read();
  // a stream that the test itself stops ends with an error that nobody waits for
  ended.catch(() => undefined);
  return Object.assign(heard, { ended });
}
