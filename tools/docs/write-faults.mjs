import { FAULT_CODES } from '../../packages/server/src/core/fault.ts';
import { FAULT_GUIDE } from '../../packages/server/src/dialects/fault-guide.ts';
import { statusOf } from '../../packages/server/src/dialects/problem.ts';
import { faultsMarkdown } from './faults-markdown.mjs';
import { writePage } from './write-page.mjs';

const faults = FAULT_CODES.map((code) => {
  return { code, status: statusOf({ code }), guide: FAULT_GUIDE[code] };
});
writePage('docs/reference/faults.md', faultsMarkdown(faults));
