import { createPatch } from 'rfc6902';

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? '';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
};

/** One line for each place in which two documents differ, as a JSON pointer with what stands there now. */
export function differences(written: unknown, now: unknown): string[] {
  return createPatch(written, now).map((change) =>
    'value' in change ? `${change.op} ${change.path} ${shown(change.value)}` : `${change.op} ${change.path}`,
  );
}
