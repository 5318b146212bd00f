import { z } from 'zod';

/** What an input should have been, in the words of who sent it; zod's own words speak of its insides. */

const types: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

const formats: Record<string, string> = {
  uuid: 'a UUID',
  url: 'an absolute URL',
  datetime: 'a date and time such as “2025-01-31T12:00:00Z”',
  date: 'a date such as “2025-01-31”',
};

const counted: Record<string, string> = { string: 'characters', array: 'entries' };

/** `at least 3 characters`, `at most 200`. */
function amount(bound: 'at least' | 'at most', limit: number | bigint, origin: string): string {
  const what = counted[origin];
  if (what && bound === 'at least' && limit === 1) return 'must not be empty';
  return what ? `must have ${bound} ${limit} ${what}` : `must be ${bound} ${limit}`;
}

z.config({
  customError: (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        return issue.input === undefined
          ? 'must be given'
          : `must be ${types[issue.expected] ?? `of the type ${issue.expected}`}`;
      case 'too_small':
        return issue.inclusive === false
          ? `must be more than ${issue.minimum}`
          : amount('at least', issue.minimum, issue.origin);
      case 'too_big':
        return amount('at most', issue.maximum, issue.origin);
      case 'invalid_format':
        return formats[issue.format] && `must be ${formats[issue.format]}`;
      case 'invalid_value':
        return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
      case 'unrecognized_keys':
        return `there is no field ${issue.keys.map((key) => `“${key}”`).join(', ')} here`;
      case 'invalid_union':
        return 'has none of the forms that it may have';
      case 'invalid_key':
        return 'has a name in it that cannot stand there';
      default:
        return undefined;
    }
  },
});
