/** A program of its own that opens the engine on a database and works: CONNECTION_STRING; says `open` and stays. */
import { openEngine } from '../../engine/runtime/index.ts';

const [connectionString = ''] = process.argv.slice(2);
await openEngine({ connectionString });
console.log('open');
