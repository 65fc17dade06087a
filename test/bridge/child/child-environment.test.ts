import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../bridge/child/child-environment.ts';

const own = {
  PATH: '/bin',
  LC_ALL: 'C',
  SSE_PORT: '8000',
  AWS_KEY: 'k',
  AWS_REGION: 'r',
  JIRA_URL: 'u',
  HTTPS_PROXY: 'p',
};

describe('the environment of a child', () => {
  it('has what every program needs and nothing of the bridge', () => {
    expect(childEnvironment(own, { passEnv: [], env: {} }).variables).toEqual({
      PATH: '/bin',
      LC_ALL: 'C',
      HTTPS_PROXY: 'p',
    });
  });

  it('has the variables that the operator passes, by name or by how they begin', () => {
    const { variables } = childEnvironment(own, { passEnv: ['JIRA_URL', 'AWS_*'], env: {} });
    expect(variables).toMatchObject({ JIRA_URL: 'u', AWS_KEY: 'k', AWS_REGION: 'r' });
  });

  it('has the variables that the operator sets, over those that are passed', () => {
    const { variables } = childEnvironment(own, { passEnv: ['JIRA_URL'], env: { JIRA_URL: 'mine', EXTRA: '1' } });
    expect(variables).toMatchObject({ JIRA_URL: 'mine', EXTRA: '1' });
  });

  it('counts every value as secret that is not known to be harmless', () => {
    const { secretNames } = childEnvironment(own, { passEnv: ['AWS_*'], env: { EXTRA: '1' } });
    expect(secretNames.toSorted()).toEqual(['AWS_KEY', 'AWS_REGION', 'EXTRA', 'HTTPS_PROXY']);
  });
});
