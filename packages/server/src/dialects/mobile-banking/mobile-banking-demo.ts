import type { Core } from '../../core/core.ts';
import type { Call } from '../../core/model/call.ts';
import type { DialectDemo } from '../dialect.ts';
import { MOBILE_BANKING } from './settings.ts';

const SUBJECT = 'demo-mobile-banking';
const PIN = '5927';
const MSISDN = '254712345678';
const IMSI = '1099200912931023';

/** Member of the start page's line; so that it works again and again, nobody else is told of it. */
const VISITOR = { id: 'demo-visitor', msisdn: '254712345679', imsi: '1099200912931024' } as const;

/** A gateway's credentials and an enrolled member: those of the documented CHANGE_PIN request. */
export const mobileBankingDemo: DialectDemo = {
  section: 'mobileBanking',

  async seed(core, call, baseUrl) {
    // The documented request carries the literal IMSI/APP_ID, and has to work as printed.
    const settings = { lenientDeviceType: true };
    await core.configureTenant(call, { dialectSettings: { [MOBILE_BANKING]: settings } });
    const { key, secret } = await core.createCallerKey(call, {
      dialect: MOBILE_BANKING,
      name: 'demo',
    });
    await enrol(core, call, { id: SUBJECT, msisdn: MSISDN, imsi: IMSI });
    await enrol(core, call, VISITOR);
    return {
      url: `${baseUrl}/mobile-banking/api/mbanking/ProcessRequest`,
      username: key.id,
      password: secret,
      identifier: MSISDN,
      deviceIdentifierType: 'IMSI',
      deviceIdentifier: IMSI,
      pin: PIN,
      subject: SUBJECT,
    };
  },

  curl: (section) => {
    const payload = {
      api_request_id: 'df3e7cf5-1e4b-41ef-a22f-e755be665432',
      identifier_type: 'MSISDN',
      identifier: VISITOR.msisdn,
      pin: PIN,
      device_identifier_type: 'IMSI',
      device_identifier: VISITOR.imsi,
    };
    return [
      `curl -s ${section['url']}`,
      `-u ${section['username']}:${section['password']}`,
      "-H 'Content-Type: application/json'",
      `-d '${JSON.stringify({ action: 'LOGIN', payload })}'`,
    ].join(' ');
  },
};

interface DemoMember {
  readonly id: string;
  readonly msisdn: string;
  readonly imsi: string;
}

/** Keeps a member of an earlier start as it is, PIN included. */
async function enrol(core: Core, call: Call, { id, msisdn, imsi }: DemoMember): Promise<void> {
  if ((await core.findSubject(call, { id })) !== null) return;
  await core.createSubject(call, {
    id,
    identifiers: [{ type: 'msisdn', value: msisdn }],
    devices: [{ type: 'IMSI', value: imsi }],
    documents: [{ type: 'NATIONAL_ID', value: '12345678' }],
  });
  await core.setPin(call, { subject: { id }, purpose: 'login', newPin: PIN });
}
