/** A program of its own that starts or adopts the PostgreSQL of a folder, says so in one line of JSON, and stops when its input says so. */
import { startEmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';

const [folder = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres(folder);
process.stdout.write(`${JSON.stringify({ connectionString: server.connectionString, adopted: server.adopted })}\n`);
process.stdin.once('data', () => void server.stop().then(() => process.exit(0)));
