/** Imported before a program, it shifts that program's clock by CLOCK_OFF_MS milliseconds, as on a machine that nobody set. */
const offMs = Number(process.env['CLOCK_OFF_MS'] ?? 0);
const trueNow = Date.now.bind(Date);
Date.now = () => trueNow() + offMs;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [target.now()] : given, made) as object,
});
