/** Task queues of the workflow that does nothing; Argus's own workers do not serve them. */
export const noopTaskQueues = { workflow: 'bench-noop', parse: 'bench-noop-parse' } as const;
