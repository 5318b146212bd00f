import { createHash } from 'node:crypto';

/**
 * Offsets of the contract count Unicode code points, JavaScript strings UTF-16 units: text is turned into an array
 * of code points here, once, and cut there.
 */
export const codePoints = (text: string): string[] => Array.from(text);

/** SHA-256 of a text in UTF-8, 64 hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
