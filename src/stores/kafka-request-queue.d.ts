/** Not part of the public interface of kafkajs: those members that kafka-timers.ts needs. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    readonly pending: readonly unknown[];
    /** Milliseconds since 1970, -1 if the broker has not asked to be spared. */
    readonly throttledUntil: number;
    scheduleCheckPendingRequests(): void;
  }
}
