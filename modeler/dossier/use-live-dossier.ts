/** A page that is told at once what happens to its dossier. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** `live`: told at once; `asking`: the stream is down and the page asks every half minute; `resting`: the page is not looked at. */
export type Liveness = 'connecting' | 'live' | 'asking' | 'resting';

/** Milliseconds. */
const againAfter = 5_000;
const askEvery = 30_000;
const settleAfter = 150;

/**
 * Listens to the events of a dossier and makes every query whose key begins with `['dossier', dossierId]` ask anew. Goes on after the last event that it heard.
 * A page in the background hangs up: a browser keeps six connections to a service, and forgotten pages would take them all.
 */
export function useLiveDossier(dossierId: string): Liveness {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');
  useEffect(() => {
    let source: EventSource | undefined;
    let place = '';
    let again: ReturnType<typeof setTimeout> | undefined;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const askAnew = () => {
      clearTimeout(settling);
      settling = setTimeout(() => void queries.invalidateQueries({ queryKey: ['dossier', dossierId] }), settleAfter);
    };
    const hangUp = () => {
      clearTimeout(again);
      source?.close();
      source = undefined;
    };
    const listen = () => {
      hangUp();
      if (document.hidden) return setLiveness('resting');
      const opened = new EventSource(
        `/api/v1/dossiers/${encodeURIComponent(dossierId)}/stream${place === '' ? '' : `?after=${encodeURIComponent(place)}`}`,
      );
      source = opened;
      opened.onopen = () => {
        setLiveness('live');
        // what happened between the first look and now
        askAnew();
      };
      opened.onmessage = ({ lastEventId }: MessageEvent<string>) => {
        if (lastEventId !== '') place = lastEventId;
        askAnew();
      };
      opened.onerror = () => {
        setLiveness('asking');
        // the browser tries a broken connection again by itself, but not one that was refused
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(listen, againAfter);
      };
    };
    listen();
    document.addEventListener('visibilitychange', listen);
    // budgets are used up while nothing happens
    const clock = setInterval(askAnew, askEvery);
    return () => {
      document.removeEventListener('visibilitychange', listen);
      clearInterval(clock);
      clearTimeout(settling);
      hangUp();
    };
  }, [dossierId, queries]);
  return liveness;
}
