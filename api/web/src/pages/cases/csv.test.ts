import {afterEach, describe, expect, it, vi} from 'vitest';

import {body, download, nextOf, records} from './csv';

describe('the pages of a CSV', () => {
  it('follow one another by the link of the API, and by no other', () => {
    expect(nextOf('</v1/cases?sort=due&cursor=abc>; rel="next"')).toBe('/v1/cases?sort=due&cursor=abc');
    expect(nextOf(null)).toBeNull();
    expect(nextOf('<https://elsewhere.example/v1/cases?cursor=a>; rel="next"')).toBeNull();
    expect(nextOf('</v1/cases?cursor=abc>; rel="prev"')).toBeNull();
  });

  it('lose their header row but for the first', () => {
    expect(body('id,title\r\n1,a\r\n')).toBe('1,a\r\n');
    expect(body('id,title')).toBe('');
  });

  it('have records, also where a text has line ends and quotes', () => {
    expect(records('')).toBe(0);
    expect(records('1,a\r\n2,"b\r\nb ""x"""\r\n')).toBe(2);
    expect(records('1,a\r\n2,b')).toBe(2);
  });
});

describe('a download', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('puts all pages into one file with one header, and says how far it is', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(path);
      return path.includes('cursor')
        ? new Response('id\r\n3\r\n', {headers: {'content-type': 'text/csv'}})
        : new Response('id\r\n1\r\n2\r\n', {headers: {
          'content-type': 'text/csv', 'content-disposition': 'attachment; filename="cases-2026.csv"', link: '</v1/cases?phase=a&cursor=x>; rel="next"',
        }});
    });
    const told: number[] = [];
    const made = await download('/v1/cases?phase=a', (rows) => told.push(rows), new AbortController().signal);
    expect(asked).toEqual(['/v1/cases?phase=a', '/v1/cases?phase=a&cursor=x']);
    expect(made.parts.join('')).toBe('\uFEFFid\r\n1\r\n2\r\n3\r\n');
    expect(made.name).toBe('cases-2026.csv');
    expect(told).toEqual([2, 3]);
  });
});
