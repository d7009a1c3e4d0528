import { html } from '../../pages/html.ts';
import type { Messages } from './messages.ts';
import { AR_PROMPT } from './prompt/ar.ts';

export const AR: Messages = {
  direction: 'rtl',
  ownName: 'العربية',
  languages: 'اللغة',
  home: {
    title: 'تُفتح صفحة رقمك السري من رابط',
    text: 'ينشئ تطبيقك الرابط عندما تختار رقمًا سريًا أو تغيّره أو تستعيده. عُد إلى تطبيقك وابدأ من هناك.',
  },
  nowhere: {
    title: 'هذا الرابط لا يؤدي إلى أي مكان',
    text: 'قد يكون ناقصًا أو قديمًا جدًا. عُد إلى تطبيقك واطلب رابطًا جديدًا.',
  },
  tasks: {
    set: {
      title: 'اختر رقمك السري',
      lead: 'استخدم أرقامًا لا يعرفها سواك. تاريخ الميلاد أو 1234 أول ما يُخمَّن.',
      button: 'حفظ الرقم السري',
      done: 'تم حفظ رقمك السري',
    },
    change: {
      title: 'غيّر رقمك السري',
      lead: 'أدخل أولًا رقمك الحالي، ثم الرقم الذي تريده.',
      button: 'تغيير الرقم السري',
      done: 'تم تغيير رقمك السري',
    },
    verify: {
      title: 'أدخل رقمك السري',
      lead: 'الرقم السري الذي تستخدمه الآن.',
      button: 'تأكيد',
      done: 'تم تأكيد رقمك السري',
    },
    recover: {
      title: 'اختر رقمًا سريًا جديدًا',
      lead: 'استخدم أرقامًا لا يعرفها سواك. تاريخ الميلاد أو 1234 أول ما يُخمَّن.',
      button: 'حفظ الرقم الجديد',
      done: 'تم حفظ رقمك السري الجديد',
    },
    set_questions: {
      title: 'اختر أسئلة الأمان',
      lead: 'إذا نسيت رقمك السري فستتيح لك إجاباتك اختيار رقم جديد.',
      button: 'حفظ الأسئلة',
      done: 'تم حفظ أسئلة الأمان',
    },
    initialise: {
      title: 'جهّز رقمك السري',
      lead: 'رقم سري، وأسئلة تتيح لك اختيار رقم جديد إذا نسيته.',
      button: 'حفظ',
      done: 'رقمك السري جاهز',
    },
  },
  fields: {
    pin: 'الرقم السري',
    currentPin: 'الرقم السري الحالي',
    newPin: 'الرقم السري الجديد',
    repeatPin: 'الرقم الجديد مرة أخرى',
    repeatNote: 'مرة أخرى، للتأكد مما كتبته.',
    digits: (min, max) =>
      min === max ? counted(min, DIGITS) : `من ${min} إلى ${counted(max, DIGITS)}`,
    show: 'إظهار',
    hide: 'إخفاء',
    question: (number) => `السؤال ${number}`,
    chooseQuestion: 'اختر سؤالًا',
    ownQuestion: 'أو اكتب سؤالك الخاص',
    answer: 'الإجابة',
    hint: 'تلميح (اختياري)',
    hintNote: 'ستراه بجانب السؤال. يجب ألا يكشف الإجابة.',
    code: 'الرمز الوارد في الرسالة',
  },
  busy: 'لحظة من فضلك…',
  forgot: 'نسيت الرقم السري؟',
  defaultQuestions: [
    'ما اسم أول حيوان أليف لديك؟',
    'في أي مدينة التقى والداك؟',
    'ما اسم أول معلم لك؟',
    'ماذا كنت تريد أن تصبح في صغرك؟',
    'في أي شارع نشأت؟',
    'ما أول طبق تعلمت طهيه؟',
    'ما لقبك في طفولتك؟',
    'ما ماركة أول هاتف لك؟',
  ],
  proof: {
    title: 'نسيت الرقم السري؟',
    lead: 'أثبت أولًا أنك أنت. بعدها تختار رقمًا سريًا جديدًا.',
    answers: 'أجب عن أسئلتك',
    hintIs: (hint) => `تلميحك: ${hint}`,
    checkAnswers: 'تحقق من الإجابات',
    byCode: 'احصل على رمز',
    byCodeLead: 'نرسله بالبريد الإلكتروني أو برسالة نصية إلى العنوان المسجل لدينا.',
    sendCode: 'أرسل لي رمزًا',
    codeSent: (digits, minutes) =>
      `أرسلنا إليك رمزًا من ${counted(digits, DIGITS)}. يصلح لمدة ${counted(minutes, MINUTES)}.`,
    checkCode: 'تحقق من الرمز',
    sendAgain: 'إرسال رمز جديد',
    otherWay: 'جرّب طريقة أخرى',
    neither:
      'لا توجد هنا طريقة تثبت بها أنك أنت: لا أسئلة أمان، ولا عنوان نرسل إليه رمزًا. اطلب المساعدة من الدعم.',
    proven: 'هذا صحيح. اختر الآن رقمًا سريًا جديدًا.',
  },
  over: {
    used: { title: 'استُخدم هذا الرابط من قبل', text: 'لم يبقَ شيء تفعله هنا.' },
    expired: {
      title: 'انتهت صلاحية هذا الرابط',
      text: 'لم يتغيّر شيء. عُد إلى تطبيقك واطلب رابطًا جديدًا.',
    },
    locked: 'مقفل مؤقتًا',
    pinExists: {
      title: 'لديك رقم سري بالفعل',
      text: 'لا يوجد ما تختاره هنا. لاستبداله، غيّر رقمك السري في تطبيقك.',
    },
    noPin: {
      title: 'ليس لديك رقم سري بعد',
      text: 'عُد إلى تطبيقك واختر رقمًا سريًا أولًا.',
    },
    pinIsKey: {
      title: 'رقمك السري موجود في تطبيقك',
      text: 'لا يمكن إدخاله هنا. عُد إلى تطبيقك وأكّد هناك.',
    },
    questionsExist: {
      title: 'أسئلة الأمان محفوظة بالفعل',
      text: 'لم يبقَ شيء تفعله هنا.',
    },
    gone: {
      title: 'هذا الحساب لم يعد موجودًا',
      text: 'عُد إلى تطبيقك. إذا لم تكن تتوقع ذلك فاسأل الدعم.',
    },
    mustChange: {
      title: 'يجب تغيير رقمك السري أولًا',
      text: 'إنه صحيح، لكن يجب استبداله قبل استخدامه. عُد إلى تطبيقك وغيّره.',
    },
    back: 'العودة إلى التطبيق',
    close: 'يمكنك إغلاق هذه الصفحة.',
  },
  lock: {
    pin: 'محاولات خاطئة كثيرة.',
    answers: 'إجابات خاطئة كثيرة.',
    codes: 'رموز خاطئة كثيرة.',
    until: (time, wait) => html`يمكنك المحاولة مجددًا عند ${time} (${wait}).`,
    minutes: (count) => `بعد ${counted(count, MINUTES)}`,
    hours: (count) => `بعد ${counted(count, HOURS)}`,
    days: (count) => `بعد ${counted(count, DAYS)}`,
    support: 'لا يستطيع فك القفل إلا الدعم.',
    again: 'يمكنك المحاولة مجددًا الآن.',
    newLink: 'لذلك عُد إلى تطبيقك واطلب رابطًا جديدًا.',
  },
  problems: {
    wrongPin: (left) => `رقم سري خاطئ. ${triesLeft(left)}`,
    wrongAnswers: (left) => `هناك إجابة واحدة على الأقل غير صحيحة. ${triesLeft(left)}`,
    wrongCode: (left) =>
      left === 0 ? 'رمز خاطئ. اطلب رمزًا جديدًا.' : `رمز خاطئ. ${triesLeft(left)}`,
    codeClosed: 'لم يعد هذا الرمز صالحًا. اطلب رمزًا جديدًا.',
    codeMalformed: (digits) => `يتكون الرمز من ${counted(digits, DIGITS)}. لم تُحسب عليك محاولة.`,
    codeUnavailable: 'لا يمكننا إرسال رمز إليك الآن.',
    codeLimited: 'أُرسل ما يكفي من الرموز الآن. ابحث عن أحدثها، أو حاول مرة أخرى بعد ربع ساعة.',
    answersMissing: 'أجب عن جميع الأسئلة. لم تُحسب عليك محاولة.',
    pinMalformed: 'يتكون الرقم السري من 4 إلى 12 رقمًا لا غير. لم تُحسب عليك محاولة.',
    mismatch: 'الرقمان الجديدان مختلفان. أدخلهما من جديد.',
    grantInvalid: 'استغرق الأمر وقتًا طويلًا أو رُفض مرات كثيرة. أثبت من جديد أنك أنت.',
    scriptNeeded: 'تحتاج هذه الصفحة إلى JavaScript لتشفير ما تكتبه. فعّله ثم افتح الصفحة من جديد.',
    incomplete: 'هناك شيء ناقص. املأ جميع الحقول.',
    unreadable: {
      title: 'تعذّرت قراءة هذا النموذج',
      text: 'لم يتغيّر شيء ولم تُحسب عليك محاولة.',
    },
    busy: {
      title: 'الطلبات كثيرة الآن',
      text: 'لم يتغيّر شيء ولم تُحسب عليك محاولة. حاول مجددًا بعد لحظات.',
    },
    broken: {
      title: 'حدث خطأ ما',
      text: 'ليس الخطأ منك. حاول مجددًا بعد بضع دقائق.',
    },
    tryAgain: 'إعادة المحاولة',
  },
  rules: {
    format: () => 'استخدم الأرقام من 0 إلى 9 فقط.',
    length: (min, max) =>
      min === max
        ? `اختر رقمًا سريًا من ${counted(min, DIGITS)}.`
        : `اختر رقمًا سريًا من ${min} إلى ${counted(max, DIGITS)}.`,
    repeated: () => 'الأرقام المكررة أول ما يُخمَّن. اخلط أرقامًا مختلفة.',
    sequence: () => 'الأرقام المتسلسلة مثل 1234 أول ما يُخمَّن. اخلطها.',
    year: () => 'يبدو هذا سنة. اختر أرقامًا ليست سنة.',
    date: () => 'يبدو هذا تاريخًا. اختر أرقامًا ليست تاريخًا.',
    keypad: () => 'هذا شكل على لوحة الأرقام. اختر أرقامًا لا ترسم شكلًا.',
    common: () => 'يستخدم كثيرون هذا الرقم فيُخمَّن أولًا. اختر رقمًا أندر.',
    personal: () => 'هذا الرقم جزء من بياناتك. اختر أرقامًا لا تدل عليك.',
    same_as_current: () => 'هذا هو رقمك السري الحالي. اختر رقمًا آخر.',
    history: () => 'سبق أن استخدمت هذا الرقم. اختر رقمًا لم تستخدمه.',
  },
  questionRules: {
    count: 'اختر سؤالين.',
    question_length: 'اختر سؤالًا، أو اكتب سؤالًا من حرفين على الأقل.',
    characters: 'احذف الأحرف التي لا تُرى.',
    question_repeated: 'اختر سؤالين مختلفين.',
    answer_empty: 'أجب عن هذا السؤال.',
    answer_length: 'هذه الإجابة طويلة جدًا. اختر إجابة أقصر.',
    hint_is_answer: 'يجب ألا يكون التلميح هو الإجابة. غيّره أو احذفه.',
  },
  prompt: AR_PROMPT,
};

