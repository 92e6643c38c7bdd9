/** What a role is called: one that an organisation holds, or what somebody is to a case (the addressee of an advice). Pure. */
export function roleWord(role: string, {word}: {word(list: string, code: string): string}): string {
  const known = word('roles', role);
  return known !== role ? known : word('relations', role);
}
