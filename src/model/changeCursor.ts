/** The cursor of a change: its place in the log, opaque to consumers. */
export const changeCursor = (position: string | number) => Buffer.from(`c${position}`).toString('base64url');

/** The position that a cursor stands for, or undefined where it is not one of ours. */
export function positionOfCursor(cursor: string): number | undefined {
  const position = /^c(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  return position !== undefined && changeCursor(position) === cursor ? Number(position) : undefined;
}

/** A change's JSON with its cursor in front, as the feed, the stream and the webhooks send it. */
export const withCursor = (position: string, json: string) =>
  `{"cursor":"${changeCursor(position)}",${json.slice(1)}`;
