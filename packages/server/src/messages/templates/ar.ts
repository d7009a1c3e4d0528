import type { Templates } from './templates.ts';

export const AR: Templates = {
  recovery_code: {
    subject: '{tenant}: رمز استعادة الوصول',
    text: '{code} هو رمزك في {tenant} لاستعادة الوصول. مدة صلاحيته بالدقائق: {minutes}. لن يطلبه منك أحد من {tenant} أبدًا.',
  },
  sign_in_code: {
    subject: '{tenant}: رمز تسجيل الدخول',
    text: '{code} هو رمزك في {tenant} لتسجيل الدخول. مدة صلاحيته بالدقائق: {minutes}. لن يطلبه منك أحد من {tenant} أبدًا.',
  },
  confirmation_code: {
    subject: '{tenant}: رمز التأكيد',
    text: '{code} هو رمزك في {tenant} لتأكيد هويتك. مدة صلاحيته بالدقائق: {minutes}. لن يطلبه منك أحد من {tenant} أبدًا.',
  },
  pin_changed: {
    subject: '{tenant}: تم تغيير رقم التعريف الشخصي',
    text: 'تم تغيير رقم التعريف الشخصي (PIN) الخاص بك في {tenant} بتاريخ {time}. إن لم تكن أنت، فتواصل مع {tenant} فورًا.',
  },
  password_changed: {
    subject: '{tenant}: تم تغيير كلمة المرور',
    text: 'تم تغيير كلمة مرورك في {tenant} بتاريخ {time}. إن لم تكن أنت، فتواصل مع {tenant} فورًا.',
  },
};
