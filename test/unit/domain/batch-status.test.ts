import { describe, expect, test } from 'vitest';
import {
  batchStatuses,
  canTransition,
  hasReached,
  isTerminal,
  pathBetween,
  statesBefore,
} from '../../../src/domain/batch-status.ts';

describe('states of a batch', () => {
  test('lead from the upload to the report', () => {
    expect(pathBetween('pending', 'completed')).toEqual([
      'uploaded',
      'scattering',
      'scattered',
      'gathering',
      'gathered',
      'diagnosing',
      'completed',
    ]);
  });

  test('fail only while a stage is in progress, or during the upload', () => {
    expect(statesBefore('failed')).toEqual(['pending', 'scattering', 'gathering', 'diagnosing']);
  });

  test('reach failure by way of the next stage if they cannot fail directly', () => {
    expect(pathBetween('uploaded', 'failed')).toEqual(['scattering', 'failed']);
    expect(pathBetween('scattered', 'failed')).toEqual(['gathering', 'failed']);
    expect(pathBetween('scattering', 'failed')).toEqual(['failed']);
    expect(pathBetween('failed', 'failed')).toEqual([]);
  });

  test('restart only from a terminal state', () => {
    expect(statesBefore('pending').every(isTerminal)).toBe(true);
    expect(batchStatuses.filter(isTerminal)).toEqual(['completed', 'failed']);
    expect(pathBetween('completed', 'failed')).toBeUndefined();
  });

  test('never skip a stage', () => {
    expect(canTransition('pending', 'scattering')).toBe(false);
    expect(canTransition('scattered', 'diagnosing')).toBe(false);
  });

  test('know which stages a run has passed', () => {
    expect(hasReached('gathered', 'scattered')).toBe(true);
    expect(hasReached('scattered', 'scattered')).toBe(true);
    expect(hasReached('completed', 'failed')).toBe(false);
    expect(hasReached('scattering', 'scattered')).toBe(false);
    expect(hasReached('failed', 'scattering')).toBe(false);
    expect(hasReached('failed', 'failed')).toBe(true);
  });
});
