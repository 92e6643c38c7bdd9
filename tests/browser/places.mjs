/** Every page of the screen, as the tests go through them: a name, its address, and who looks at it. */
export async function places(server) {
  const find = async (query, role = 'coordinator') =>
    (await server.api(role, 'GET', `/v1/cases?limit=1&${query}`)).data.items[0]?.id;
  const treated = await find('route=fast-lane&phase=treatment', 'fastLane.contact');
  const triaged = await find('phase=triage');
  const closed = await find('phase=closed');
  return [
    {name: 'login', path: '/', role: null},
    {name: 'overview', path: '/', role: 'coordinator'},
    {name: 'work', path: '/work', role: 'coordinator'},
    {name: 'cases', path: '/cases', role: 'coordinator'},
    {name: 'board', path: '/cases?view=board&board=fast-lane', role: 'coordinator'},
    {name: 'timeline', path: '/cases?view=timeline', role: 'coordinator'},
    {name: 'case', path: `/cases/${treated}`, role: 'fastLane.contact'},
    {name: 'case-in-triage', path: `/cases/${triaged}`, role: 'coordinator'},
    {name: 'case-closed', path: `/cases/${closed}`, role: 'auditor'},
    {name: 'report', path: '/report', role: 'reporter'},
    {name: 'workflows', path: '/workflows', role: 'reporter'},
    {name: 'workflow', path: '/workflows/fast-lane', role: 'coordinator'},
    {name: 'routing', path: '/routing', role: 'reporter'},
    {name: 'admin', path: '/admin', role: 'administrator'},
    {name: 'help', path: '/help', role: 'reporter'},
    {name: 'accessibility', path: '/accessibility', role: 'reporter'},
  ];
}
