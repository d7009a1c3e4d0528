import { make } from '../make.ts';
import { makeQuestionSection, type QuestionSection } from '../question-section.ts';
import { HINT_IS_ANSWER } from '../refusal.ts';
import type { Screen } from '../screen.ts';
import type { Stage } from '../stage.ts';

export function openQuestions(stage: Stage): Screen {
  const { words, images, offer, entered } = stage;
  const sections: QuestionSection[] = [];
  let refused: HTMLElement | undefined;
  for (let at = 0; at < offer.count; at += 1) {
    const others = (): readonly QuestionSection[] => sections.filter((_, place) => place !== at);
    const section = makeQuestionSection({
      number: at + 1,
      words: words.securityQuestions,
      images,
      before: entered.questions?.[at],
      offered: () => {
        const taken = others().map((other) => other.chosen()?.question);
        return offer.questions.filter(({ question }) => !taken.includes(question));
      },
    });
    sections.push(section);
  }
  return {
    title: [words.securityQuestions.title],
    body: [make('div', { class: 'questions' }, ...sections.map(({ element }) => element))],
    action: words.common.continue,
    resumeAt: () => refused,
    isComplete: () => sections.every((section) => section.read() !== undefined),
    submit: async () => {
      entered.questions = sections.flatMap((section) => section.read() ?? []);
      [refused] = sections.flatMap((section) => section.refuseHint() ?? []);
      if (refused !== undefined) return stage.refuse(HINT_IS_ANSWER);
      await stage.goOn();
    },
  };
}
