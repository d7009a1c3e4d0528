import { readLink } from './address.ts';
import { type Api, type Entered, makeApi, type Started } from './api.ts';
import { Card } from './card.ts';
import type { Embedder } from './embedder.ts';
import { runFlow } from './flow.ts';
import { loadFont } from './font.ts';
import { type Images, makeImages } from './image.ts';
import { make } from './make.ts';
import { readOffer } from './question.ts';
import { CANCELLED, NETWORK, NOT_STARTED, type Refusal } from './refusal.ts';
import type { Settings } from './settings.ts';
import type { Stage } from './stage.ts';
import { applyTheme } from './theme.ts';
import { complain } from './wording/complain.ts';
import type { Screens } from './wording/english.ts';
import type { Language } from './wording/languages.ts';
import { listQuestions } from './wording/list-questions.ts';
import { localise } from './wording/localise.ts';

const SHOW_AFTER_MS = 600;
const FIRST_PIN = ['INITIALIZE', 'SET_PIN'];

/** One challenge from the app's settings to the last message the app gets. */
export class PinSession {
  readonly #embedder: Embedder;
  readonly #settings: Settings;
  readonly #language: Language;
  readonly #words: Screens;
  readonly #images: Images;
  readonly #card: Card;
  readonly #api: Api;
  readonly #entered: Entered = {};
  #ended = false;
  /** The submission under way, or the last one. */
  #finishing: Promise<unknown> = Promise.resolve();

  constructor(options: {
    readonly root: HTMLElement;
    readonly embedder: Embedder;
    readonly settings: Settings;
    readonly language: Language;
  }) {
    const { root, embedder, settings, language } = options;
    this.#embedder = embedder;
    this.#settings = settings;
    this.#language = language;
    this.#words = localise(language.wording.screens, settings.localizations);
    this.#images = makeImages(settings.resources, location.hostname);
    const api = makeApi(settings.session);
    this.#api = { ...api, finish: (entered) => this.#remember(api.finish(entered)) };
    this.#card = new Card({
      ...{ root, images: this.#images, words: language.wording.page },
      onClose: () => void this.#close(),
    });
    applyTheme(document.documentElement, settings.themeColor);
    void loadFont(document.documentElement, settings.resources);
  }

  /** The app keeps the frame hidden until it is told, whether this goes well or not. */
  readonly start = async (): Promise<void> => {
    const { loading } = this.#language.wording.page;
    const spinner = make('div', { class: 'spinner' });
    this.#card.show({ title: [loading], body: [spinner] });
    const showUi = (): void => this.#embedder.post({ showUi: true });
    const late = setTimeout(showUi, SHOW_AFTER_MS);
    const answer = await this.#api.start();
    clearTimeout(late);
    if (this.#ended) return;
    showUi();
    if ('value' in answer && answer.value.steps.length > 0) this.#run(answer.value);
    else if ('value' in answer) this.#fail(NOT_STARTED);
    else if (answer.refusal === NETWORK) this.#offerRetry();
    else this.#fail(answer.refusal);
  };

  #run(started: Started): void {
    const [language, settings] = [this.#language, this.#settings];
    const { statements } = settings;
    const stage: Omit<Stage, 'isLast' | 'goOn' | 'refuse'> = {
      ...{ started, language, api: this.#api, entered: this.#entered },
      ...{ words: this.#words, images: this.#images },
      offer: readOffer(
        settings.securityQuestions,
        listQuestions(language.wording),
        started.questionsMin,
      ),
      statements: statements.length > 0 ? statements : language.wording.statements,
      learnMore: readLink(settings.learnMoreUrl),
      isFirstPin: FIRST_PIN.includes(started.type),
      forgotPin: () => this.#embedder.post({ onForgotPin: true }),
    };
    runFlow(this.#card, stage, {
      complete: this.#complete,
      fail: this.#fail,
      report: this.#report,
    });
  }

  #offerRetry(): void {
    const { offline } = this.#language.wording.page;
    const { retry } = this.#words.common;
    this.#card.show({ title: [offline], body: [], action: retry, submit: this.start });
    this.#card.complain(this.#say(NETWORK));
    this.#report(NETWORK);
  }

  readonly #complete = (type: string): void => {
    if (this.#ended) return;
    this.#end(this.#language.wording.page.done);
    this.#embedder.post({ onComplete: true, result: { type, status: 'COMPLETE' } });
  };

  readonly #fail = (refusal: Refusal): void => {
    const first = !this.#ended;
    this.#end(this.#language.wording.page.ended);
    if (first) {
      if (refusal !== CANCELLED) this.#card.complain(this.#say(refusal));
      this.#report(refusal);
    }
    this.#embedder.post({ onClose: true });
  };

  readonly #report = ({ code, message }: Refusal): void => {
    this.#embedder.post({ onError: true, error: { code, message } });
  };

  #remember<A>(finishing: Promise<A>): Promise<A> {
    this.#finishing = finishing;
    return finishing;
  }

  /** What is on its way to the server is not cancelled by closing: the app hears how it ended. */
  async #close(): Promise<void> {
    await this.#finishing;
    if (!this.#ended) this.#fail(CANCELLED);
  }

  /** The app takes the frame away; until then, and if it does not, there is nothing to enter. */
  #end(title: string): void {
    this.#ended = true;
    for (const name of Object.keys(this.#entered)) Reflect.deleteProperty(this.#entered, name);
    this.#card.show({ title: [title], body: [] });
  }

  #say(refusal: Refusal): string {
    return complain(refusal, this.#language, new Date());
  }
}
