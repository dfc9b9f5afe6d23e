export {
  formatAmount,
  formatDate,
  formatDateTime,
  formatMonth,
  formatNumber,
  formatTime,
  formatWeekday,
  monthOf,
  relativeDay,
  type When,
} from './format.ts'
export { isLanguage, type Language, languageNames, languages, preferredLanguage } from './language.ts'
export { createTranslator, type Messages, type TextParams, type Translator } from './translate.ts'
