// Takes jobs of one type as they come, does them, and says how it went. Stop it with Ctrl-C. Run as many of it as you like: a job is given to one.
const { TAICHO = 'http://localhost:7070/api/v1', KEY = '', JOB_TYPE = 'lookUp' } = process.env;
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort());

async function ask(path, body, headers = {}) {
  const response = await fetch(TAICHO + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: stopped.signal,
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The work itself; what it gives back becomes variables of the dossier. */
async function lookUp({ variables }) {
  return { found: variables.plot !== undefined };
}

while (!stopped.signal.aborted)
  try {
    // waits up to 20 seconds for a job; what is not completed within a minute is given to another worker
    const { jobs } = await ask('/jobs/activation', { type: JOB_TYPE, worker: `guide ${process.pid}`, most: 10, lockMs: 60_000, waitMs: 20_000 });
    for (const job of jobs) {
      const path = `/jobs/${job.dossierId}/${encodeURIComponent(job.elementKey)}`;
      const { lockToken } = job;
      try {
        const variables = await lookUp(job);
        await ask(`${path}/completion`, { lockToken, variables }, { 'idempotency-key': `${lockToken}-done` });
        console.log(`done: dossier ${job.dossierId}, ${job.elementKey}`);
      } catch (error) {
        const retries = job.retries - 1;
        await ask(`${path}/failure`, { lockToken, retries, reason: String(error), backOffMs: 5_000 }, { 'idempotency-key': `${lockToken}-failed` });
      }
    }
  } catch (error) {
    if (stopped.signal.aborted) break;
    console.error(error.message);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
