/** The routing table as `GET /v1/routing` gives it. */
import type {Words} from '../../api/types';

export interface Rule {
  id: string;
  when: unknown;
  route: string | null;
  referral?: unknown;
  mode: unknown;
  with?: string[];
  because: Words;
  say?: Record<string, unknown>;
}

export interface UrgencyRule {
  id: string;
  when: unknown;
  points: number;
  urgent?: boolean;
  because: Words;
  say?: Record<string, unknown>;
}

export interface Table {
  id: string;
  version: string;
  title: Words;
  description?: Words;
  policy: 'first' | 'unique';
  conditions?: Record<string, {title: Words; when: unknown}>;
  ministry?: unknown[];
  rules: Rule[];
  urgency?: {urgentFrom: number; rules: UrgencyRule[]};
}

export interface TableDocument {
  id: string;
  version: string;
  hash: string;
  table: Table;
  versions: {version: string; hash: string; inUseSince: string}[];
}