/** A noun as Arabic counts it: one, two, a few (3 to 10), many (11 to 99), and whole hundreds. */
interface Noun {
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly hundred: string;
}

const MINUTES: Noun = {
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: 'دقائق',
  many: 'دقيقة',
  hundred: 'دقيقة',
};
const HOURS: Noun = {
  one: 'ساعة واحدة',
  two: 'ساعتين',
  few: 'ساعات',
  many: 'ساعة',
  hundred: 'ساعة',
};
const DAYS: Noun = { one: 'يوم واحد', two: 'يومين', few: 'أيام', many: 'يومًا', hundred: 'يوم' };
const DIGITS: Noun = { one: 'رقم واحد', two: 'رقمين', few: 'أرقام', many: 'رقمًا', hundred: 'رقم' };

function counted(count: number, { one, two, few, many, hundred }: Noun): string {
  if (count === 1) return one;
  if (count === 2) return two;
  const rest = count % 100;
  if (rest >= 3 && rest <= 10) return `${count} ${few}`;
  return `${count} ${rest >= 11 ? many : hundred}`;
}

function triesLeft(count: number): string {
  if (count === 0) return 'لم تبقَ أي محاولة.';
  if (count === 1) return 'بقيت محاولة واحدة.';
  if (count === 2) return 'بقيت محاولتان.';
  return count <= 10 ? `بقيت ${count} محاولات.` : `بقيت ${count} محاولة.`;
}
