/** Situations of signing in: what providers answer, and what each answer asks for. Likeliest causes and fixes first. */
import type { Situation } from './situations.ts';

export const SIGNING_IN = {
  'google-app-password': {
    causes: ['normal-password-of-two-step', 'app-password-revoked', 'organisation-oauth-only'],
    fixes: ['make-app-password', 'enter-password', 'use-oauth2'],
  },
  'google-password-refused': {
    causes: [
      'normal-password-given',
      'app-password-mistyped',
      'app-password-revoked',
      'user-not-whole-address',
    ],
    fixes: ['make-app-password', 'enter-password', 'use-oauth2'],
  },
  'google-web-sign-in': {
    causes: ['unusual-place', 'captcha-pending', 'account-at-risk'],
    fixes: ['open-provider-page', 'make-app-password', 'use-oauth2'],
  },
  'microsoft-basic-off': {
    causes: ['provider-retired-passwords', 'organisation-oauth-only'],
    fixes: ['use-oauth2', 'ask-administrator'],
  },
  'microsoft-smtp-off': {
    causes: ['smtp-off-for-tenant', 'smtp-off-for-mailbox', 'provider-retired-passwords'],
    fixes: ['ask-administrator', 'open-provider-page', 'use-oauth2'],
  },
  'microsoft-policy': {
    causes: ['security-defaults-on', 'conditional-access', 'unusual-place'],
    fixes: ['use-oauth2', 'ask-administrator'],
  },
  'microsoft-password-refused': {
    causes: [
      'password-mistyped',
      'smtp-off-for-mailbox',
      'normal-password-of-two-step',
      'user-not-whole-address',
    ],
    fixes: ['enter-password', 'use-oauth2', 'make-app-password', 'ask-administrator'],
  },
  'provider-app-password': {
    causes: [
      'normal-password-given',
      'app-password-mistyped',
      'app-password-revoked',
      'user-not-whole-address',
    ],
    fixes: ['make-app-password', 'enter-password'],
  },
  'too-many-sign-ins': {
    causes: ['other-programs-wrong-password', 'someone-guesses', 'limit-too-high-here'],
    fixes: ['try-later', 'enter-password', 'slow-down'],
  },
  'user-disabled': {
    causes: ['account-suspended', 'account-locked-after-failures', 'account-unused'],
    fixes: ['open-provider-page', 'ask-administrator'],
  },
  'password-expired': {
    causes: ['password-too-old', 'password-reset-by-administrator'],
    fixes: ['enter-password', 'open-provider-page', 'ask-administrator'],
  },
  'smtp-access-off': {
    causes: ['smtp-off-by-default', 'access-lapsed', 'plan-without-smtp'],
    fixes: ['open-provider-page', 'ask-administrator'],
  },
  'sign-in-not-now': {
    causes: ['password-service-down', 'server-overloaded'],
    fixes: ['try-later', 'ask-administrator'],
  },
  'only-oauth2': {
    causes: ['provider-retired-passwords', 'organisation-oauth-only'],
    fixes: ['use-oauth2', 'ask-administrator'],
  },
  'lost-at-sign-in': {
    causes: ['address-banned', 'antivirus-in-between', 'server-faulty'],
    fixes: ['try-later', 'check-antivirus', 'ask-administrator'],
  },
  'pop-first': { causes: ['no-user-set', 'server-ancient'], fixes: ['enter-password', 'ask-administrator'] },
} as const satisfies Record<string, Situation>;
