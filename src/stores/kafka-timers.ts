// Other projects that import this file do not include the declaration.
/// <reference path="./kafka-request-queue.d.ts" />
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const scheduleCheck = RequestQueue.prototype.scheduleCheckPendingRequests;

/**
 * kafkajs 2.2.4 sets a timer after each answer to look for requests that wait, also where none does and the broker throttles
 * nobody. That one lies in the past (tulios/kafkajs#1751): Node warns of it and runs it after 1 ms, whereupon kafkajs
 * sets the next, a thousand times a second for each connection, as long as it is open. Must be imported before a client connects.
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length > 0 || this.throttledUntil > Date.now()) scheduleCheck.call(this);
};
