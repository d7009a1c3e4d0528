import { icon } from '../icon.ts';
import { make } from '../make.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';
import { headline } from '../wording/headline.ts';

export function openRecoveryIntro(stage: Stage): Screen {
  const { securityIntros, common } = stage.words;
  const picture = make(
    'div',
    { class: 'picture' },
    stage.images('securityIntroMain', icon('lock')),
  );
  const body = [picture, make('p', { class: 'lead', dir: 'auto' }, securityIntros.description)];
  if (stage.learnMore !== undefined) {
    const away = { href: stage.learnMore, target: '_blank', rel: 'noopener noreferrer' };
    body.push(make('p', {}, make('a', { ...away, dir: 'auto' }, securityIntros.link)));
  }
  return {
    title: headline(securityIntros.headline, securityIntros.headline2),
    body,
    action: common.continue,
    submit: stage.goOn,
  };
}
