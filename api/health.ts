/** For load balancers and monitors: alive, ready, figures. Nothing here needs or tells who asks. */
import express, { type Router } from 'express';
import type { Service } from './service.ts';

export function health(service: Service): Router {
  const router = express.Router();
  router.get('/health', (_request, response) => void response.json({ status: 'alive' }));
  router.get('/ready', async (_request, response) => {
    try {
      if (service.stopping()) throw new Error('stopping');
      await service.pool.query('select 1');
      response.json({ status: 'ready' });
    } catch {
      response.status(503).json({ status: 'not ready' });
    }
  });
  router.get('/metrics', async (_request, response) => {
    response.type(service.metrics.registry.contentType).send(await service.metrics.registry.metrics());
  });
  return router;
}
