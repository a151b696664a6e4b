/**
 * What leaves the service by itself: webhooks, taken from the engine's outbox, and the messages for the portal. The engine is opened with `deliver` before there
 * is a service; deliveries wait until `begin` has given them one.
 */
import type { Delivery } from '../engine/runtime/index.ts';
import { openPortalRunner, type PortalRunner } from './portal/runner.ts';
import type { Service } from './service.ts';
import { deliverToWebhook } from './webhooks/deliver.ts';

export interface DeliveryLine {
  /** For `openEngine`. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  begin(service: Service): void;
  /** Before the engine is closed: what is under way is broken off, and tried again by whoever comes next. */
  close(): Promise<void>;
}

export function openDelivery(): DeliveryLine {
  let give: (service: Service) => void = () => undefined;
  const begun = new Promise<Service>((resolve) => (give = resolve));
  let portal: PortalRunner | undefined;
  const closing = new AbortController();
  const closed = new Promise<never>((_resolve, reject) =>
    closing.signal.addEventListener('abort', () => reject(closing.signal.reason as Error)),
  );
  closed.catch(() => undefined);
  return {
    async deliver(delivery) {
      await deliverToWebhook(await Promise.race([closed, begun]), delivery, closing.signal);
    },
    begin(service) {
      give(service);
      if (service.settings.portal !== false) portal = openPortalRunner(service);
    },
    async close() {
      closing.abort(new Error('the service is closing'));
      await portal?.close();
    },
  };
}
