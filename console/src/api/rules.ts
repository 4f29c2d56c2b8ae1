import { argus } from './client.ts';

export const { getRules, setRule, resetRule } = argus;
