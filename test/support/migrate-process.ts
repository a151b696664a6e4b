/** A program of its own that migrates a database: CONNECTION_STRING FOLDER; prints the names of what it ran as JSON. */
import { migrate } from '../../engine/runtime/migrate.ts';

const [connectionString = '', folder = ''] = process.argv.slice(2);
console.log(JSON.stringify(await migrate(connectionString, folder === '' ? {} : { folder })));
