/** What a caller may be, each with all that the ones before it may. */
const roles = ['reader', 'contributor', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Roles that a key can have; `reader` is everyone without one. */
export const keyRoles = ['contributor', 'editor', 'admin'] as const;
export type KeyRole = (typeof keyRoles)[number];

export const mayActAs = (role: Role, needed: Role) => roles.indexOf(role) >= roles.indexOf(needed);
