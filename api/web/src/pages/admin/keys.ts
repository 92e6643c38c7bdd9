/** API keys as `GET /v1/keys` tells them: which are shown, in which order. Pure. */
export interface Key {
  prefix: string;
  organisation: string;
  roles: string[];
  label: string;
  createdAt: string;
  createdBy: string;
  revokedAt: string | null;
}
export interface FreshKey extends Key {
  key: string;
}

/** Those that fit what is asked for: every word somewhere in what is shown of a key. Newest first, revoked ones last. */
export function shown(keys: Key[], asked: string, revokedToo: boolean, told: (key: Key) => string): Key[] {
  const sought = asked.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return keys
    .filter((key) => revokedToo || key.revokedAt === null)
    .filter((key) => {
      const text = told(key).toLocaleLowerCase();
      return sought.every((word) => text.includes(word));
    })
    .sort((one, other) => Number(one.revokedAt !== null) - Number(other.revokedAt !== null) || other.createdAt.localeCompare(one.createdAt));
}

/** The prefix of the key that an actor is, if it is one. */
export const prefixOf = (actor: string): string | null => /^key:([0-9a-z]{8})$/i.exec(actor)?.[1] ?? null;
