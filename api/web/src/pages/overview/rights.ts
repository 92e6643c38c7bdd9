import {hasRole} from '../../shell/session';

/**
 * Who may see all cases, and read the numbers of every organisation (docs/status.md); all others those of their own.
 */
export const seesAll = (): boolean => hasRole('coordinator', 'programme.lead', 'auditor', 'recordsManager');
