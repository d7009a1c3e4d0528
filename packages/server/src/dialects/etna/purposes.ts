import { DEFAULT_PURPOSE } from '../../core/model/credential.ts';
import { passwordKey } from '../../core/model/password.ts';

export const PIN_PURPOSE = DEFAULT_PURPOSE;
export const { purpose: PASSWORD_PURPOSE } = passwordKey({ tenant: '', subject: '' });
