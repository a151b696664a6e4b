/** What was verified is what runs: scenarios give the same through the database, with the engine closed and opened again after every step. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { readOrganisation, readScenarios } from '../../../engine/index.ts';
import { durableDeployments } from '../../../engine/runtime/durable-deployment.ts';
import { openScenarioDatabases, type ScenarioDatabases } from '../../../engine/runtime/scenario-databases.ts';
import type { OpenDeployment } from '../../../engine/scenarios/deployment.ts';
import { openPureDeployment } from '../../../engine/scenarios/pure-deployment.ts';
import { runTheSame } from '../../support/same-scenarios.ts';
import { scenariosBetweenDossiers } from '../../support/scenarios-between-dossiers.ts';
import { scenariosOfActivities } from '../../support/scenarios-of-activities.ts';
import { scenariosOfCompensation } from '../../support/scenarios-of-compensation.ts';

const procedures = new URL('../../../procedures/', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, procedures), 'utf8');
const { organisation } = readOrganisation(JSON.parse(text('organisation.json')));
/** Supplements, hand-offs, jobs, messages between pools, several procedures; `taicho scenarios procedures --durable` runs all. */
const slugs = ['cong-nhan-co-so-lao-dong-khuyet-tat', 'xoa-ghi-no-tien-su-dung-dat', 'dang-ky-cai-nghien-tu-nguyen', 'lien-thong-karaoke'];

describe('scenarios on the durable engine', function () {
  this.timeout(600_000);
  let databases: ScenarioDatabases;
  let openDurable: OpenDeployment;
  before(async () => {
    databases = await openScenarioDatabases();
    openDurable = durableDeployments(() => databases.freshDatabase());
  });
  after(() => databases?.close());

  for (const scenario of [...scenariosBetweenDossiers, ...scenariosOfActivities])
    it(`run the same: ${scenario.id}`, async () => {
      await runTheSame(scenario, scenario.xml, undefined, openPureDeployment, openDurable);
    });

  for (const scenario of scenariosOfCompensation)
    it(`run the same, and as they should: ${scenario.id}`, async () => {
      const { failures } = await runTheSame(scenario, scenario.xml, undefined, openPureDeployment, openDurable);
      expect(failures).to.deep.equal([]);
    });

  for (const slug of slugs)
    it(`run the same: the longest scenario of ${slug}`, async () => {
      const scenarios = readScenarios(JSON.parse(text(`${slug}/scenarios.json`)));
      const [longest] = [...scenarios].sort((a, b) => b.steps.length - a.steps.length);
      await runTheSame(longest!, text(`${slug}/process.bpmn`), organisation, openPureDeployment, openDurable);
    });
});
