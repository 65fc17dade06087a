import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../server-core/atlassian/refusal.ts';

describe("a site's own words about an error", () => {
  it('are found where a request for several issues has them', () => {
    const elementErrors = { errorMessages: ['Not one.'], errors: { summary: 'Too long.' } };
    expect(wordsOf(JSON.stringify({ errors: [{ elementErrors }] }))).toBe('Not one.; summary: Too long.');
  });

  it('are not looked for deeper than any site puts them', () => {
    const levels = 20_000;
    const nested = `${'{"errors":[{"elementErrors":'.repeat(levels)}{}${'}]}'.repeat(levels)}`;
    expect(wordsOf(nested)).toBeUndefined();
  });
});
