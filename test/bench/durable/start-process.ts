/** A program of its own that opens an engine in a folder, says so to its parent, and closes it when the parent has heard it: FOLDER. */
import { once } from 'node:events';
import { openEngine } from '../../../engine/runtime/index.ts';

const [dataFolder = ''] = process.argv.slice(2);
const engine = await openEngine({ dataFolder });
process.send!('open');
await once(process, 'message');
await engine.close();
process.disconnect();
