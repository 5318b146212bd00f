/** What `q` asks for. Places are code points of the text, from 0. */
export type SearchQuery =
  | { kind: 'all' | 'any'; parts: SearchQuery[] }
  | { kind: 'not'; part: SearchQuery }
  | { kind: 'word'; word: string; at: number }
  | { kind: 'phrase'; words: string[]; at: number };

/** What is wrong with a question, and where. */
export class SearchSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.name = 'SearchSyntaxError';
    this.at = at;
  }
}

type Token =
  | { kind: '(' | ')' | 'or' | 'and'; at: number }
  | { kind: 'not'; written: '-' | 'NOT'; at: number }
  | { kind: 'word'; word: string; at: number }
  | { kind: 'phrase'; words: string[]; at: number };

const CLOSING: Record<string, string> = { '"': '"“”„', '“': '"”“', '”': '"“”', '„': '"“”', '«': '»' };
const SPACE = /\s/u;
/** A text that has anything to search for: a letter or a digit. */
const SEARCHABLE = /[\p{L}\p{N}]/u;
export const isSearchable = (text: string): boolean => SEARCHABLE.test(text);

/** Words that are orders to the search where they stand in capitals. */
const OPERATORS: Record<string, (at: number) => Token> = {
  OR: (at) => ({ kind: 'or', at }),
  AND: (at) => ({ kind: 'and', at }),
  NOT: (at) => ({ kind: 'not', written: 'NOT', at }),
};

const MOST_WORDS = 32;

/**
 * Reads a question: words are ANDed, `"…"` or `«…»` is a phrase, `-` or `NOT` before a word, phrase or group
 * excludes, `OR` joins what stands on its two sides, `AND` may stand between what is ANDed anyway, parentheses group. Throws SearchSyntaxError.
 */
export function parseSearch(text: string): SearchQuery {
  const tokens = readTokens(Array.from(text));
  let place = 0;
  const next = () => tokens[place];
  const end = Array.from(text).length;

  const all = (inside: Token | undefined): SearchQuery => {
    const parts: SearchQuery[] = [];
    for (let token = next(); token && token.kind !== ')'; token = next())
      parts.push(any(token.kind === 'and' && parts.length > 0 ? afterAnd(token) : token));
    if (inside && !next())
      throw new SearchSyntaxError('the parenthesis that opens here is not closed', inside.at);
    if (parts.length === 0)
      throw new SearchSyntaxError(
        inside ? 'there is nothing between these parentheses' : 'there is no letter or digit to search for',
        inside?.at ?? 0,
      );
    if (parts.every(({ kind }) => kind === 'not'))
      throw new SearchSyntaxError(
        'everything is excluded: at least one word has to be there',
        inside?.at ?? tokens[0]?.at ?? 0,
      );
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'all', parts };
  };

  /** What an AND is followed by. */
  const afterAnd = (and: Token): Token => {
    place += 1;
    const after = next();
    if (!after || ['or', 'and', ')'].includes(after.kind))
      throw new SearchSyntaxError('nothing follows this AND', and.at);
    return after;
  };

  const any = (first: Token): SearchQuery => {
    const parts = [one(first)];
    for (let token = next(); token?.kind === 'or'; token = next()) {
      place += 1;
      const after = next();
      if (!after || ['or', 'and', ')'].includes(after.kind))
        throw new SearchSyntaxError('nothing follows this OR', token.at);
      parts.push(one(after));
      if (parts.some(({ kind }) => kind === 'not'))
        throw new SearchSyntaxError('an exclusion cannot be one side of OR', token.at);
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'any', parts };
  };

  const one = (token: Token): SearchQuery => {
    place += 1;
    if (token.kind === 'word' || token.kind === 'phrase') return token;
    if (token.kind === '(') {
      const part = all(token);
      place += 1;
      return part;
    }
    if (token.kind !== 'not')
      throw new SearchSyntaxError(`nothing stands before this ${token.kind.toUpperCase()}`, token.at);
    const excluded = next();
    if (!excluded || !['word', 'phrase', '('].includes(excluded.kind)) throw nothingExcluded(token);
    return { kind: 'not', part: one(excluded) };
  };

  const query = all(undefined);
  const stray = next();
  if (stray) throw new SearchSyntaxError('no parenthesis is open here', stray.at);
  const searched = tokens.flatMap((token) =>
    'words' in token ? token.words : 'word' in token ? [token.word] : [],
  );
  if (searched.length > MOST_WORDS)
    throw new SearchSyntaxError(`there are ${searched.length} words, and ${MOST_WORDS} are the most`, end);
  return query;
}

function readTokens(points: string[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < points.length) {
    const point = points[at] ?? '';
    const before = points[at - 1];
    if (point === '(' || point === ')') tokens.push({ kind: point, at });
    else if (point === '-' && opensExclusion(before, points[at + 1], at))
      tokens.push({ kind: 'not', written: '-', at });
    else if (CLOSING[point] !== undefined) {
      const { words, end } = readPhrase(points, at, CLOSING[point]);
      tokens.push({ kind: 'phrase', words, at });
      at = end;
    } else if (point === '»') throw new SearchSyntaxError('no phrase is open here', at);
    else if (!SPACE.test(point)) {
      const end = endOfWord(points, at);
      const word = points.slice(at, end).join('');
      const operator = Object.hasOwn(OPERATORS, word) ? OPERATORS[word] : undefined;
      if (operator) tokens.push(operator(at));
      else if (isSearchable(word)) tokens.push({ kind: 'word', word, at });
      at = end - 1;
    }
    at += 1;
  }
  return tokens;
}

const nothingExcluded = ({ written, at }: { written: '-' | 'NOT'; at: number }) =>
  new SearchSyntaxError(
    written === 'NOT'
      ? 'what is to be excluded has to follow this NOT'
      : 'what is to be excluded has to follow this “-” without a space',
    at,
  );

/** A minus stands before what it excludes and after a space; inside a word it is a hyphen. */
function opensExclusion(before: string | undefined, after: string | undefined, at: number): boolean {
  if (before !== undefined && !SPACE.test(before) && before !== '(') return false;
  if (after === undefined || SPACE.test(after) || after === ')' || after === '-')
    throw nothingExcluded({ written: '-', at });
  return true;
}

function endOfWord(points: string[], start: number): number {
  let end = start + 1;
  for (; end < points.length; end += 1) {
    const point = points[end] ?? '';
    if (SPACE.test(point) || point === '(' || point === ')' || point === '»' || CLOSING[point] !== undefined)
      break;
  }
  return end;
}

function readPhrase(points: string[], start: number, closing: string): { words: string[]; end: number } {
  let end = start + 1;
  while (end < points.length && !closing.includes(points[end] ?? '')) end += 1;
  if (end === points.length) throw new SearchSyntaxError('the phrase that begins here is not closed', start);
  const words = points
    .slice(start + 1, end)
    .join('')
    .split(/\s+/u)
    .filter(isSearchable);
  if (words.length === 0) throw new SearchSyntaxError('there is no word in this phrase', start);
  return { words, end };
}
