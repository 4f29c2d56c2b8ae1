// Loaded before a role (`node --import`): its clock is an hour slow, as seen from JavaScript.
const behindMs = 3_600_000;
const RealDate = Date;
const now = () => RealDate.now() - behindMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget) as Date,
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
