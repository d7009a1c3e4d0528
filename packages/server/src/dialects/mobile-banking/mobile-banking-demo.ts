import type { DialectDemo } from '../dialect.ts';
import { MOBILE_BANKING } from './settings.ts';

const SUBJECT = 'demo-mobile-banking';
const PIN = '5927';
const MSISDN = '254712345678';
const IMSI = '1099200912931023';

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
    const subject = { id: SUBJECT };
    if ((await core.findSubject(call, subject)) === null) {
      await core.createSubject(call, {
        ...subject,
        identifiers: [{ type: 'msisdn', value: MSISDN }],
        devices: [{ type: 'IMSI', value: IMSI }],
        documents: [{ type: 'NATIONAL_ID', value: '12345678' }],
      });
      await core.setPin(call, { subject, purpose: 'login', newPin: PIN });
    }
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
      identifier: section['identifier'],
      pin: section['pin'],
      device_identifier_type: section['deviceIdentifierType'],
      device_identifier: section['deviceIdentifier'],
    };
    return [
      `curl -s ${section['url']}`,
      `-u ${section['username']}:${section['password']}`,
      "-H 'Content-Type: application/json'",
      `-d '${JSON.stringify({ action: 'LOGIN', payload })}'`,
    ].join(' ');
  },
};
