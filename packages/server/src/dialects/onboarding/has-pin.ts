import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import type { Subject } from '../../core/model/subject.ts';

export async function hasPin(core: Core, call: Call, { id }: Subject): Promise<boolean> {
  const status = await core.readPinStatus(call, { subject: { id }, purpose: DEFAULT_PURPOSE });
  return status.outcome === 'status' && status.state !== 'not_set';
}
