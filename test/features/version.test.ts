import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

const service = useApp();

describe('GET /v1/version', () => {
  it('counts the public records of each kind', async () => {
    const { body } = await service.get('/v1/version').expect(200);
    expect(body.counts).toEqual({
      sources: 5,
      locations: 24,
      actors: 72,
      documents: 12,
      events: 76,
      quotes: 113,
      utterances: 18,
      figures: 18,
    });
  });
});
