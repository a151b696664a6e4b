/** A program of its own that is present as an engine: CONNECTION_STRING STATE_VERSION; prints its process number and stays. */
import { openEnginePresence } from '../../engine/runtime/engine-presence.ts';

const [connectionString = '', stateVersion] = process.argv.slice(2);
const presence = await openEnginePresence({ connectionString, stateVersion: Number(stateVersion), onRefused: () => process.exit(3) });
console.log(presence.processNumber);
