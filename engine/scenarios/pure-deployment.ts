/** The world as a deployment: acts at once, in memory. */
import type { Deployment, Opening } from './deployment.ts';
import { waitingSince } from './mirror.ts';
import { passTime } from './pass-time.ts';
import { broadcast, evaluateConditions, execute, migrateAll, openWorld, publish, startDossier } from './world.ts';

/** Throws Obstacle when the time of a process start cannot be evaluated. */
export function openPureDeployment({ model, organisation, choices, nowMs, variables }: Opening): Deployment {
  const world = openWorld(model, { organisation, choices }, nowMs, variables);
  return {
    get model() {
      return world.model;
    },
    get nowMs() {
      return world.nowMs;
    },
    dossiers: world.dossiers,
    log: world.log,
    waitingSince(dossier, key) {
      return waitingSince(world, dossier, key);
    },
    start(command) {
      startDossier(world, command);
    },
    execute({ number }, command) {
      execute(world, world.dossiers[number - 1]!, command);
    },
    migrate(next, _xml, plan) {
      migrateAll(world, next, plan);
    },
    publish(message) {
      publish(world, message);
    },
    broadcast(name, variables) {
      broadcast(world, name, variables);
    },
    evaluateConditions(facts) {
      evaluateConditions(world, facts);
    },
    passTime(untilMs, between) {
      return passTime(world, untilMs, between);
    },
    choose(elementId, flows) {
      world.environment = { ...world.environment, choices: { ...world.environment.choices, [elementId]: flows } };
    },
    afterStep() {},
    close() {},
  };
}
